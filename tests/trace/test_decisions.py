"""Decisions: what people join and split stands through re-runs and later arrivals."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from typing import Literal

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Correction, Origin, Reading, Register
from tocsin.trace import load_register, trace


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def decision(
    kind: Literal["join", "split", "undo"],
    target: str,
    *,
    number: int = 1,
    undoes: str | None = None,
    other: str | None = None,
    statements: list[str] | None = None,
) -> Correction:
    at = datetime(2023, 6, number, tzinfo=UTC)
    value: dict[str, object] = {"with": other} if other else {"statements": statements or []}
    return Correction(f"c{number}", kind, target, value, "ann", "for the test", at, undoes)


def one(words: str, by: str, day: str, publisher: str = "Newsweek") -> Reading:
    made = report(words, day, publisher=publisher)
    return reading(made, statement(made, words, speaker=by, content=words.partition(": ")[2]))


def groups(origins: tuple[Origin, ...]) -> set[frozenset[str]]:
    return {frozenset(origin.items) for origin in origins}


def ids(*readings: Reading) -> list[str]:
    return [r.statements[0].id for r in readings]


FLEET = one("NATO: the fleet has left the bay.", "NATO", "2023-05-02")
STORM = one("ISW: the storm will pass by Friday noon.", "ISW", "2023-05-03")
QUOTE = "NATO: “we shall hold the long harbour wall against any tide.”"
FIRST = one(QUOTE, "NATO", "2023-05-02")
AGAIN = one(QUOTE.replace("NATO", "Nato"), "Nato", "2023-05-20", "BBC News")
COPY = one(QUOTE.replace("NATO:", "NATO again:"), "NATO", "2023-05-25", "Reuters")


def test_a_join_puts_two_origins_together(register: Register) -> None:
    fleet, storm = trace([FLEET, STORM], register)
    joined = trace([STORM, FLEET], register, [decision("join", storm.id, other=fleet.id)])
    assert groups(joined) == {frozenset(ids(FLEET, STORM))}


def test_a_join_stands_when_an_earlier_mention_gives_the_origin_another_id(
    register: Register,
) -> None:
    storm, quote = trace([STORM, AGAIN], register)
    joined = decision("join", quote.id, other=storm.id)
    for order in permutations([STORM, AGAIN, FIRST]):
        (origin,) = trace(order, register, [joined])
        assert origin.id not in {storm.id, quote.id}
        assert set(origin.items) == set(ids(STORM, AGAIN, FIRST))


def test_a_split_takes_a_statement_out_and_its_copies_follow(register: Register) -> None:
    day = "NATO said on May 1 {}."
    made = [report(day.format(w), "2023-05-02") for w in ("the fleet sailed", "the dam held fast")]
    readings = [
        reading(
            r,
            statement(
                r, r.text, speaker="NATO", content=r.text[18:-1], said=("May 1", "2023-05-01")
            ),
        )
        for r in made
    ]
    (whole,) = trace(readings, register)
    taken = readings[1].statements[0].id
    if whole.mentions[0].statement == taken:
        readings.reverse()
        taken = readings[1].statements[0].id
    split = decision("split", whole.id, statements=[taken])
    apart = trace(readings, register, [split])
    assert groups(apart) == {frozenset(ids(r)) for r in readings}
    echo = report(readings[1].report.text, "2023-05-09", publisher="Echo Site")
    late = reading(
        echo,
        statement(
            echo, echo.text, speaker="NATO", content=echo.text[18:-1], said=("May 1", "2023-05-01")
        ),
    )
    for order in permutations([*readings, late]):
        origins = trace(order, register, [split])
        assert sorted(len(origin.mentions) for origin in origins) == [1, 2]


def test_the_earliest_statement_can_be_split_off(register: Register) -> None:
    (whole,) = trace([FIRST, AGAIN, COPY], register)
    split = decision("split", whole.id, statements=ids(FIRST))
    assert groups(trace([COPY, FIRST, AGAIN], register, [split])) == {
        frozenset(ids(FIRST)),
        frozenset(ids(AGAIN, COPY)),
    }


def test_a_decision_that_was_undone_counts_for_nothing(register: Register) -> None:
    fleet, storm = trace([FLEET, STORM], register)
    made = decision("join", storm.id, other=fleet.id)
    undo = decision("undo", made.id, number=2, undoes=made.id)
    assert trace([FLEET, STORM], register, [undo, made]) == (fleet, storm)


def test_later_decisions_win_whatever_the_order_in_which_they_are_given(
    register: Register,
) -> None:
    fleet, storm = trace([FLEET, STORM], register)
    join = decision("join", storm.id, number=1, other=fleet.id)
    split = decision("split", fleet.id, number=2, statements=ids(STORM))
    for given in ([join, split], [split, join]):
        assert len(trace([FLEET, STORM], register, given)) == 2


def test_a_decision_about_what_is_not_here_is_passed_over(register: Register) -> None:
    fleet, storm = trace([FLEET, STORM], register)
    strangers = [
        decision("join", "o0000000000000000", number=1, other=fleet.id),
        decision("join", fleet.id, number=2, other="o0000000000000000"),
        decision("split", fleet.id, number=3, statements=["s0000000000000000"]),
        decision("split", storm.id, number=4, statements=ids(STORM)),
    ]
    assert trace([FLEET, STORM], register, strangers) == (fleet, storm)


def test_of_two_decisions_within_one_second_the_one_given_later_wins(register: Register) -> None:
    fleet, storm = trace([FLEET, STORM], register)
    join = decision("join", storm.id, other=fleet.id)
    split = decision("split", fleet.id, statements=ids(STORM))
    for names in (("a", "b"), ("b", "a")):  # whatever their ids, which say nothing
        first, last = (
            replace(one, id=name) for one, name in zip((join, split), names, strict=True)
        )
        assert len(trace([FLEET, STORM], register, [first, last])) == 2
