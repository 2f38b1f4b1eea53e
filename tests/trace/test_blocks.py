"""Blocks: many articles are parted by the strong words they share, at a cost in proportion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.trace.test_stories import ALONE, FLOOD, VOTE

from tocsin.trace import Article, stories
from tocsin.trace.blocks import blocks

letters = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6), max_size=30)


def test_what_shares_three_strong_words_stands_in_one_block() -> None:
    assert blocks([("a", "b", "c"), ("a", "b", "x"), ("a", "b", "c", "d")], most=2) == [[0, 2], [1]]


def test_a_block_that_is_too_large_asks_for_more_shared_words() -> None:
    keys = [tuple("abcd"), tuple("abcd"), tuple("abce"), tuple("abce")]
    assert blocks(keys, most=4) == [[0, 1, 2, 3]]
    assert blocks(keys, most=2) == [[0, 1], [2, 3]]


@given(letters, st.integers(1, 8))
def test_every_article_is_in_exactly_one_block_no_larger_than_asked(
    keys: list[list[str]], most: int
) -> None:
    found = blocks([tuple(sorted(words)) for words in keys], most=most)
    assert sorted(at for part in found for at in part) == list(range(len(keys)))
    assert all(len(part) <= most for part in found)


def test_a_story_is_found_within_its_block() -> None:
    told = [
        Article(
            f"{event:03}-{part}",
            f"Place{event} name{event}",
            " ".join(f"word{event}x{word}" for word in range(part, part + 6)) + " said on Monday.",
        )
        for event in range(100)
        for part in range(3)
    ]
    grouped = stories(told, block=50)
    assert len(grouped) == 100
    assert all(len({name[:3] for name in group}) == 1 for group in grouped)


def test_blocks_do_not_know_the_order_of_arrival() -> None:
    every = [*FLOOD, *VOTE, ALONE]
    assert stories(every, block=2) == stories(every[::-1], block=2)
