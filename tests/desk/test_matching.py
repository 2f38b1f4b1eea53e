"""Matching on a desk: decisions teach, replay holds, and what was learnt and is near is shown."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.desks import NOW, WATCH
from typer.testing import CliRunner

from tocsin.cli.app import app
from tocsin.cli.contract import dumps, estimate_row
from tocsin.desk import Desk, Situation, correct, explained, situation_of, undo
from tocsin.desk.matching import learnt_rows, suggested
from tocsin.nouns import Bearing, cut_of
from tocsin.publish import late_terms

HOUR = timedelta(hours=1)
LATER = NOW + timedelta(days=1)
AS_OF = "2022-12-21"


@pytest.fixture
def desk(example_desk: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(example_desk.path, tmp_path / "desk")
    return Desk.open(tmp_path / "desk")


def seen(desk: Desk, known_at: datetime = LATER, as_of: str = AS_OF) -> Situation:
    with desk.ledger(read_only=True) as ledger:
        return situation_of(
            desk, ledger, WATCH, as_of=cut_of(as_of), known_at=known_at, with_history=False
        )


def printed(now: Situation) -> str:
    row = dumps(estimate_row(now.estimate, phase="open", late=late_terms(now.watch, now.matrix)))
    fixed = json.loads(row) | {"known_at": None}
    return json.dumps(fixed) + repr(now.matrix)


def moving(now: Situation) -> Iterator[Bearing]:
    for one in now.matrix.bearings:
        if one.direction in {"seen", "absent"} and one.target_kind == "indicator":
            yield one


def crowded(now: Situation) -> list[Bearing]:
    """The bearings on the indicator that has most of them, one of each origin."""
    counts = Counter(one.target for one in moving(now))
    target = max(sorted(counts), key=lambda each: counts[each])
    own = {one.origin: one for one in moving(now) if one.target == target}
    return [own[key] for key in sorted(own)]


def refuse(desk: Desk, chosen: list[Bearing]) -> list[str]:
    return [
        correct(
            desk,
            "bearing",
            f"{one.statement}:{one.target}",
            ["direction=none"],
            author="AK",
            reason="another matter",
            now=NOW + HOUR + timedelta(seconds=n),
        )
        for n, one in enumerate(chosen)
    ]


def test_refused_bearings_lower_others_and_taking_them_back_restores_the_bytes(desk: Desk) -> None:
    before = seen(desk)
    own = crowded(before)
    made = refuse(desk, own[:3])
    after = seen(desk)
    chances = {(b.statement, b.target): b.probability for b in before.matrix.bearings}
    taught = [b for b in after.matrix.bearings if any("learnt from" in f for f in b.flags)]
    assert taught
    assert all(b.probability <= chances[b.statement, b.target] for b in taught)
    assert {b.statement for b in taught}.isdisjoint({b.statement for b in own[:3]})
    assert printed(seen(desk, known_at=NOW + HOUR)) == printed(before)
    for number, one in enumerate(made):
        at = NOW + 2 * HOUR + timedelta(minutes=number)
        undo(desk, one, author="AK", reason="it was right", now=at)
    assert printed(seen(desk)) == printed(before)
    assert printed(seen(desk, known_at=NOW + 2 * HOUR)) == printed(after)


def test_a_decision_on_a_later_report_teaches_nothing_on_an_earlier_day(desk: Desk) -> None:
    early = "2022-10-01"
    before = seen(desk, as_of=early)
    known = {s.id for page in before.readings for s in page.statements}
    later = [one for one in moving(seen(desk)) if one.statement not in known]
    assert later
    refuse(desk, later)
    assert printed(seen(desk, as_of=early)) == printed(before)


def test_explain_says_what_a_weight_was_learnt_from(desk: Desk) -> None:
    refuse(desk, crowded(seen(desk))[:3])
    now = seen(desk)
    notes = [
        (ground["ref"], ground["note"])
        for row in explained(desk, now)
        for ground in row["grounds"]
        if ground["note"].startswith("learnt from")
    ]
    assert notes
    assert all(ref.startswith("tocsin watch learnt ") for ref, _ in notes)
    assert any("of its pattern: times 0." in note for _, note in notes)


def test_what_was_learnt_leads_to_a_sentence(desk: Desk) -> None:
    assert learnt_rows(desk, seen(desk)) == []
    refuse(desk, crowded(seen(desk))[:2])
    now = seen(desk)
    texts = {page.report.id: page.report.text for page in now.readings}
    rows = learnt_rows(desk, now)
    assert rows[0]["kind"] == "pattern"
    assert sum(row["rejects"] for row in rows if row["kind"] == "pattern") == 2
    for row in rows:
        example = row["example"]
        words = texts[example["report"]][example["start"] : example["end"]]
        assert " ".join(words.split()) == example["text"]
        assert row["weight_after"] < row["weight_before"] == 0.0


def test_the_command_prints_what_was_learnt_as_lines_json_and_csv(desk: Desk) -> None:
    words = ["watch", "learnt", str(desk.path), WATCH]
    assert "nothing is learnt" in CliRunner().invoke(app, words).stdout
    refuse(desk, crowded(seen(desk))[:2])
    plain, lines, table = (
        CliRunner().invoke(app, [*words, *more]).stdout for more in ([], ["--json"], ["--csv"])
    )
    rows = [json.loads(line) for line in lines.splitlines()]
    listed = list(csv.DictReader(io.StringIO(table)))
    assert [row["feature"] for row in rows] == [row["feature"] for row in listed]
    assert [row["example"]["statement"] for row in rows] == [
        row["example_statement"] for row in listed
    ]
    assert f"{rows[0]['feature']}: 0 accepted, {rows[0]['rejects']:g} rejected" in plain


def test_what_is_suggested_counts_when_it_is_accepted_and_not_before(desk: Desk) -> None:
    before = seen(desk)
    found = list(suggested(desk, before, by="words", least=None, limit=5))
    assert found
    assert printed(seen(desk)) == printed(before)
    bearing = {b.statement for b in before.matrix.bearings}
    one = found[0]
    assert {row["statement"] for row in found}.isdisjoint(bearing)
    assert one["cosine"] == max(row["cosine"] for row in found)
    assert f"bearing {one['statement']}:{one['target']} --set direction=" in one["accept"]
    correct(
        desk,
        "bearing",
        f"{one['statement']}:{one['target']}",
        ["direction=seen"],
        author="AK",
        reason="so it is",
        now=NOW,
    )
    now = seen(desk)
    assert one["statement"] in {b.statement for b in now.matrix.bearings}
    again = {row["statement"] for row in suggested(desk, now, by="words", least=None, limit=99)}
    assert one["statement"] not in again
    missed = [row for row in learnt_rows(desk, now) if row["kind"] == "missed"]
    assert [row["feature"] for row in missed] == [f"missed {one['target']}"]


def test_a_measure_that_there_is_not_is_refused_with_those_there_are(desk: Desk) -> None:
    told = CliRunner().invoke(app, ["watch", "suggest", str(desk.path), WATCH, "--by", "luck"])
    assert told.exit_code == 2
    assert "words, encoder" in told.stderr
