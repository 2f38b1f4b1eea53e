"""Weighing many days works out once what hangs on no day, and says of each what it alone would."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desks import NOW, WATCH

from tocsin.desk import Desk, Weighing, case_of, situation_of
from tocsin.ledger import timeline
from tocsin.nouns import DAY, Reading, Report, cut_of
from tocsin.weigh import Intake

KNOWN = NOW + timedelta(days=1)
LAST = cut_of("2022-10-21")
CUTS = [LAST - number * 3 * DAY for number in range(20)]


def test_each_day_weighs_as_if_it_were_the_only_one(example_desk: Desk) -> None:
    with example_desk.ledger(read_only=True) as ledger:
        shared = Weighing(example_desk, ledger, WATCH, known_at=KNOWN)
        for cut in CUTS[::4]:
            alone = Weighing(example_desk, ledger, WATCH, known_at=KNOWN)
            assert shared.readings(cut) == alone.readings(cut)
            one = shared.at(shared.readings(cut), cut, Intake())
            assert repr(one) == repr(alone.at(alone.readings(cut), cut, Intake()))


def test_however_many_days_are_weighed_each_reading_is_decoded_and_taken_up_once(
    example_desk: Desk,
) -> None:
    with example_desk.ledger(read_only=True) as ledger:
        weighing = Weighing(example_desk, ledger, WATCH, known_at=KNOWN)
        every = weighing.readings(LAST)
        weighing.at(every, LAST, Intake())
        first = weighing.work
        for cut in CUTS:
            weighing.at(weighing.readings(cut), cut, Intake())
    assert first["decoded"] == first["taken"] == len(every)
    assert weighing.work["decoded"] == weighing.work["taken"] == len(every)


def test_a_statement_is_judged_again_only_as_of_days_on_which_another_says_it_first(
    example_desk: Desk,
) -> None:
    with example_desk.ledger(read_only=True) as ledger:
        weighing = Weighing(example_desk, ledger, WATCH, known_at=KNOWN)
        told: set[tuple[str, str]] = set()
        asked = 0
        for cut in CUTS:
            readings = weighing.readings(cut)
            origins, _, _ = weighing.at(readings, cut, Intake())
            said = {(m.statement, one.source) for one in origins for m in one.mentions}
            asked += len(said)
            told |= said
    assert 0 < weighing.work["judged"] <= len(told)
    assert asked > 5 * len(told)


def test_days_between_which_nothing_came_share_their_origins(example_desk: Desk) -> None:
    with example_desk.ledger(read_only=True) as ledger:
        weighing = Weighing(example_desk, ledger, WATCH, known_at=KNOWN)
        later = cut_of("2022-12-31")
        one, _, _ = weighing.at(weighing.readings(later), later, Intake())
        work = weighing.work
        before = later - DAY
        other, _, _ = weighing.at(weighing.readings(before), before, Intake())
    assert other is one
    assert weighing.work == work


def test_a_situation_and_its_case_decode_each_reading_once(
    example_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[str] = []
    unpacked = timeline._unpacked

    def counting(packed: bytes, report: Report, reader: str) -> Reading:
        decoded.append(report.id)
        return unpacked(packed, report, reader)

    monkeypatch.setattr(timeline, "_unpacked", counting)
    with example_desk.ledger(read_only=True) as ledger:
        weighing = Weighing(example_desk, ledger, WATCH, known_at=KNOWN)
        now = situation_of(
            *(example_desk, ledger, WATCH), as_of=LAST, known_at=KNOWN, weighing=weighing
        )
        case_of(example_desk, ledger, now, weighing=weighing)
        assert sorted(decoded) == sorted(one.report.id for one in now.readings)
        case_of(example_desk, ledger, now)
    assert len(decoded) == len(now.readings)
