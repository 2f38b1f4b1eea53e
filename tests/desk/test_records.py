"""Track records: what sources said of watches that ended weighs their views on the others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.desks import NOW, Signed

from tocsin.cli.contract import dumps, estimate_row
from tocsin.desk import (
    Desk,
    Situation,
    Stock,
    Weighing,
    add,
    annul,
    explained,
    export_of,
    history_of,
    resolve,
    situation_of,
    take_watch,
    undo,
)
from tocsin.desk.hanging import sensitivity_of
from tocsin.estimate.terms import terms_of
from tocsin.nouns import DAY, TrackRecord, View, cut_of
from tocsin.publish import late_terms

SIGNED: Signed = {"author": "AK", "reason": "seen by all"}
HOUR = timedelta(hours=1)
LATER = NOW + 30 * DAY
AFTER = "2025-09-01"

WATCH = """
id: {id}
question: Will {actor} send its army into {target} by {closes}?
opens: 2025-02-01
closes: {closes}
base: {{class: made, events: 30, exposure_days: 3650, source: made up, caveat: made up}}
hypotheses:
  - {{id: entry, text: The army enters, resolves_yes: true, weight: 1}}
  - {{id: quiet, text: It stays at home, weight: 1}}
propositions:
  - id: entry
    text: The army enters
    relation: same
    match:
      - {{actor: [{actor}*], action: [invade*], object: [{target}*]}}
indicators:
  - id: armour
    text: Tanks arrive at the border
    kind: military
    seen: {{entry: 0.7, quiet: 0.2}}
    lead_days: 30
    half_life_days: 20
    match:
      - {{action: [arriv*], actor: [tank*], other: [{actor}*]}}
