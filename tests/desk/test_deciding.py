"""Deciding: when a watch can end, what an earlier day may know of it, and taking it back."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desks import NOW, WATCH, Signed, desk_of

from tocsin.desk import (
    Desk,
    annul,
    checked_watch,
    correct,
    explained,
    note,
    propose,
    resolve,
    situation_of,
    status_of,
    undo,
)
from tocsin.desk.explaining import shown
from tocsin.errors import AlreadyHeld, BadArgument, Refused, UnknownEntry, WatchFault
from tocsin.nouns import Resolution, cut_of

LATER = NOW + timedelta(days=1)
SIGNED: Signed = {"author": "AK", "reason": "seen by all"}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return desk_of(tmp_path_factory.mktemp("empty"), []).path


@pytest.fixture
def desk(empty: Path, tmp_path: Path) -> Desk:
    shutil.copytree(empty, tmp_path / "desk")
    return Desk.open(tmp_path / "desk")


def ended(desk: Desk, as_of: str, known_at: datetime = LATER) -> Resolution | None:
    with desk.ledger(read_only=True) as ledger:
        return situation_of(
            desk, ledger, WATCH, as_of=cut_of(as_of), known_at=known_at, with_history=False
        ).resolution


def end(desk: Desk, outcome: str, on: str, now: datetime = NOW) -> str:
    row = resolve(desk, WATCH, outcome, on=on, spans=[], now=now, **SIGNED)
    return str(row["resolution"])


@pytest.mark.parametrize("on", ["2022-06-30", "2023-01-01", "2023-03-01"])
def test_yes_is_decided_within_the_window(desk: Desk, on: str) -> None:
    with pytest.raises(BadArgument, match=r"YES: it has to come true from 2022-07-01 on") as fault:
        end(desk, "entry", on)
    assert "resolves NO" in fault.value.hint


@pytest.mark.parametrize("on", ["2022-06-30", "2022-10-10", "2022-12-31"])
def test_no_is_decided_by_the_close_and_not_before(desk: Desk, on: str) -> None:
    with pytest.raises(BadArgument, match=r"the answer can still become YES") as fault:
        end(desk, "support", on)
    assert "--on 2023-01-01" in fault.value.hint


@pytest.mark.parametrize("outcome", ["entry", "support"])
def test_nothing_is_decided_in_the_future(desk: Desk, outcome: str) -> None:
    with pytest.raises(BadArgument, match=r"is not yet: today is 2026-01-02"):
        end(desk, outcome, "2026-01-03")


@pytest.mark.parametrize(
    ("outcome", "on"),
    [
        ("entry", "2022-07-01"),
        ("entry", "2022-12-31"),
        ("support", "2023-01-01"),
        ("support", "2023-02-01"),
    ],
)
def test_an_outcome_is_known_from_the_end_of_its_day_and_not_before(
    desk: Desk, outcome: str, on: str
) -> None:
    end(desk, outcome, on)
    seen = ended(desk, on)
    assert seen is not None
    assert seen.outcome == outcome
    assert ended(desk, f"{on}T12:00:00Z") is None
    before = (datetime.fromisoformat(on) - timedelta(days=1)).date().isoformat()
    assert ended(desk, before) is None


@pytest.mark.parametrize("day", ["2022-10-20", "2026-01-01", "2026-01-02"])
def test_an_annulment_is_of_every_day_and_known_from_when_it_was_made(desk: Desk, day: str) -> None:
    made = annul(desk, WATCH, now=NOW + timedelta(hours=2), **SIGNED)
    known = ended(desk, day)
    assert known is not None
    assert (known.id, known.outcome) == (made, None)
    assert ended(desk, day, known_at=NOW + timedelta(hours=1)) is None
    undo(desk, made, now=NOW + timedelta(hours=3), **SIGNED)
    assert ended(desk, day) is None


def test_an_end_taken_back_leaves_the_watch_open_and_what_was_known_stands(desk: Desk) -> None:
    first = end(desk, "support", "2023-01-01")
    with pytest.raises(Refused, match="was resolved as support") as fault:
        annul(desk, WATCH, now=NOW, **SIGNED)
    assert f" {first} --author AK --reason " in fault.value.hint
    taken = NOW + timedelta(hours=1)
    made = undo(desk, first, now=taken, author="BL", reason="the wrong hypothesis")
    assert ended(desk, "2026-01-02") is None
    assert status_of(desk)["watches"][0]["ended"] is None
    known = ended(desk, "2026-01-02", known_at=taken)
    assert known is not None
    assert known.id == first
    with desk.ledger(read_only=True) as ledger:
        kept = ledger.resolutions(WATCH, undone=True)
    assert [(one.id, one.undoes, one.author) for one in kept] == [
        (first, None, "AK"),
        (made, first, "BL"),
    ]


def test_a_watch_whose_end_was_taken_back_can_end_anew_within_the_second(desk: Desk) -> None:
    for _ in range(4):
        made = annul(desk, WATCH, now=NOW, **SIGNED)
        seen = ended(desk, "2026-01-02")
        assert seen is not None
        assert seen.id == made
        undo(desk, made, now=NOW, **SIGNED)
    with desk.ledger(read_only=True) as ledger:
        ids = [one.id for one in ledger.resolutions(WATCH, undone=True)]
        assert ledger.check() == ()
    assert len(ids) == len(set(ids)) == 8


def test_an_annulment_can_be_taken_back_once(desk: Desk) -> None:
    made = annul(desk, WATCH, now=NOW, **SIGNED)
    undo(desk, made, now=NOW, **SIGNED)
    with pytest.raises(Refused, match="no correction, note or resolution"):
        undo(desk, made, now=LATER, **SIGNED)


def test_what_can_be_taken_back_is_listed(desk: Desk) -> None:
    made = annul(desk, WATCH, now=NOW, **SIGNED)
    with pytest.raises(Refused) as fault:
        undo(desk, "c0", now=NOW, **SIGNED)
    assert f"{made} (the end of {WATCH})" in fault.value.hint


@pytest.mark.parametrize(
    ("kind", "target", "value", "remedy"),
    [
        ("reject", "s0", [], "--what statements"),
        ("bearing", "s0:x", ["direction=seen"], "--what statements"),
        ("join", "o0", ["with=o1"], "--what origins"),
        ("grade", "Hajun Projekt", ["reliability=B"], "the column source"),
    ],
)
def test_what_a_correction_is_about_is_listed_by_a_command_of_its_kind(
    desk: Desk, kind: str, target: str, value: list[str], remedy: str
) -> None:
    with pytest.raises(UnknownEntry) as fault:
        correct(desk, kind, target, value, now=NOW, **SIGNED)
    assert remedy in fault.value.hint


@given(st.floats(0.0, 1.0))
def test_a_probability_is_never_shown_as_none_or_all(p: float) -> None:
    written = shown(p)
    assert len(written) >= len("0.0000")
    if 1e-14 < p < 1 - 1e-14:
        assert 0.0 < float(written) < 1.0
        assert float(written) == pytest.approx(p, rel=0.1, abs=1e-4)


def test_a_base_rate_after_the_close_is_shown_with_its_digits(desk: Desk) -> None:
    with desk.ledger(read_only=True) as ledger:
        now = situation_of(desk, ledger, WATCH, as_of=cut_of("2024-01-01"), known_at=LATER)
    values = {row["figure"]: row["value"] for row in explained(desk, now)}
    assert float(values["base"]) == pytest.approx(now.estimate.base, rel=0.05)
    digits = [float(v.split()[0]) for k, v in values.items() if k.startswith(("base", "hypoth"))]
    assert all(digits)


def test_what_was_taken_back_is_not_counted_as_a_decision(desk: Desk) -> None:
    made = annul(desk, WATCH, now=NOW, **SIGNED)
    undo(desk, made, now=NOW, **SIGNED)
    annul(desk, WATCH, now=LATER, **SIGNED)
    assert status_of(desk)["counts"]["resolutions"] == 1


def noted(desk: Desk, text: str = "Three columns on the road.", now: datetime = NOW) -> str:
    with desk.ledger(read_only=True) as ledger:
        sign = desk.watch(ledger, WATCH).indicators[0].id
    return note(
        *(desk, WATCH, sign, text), direction="seen", author="AK", basis="seen from the road",
        when="2022-09-05T12:00:00Z", credibility=2, now=now,
    )  # fmt: skip


def chance(desk: Desk, known_at: datetime) -> float:
    with desk.ledger(read_only=True) as ledger:
        return situation_of(
            *(desk, ledger, WATCH), as_of=cut_of("2022-09-10"), known_at=known_at,
            with_history=False,
        ).estimate.event.p  # fmt: skip


def test_a_note_taken_back_counts_no_more_and_did_as_known_before(desk: Desk) -> None:
    bare = chance(desk, LATER)
    made = noted(desk)
    counted = chance(desk, LATER)
    assert counted != bare
    taken = undo(desk, made, now=LATER, **SIGNED)
    after = LATER + timedelta(days=1)
    assert (chance(desk, after), chance(desk, LATER)) == (bare, counted)
    with desk.ledger(read_only=True) as ledger:
        assert ledger.notes() == ()
        assert [one.id for one in ledger.notes(undone=True)] == [made]
        (entry,) = ledger.corrections()
    assert (entry.id, entry.target, entry.author) == (taken, made, "AK")
    undo(desk, taken, now=after, **SIGNED)
    assert chance(desk, after + timedelta(days=1)) == counted


def test_a_note_is_taken_back_once_and_listed_until_then(desk: Desk) -> None:
    made = noted(desk)
    with pytest.raises(Refused) as fault:
        undo(desk, "n0", now=NOW, **SIGNED)
    assert f"{made} (a note on {WATCH})" in fault.value.hint
    undo(desk, made, now=LATER, **SIGNED)
    with pytest.raises(Refused, match="no correction, note or resolution"):
        undo(desk, made, now=LATER, **SIGNED)


def test_the_same_note_is_entered_once_while_it_holds(desk: Desk) -> None:
    made = noted(desk)
    with pytest.raises(AlreadyHeld) as fault:
        noted(desk, now=LATER)
    assert fault.value.entry == made
    assert noted(desk, "Two columns on the road.", now=LATER) != made
    undo(desk, made, now=LATER, **SIGNED)
    assert noted(desk, now=LATER + timedelta(days=1)) != made


def test_scoring_tells_of_each_weighing(desk: Desk) -> None:
    stages: list[str] = []
    resolve(
        *(desk, WATCH, "support"), on="2023-01-01", spans=[], now=NOW, **SIGNED,
        told=lambda stage, _count: stages.append(stage),
    )  # fmt: skip
    assert set(stages) == {"weigh"}


def test_what_is_set_of_a_statement_has_to_fit_it_and_holds(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("Russian soldiers had arrived in Belarus by early April, an officer said.\n")
    (tmp_path / "manifest.csv").write_text("file,published\na.txt,2022-10-20\n")
    desk = desk_of(tmp_path / "desk", [report])

    def dates() -> list[str]:
        with desk.ledger(read_only=True) as ledger:
            seen = situation_of(
                desk, ledger, WATCH, as_of=cut_of("2022-10-21"), known_at=LATER, with_history=False
            )
        (said,) = seen.readings[0].statements
        found.append(said.id)
        return [f"{one.text} {one.interval.start:%Y-%m-%d}" for one in said.dates if one.interval]

    found: list[str] = []
    dates()
    with pytest.raises(BadArgument, match="do not stand in the statement"):
        correct(desk, "statement", found[0], ["dates+=May = 2022-05-01"], now=NOW, **SIGNED)
    with pytest.raises(BadArgument, match="nothing of its quantities"):
        correct(desk, "statement", found[0], ["quantities-=soldiers"], now=NOW, **SIGNED)
    given = "dates+=early April = 2022-04-01..2022-04-10"
    made = correct(desk, "statement", found[0], [given], now=NOW, **SIGNED)
    assert dates() == ["early April 2022-04-01"]
    undo(desk, made, now=NOW, **SIGNED)
    correct(desk, "statement", found[0], ["dates=none"], now=NOW, **SIGNED)
    assert dates() == []


def test_a_window_of_the_past_is_told_to_open_earlier(desk: Desk) -> None:
    with pytest.raises(BadArgument, match="opens on 2026-01-02, today") as fault:
        propose(desk, "Will X fall?", "2023-07-01", opens=None, yardstick="UK-PHIA", now=NOW)
    assert "--opens" in fault.value.hint


def test_a_watch_is_checked_against_the_yardsticks_there_are(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "watch.yaml"
    text = (desk.path / "watches" / f"{WATCH}.yaml").read_text("utf-8")
    file.write_text(text.replace("UK-PHIA", "NOPE"), "utf-8")
    with pytest.raises(WatchFault, match="no yardstick 'NOPE'"):
        checked_watch(file)
