"""Steadiness looks at what stood as the last month began, and at each moment that moved it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tocsin.desk import Desk, note, situation_of, take_watch
from tocsin.desk.adding import add
from tocsin.ledger.store import make
from tocsin.nouns import DAY, Confidence, cut_of
from tocsin.web.history import history_of
from tocsin.weigh import parse_watch, propose_watch

NOW = datetime(2031, 9, 1, 12, tzinfo=UTC)
QUESTION = "Will there be a coup in Ghana?"

CALM = ("2031-03-05T09:00:00Z", "A coup in Ghana is unlikely before August, Ann Marlow said.")
COUP = ("2031-04-20T09:00:00Z", "Soldiers seized power in Ghana on Saturday.")
AGAIN = ("2031-04-20T15:00:00Z", "The army has overthrown the government of Ghana, Oslo said.")
MUTE = ("2031-04-04T09:00:00Z", "The junta that took power in Ghana in 2021 banned parties.")


@dataclass(frozen=True)
class Made:
    """A desk with one watch, and what it says of steadiness."""

    desk: Desk
    watch: str

    def on(self, day: str) -> Confidence:
        with self.desk.ledger(read_only=True) as ledger:
            now = situation_of(self.desk, ledger, self.watch, as_of=cut_of(day), known_at=NOW + DAY)
        return now.estimate.confidence

    def on_page(self, day: str) -> Confidence:
        """The same, out of the history that the pages have of the watch."""
        with self.desk.ledger(read_only=True) as ledger:
            kept = history_of(self.desk, ledger, self.watch, known_at=NOW + DAY)
            now = situation_of(
                self.desk,
                ledger,
                self.watch,
                as_of=cut_of(day),
                known_at=NOW + DAY,
                moved=kept.moved,
            )
        return now.estimate.confidence


def made(folder: Path, *told: tuple[str, str], opens: date = date(2031, 3, 1)) -> Made:
    make(folder)
    (folder / "watches").mkdir()
    desk = Desk.open(folder)
    text = propose_watch(QUESTION, date(2031, 8, 1), opens=opens)
    proposed = folder / "proposed.yaml"
    proposed.write_text(text, encoding="utf-8")
    take_watch(desk, proposed, now=NOW)
    rows = folder / "told.jsonl"
    rows.write_text(
        "".join(
            json.dumps({"published": at, "publisher": f"Paper {n}", "title": "", "text": said})
            + "\n"
            for n, (at, said) in enumerate(told)
        ),
        encoding="utf-8",
    )
    if told:
        add(desk, [rows], now=NOW)
    return Made(desk, parse_watch(text, file=proposed.name).id)


def swing(confidence: Confidence) -> float:
    values = [value for _, value in confidence.days]
    return max(values) - min(values)


def test_a_jump_off_what_stood_as_the_month_began_is_no_steadiness(tmp_path: Path) -> None:
    told = made(tmp_path, CALM, COUP, AGAIN).on("2031-04-21")
    assert told.volatility == "low"
    assert swing(told) > 1.5
    assert told.days[0][0] == cut_of("2031-04-21") - 30 * DAY


def test_the_first_evidence_ever_has_nothing_before_it(tmp_path: Path) -> None:
    desk = made(tmp_path, COUP)
    for day in ("2031-04-20", "2031-04-25"):
        told = desk.on(day)
        assert told.volatility == "moderate"
        assert told.reasons[2].startswith("No evidence came before")
    assert desk.on("2031-05-30").reasons[2].startswith("Within 30 days")


def test_a_report_that_says_nothing_of_the_watch_is_no_evidence_before(tmp_path: Path) -> None:
    told = made(tmp_path, MUTE, COUP).on("2031-04-20")
    assert told.reasons[2].startswith("No evidence came before")


def test_two_moments_of_first_evidence_are_compared_with_nought(tmp_path: Path) -> None:
    told = made(tmp_path, COUP, AGAIN).on("2031-04-20")
    assert told.days[0][1] == pytest.approx(0.0)
    assert told.volatility == "low"


def test_what_stood_as_the_window_opened_is_compared(tmp_path: Path) -> None:
    opens = date(2031, 4, 10)
    told = made(tmp_path, CALM, COUP, AGAIN, opens=opens).on("2031-04-21")
    assert told.days[0][0] == datetime(2031, 4, 10, tzinfo=UTC)
    assert told.volatility == "low"


def test_what_has_not_moved_for_a_month_is_steady(tmp_path: Path) -> None:
    told = made(tmp_path, CALM).on("2031-04-21")
    assert told.volatility == "high"
    assert len(told.days) == 2


def test_a_note_that_moves_it_is_seen(tmp_path: Path) -> None:
    desk = made(tmp_path, CALM)
    note(
        desk.desk,
        desk.watch,
        "outcome",
        "Tanks stand before the palace.",
        direction="seen",
        when="2031-04-18T12:00:00Z",
        credibility=2,
        author="AK",
        basis="seen from the square",
        now=NOW,
    )
    told = desk.on("2031-04-21")
    assert told.volatility != "high"
    assert [cut for cut, _ in told.days][1] > datetime(2031, 4, 18, 12, tzinfo=UTC)


def test_the_pages_say_the_same_at_the_end_of_a_day_and_within_it(tmp_path: Path) -> None:
    desk = made(tmp_path, CALM, COUP, AGAIN)
    for day in ("2031-03-05", "2031-04-20", "2031-04-21", "2031-04-20T12:30:00Z"):
        assert repr(desk.on_page(day)) == repr(desk.on(day))