"""

REPORTS = {
    "2025-03-03": "Ann Marlow, an analyst, said that Eastland is very likely to invade Westland.",
    "2025-03-04": "Ben Carr, an analyst, said that Eastland is very unlikely to invade Westland.",
    "2025-08-04": "Ann Marlow, an analyst, said that Northland is likely to invade Southland.",
    "2025-08-05": "Ben Carr, an analyst, said that Northland is unlikely to invade Southland.",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    desk = Desk.create(folder / "desk")
    for name, actor, target, closes in (
        ("east", "Eastland", "Westland", "2025-06-01"),
        ("north", "Northland", "Southland", "2025-12-01"),
    ):
        file = folder / f"{name}.yaml"
        text = WATCH.format(id=name, actor=actor, target=target, closes=closes)
        file.write_text(text, encoding="utf-8")
        take_watch(desk, file, now=NOW)
    pages = folder / "pages"
    pages.mkdir()
    rows = ["file,published,publisher,host,author"]
    for number, (day, text) in enumerate(REPORTS.items()):
        (pages / f"{number}.txt").write_text(f"{text}\n", encoding="utf-8")
        rows.append(f"{number}.txt,{day},The Paper,,")
    (pages / "manifest.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    add(desk, [pages], now=NOW)
    return desk.path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    shutil.copytree(made, tmp_path / "desk")
    return Desk.open(tmp_path / "desk")


def seen(
    desk: Desk, as_of: str = AFTER, known_at: datetime = LATER, watch: str = "north"
) -> Situation:
    with desk.ledger(read_only=True) as ledger:
        cut = cut_of(as_of)
        return situation_of(desk, ledger, watch, as_of=cut, known_at=known_at, with_history=False)


def records(
    desk: Desk, as_of: str = AFTER, known_at: datetime = LATER, watch: str = "north"
) -> Mapping[str, TrackRecord]:
    return seen(desk, as_of, known_at, watch).records


def views(now: Situation) -> dict[str, View]:
    return {view.source: view for view in now.matrix.views if view.counted}


def printed(desk: Desk, as_of: str = AFTER, known_at: datetime = LATER) -> str:
    now = seen(desk, as_of, known_at)
    return dumps(estimate_row(now.estimate, phase="open", late=late_terms(now.watch, now.matrix)))


def ended(desk: Desk, outcome: str = "quiet", now: datetime = NOW) -> str:
    row = resolve(desk, "east", outcome, on="2025-06-01", spans=[], now=now, **SIGNED)
    return str(row["resolution"])


def test_where_no_watch_has_ended_there_is_no_record(desk: Desk) -> None:
    now = seen(desk)
    assert now.records == {}
    assert set(views(now)) == {"Ann Marlow", "Ben Carr"}
    assert all(view.record is None for view in now.matrix.views)


def test_who_was_far_off_weighs_less_and_who_was_near_weighs_more(desk: Desk) -> None:
    first = seen(desk)
    ended(desk)
    now = seen(desk)
    before, after = views(first), views(now)
    found = records(desk)
    assert found["Ann Marlow"].factor < 1.0 < found["Ben Carr"].factor
    for name in ("Ann Marlow", "Ben Carr"):
        assert after[name].record == found[name]
        assert after[name].weight == pytest.approx(before[name].weight * found[name].factor)
        (tried,) = found[name].tried
        assert tried.watch == "east"
        # From the evening of the day on which it was said to the close.
        said = cut_of("2025-03-03" if name == "Ann Marlow" else "2025-03-04")
        assert tried.days == (cut_of("2025-05-31") - said) / DAY + 1
    assert now.estimate.event.p < first.estimate.event.p


def test_an_end_after_the_as_of_is_not_seen(desk: Desk) -> None:
    at_first = printed(desk, "2025-05-01")
    ended(desk)
    assert records(desk, "2025-05-31") == {}
    assert printed(desk, "2025-05-01") == at_first
    assert set(records(desk, "2025-06-01")) == {"Ann Marlow", "Ben Carr"}


def test_an_end_that_the_ledger_did_not_hold_yet_is_not_seen(desk: Desk) -> None:
    before = printed(desk, known_at=NOW + HOUR)
    ended(desk, now=NOW + 2 * HOUR)
    assert printed(desk, known_at=NOW + HOUR) == before
    assert records(desk, known_at=NOW + HOUR) == {}
    assert records(desk, known_at=NOW + 3 * HOUR)


def test_a_watch_says_nothing_of_its_own_sources(desk: Desk) -> None:
    ended(desk)
    assert records(desk, watch="east") == {}


def test_an_annulled_watch_does_not_count(desk: Desk) -> None:
    annul(desk, "east", author="AK", reason="unclear", now=NOW)
    assert records(desk) == {}


def test_taking_the_end_back_takes_the_record_back(desk: Desk) -> None:
    before = printed(desk)
    made = ended(desk)
    with_it = printed(desk, known_at=NOW + HOUR)
    undo(desk, made, author="BL", reason="too early", now=NOW + 2 * HOUR)
    assert records(desk) == {}
    moved = json.loads(with_it)["event"]["p"]
    assert json.loads(printed(desk))["event"]["p"] == json.loads(before)["event"]["p"] != moved
    # As known before it was taken back, it holds.
    assert printed(desk, known_at=NOW + HOUR) == with_it


def test_replay_on_both_clocks_gives_the_same_bytes(desk: Desk) -> None:
    ended(desk, now=NOW + HOUR)
    for as_of in ("2025-05-31", "2025-06-01", AFTER):
        for known_at in (NOW + HOUR, LATER):
            assert printed(desk, as_of, known_at) == printed(desk, as_of, known_at)


def test_what_was_said_after_the_end_enters_no_record(desk: Desk) -> None:
    ended(desk)
    at_first = records(desk)
    pages = desk.path.parent / "more"
    pages.mkdir()
    (pages / "late.txt").write_text(
        "Ann Marlow, an analyst, said that Eastland is very unlikely to invade Westland.\n",
        encoding="utf-8",
    )
    rows = "file,published,publisher,host,author\nlate.txt,2025-07-01,The Paper,,\n"
    (pages / "manifest.csv").write_text(rows, encoding="utf-8")
    add(desk, [pages], now=NOW + HOUR)
    assert records(desk) == at_first


def test_every_day_of_the_line_is_that_day_s_estimate(desk: Desk) -> None:
    ended(desk)
    first, last = cut_of("2025-05-30").date(), cut_of("2025-06-03").date()
    with desk.ledger(read_only=True) as ledger:
        line = history_of(desk, ledger, "north", first=first, last=last, known_at=LATER)
    for past in line.days:
        day = (past.day.as_of - DAY).date().isoformat()
        assert past.day.p == seen(desk, day).estimate.event.p


def test_explain_names_the_record_and_the_entry_that_it_rests_on(desk: Desk) -> None:
    end = ended(desk)
    now = seen(desk)
    (row,) = explained(desk, now, "view: Ann Marlow")
    said = [ground["note"] for ground in row["grounds"]]
    factor = now.records["Ann Marlow"].factor
    assert any("on 1 resolved watch" in one and f"weight times {factor:.2f}" in one for one in said)
    assert any(end in ground["ref"] and "east" in ground["ref"] for ground in row["grounds"])


def test_the_table_of_records_has_a_row_for_each_source(desk: Desk) -> None:
    ended(desk)
    with desk.ledger(read_only=True) as ledger:
        told = export_of(
            *(desk, ledger, "north", "records", "json"), as_of=cut_of(AFTER), known_at=LATER
        )
    rows = json.loads(told)
    assert [row["source"] for row in rows] == ["Ann Marlow", "Ben Carr"]
    assert rows[0]["watches"] == 1
    assert rows[0]["brier"] > rows[0]["base"]
    assert rows[0]["resolved"] == "east"


def test_without_one_source_the_record_of_the_others_stands(desk: Desk) -> None:
    ended(desk)
    now = seen(desk)
    (left,) = (
        one for one in sensitivity_of(desk, now) if (one.kind, one.name) == ("source", "Ben Carr")
    )
    others = tuple(view for view in now.matrix.views if view.source != "Ben Carr")
    at = now.estimate.as_of
    made = terms_of(now.watch, replace(now.matrix, views=others), window_at=at, ageing_at=at)
    assert left.p == pytest.approx(made.event(), abs=1e-12)


def test_a_desk_that_is_weighed_again_scores_an_end_once(desk: Desk) -> None:
    made = ended(desk)
    stock = Stock(desk.register)

    def weighed() -> Situation:
        with desk.ledger(read_only=True) as ledger:
            weighing = Weighing(desk, ledger, "north", known_at=LATER, stock=stock)
            cuts = {"as_of": cut_of(AFTER), "known_at": LATER, "with_history": False}
            return situation_of(desk, ledger, "north", weighing=weighing, **cuts)  # type: ignore[arg-type]

    first, again = weighed(), weighed()
    assert first == again == seen(desk)
    for one, other in zip(first.records.values(), again.records.values(), strict=True):
        assert one.tried[0] is other.tried[0]
    undo(desk, made, author="BL", reason="too early", now=NOW + HOUR)
    assert weighed() == seen(desk)
