"""A stock spares work and changes nothing: what is weighed with it is what is weighed without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from tests.desks import EXAMPLE, NOW, WATCH, Signed, desk_of

from tocsin.desk import (
    Desk,
    Situation,
    Stock,
    Weighing,
    add,
    case_of,
    correct,
    situation_of,
    undo,
)
from tocsin.desk import stock as stocking
from tocsin.nouns import Reading, cut_of
from tocsin.trace import contradictions
from tocsin.weigh import Intake

AS_OF = cut_of("2022-12-21")
LATER = NOW + timedelta(days=30)
SIGNED: Signed = {"author": "AK", "reason": "as it reads"}


def situation(desk: Desk, stock: Stock | None) -> Situation:
    with desk.ledger(read_only=True) as ledger:
        weighing = Weighing(desk, ledger, WATCH, known_at=LATER, stock=stock)
        return situation_of(
            *(desk, ledger, WATCH),
            as_of=AS_OF,
            known_at=LATER,
            with_history=False,
            weighing=weighing,
        )


def test_what_is_entered_is_weighed_as_if_nothing_had_been_worked_out_before(
    tmp_path: Path,
) -> None:
    desk = desk_of(tmp_path / "desk", [EXAMPLE / "reports"])
    stock = Stock(desk.register)
    before = situation(desk, stock)
    assert before == situation(desk, None)
    borne = next(one for one in before.matrix.bearings if one.direction == "seen")
    entered = []
    for number, (kind, target, value) in enumerate(
        (
            ("reject", borne.statement, ()),
            ("statement", borne.statement, ("polarity=negated",)),
            ("split", borne.origin, (f"statements={borne.statement}",)),
        )
    ):
        at = NOW + timedelta(hours=number + 1)
        entered.append(correct(desk, kind, target, value, now=at, **SIGNED))
        assert situation(desk, stock) == situation(desk, None), kind
    undo(desk, entered[1], now=NOW + timedelta(hours=9), **SIGNED)
    assert situation(desk, stock) == situation(desk, None)


def test_reports_that_come_are_decoded_alone_and_weighed_with_the_others(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "desk", [EXAMPLE / "reports"])
    stock = Stock(desk.register)
    before = situation(desk, stock)
    note = tmp_path / "note.txt"
    note.write_text(
        "The general staff of Ukraine said on Friday that no Belarusian troops had crossed "
        "into Ukraine.\n"
    )
    manifest = "file,published,publisher\nnote.txt,2022-10-21,Bulletin\n"
    (tmp_path / "manifest.csv").write_text(manifest)
    add(desk, [note], now=NOW + timedelta(hours=1))
    after = situation(desk, stock)
    assert len(after.readings) == len(before.readings) + 1
    assert after == situation(desk, None)
    known = {id(one) for one in before.readings}
    assert sum(id(one) in known for one in after.readings) == len(before.readings)


def whole(desk: Desk, stock: Stock) -> Situation:
    """The situation with how steady it was, and the case that a page is written from."""
    with desk.ledger(read_only=True) as ledger:
        weighed = Weighing(desk, ledger, WATCH, known_at=LATER, stock=stock)
        now = situation_of(desk, ledger, WATCH, as_of=AS_OF, known_at=LATER, weighing=weighed)
        case_of(desk, ledger, now, stock=stock)
        return now


def test_after_an_act_no_day_is_traced_again_on_a_desk_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    traced: list[int] = []

    def counted(readings: Sequence[Reading], *given: object, **named: object) -> object:
        traced.append(len(readings))
        return contradictions(readings, *given, **named)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr("tocsin.desk.weighing.contradictions", counted)
    # As on a desk of so many reports that one day's alone are more than are held of all.
    monkeypatch.setattr(stocking, "TRACED", 0)
    desk = desk_of(tmp_path / "desk", [EXAMPLE / "reports"])
    stock = Stock(desk.register)
    before = whole(desk, stock)
    first = len(traced)
    assert first > stocking.MOST
    borne = next(one for one in before.matrix.bearings if one.direction == "seen")
    correct(desk, "reject", borne.statement, (), now=NOW + timedelta(hours=1), **SIGNED)
    after = whole(desk, stock)
    assert after.estimate != before.estimate
    assert len(traced) == first
    assert after.estimate == situation_with_history(desk).estimate


def situation_with_history(desk: Desk) -> Situation:
    """The situation of a process that knows nothing yet."""
    with desk.ledger(read_only=True) as ledger:
        return situation_of(desk, ledger, WATCH, as_of=AS_OF, known_at=LATER)


def test_what_two_days_have_in_common_is_held_once(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "desk", [EXAMPLE / "reports"])
    stock = Stock(desk.register)
    with desk.ledger(read_only=True) as ledger:
        weighed = Weighing(desk, ledger, WATCH, known_at=LATER, stock=stock)
        cuts = AS_OF, AS_OF - timedelta(days=7)
        days = [weighed.at(weighed.readings(cut), cut, Intake())[:2] for cut in cuts]
    later, earlier = ({*origins, *opposed} for origins, opposed in days)
    common = later & earlier
    assert len(common) > len(earlier) // 2
    held = [{id(one) for part in day for one in part} for day in days]
    assert len(held[0] & held[1]) == len(common)
