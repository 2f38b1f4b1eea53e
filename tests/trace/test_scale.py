"""Scale: the work grows with the reports, not with their pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Reading, Register
from tocsin.trace import DictNeighbours, load_register, trace

PHRASE = "did not immediately respond to a request for comment from this newspaper on Friday"


class Counting:
    """An index that counts how many members it hands out: no pair is compared that it did not."""

    def __init__(self) -> None:
        self._index = DictNeighbours()
        self.handed = 0

    def add(self, member: str, keys: Iterable[str]) -> None:
        self._index.add(member, keys)

    def first(self, key: str, count: int) -> Sequence[str]:
        return self._counted(self._index.first(key, count))

    def before(self, key: str, member: str, count: int) -> Sequence[str]:
        return self._counted(self._index.before(key, member, count))

    def _counted(self, found: Sequence[str]) -> Sequence[str]:
        self.handed += len(found)
        return found


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def stock_phrases(count: int) -> list[Reading]:
    """Reports that differ but for one phrase, which every one of them has."""
    readings = []
    for n in range(count):
        text = (
            f"NATO {PHRASE}.\nWord{n} item{n * 7} thing{n * 11} matter{n * 13} end{n * 17} came.\n"
        )
        day = date(2023, 1, 1) + timedelta(days=n % 20)
        made = report(text, day.isoformat(), publisher=f"Paper {n}")
        lines = text.splitlines()
        readings.append(
            reading(
                made,
                statement(made, lines[0], speaker="NATO", content=PHRASE),
                statement(made, lines[1]),
            )
        )
    return readings


def test_a_phrase_that_all_reports_have_costs_each_report_the_same(register: Register) -> None:
    handed = []
    for count in (200, 800):
        index = Counting()
        trace(stock_phrases(count), register, neighbours=index)
        handed.append(index.handed)
    assert handed[1] <= 4.4 * handed[0]


def test_ten_thousand_copies_of_one_report_are_one_origin_a_speaker(register: Register) -> None:
    made = report(f"NATO {PHRASE}.\nSnow lay on the long road to the harbour.\n", "2023-05-02")
    lines = made.text.splitlines()
    said = (
        statement(made, lines[0], speaker="NATO", content=PHRASE),
        statement(made, lines[1]),
    )
    copies = []
    for n in range(10_000):
        mirror = report(made.text, "2023-05-03", publisher=f"Mirror {n}")
        copies.append(reading(mirror, *(replace(s, report=mirror.id) for s in said)))
    index = Counting()
    origins = trace([reading(made, *said), *copies], register, neighbours=index)
    assert [len(origin.mentions) for origin in origins] == [10_001, 10_001]
    assert [origin.source for origin in origins] == ["NATO", "Northern Courier"]
    assert index.handed < 1_000


def test_the_index_may_already_hold_other_reports(register: Register) -> None:
    readings = stock_phrases(6)
    index = DictNeighbours()
    trace(readings, register, neighbours=index)
    assert trace(readings[2:4], register, neighbours=index) == trace(readings[2:4], register)
