"""Openings: how phrases begin, asked before they are searched, and never at the cost of a find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desks import Seen

from tocsin.desk import Desk
from tocsin.weigh.patterns import asked_of, match
from tocsin.weigh.phrasing import expression_of, openings_of

WORDS = ["tank", "tank*", "heavy", "build-up", "*", "may*", "10,000", "o'clock", "border", "übung*"]
TOLD = [
    "tank", "tanks", "Heavy", "build up", "buildup", "BUILD-UP", "May", "may", "10,000 10000",
    "o’clock", "borders", "Übungen", "cross-border", "(tank)", "“tanks”", "\u212aiev",
]  # fmt: skip


@given(
    phrases=st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), min_size=1
    ).map(tuple),
    text=st.lists(st.sampled_from(TOLD), max_size=6).map(" ".join),
)
def test_what_is_found_has_an_opening_that_stands(phrases: tuple[str, ...], text: str) -> None:
    if expression_of(phrases).search(text) is not None:
        assert openings_of(phrases).may_stand_in(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("tank", "a tanker"),
        ("tank*", "thanks"),
        ("build-up", "a rebuild"),
        ("cross border", "ross"),
    ],
)
def test_what_begins_otherwise_does_not_stand(phrase: str, text: str) -> None:
    assert not openings_of((phrase,)).may_stand_in(text)


def test_no_match_of_the_example_is_missed(example_desk: Desk) -> None:
    now = Seen(example_desk, "2022-12-31").now
    watch = now.watch
    patterns = [one for sign in watch.indicators for one in (*sign.match, *sign.looked)]
    patterns += [one for claim in watch.propositions for one in claim.match]
    statements = [one for reading in now.readings for one in reading.statements]
    spared = 0
    for statement in statements:
        for pattern in patterns:
            stands = all(one.may_stand_in(statement.text) for one in asked_of(pattern))
            spared += not stands
            assert stands or match(pattern, statement) is None
    assert spared > 0.8 * len(statements) * len(patterns)
