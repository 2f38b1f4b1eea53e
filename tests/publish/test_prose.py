"""Any text is read as its sentences, each in its place: Markdown, HTML and plain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.publish.prose import FORMATS, TextFormat, prose_of
from tocsin.publish.voice import HIDDEN, own_words


def sentences(source: str, form: TextFormat) -> list[str]:
    prose = prose_of(source, form)
    return [" ".join(prose.words(one).split()) for one in prose.passages]


def test_plain_text_is_cut_at_stops_and_empty_lines() -> None:
    assert sentences("A heading\n\nDr. Orlik left. The\nbridge fell.[2] It rained.", "text") == [
        "A heading",
        "Dr. Orlik left.",
        "The bridge fell.[2]",
        "It rained.",
    ]


def test_what_markdown_marks_is_read_without_its_marks() -> None:
    source = (
        "---\ntitle: x\n---\n# A *heading* #\n\n"
        "The **bridge** [fell](https://a.example/may).[^1]\n"
        "`may` be \\*here\\*.\n\n- one item\n- `code` two &amp; three\n\n```\nmight\n```\n\n"
        "| a | b may |\n|---|---|\n\n> Quoted text.\n\n"
        "[^1]: A note that may be long.\n    and more.\n"
    )
    assert sentences(source, "md") == [
        "A heading",
        "The bridge fell[^@].[^1] be *here*.",
        "one item",
        "two & three",
        "a",
        "b may",
        "Quoted text.",
    ]


def test_what_a_page_shows_is_read_without_tags_scripts_and_navigation() -> None:
    source = (
        "<html><head><title>may</title><style>p{}</style></head><body><nav>Menu</nav>"
        "<h1>Head</h1><p>The <b>bridge</b> f&eacute;ll. It<br>rained.</p>"
        "<script>may()</script><blockquote>Theirs.</blockquote><p>See <a href='x'>this</a>.</p>"
    )
    prose = prose_of(source, "html")
    assert sentences(source, "html") == [
        *("Head", "The bridge féll.", "It", "rained.", "Theirs.", "See this[^@]."),
    ]
    assert [one.quoted for one in prose.passages] == [False] * 4 + [True, False]
    assert prose.passages[0].heading


@given(st.text(max_size=300), st.sampled_from(sorted(set(FORMATS.values()))))
def test_every_character_read_has_its_place_in_the_source(source: str, form: TextFormat) -> None:
    prose = prose_of(source, form)
    assert len(prose.text) == len(prose.at)
    assert list(prose.at) == sorted(prose.at)
    for one in prose.passages:
        assert prose.words(one).strip()
        line, column = prose.place(one.start)
        assert 1 <= line <= source.count("\n") + 1
        assert column >= 1


def test_a_place_is_the_line_and_column_of_the_source() -> None:
    source = "First line.\n\nThe **bridge** may fall."
    prose = prose_of(source, "md")
    at = prose.text.index("may")
    assert prose.place(at) == (3, source.split("\n")[2].index("may") + 1)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Orlik said that the bridge may fall.", "Orlik said"),
        ("Orlik said it may fall, but we doubt it.", "Orlik said, but we doubt it."),
        ("According to Orlik, it may fall.", ""),
        ("It may fall, Orlik said on Monday.", ", Orlik said on Monday."),
        ("We assess that it may fall.", "We assess that it may fall."),
        ("The claimed advance may stall.", "The claimed advance may stall."),
        ("It may be “so or so” there.", "It may be  there."),
        ("Kurier's report that it may fall is new.", "Kurier's report that"),
    ],
)
def test_only_the_words_of_the_writer_are_left(text: str, own: str) -> None:
    assert own_words(text).replace(HIDDEN, "") == own


def test_a_house_that_is_named_speaks_for_the_writer() -> None:
    text = "The River Desk assesses that it may fall."
    assert "may" not in own_words(text)
    assert own_words(text, voice=("River Desk",)) == text
