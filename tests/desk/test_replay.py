"""Replay is the proof: same ledger, same two clocks, same version, same bytes."""

from __future__ import annotations

import itertools
import json
import math
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.desks import EXAMPLE, NOW, WATCH, desk_of

from tocsin.cli.contract import dumps, estimate_row
from tocsin.desk import (
    Desk,
    add,
    case_of,
    correct,
    explained,
    resolve,
    situation_of,
    take_watch,
    undo,
)
from tocsin.desk.situation import Situation, gaps_of
from tocsin.estimate import changes
from tocsin.estimate.views import logit
from tocsin.nouns import cut_of
from tocsin.publish import assess, html, late_terms, lint, markdown

LATER = NOW + timedelta(days=1)


def seen(desk: Desk, as_of: str) -> Situation:
    with desk.ledger(read_only=True) as ledger:
        return situation_of(desk, ledger, WATCH, as_of=cut_of(as_of), known_at=LATER)


def printed(desk: Desk, as_of: str) -> str:
    now = seen(desk, as_of)
    return dumps(estimate_row(now.estimate, phase="open", late=late_terms(now.watch, now.matrix)))


def days_of(desk: Desk) -> list[str]:
    """Each publication day, and the day after it."""
    with desk.ledger(read_only=True) as ledger:
        starts = {
            r.published.start.date()
            for r in ledger.reports()
            if r.published is not None and r.published.start is not None
        }
    return sorted({d.isoformat() for day in starts for d in (day, day + timedelta(days=1))})


def test_the_same_question_twice_gives_the_same_bytes(example_desk: Desk) -> None:
    assert printed(example_desk, "2022-10-21") == printed(example_desk, "2022-10-21")


def test_the_order_of_arrival_changes_no_byte(founding: Path, tmp_path: Path) -> None:
    files = sorted(founding.glob("*.txt"))
    forward = desk_of(tmp_path / "forward", files)
    backward = desk_of(tmp_path / "backward", files[::-1])
    for day in days_of(forward):
        assert printed(forward, day) == printed(backward, day)


def test_a_watch_that_comes_after_the_reports_gives_the_same_bytes(tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "quay.txt").write_text(
        "The Ukrainian defence ministry said that a museum in Odesa had found a lost painting.\n"
    )
    (more / "manifest.csv").write_text("file,published,publisher\nquay.txt,2022-07-02,Bay\n")
    first = desk_of(tmp_path / "first", [EXAMPLE / "reports", more])
    after = Desk.create(tmp_path / "after")
    add(after, [EXAMPLE / "reports", more], now=NOW)
    take_watch(after, EXAMPLE / "watch.yaml", now=NOW)
    late, early = (len(seen(desk, "2022-12-21").readings) for desk in (after, first))
    assert late > early
    assert seen(first, "2022-10-21").estimate.retrospective
    for day in ("2022-07-03", "2022-10-21", "2022-12-21"):
        assert printed(first, day) == printed(after, day)


def test_bars_add_up_on_every_day_of_the_founding_reports(founding_desk: Desk) -> None:
    for day in days_of(founding_desk):
        row = json.loads(printed(founding_desk, day))
        total = math.fsum(bar["logodds"] for bar in row["waterfall"] if bar["kind"] != "base")
        assert total + logit(row["base"]) == pytest.approx(logit(row["event"]["p"]), abs=1e-9)


def test_every_move_between_days_has_named_causes_that_add_up(founding_desk: Desk) -> None:
    days = days_of(founding_desk)
    for one, other in itertools.pairwise(days):
        before, after = seen(founding_desk, one), seen(founding_desk, other)
        moved = logit(after.estimate.event.p) - logit(before.estimate.event.p)
        causes = changes(before.state, after.state)
        assert math.fsum(cause.logodds for cause in causes) == pytest.approx(moved, abs=1e-9)
        if {r.report.id for r in before.readings} == {r.report.id for r in after.readings}:
            assert {cause.cause for cause in causes} <= {"window", "ageing"}


def test_nothing_published_after_the_cut_is_known(example_desk: Desk) -> None:
    cut = cut_of("2022-10-01")
    for reading in seen(example_desk, "2022-10-01").readings:
        assert reading.report.published is not None
        assert reading.report.published.known_by(cut)


def test_what_could_not_be_used_is_told_as_of_both_clocks(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "desk", [EXAMPLE / "reports" / "21-undated.txt"])
    known_at = NOW + timedelta(hours=1)

    def gaps(as_of: str, known: datetime) -> tuple[str, ...]:
        with desk.ledger(read_only=True) as ledger:
            now = situation_of(desk, ledger, WATCH, as_of=cut_of(as_of), known_at=known)
            return gaps_of(ledger, now)

    before = gaps("2022-10-21", known_at)
    assert before == (
        "1 report has no readable date.",
        "No report was in hand at this time.",
    )
    more = tmp_path / "more"
    more.mkdir()
    (more / "harbour.txt").write_text("The harbour at Nordhaven opened a second quay.\n")
    (more / "undated.txt").write_text("The quay is long.\n")
    (more / "empty.txt").write_text("")
    (more / "manifest.csv").write_text("file,published,publisher\nharbour.txt,2022-11-03,Bay\n")
    add(desk, [more], now=LATER)
    assert gaps("2022-10-21", known_at) == before
    later = LATER + timedelta(hours=1)
    assert gaps("2022-10-21", later)[-1] == "No report was in hand at this time."
    assert gaps("2022-11-05", later) == (
        "2 reports have no readable date.",
        "1 file was refused.",
        "1 report held no word of any watch.",
    )


