"""A stock spares work and changes nothing: what is weighed with it is what is weighed without."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.desks import EXAMPLE, NOW, WATCH, Signed, desk_of

from tocsin.desk import Desk, Situation, Stock, Weighing, add, correct, situation_of, undo
from tocsin.nouns import cut_of

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
