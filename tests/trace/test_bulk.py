"""Texts in bulk: those that share a sentence are brought together, in little work."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from tocsin.trace import sharing
from tocsin.trace.words import text_of

WORDS = st.sampled_from("Ash bay cañon dune’s elm fir gale-heath ivy 12 jetty".split())
TEXTS = st.lists(st.lists(WORDS, max_size=30).map(" ".join), max_size=5)


def longest(one: str, other: str) -> int:
    # Not by `runs`, which goes from left to right: a run taken first may cut a longer one short.
    first, second = text_of(one).words, text_of(other).words
    return SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size


@given(TEXTS)
def test_eight_words_in_a_row_are_found_and_five_are_shared_by_all_that_is(
    texts: list[str],
) -> None:
    found = list(sharing(texts))
    assert found == sorted(set(found))
    for later, text in enumerate(texts):
        for earlier in range(later):
            shared = longest(text, texts[earlier])
            assert shared >= 5 if (later, earlier) in found else shared < 8


def test_case_accents_and_punctuation_do_not_count() -> None:
    texts = [
        "One two the northern bridge will not carry armour before three.",
        "Nothing of it here at all.",
        "So: “The Northern bridge—will not carry: ARMOUR before”, he said",
        "So: THE NÖRTHERN BRIDGE ‘will not carry’ armour before",
    ]
    assert list(sharing(texts)) == [(2, 0), (3, 0), (3, 2)]


def test_what_all_have_costs_each_the_same() -> None:
    phrase = "did not respond to a request for comment on that day"
    few, many = (len(list(sharing([phrase] * count))) for count in (200, 800))
    assert many <= 4.1 * few


def test_the_place_in_a_chunk_does_not_matter() -> None:
    shared = "the northern bridge will not carry armour before"
    texts = [f"Text {n} is the text of number {n} and has nothing else." for n in range(5_000)]
    texts[7] += f" {shared}"
    texts[4_321] += f" {shared}"
    assert (4_321, 7) in set(sharing(texts))


def test_no_texts_have_no_pairs() -> None:
    assert list(sharing([])) == []
    assert list(sharing(["", "one two"])) == []