def test_a_month_without_reports_is_steady_by_what_stood_through_it(founding_desk: Desk) -> None:
    with founding_desk.ledger(read_only=True) as ledger:
        now = situation_of(
            *(founding_desk, ledger, WATCH), as_of=cut_of("2022-09-09"), known_at=LATER
        )
    assert now.estimate.confidence.reasons[2].startswith("Within 30 days evidence moved")


def test_a_desk_filled_after_the_fact_is_marked(example_desk: Desk) -> None:
    assert seen(example_desk, "2022-10-21").estimate.retrospective


def test_every_figure_leads_to_its_ground(example_desk: Desk) -> None:
    now = seen(example_desk, "2022-12-21")
    texts = {reading.report.id: reading.report.text for reading in now.readings}
    rows = list(explained(example_desk, now))
    figures = {row["figure"] for row in rows}
    assert {bar.term for bar in now.estimate.waterfall if bar.kind != "base"} <= figures
    for row in rows:
        assert row["grounds"], row["figure"]
        for ground in row["grounds"]:
            if ground["report"] is not None:
                assert 0 <= ground["start"] < ground["end"] <= len(texts[ground["report"]])


def test_a_correction_moves_the_estimate_and_its_undoing_moves_it_back(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "desk", [EXAMPLE / "reports"])
    before = seen(desk, "2022-12-21")
    moving = next(
        bearing
        for bearing in before.matrix.bearings
        if bearing.direction in {"seen", "absent"} and bearing.probability > 0
    )
    made = correct(desk, "reject", moving.statement, [], author="AK", reason="misread", now=NOW)
    rejected = seen(desk, "2022-12-21")
    assert moving.statement not in {
        b.statement for b in rejected.matrix.bearings if b.direction in {"seen", "absent", "view"}
    }
    undo(desk, made, author="AK", reason="it was right", now=NOW + timedelta(seconds=1))
    after = seen(desk, "2022-12-21")
    assert after.estimate.event == before.estimate.event


def test_a_correction_survives_the_arrival_of_more_reports(tmp_path: Path, founding: Path) -> None:
    files = sorted(founding.glob("*.txt"))
    desk = desk_of(tmp_path / "desk", files[:3])
    target = seen(desk, "2022-12-21").readings[0].statements[0].id
    correct(desk, "statement", target, ["act=threat"], author="AK", reason="a threat", now=NOW)
    add(desk, files[3:], now=NOW)
    statements = {s.id: s for r in seen(desk, "2022-12-21").readings for s in r.statements}
    assert statements[target].act == "threat"


def test_a_resolved_watch_is_scored_beside_its_base_rate(
    founding_desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(founding_desk.path, folder)
    desk = Desk.open(folder)
    with desk.ledger(read_only=True) as ledger:
        watch = desk.watch(ledger, WATCH)
    outcome = next(h.id for h in watch.hypotheses if not h.resolves_yes)
    row = resolve(
        desk,
        WATCH,
        outcome,
        on="2023-01-01",
        author="AK",
        reason="no entry by the close",
        spans=[],
        now=NOW,
    )
    assert row["happened"] is False
    assert row["brier"] == pytest.approx(
        math.fsum(day["p"] ** 2 for day in row["daily"]) / row["days"]
    )
    assert row["brier_base"] == pytest.approx(
        math.fsum(day["base"] ** 2 for day in row["daily"]) / row["days"]
    )


def test_a_resolved_watch_is_scored_over_all_hypotheses_and_beside_each_assessor(
    founding_desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(founding_desk.path, folder)
    desk = Desk.open(folder)
    with desk.ledger(read_only=True) as ledger:
        watch = desk.watch(ledger, WATCH)
    row, other = (
        resolve(
            Desk.open(shutil.copytree(folder, tmp_path / outcome)),
            WATCH,
            outcome,
            on="2023-01-01",
            author="AK",
            reason="no entry by the close",
            spans=[],
            now=NOW,
        )
        for outcome in [h.id for h in watch.hypotheses if not h.resolves_yes][:2]
    )
    # Yes or no is scored alike; which of the answers that resolve NO came true is told apart.
    assert row["brier"] == other["brier"]
    assert row["brier_many"] != other["brier_many"]
    assert 0 <= row["brier_many"] <= 2
    assert row["assessors"]
    assert row["assessors"] == other["assessors"]
    p = {day["p"] for day in row["daily"]}
    for one in row["assessors"]:
        assert 0 < one["days"] <= row["days"] <= row["open_days"]
        assert min(p) ** 2 <= one["ours"] <= max(p) ** 2
        assert one["skill"] == pytest.approx(1 - one["ours"] / one["brier"])


def test_the_assessment_builds_and_passes_its_own_checks(example_desk: Desk) -> None:
    with example_desk.ledger(read_only=True) as ledger:
        case = case_of(example_desk, ledger, seen(example_desk, "2022-12-21"))
    made = assess(case)
    assert [finding for finding in lint(made, case) if finding.severity == "error"] == []
    assert markdown(made) == markdown(assess(case))
    assert html(made, case) == html(assess(case), case)
