from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.nouns import Segment, Span
from tocsin.read.sentences import LONGEST, clean, passages, starts


def sentences(text: str) -> list[str]:
    begins = [*starts(text), len(text)]
    return [text[a:b].strip() for a, b in pairwise(begins)]


@pytest.mark.parametrize(
    "parts",
    [
        ("It rained.", "It snowed."),
        ("Mr. Brandt met Gen. Maren.", "They spoke."),
        ("The U.S. Army left the U.S.", "The town was quiet."),
        ("The U.K. Defense Ministry spoke.",),
        ("He left at 5 p.m. on Monday.",),
        ("“It rained,” he said.", "“It snowed.”"),
        ("“Did it rain?” she asked.",),
        ("“Did it rain?” Maren asked.",),
        ("It rained… and it snowed.",),
        ("A. Brandt spoke.",),
        ("He knows nothing.”", "She left."),
        ("It cost 3.5 crowns.", "He paid."),
    ],
)
def test_sentences_end_where_they_end(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts)) == list(parts)


@given(st.text())
def test_cleaning_keeps_every_character_in_its_place(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert [c for c in cleaned if c.isalnum()] == [c for c in text if c.isalnum()]


def test_quotation_marks_and_bullets_become_familiar_ones() -> None:
    assert clean("• “It’s so,” he said") == '  "It\'s so," he said'
    assert clean("''so,'' he said") == '" so, " he said'


@given(st.text(alphabet="ab .\n\t“”•", max_size=300))
def test_passages_are_the_text_they_say_they_are(text: str) -> None:
    found = list(passages(text, (Segment("r", Span(0, len(text)), "body"),)))
    assert [p.text for p in found] == [clean(p.span.of(text)) for p in found]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    kept = "".join(p.span.of(text) for p in found)
    assert [c for c in kept if not c.isspace()] == [c for c in text if not c.isspace()]


def test_the_mark_of_a_note_does_not_join_two_sentences() -> None:
    assert sentences(clean("It rained.[12] It snowed.[13]")) == ["It rained.", "It snowed."]


def test_only_what_is_read_makes_passages() -> None:
    text = "Head\nBody\nFurniture"
    segments = (
        Segment("r", Span(0, 5), "headline"),
        Segment("r", Span(5, 10), "body"),
        Segment("r", Span(10, 19), "furniture"),
    )
    assert [p.text for p in passages(text, segments)] == ["Head", "Body"]


def test_hard_wrapped_lines_are_one_passage_and_short_lines_are_not() -> None:
    wrapped = "The army left the town on Monday and went over the long bridge to\nthe other side."
    (one,) = passages(wrapped, (Segment("r", Span(0, len(wrapped)), "body"),))
    assert one.text == wrapped.replace("\n", " ")
    listed = "Putting out to sea\nOld ships"
    assert len(list(passages(listed, (Segment("r", Span(0, len(listed)), "body"),)))) == 2


def test_what_is_too_long_is_cut_after_a_sentence() -> None:
    text = "It rained on the bridge. " * 1000
    found = list(passages(text, (Segment("r", Span(0, len(text)), "body"),)))
    assert all(len(p.text) <= LONGEST for p in found)
    assert all(p.text.endswith("bridge.") for p in found)
