"""Sifting: sets of bits find what a walk over every statement would find, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.pages import NOW

from tocsin.desk import Desk, situation_of
from tocsin.nouns import cut_of
from tocsin.web.items import items_of
from tocsin.web.sifting import FACETS, Item, Sieve, Wanted

ACTS = ("statement", "assessment", "denial")
SOURCES = ("one", "two", "three", "four")
WORDS = ("tank", "Tanks roll", "no roll", "İ", "")


@pytest.fixture(scope="module")
def item(example_desk: Desk) -> Item:
    """A real item, of which others are made."""
    with example_desk.ledger(read_only=True) as ledger:
        now = situation_of(
            *(example_desk, ledger, "belarus-entry"),
            as_of=cut_of("2022-10-21"),
            known_at=cut_of("2026-01-03"),
            with_history=False,
        )
        return items_of(now, example_desk.register, dict(ledger.recorded()))[0]


@st.composite
def shapes(draw: st.DrawFn) -> list[tuple[str, str, str, bool, int]]:
    one = st.tuples(
        st.sampled_from(ACTS),
        st.sampled_from(SOURCES),
        st.sampled_from(WORDS),
        st.booleans(),
        st.integers(0, 5),
    )
    return draw(st.lists(one, max_size=40))


def made(item: Item, shape: list[tuple[str, str, str, bool, int]]) -> list[Item]:
    return [
        replace(
            item,
            statement=replace(item.statement, id=f"s{number}", text=text),
            bearings=item.bearings if bears else (),
            decisions=(),
            came=NOW + timedelta(hours=hour),
            facets={**dict.fromkeys(FACETS, ()), "act": (act,), "source": (source,)},
        )
        for number, (act, source, text, bears, hour) in enumerate(shape)
    ]


def fits(one: Item, wanted: Wanted) -> bool:
    return (
        (wanted.whole or one.bears)
        and all(set(one.facets[name]) & values for name, values in wanted.only.items() if values)
        and not any(set(one.facets[name]) & values for name, values in wanted.without.items())
        and all(word.casefold() in one.statement.text.casefold() for word in wanted.words)
        and (wanted.came is None or one.came >= wanted.came)
    )


@given(
    shape=shapes(),
    acts=st.frozensets(st.sampled_from(ACTS)),
    left=st.frozensets(st.sampled_from(SOURCES)),
    words=st.sampled_from([(), ("TANK",), ("roll", "no"), ("i",)]),
    hour=st.none() | st.integers(0, 6),
    whole=st.booleans(),
    skip=st.integers(0, 45),
    take=st.integers(0, 12),
)
def test_what_is_found_is_what_a_walk_finds(
    item: Item,
    shape: list[tuple[str, str, str, bool, int]],
    acts: frozenset[str],
    left: frozenset[str],
    words: tuple[str, ...],
    hour: int | None,
    whole: bool,
    skip: int,
    take: int,
) -> None:
    items = made(item, shape)
    wanted = Wanted(
        only={"act": acts},
        without={"source": left},
        words=words,
        whole=whole,
        came=None if hour is None else NOW + timedelta(hours=hour),
    )
    found = Sieve(items).sift(wanted, skip=skip, take=take)
    walked = [one for one in items if fits(one, wanted)]
    assert found.total == len(walked)
    assert list(found.items) == walked[skip : skip + take]
    for one in found.facets["act"]:
        alone = replace(wanted, only={"act": frozenset({one.value})})
        assert one.count == sum(fits(each, alone) for each in items)
        assert one.state == ("only" if one.value in acts else "any")


def test_an_item_is_found_by_its_statement(item: Item) -> None:
    items = made(item, [("denial", "one", "tank", True, 0), ("statement", "two", "", False, 1)])
    sieve = Sieve(items)
    assert sieve.get("s1") == items[1]
    assert sieve.get("s2") is None
    assert sieve.first("source", "two") == items[1]
    assert sieve.first("source", "none") is None
    assert len(sieve) == 2
