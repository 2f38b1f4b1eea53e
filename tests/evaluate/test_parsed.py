"""Parses of gold texts, kept in a folder: the same as those made anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tocsin.errors import BadArgument
from tocsin.evaluate.parsed import Kept, keeping, language, parse, reader
from tocsin.nouns import Segment, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

TEXTS = (
    "The ministry said on Friday that it had moved 40 tanks to Kisumu. Officials denied it.",
    "An attack is highly unlikely before June, according to the general’s own staff.",
    "",
)


def seen(doc: Doc) -> list[object]:
    """All that a rule can ask of a document."""
    return [
        *((t.text, t.whitespace_, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i) for t in doc),
        *((str(t.morph), t.ent_iob_, t.ent_type_, t.is_sent_start, t.has_vector) for t in doc),
        *((e.text, e.label_) for e in doc.ents),
        *(chunk.text for chunk in doc.noun_chunks),
        *(sentence.text for sentence in doc.sents),
    ]


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_kept_parse_is_the_one_that_would_be_made(tmp_path: Path) -> None:
    anew = [seen(doc) for doc in parse(TEXTS)]
    with keeping(tmp_path):
        cold = [seen(doc) for doc in parse(TEXTS)]
        kept = files(tmp_path)
        warm = [seen(doc) for doc in parse(TEXTS)]
    assert len(kept) == len(TEXTS)
    assert files(tmp_path) == kept
    assert anew == cold == warm


def test_a_kept_parse_is_taken_and_not_made_again(tmp_path: Path) -> None:
    with keeping(tmp_path):
        (made,) = parse(TEXTS[:1])
        # What another text parses to, under this text's name: only a taken parse can show it.
        (own,) = files(tmp_path)
        list(parse(TEXTS[1:2]))
        (other,) = (path for path in files(tmp_path) if path != own)
        own.write_bytes(other.read_bytes())
        (taken,) = parse(TEXTS[:1])
    assert made.text == TEXTS[0]
    assert taken.text == TEXTS[1]


def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    with keeping(tmp_path):
        (made,) = parse(TEXTS[:1])
        (own,) = files(tmp_path)
        own.write_bytes(own.read_bytes()[:100])
        (again,) = parse(TEXTS[:1])
    assert seen(again) == seen(made)
    assert files(tmp_path) == [own]


def test_texts_whose_sentences_begin_elsewhere_are_kept_apart(tmp_path: Path) -> None:
    kept = Kept(language(), tmp_path)
    one, other = kept.make_doc(TEXTS[0]), kept.make_doc(TEXTS[0])
    for token in other:
        token.is_sent_start = token.i in (0, 3)
    assert len(list(kept.pipe([one, other], batch_size=2))) == 2
    assert len(files(tmp_path)) == 2


def test_a_reader_over_kept_parses_reads_the_same_pages(tmp_path: Path) -> None:
    body = (Segment("", Span(0, len(TEXTS[0])), "body"),)
    anew = [seen(page.doc) for page in reader().pages(TEXTS[0], body)]
    with keeping(tmp_path):
        for _ in ("cold", "warm"):
            assert [seen(page.doc) for page in reader().pages(TEXTS[0], body)] == anew


def test_nothing_is_kept_where_no_folder_is_named(tmp_path: Path) -> None:
    with keeping(tmp_path), keeping(None):
        list(parse(TEXTS))
    assert files(tmp_path) == []


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(BadArgument), keeping(blocked / "folder"):
        pass
