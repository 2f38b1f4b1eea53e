"""Workings: tracing many parts of the same readings gives what tracing each from nothing does."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.build import reading, report, statement
from tests.trace.test_index import batches, crowds
from tests.trace.test_order import REGISTER

from tocsin.nouns import Reading
from tocsin.trace import Workings, contradictions, trace


@settings(max_examples=25, deadline=None)
@given(batches())
def test_any_parts_in_any_order_trace_as_from_nothing(parts: list[list[Reading]]) -> None:
    workings = Workings(REGISTER)
    every = [one for part in parts for one in part]
    for known in [every, *parts, every[: len(every) // 2]]:
        origins = trace(known, REGISTER)
        assert trace(known, REGISTER, workings=workings) == origins
        assert contradictions(known, origins, REGISTER, workings=workings) == contradictions(
            known, origins, REGISTER
        )
    # One report may be given twice, read otherwise: then the last that is given is taken up.
    if len({one.report.id for one in every}) == len(every):
        assert workings.taken == len(every)


@settings(max_examples=25, deadline=None)
@given(crowds(), st.data())
def test_a_report_that_is_read_otherwise_takes_its_own_place(
    every: list[Reading], data: st.DataObject
) -> None:
    workings = Workings(REGISTER)
    trace(every, REGISTER, workings=workings)
    which = data.draw(st.integers(0, len(every) - 1))
    old = every[which]
    every[which] = replace(
        old, statements=tuple(replace(one, speaker=None) for one in old.statements)
    )
    assert trace(every, REGISTER, workings=workings) == trace(every, REGISTER)


@settings(max_examples=15, deadline=None)
@given(crowds())
def test_no_pair_is_compared_twice(every: list[Reading]) -> None:
    workings = Workings(REGISTER)
    trace(every, REGISTER, workings=workings)
    compared = workings.compared
    trace(every, REGISTER, workings=workings)
    assert workings.compared == compared


def test_copies_share_the_words_that_they_are_compared_by() -> None:
    said = "the northern bridge will not carry armour before the frost comes"
    readings = []
    for number in range(20):
        one = report(f"{said}.\n", "2023-05-05", publisher=f"Paper {number}")
        readings.append(reading(one, statement(one, said, speaker="Olga Made", content=said)))
    found = Workings(REGISTER).utterances(readings)
    assert len(found) == 20
    assert len({id(one.text) for one in found}) == 1
    assert len({id(one.stems) for one in found}) == 1


def test_of_a_day_more_only_what_it_brought_is_looked_for() -> None:
    readings = []
    for number in range(60):
        said = f"the ferry number {number} carries salt and flour to the island this month"
        one = report(f"{said}.\n", f"2023-05-{1 + number // 3:02}", publisher=f"Paper {number}")
        readings.append(reading(one, statement(one, said, speaker="Olga Made", content=said)))
    workings = Workings(REGISTER)
    trace(readings[:57], REGISTER, workings=workings)
    before = workings.met.looked, workings.met_bodies.looked
    trace(readings, REGISTER, workings=workings)
    assert (workings.met.looked - before[0], workings.met_bodies.looked - before[1]) == (3, 3)
    # What is let go of is looked for again, and nothing else is lost.
    workings.met.clear()
    assert trace(readings, REGISTER, workings=workings) == trace(readings, REGISTER)
