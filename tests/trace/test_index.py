"""The index: a report more costs only itself, and gives what tracing from nothing gives."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.build import reading, report, statement
from tests.trace.test_order import REGISTER, readings

from tocsin.nouns import Reading
from tocsin.trace import DictKept, Index, trace

SPEAKERS = ("ISW", "NATO", "Olga Made", "Made", None)
LONG = (
    "the northern bridge will not carry armour before the frost comes in December this year",
    "three minesweepers and one tanker left the northern port before noon with their lights out",
    "no new field hospital was seen along the whole of the lake road between the two mills",
    "a landing on the northern island is unlikely this year whatever the harbour master says",
    "the ferry to the outer islands stays in its dock until a new propeller has been cast",
    "seven villages east of the lake were without power after the storm on the last weekend",
)
PAPERS = ("Newsweek", "BBC News", "Echo Site", "Harbour Post", "Kestrel Wire")


@st.composite
def crowds(draw: st.DrawFn) -> list[Reading]:
    """Reports that copy each other in parts, so that families form, join and part."""
    made = []
    for number in range(draw(st.integers(3, 12))):
        said = draw(st.lists(st.sampled_from(LONG), min_size=1, max_size=4, unique=True))
        who = draw(st.sampled_from(SPEAKERS))
        words = [f"{'' if who is None else f'{who} said '}{one}." for one in said]
        own = [] if draw(st.booleans()) else [f"This is number {number} of its own kind."]
        day = date(2023, 5, 5) + timedelta(days=draw(st.integers(0, 2)))
        one = report(
            "\n".join([*words, *own]), day.isoformat(), publisher=draw(st.sampled_from(PAPERS))
        )
        told = [
            statement(one, line, speaker=who, content=what)
            for line, what in zip(words, said, strict=True)
        ]
        made.append(reading(one, *told))
    return made


@st.composite
def batches(draw: st.DrawFn) -> list[list[Reading]]:
    """Reports in some order, in some parts."""
    made = draw(st.permutations(draw(st.one_of(readings(), crowds()))))
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(made) - 1)), max_size=len(made))))
    return [list(made[one:other]) for one, other in pairwise([0, *cuts, len(made)])]


def index_of(kept: DictKept, parts: Sequence[Sequence[Reading]]) -> Index:
    """An index to which reports came in these parts, each time by another process."""
    held = {one.report.id: one for part in parts for one in part}
    index = Index(kept, REGISTER, held.get)
    for part in parts:
        index = Index(kept, REGISTER, held.get)
        index.update([(one, "as read") for one in part])
    return index


def held(kept: DictKept) -> object:
    """All keys and pairs that are kept, but for the names of families."""
    keys = {key: tuple(kept.first(key, 1000)) for key in kept.every() if key[0] not in "fn"}
    return keys, list(kept.pairs())


@settings(max_examples=150)
@given(batches())
def test_reports_added_in_any_order_and_parts_give_the_origins_from_nothing(
    parts: list[list[Reading]],
) -> None:
    every = [one for part in parts for one in part]
    index = index_of(DictKept(), parts)
    assert index.origins(every) == trace(every, REGISTER)


@settings(max_examples=100)
@given(batches())
def test_what_is_kept_does_not_know_the_order_of_arrival(parts: list[list[Reading]]) -> None:
    one, other = DictKept(), DictKept()
    index_of(one, parts)
    index_of(other, [sorted((r for part in parts for r in part), key=lambda r: r.report.id)])
    assert held(one) == held(other)


@settings(max_examples=150)
@given(batches(), st.data())
def test_reports_taken_out_leave_nothing_behind(
    parts: list[list[Reading]], data: st.DataObject
) -> None:
    every = {one.report.id: one for part in parts for one in part}
    gone = data.draw(st.sets(st.sampled_from(sorted(every))))
    one, other = DictKept(), DictKept()
    index = index_of(one, parts)
    index.update([], sorted(gone))
    rest = [read for name, read in every.items() if name not in gone]
    index_of(other, [rest])
    assert held(one) == held(other)
    assert index.origins(rest) == trace(rest, REGISTER)


@settings(max_examples=100)
@given(batches(), st.data())
def test_reports_erased_before_others_come_hinder_nobody_until_they_are_taken_out(
    parts: list[list[Reading]], data: st.DataObject
) -> None:
    every = {one.report.id: one for part in parts for one in part}
    gone = data.draw(st.sets(st.sampled_from(sorted(every))))
    rest = [read for name, read in every.items() if name not in gone]
    one, other = DictKept(), DictKept()
    index_of(one, parts)
    left = {read.report.id: read for read in rest}
    index = Index(one, REGISTER, left.get)  # of another process: it remembers no text
    index.update([(read, "as corrected") for read in rest])
    index.update([], sorted(gone))
    index_of(other, [rest])
    Index(other, REGISTER, left.get).update([(read, "as corrected") for read in rest])
    assert held(one) == held(other)
    assert index.origins(rest) == trace(rest, REGISTER)


class Counting(DictKept):
    """What is kept, counting the members that it hands out and takes."""

    def __init__(self) -> None:
        super().__init__()
        self.touched = 0

    def add(self, member: str, keys: Iterable[str]) -> None:
        listed = list(keys)
        self.touched += len(listed)
        super().add(member, listed)

    def first(self, key: str, count: int) -> Sequence[str]:
        return self._counted(super().first(key, count))

    def before(self, key: str, member: str, count: int) -> Sequence[str]:
        return self._counted(super().before(key, member, count))

    def after(self, key: str, member: str, count: int | None) -> Sequence[str]:
        return self._counted(super().after(key, member, count))

    def pair(self, later: str, earlier: str, value: str) -> None:
        self.touched += 1
        super().pair(later, earlier, value)

    def _counted(self, found: Sequence[str]) -> Sequence[str]:
        self.touched += len(found)
        return found


def streamed(count: int) -> list[Reading]:
    """Reports over days that share a phrase, and of which one in four is copied the day after."""
    made: list[Reading] = []
    for n in range(count):
        day = (date(2023, 1, 1) + timedelta(days=n // 4)).isoformat()
        number = n - 3 if n % 4 == 3 else n
        drawn = random.Random(number)
        words = " ".join(f"word{drawn.randrange(5000)}" for _ in range(30))
        text = f"NATO said {words}.\nISW said {LONG[0]}.\n"
        one = report(text, day, publisher=f"Paper {n}")
        lines = text.splitlines()
        made.append(
            reading(
                one,
                statement(one, lines[0], speaker="NATO", content=words),
                statement(one, lines[1], speaker="ISW", content=LONG[0]),
            )
        )
    return made


def test_a_report_more_costs_the_same_however_many_there_are() -> None:
    every = streamed(1200)
    known = {one.report.id: one for one in every}
    kept = Counting()
    index = Index(kept, REGISTER, known.__getitem__)
    costs = []
    for start in range(0, 1200, 100):
        before = kept.touched, index.compared
        for one in every[start : start + 100]:
            index.update([(one, "as read")])
        costs.append((kept.touched - before[0], index.compared - before[1]))
    rows, pairs = zip(*costs[1:], strict=True)
    assert max(rows) <= 1.1 * min(rows)
    assert max(pairs) <= 1.1 * min(pairs)
    assert index.origins(every) == trace(every, REGISTER)


def test_a_report_that_comes_late_costs_no_more_than_those_that_it_stands_before() -> None:
    every = streamed(600)
    known = {one.report.id: one for one in every}
    costs = []
    for count in (300, 600):
        kept = Counting()
        index = Index(kept, REGISTER, known.__getitem__)
        late = every[count - 40]
        index.update([(one, "-") for one in every[:count] if one is not late])
        before = kept.touched, index.compared
        index.update([(late, "-")])
        costs.append((kept.touched - before[0], index.compared - before[1]))
    assert costs[1][0] <= 1.1 * costs[0][0]
    assert costs[1][1] <= 1.1 * costs[0][1]
