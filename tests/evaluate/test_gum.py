"""CoNLL-U documents have one plain text, so that offsets into them hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.errors import BadRow
from tocsin.evaluate.gum import render


def conllu(*lines: str) -> str:
    """A document whose token lines are written short: id, form, MISC."""
    full = []
    for line in lines:
        if not line or line.startswith("#"):
            full.append(line)
        else:
            key, form, misc = line.split()
            full.append("\t".join([key, form, *["_"] * 7, misc]))
    return "\n".join(full) + "\n"


def test_words_stand_apart_unless_the_token_says_otherwise() -> None:
    rendered = render(conllu("1 Wait _", "2 here SpaceAfter=No", "3 . _"))
    assert rendered.text == "Wait here."


def test_a_multi_word_token_stands_for_its_words_and_an_empty_node_for_nothing() -> None:
    rendered = render(conllu("1-2 I've _", "1 I _", "2 've _", "2.1 been _", "3 left _"))
    assert rendered.text == "I've left"


def test_a_new_paragraph_starts_after_a_blank_line_and_a_new_sentence_after_a_space() -> None:
    rendered = render(
        conllu(
            "# newpar", "1 One _", "", "1 Two _", "", "# newpar_block = p", "# newpar", "1 Three _"
        )
    )
    assert rendered.text == "One Two\n\nThree"
    assert [span.of(rendered.text) for span in rendered.sentences] == ["One", "Two", "Three"]


def test_a_mark_of_a_paragraphs_kind_opens_no_paragraph() -> None:
    assert render(conllu("1 One _", "", "# newpar_block = p", "1 Two _")).text == "One Two"


def test_a_line_of_other_than_ten_columns_is_refused_by_its_number() -> None:
    with pytest.raises(BadRow) as caught:
        render("1\tOne\n", file="x.conllu")
    assert (caught.value.file, caught.value.at) == ("x.conllu", 1)


def test_each_sentence_of_the_shared_documents_is_what_its_own_comment_says(shared: Path) -> None:
    paths = sorted((shared / "data" / "training" / "gum").glob("*.conllu"))
    assert paths
    for path in paths:
        content = path.read_bytes().decode("utf-8")
        said = [line[9:] for line in content.split("\n") if line.startswith("# text = ")]
        rendered = render(content)
        assert [span.of(rendered.text) for span in rendered.sentences] == said, path.name
