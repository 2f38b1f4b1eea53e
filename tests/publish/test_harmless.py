"""Text of reports cannot steer what shows it, and loses nothing without a trace."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tocsin.publish.harmless import harmless, one_line, pieces, width_of

anything = st.text(st.characters())


@given(anything)
def test_only_characters_that_are_seen_are_passed_on(text: str) -> None:
    for char in harmless(text):
        assert char in "\n\t\u200c\u200d\u00ad" or unicodedata.category(char)[0] != "C"


@given(anything)
def test_harmless_text_can_always_be_encoded(text: str) -> None:
    harmless(text).encode("utf-8")


@given(anything)
def test_pieces_put_together_are_the_text(text: str) -> None:
    assert "".join(run for run, _ in pieces(text)) == text


def test_what_would_steer_is_named() -> None:
    assert harmless("a\u202eb\x1b[31m\x00") == "a⟨U+202E⟩b⟨U+001B⟩[31m⟨U+0000⟩"
    assert harmless("a\u200bb\ud800") == "a⟨U+200B⟩b⟨U+D800⟩"


def test_plain_text_of_any_script_is_left_alone() -> None:
    for text in (
        "Гомель",
        "مرحبا",
        "क्षत्रिय",
        "नमस्ते\u200d",
        "東京",
        "é",
        "👩\u200d🔬",
        "two\nlines",
    ):
        assert harmless(text) == text


def test_white_space_is_made_single_spaces() -> None:
    assert one_line(" a\n\n b\u2029c\td ") == "a b c d"


def test_width_counts_wide_letters_twice_and_marks_not_at_all() -> None:
    assert (width_of("abc"), width_of("東京"), width_of("e\u0301")) == (3, 4, 1)
