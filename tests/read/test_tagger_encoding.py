"""Words and windows: every character of a word is where it was, every word in one window's core."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.nouns import Span
from tocsin.read.tagger.encoding import HINTS, hints_of, touched, windows, words_of

TEXTS = st.text(alphabet="ab \n.,\"“”é'0𝔸", max_size=40)


@given(TEXTS)
def test_words_are_all_of_the_text_but_its_blanks(text: str) -> None:
    words = words_of(text)
    assert "".join(s.of(text) for s in words) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(words))


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_a_word_is_touched_by_a_span_that_shares_a_character(text: str, a: int, b: int) -> None:
    words = words_of(text)
    span = Span(min(a, b), max(a, b) + 1)
    shared = [n for n, w in enumerate(words) if w.start < span.end and span.start < w.end]
    assert touched(words, [span]) == shared


@given(
    st.lists(st.integers(1, 6), max_size=60), st.integers(12, 30), st.integers(0, 6)
)  # fmt: skip
def test_each_word_is_in_the_core_of_one_window(sizes: list[int], room: int, overlap: int) -> None:
    cut = windows(sizes, room=room, overlap=overlap)
    own = [n for window in cut for n in range(window.core_first, window.core_past)]
    assert own == list(range(len(sizes)))
    for window in cut:
        assert window.first <= window.core_first <= window.core_past <= window.past
        assert sum(sizes[window.first : window.past]) <= room


def test_neighbours_share_their_border() -> None:
    first, second = windows([1] * 10, room=8, overlap=4)
    assert (first.first, first.past, second.first, second.past) == (0, 8, 4, 10)
    assert first.core_past == second.core_first == 6


def test_a_hint_has_a_bit_for_each_role() -> None:
    text = "Ann said so."
    found = hints_of(words_of(text), [([Span(0, 3)], [Span(4, 8)], [Span(9, 11)])])
    assert found == (1, 2, 4, 0)
    assert max(found) < HINTS


@pytest.mark.parametrize("text", ["", " \n "])
def test_a_blank_text_has_no_words(text: str) -> None:
    assert words_of(text) == ()
    assert windows([], room=20, overlap=4) == ()
