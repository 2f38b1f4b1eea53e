"""The index: a report more costs only itself, and gives what tracing from nothing gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.build import reading, report, statement
from tests.trace.test_order import REGISTER, readings

from tocsin.nouns import Reading
from tocsin.trace import DictKept, Index, trace

SPEAKERS = ("ISW", "NATO", "Olga Made", None)
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
    index = Index(kept, REGISTER, held.__getitem__)
    for part in parts:
        index = Index(kept, REGISTER, held.__getitem__)
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
