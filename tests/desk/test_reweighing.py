"""Reweighing: a person can set any number that enters an estimate, and sees the difference."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.desks import EXAMPLE, NOW, WATCH, Signed, desk_of
from typer.testing import CliRunner

from tocsin.cli.app import app
from tocsin.desk import (
    Compared,
    Desk,
    Situation,
    case_of,
    correct,
    explained,
    reweigh,
    situation_of,
    undo,
)
from tocsin.desk.settable import Settable
from tocsin.errors import BadArgument, TocsinError, UnknownEntry, UnknownWatch
from tocsin.nouns import Look, cut_of
from tocsin.publish import assess, estimate_text, lint, markdown
from tocsin.weigh import left_out, material_of
from tocsin.weigh.reweigh import ADDRESSES, address_of

SIGNED: Signed = {"author": "AK", "reason": "as we now see it"}
DAY = "2022-10-21"
LATER = NOW + timedelta(days=1)
HOUR = timedelta(hours=1)
SET = NOW + HOUR


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return desk_of(tmp_path_factory.mktemp("reweighing") / "desk", [EXAMPLE / "reports"]).path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    shutil.copytree(made, tmp_path / "desk")
    return Desk.open(tmp_path / "desk")


def at(desk: Desk, **clocks: Any) -> Situation:
    with desk.ledger(read_only=True) as ledger:
        return situation_of(
            desk,
            ledger,
            WATCH,
            as_of=cut_of(DAY),
            known_at=clocks.get("known_at", LATER),
            with_history=False,
        )


@pytest.fixture(scope="module")
def was(made: Path) -> Situation:
    return at(Desk.open(made))


def put(desk: Desk, path: str, value: object) -> Compared:
    return reweigh(
        desk, f"{WATCH}:{path}", [f"value={value}"], now=SET, as_of=cut_of(DAY), **SIGNED
    )


def seen_by(was: Situation) -> tuple[str, str]:
    """An origin with the indicator whose sighting weighs most."""
    found = [
        (one.weight, one.origin, row.indicator) for row in was.matrix.rows for one in row.sightings
    ]
    _, origin, indicator = max(found)
    return origin, indicator


def looked_by(was: Situation) -> tuple[str, str]:
    found = [
        (one.weight, one.origin, row.indicator) for row in was.matrix.rows for one in row.looks
    ]
    _, origin, indicator = max(found)
    return origin, indicator


def view_of(was: Situation) -> tuple[str, str]:
    return next(
        (view.origin, view.proposition)
        for view in was.matrix.views
        if view.counted and view.superseded is None
    )


def example(form: str, was: Situation) -> tuple[str, str]:
    """An address of a form with another value than it has, both from what the desk holds."""
    origin, indicator = seen_by(was)
    looker, missed = looked_by(was)
    assessor, claim = view_of(was)
    telling = next(bar.term for bar in was.estimate.waterfall if bar.kind == "indicator")
    source = next(
        one.source for row in was.matrix.rows for one in row.sightings if one.origin == origin
    )
    broader = next(one.id for one in was.watch.propositions if one.relation == "broader")
    no = next(one.id for one in was.watch.hypotheses if not one.resolves_yes)
    spans = next(
        one.spans
        for row in was.matrix.rows
        for one in row.sightings
        if len(one.spans) == 1 and one.grade.credibility not in {1, 2}
    )
    statement = next(
        s.id for page in was.readings for s in page.statements if (page.report.id, s.span) in spans
    )
    return {
        "base.events": ("base.events", "12"),
        "base.exposure_days": ("base.exposure_days", "2000"),
        "hypotheses.ID.weight": (f"hypotheses.{no}.weight", "0.9"),
        "propositions.ID.share": (f"propositions.{broader}.share", "0.9"),
        "indicators.ID.seen.HYPOTHESIS": (f"indicators.{telling}.seen.entry", "0.97"),
        "indicators.ID.lead_days": (f"indicators.{telling}.lead_days", "120"),
        "indicators.ID.half_life_days": (f"indicators.{telling}.half_life_days", "3"),
        "settings.NAME": ("settings.omega_max", "0.05"),
        "origins.ORIGIN.INDICATOR.weight": (f"origins.{origin}.{indicator}.weight", "0.05"),
        "origins.ORIGIN.INDICATOR.share": (f"origins.{looker}.{missed}.share", "0.99"),
        "views.ORIGIN.PROPOSITION.p": (f"views.{assessor}.{claim}.p", "0.6..0.8"),
        "views.ORIGIN.PROPOSITION.weight": (f"views.{assessor}.{claim}.weight", "0.01"),
        "sources.NAME.reliability": (f"sources.{source}.reliability", "E"),
        "statements.ID.credibility": (f"statements.{statement}.credibility", "1"),
        "grades.NAME": ("grades.unknown_credibility", "0.2"),
    }[form]


@pytest.fixture(params=ADDRESSES)
def address(request: pytest.FixtureRequest, was: Situation) -> tuple[str, str]:
    return example(request.param, was)


def test_each_kind_moves_the_estimate_and_the_difference_adds_up(
    desk: Desk, was: Situation, address: tuple[str, str]
) -> None:
    done = put(desk, *address)
    assert done.before.event.p == was.estimate.event.p
    assert done.after.event.p != done.before.event.p
    assert at(desk).estimate.event.p == done.after.event.p
    moved = math.fsum(one.after - one.before for one in done.moved)

    def logit(p: float) -> float:
        return math.log(p) - math.log1p(-p)

    assert moved == pytest.approx(logit(done.after.event.p) - logit(done.before.event.p), abs=1e-9)
    assert done.points == pytest.approx(100 * (done.after.event.p - done.before.event.p))


def test_each_kind_is_known_from_when_it_was_entered_and_can_be_taken_back(
    desk: Desk, was: Situation, address: tuple[str, str]
) -> None:
    done = put(desk, *address)
    before = at(desk, known_at=SET)
    assert (before.estimate.event, before.watch) == (was.estimate.event, was.watch)
    undo(desk, done.correction, author="BL", reason="it was right", now=SET + HOUR)
    after = at(desk)
    assert (after.estimate.event, after.matrix) == (was.estimate.event, was.matrix)
    assert after.watch == was.watch
    # As known between the two, it still holds.
    assert at(desk, known_at=SET + HOUR).estimate.event == done.after.event


def test_each_kind_shows_in_explain_with_author_reason_and_what_was_declared(
    desk: Desk, address: tuple[str, str]
) -> None:
    path, value = address
    put(desk, path, value)
    rows = [one for one in weights(desk, at(desk)) if one["address"] == f"{WATCH}:{path}"]
    assert rows
    for row in rows:
        assert (row["by"], row["reason"]) == ("AK", "as we now see it")
        assert row["value"].partition("..")[0] == f"{value}".partition("..")[0]
        if not path.startswith("statements."):
            assert row["declared"] not in {None, row["value"]}


def weights(desk: Desk, now: Situation) -> Iterator[dict[str, Any]]:
    for row in explained(desk, now):
        for ground in row["grounds"]:
            yield from ground["weights"]


def test_every_address_that_explain_prints_can_be_set_to_what_it_is(
    desk: Desk, was: Situation
) -> None:
    printed = {row["address"]: row["value"] for row in weights(desk, was)}
    kinds = {address_of(one.partition(":")[2]).part for one in printed}
    assert kinds >= {"base", "settings", "hypotheses", "indicators", "origins", "views", "sources"}
    alone = {h.id for h in was.watch.hypotheses if h.weight == 1.0}
    for indicator in was.watch.indicators:
        assert f"{WATCH}:indicators.{indicator.id}.half_life_days" in printed
    tried = [
        one
        for one in sorted(printed)
        if one.partition("hypotheses.")[2].partition(".")[0] not in alone
    ]
    for one in tried[:: max(len(tried) // 12, 1)]:
        correct(desk, "weight", one, [f"value={printed[one]}"], now=NOW, **SIGNED)
    assert at(desk).estimate.event.p == pytest.approx(was.estimate.event.p, rel=1e-4)


def test_of_a_side_the_other_hypotheses_share_what_is_left(desk: Desk, was: Situation) -> None:
    no = [one for one in was.watch.hypotheses if not one.resolves_yes]
    put(desk, f"hypotheses.{no[0].id}.weight", 0.9)
    now = {one.id: one.weight for one in at(desk).watch.hypotheses}
    assert now[no[0].id] == 0.9
    rest = math.fsum(one.weight for one in no[1:])
    for one in no[1:]:
        assert now[one.id] == pytest.approx(one.weight * 0.1 / rest)


def test_a_newer_number_overrules_an_older_and_its_undoing_leaves_the_older(desk: Desk) -> None:
    first = put(desk, "settings.kappa", 0.2)
    second = reweigh(
        desk,
        f"{WATCH}:settings.kappa",
        ["value=0.8"],
        now=SET + HOUR,
        as_of=cut_of(DAY),
        **SIGNED,
    )
    assert second.before.event.p == first.after.event.p
    assert at(desk).watch.settings.kappa == 0.8
    undo(desk, second.correction, now=SET + 2 * HOUR, **SIGNED)
    assert at(desk).watch.settings.kappa == 0.2


def test_a_number_that_is_set_holds_through_a_revision_of_the_file(desk: Desk) -> None:
    put(desk, "base.events", 9)
    file = desk.path / "watches" / f"{WATCH}.yaml"
    file.write_text(file.read_text("utf-8").replace("events: 3", "events: 5"), "utf-8")
    desk.take_edits(now=SET + HOUR)
    now = at(desk).watch
    assert now.base.events == 9
    assert [(one.before, one.value) for one in now.overruled] == [("5", "9")]


def test_a_grade_for_one_watch_goes_before_that_for_all(desk: Desk, was: Situation) -> None:
    path, _ = example("sources.NAME.reliability", was)
    source = path.removeprefix("sources.").removesuffix(".reliability")
    put(desk, path, "E")
    correct(desk, "grade", source, ["reliability=A"], now=SET + HOUR, **SIGNED)
    graded = {
        one.grade.reliability
        for row in at(desk).matrix.rows
        for one in row.evidence
        if one.source == source
    }
    assert graded == {"E"}


def test_a_credibility_typed_on_the_command_line_counts(desk: Desk, was: Situation) -> None:
    path, _ = example("statements.ID.credibility", was)
    statement = path.split(".")[1]

    def set_by_hand(now: Situation) -> list[int | None]:
        return [
            one.grade.credibility
            for row in now.matrix.rows
            for one in row.evidence
            if "credibility set by an analyst" in one.flags
        ]

    assert set_by_hand(was) == []
    correct(desk, "grade", statement, ["credibility=1"], now=NOW, **SIGNED)
    assert set(set_by_hand(at(desk))) == {1}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("settings.kappa", "11", "it has to be 10 or less"),
        ("settings.kappa", "nan", "it has to be a finite number"),
        ("settings.kappa", "much", "is no number"),
        ("settings.colour", "1", "there is no weight at"),
        ("grades.colour", "1", "there is no weight at"),
        ("grades.reliability.G", "1", "there is no weight at"),
        ("grades.reliability.B", "1.2", "from 0 to 1"),
        ("grades.opposing_days", "0", "more than 0"),
        ("base.events", "-1", "it has to be 0 or more"),
        ("base.exposure_days", "0", "it has to be more than 0"),
        ("indicators.strike-group.seen.entry", "0.99", "it has to be 0.98 or less"),
        ("indicators.strike-group.seen.nobody", "0.5", "has no 'nobody'"),
        ("indicators.nothing.lead_days", "5", "has no 'nothing'"),
        ("hypotheses.entry.weight", "0.5", "alone on its side"),
        ("origins.o0.strike-group.weight", "0.5", "nothing of this watch stands at"),
        ("origins.o0.strike-group.weight", "1", "less than 1"),
        ("views.o0.entry.p", "1", "lies between 0 and 1"),
        ("views.o0.entry.p", "0.3..0.2", "lies between 0 and 1"),
        ("sources.Nobody At All.reliability", "B", "nothing of this watch stands at"),
        ("sources.Nobody At All.reliability", "G", "reliability cannot be"),
        ("statements.s0.credibility", "0", "credibility cannot be"),
    ],
)
def test_what_cannot_be_set_is_refused_and_leaves_nothing(
    desk: Desk, path: str, value: str, said: str
) -> None:
    with pytest.raises(TocsinError) as fault:
        put(desk, path, value)
    assert isinstance(fault.value, BadArgument | UnknownEntry)
    assert said in fault.value.message
    with desk.ledger(read_only=True) as ledger:
        assert ledger.corrections() == ()


def test_a_weight_needs_a_watch_that_there_is(desk: Desk) -> None:
    with pytest.raises(UnknownWatch):
        reweigh(desk, "nothing:base.events", ["value=1"], now=NOW, author="AK", reason="so")
    with pytest.raises(BadArgument, match="is no WATCH:PATH"):
        correct(desk, "weight", WATCH, ["value=1"], now=NOW, **SIGNED)
    with pytest.raises(BadArgument, match="needs --set value"):
        correct(desk, "weight", f"{WATCH}:base.events", [], now=NOW, **SIGNED)


@pytest.mark.parametrize(
    ("kind", "example"), [("weight", "value=0.7"), ("statement", "act=threat"), ("join", "with=")]
)
def test_what_is_no_value_is_told_with_an_example_of_its_kind(
    desk: Desk, kind: str, example: str
) -> None:
    with pytest.raises(BadArgument, match=f"--set {example}"):
        correct(desk, kind, f"{WATCH}:base.events", ["0.7"], now=NOW, **SIGNED)


def test_a_window_that_is_over_is_compared_as_it_stood_before_its_last_day(desk: Desk) -> None:
    done = reweigh(desk, f"{WATCH}:base.events", ["value=9"], now=SET, author="AK", reason="so")
    assert done.before.as_of == cut_of("2022-12-30")
    assert done.after.event.p > done.before.event.p


def test_the_assessment_says_what_people_set(desk: Desk, was: Situation) -> None:
    origin, indicator = seen_by(was)
    assessor, claim = view_of(was)
    put(desk, "settings.kappa", 0.2)
    put(desk, f"origins.{origin}.{indicator}.weight", 0.3)
    put(desk, f"views.{assessor}.{claim}.p", "0.6..0.8")
    now = at(desk)
    with desk.ledger(read_only=True) as ledger:
        case = case_of(desk, ledger, now)
    text = " ".join(markdown(assess(case)).replace("\\", "").split())
    assert "settings.kappa was set to 0.2 by AK, in place of 0.5: as we now see it" in text
    assert "weight set to 0.3 by AK, in place of" in text
    assert "p set to 0.6..0.8 by AK, in place of" in text
    assert lint(assess(case), case) == ()
    shown = " ".join(estimate_text(case).split())
    assert "Overruled: settings.kappa, set to 0.2 by AK, in place of 0.5" in shown
    assert f"Overruled: origins.{origin}.{indicator}.weight, set to 0.3 by AK" in shown


def test_where_something_is_left_out_the_rest_weighs_what_people_set(
    desk: Desk, was: Situation
) -> None:
    origin, indicator = seen_by(was)
    put(desk, f"origins.{origin}.{indicator}.weight", 0.05)
    now = at(desk)
    material = material_of(
        now.readings,
        now.origins,
        desk.register,
        as_of=cut_of(DAY),
        corrections=now.corrections,
        scales=desk.yardsticks,
        contradictions=now.contradictions,
    )
    left = list(left_out(now.watch, now.matrix, material, corrections=now.corrections))
    weights = [
        one.weight
        for each in left
        for row in each.matrix.rows
        for one in row.sightings
        if (one.origin, row.indicator) == (origin, indicator)
    ]
    assert set(weights) == {0.05}
    assert len(weights) > len(left) / 2


def test_the_command_prints_the_estimate_before_and_after(desk: Desk, was: Situation) -> None:
    run = CliRunner()
    call = ["correct", str(desk.path), "weight", f"{WATCH}:base.events", "--set", "value=12"]
    signed = ["--author", "AK", "--reason", "more of them", "--as-of", DAY]
    told = run.invoke(app, [*call, *signed])
    assert told.exit_code == 0
    assert f"As of {DAY}: {was.estimate.event.p:.2%}" in told.stdout
    assert "points." in told.stdout
    assert "  base: " in told.stdout
    signed[3] = "as before"
    again = run.invoke(app, [*call, *signed, "--json"])
    assert again.exit_code == 0, again.output
    row = json.loads(again.stdout)
    assert row["points"] == 0.0
    shown = run.invoke(app, ["explain", str(desk.path), WATCH, "base", "--as-of", DAY]).stdout
    assert f"{WATCH}:base.events = 12 (3 without it; set by AK: “as before”)" in shown


def test_addresses_are_read_as_they_are_written() -> None:
    for path in (
        "base.events",
        "settings.kappa",
        "indicators.a-b.seen.c",
        "indicators.a-b.lead_days",
        "origins.o1.a-b.weight",
        "views.o1.p.p",
        "sources.U.S. State Department.reliability",
        "statements.s1.credibility",
    ):
        assert address_of(path).path == path
    for path in ("", "base", "base.rate", "indicators.a.seen", "origins.o.weight"):
        with pytest.raises(BadArgument):
            address_of(path)


def test_a_look_has_a_share_and_a_sighting_has_none(was: Situation, desk: Desk) -> None:
    settable = Settable.of(desk, was)
    for row in was.matrix.rows:
        for one in row.evidence:
            paths = [each["address"] for each in settable.of_evidence(row.indicator, one)]
            assert any(path.endswith(".share") for path in paths) == isinstance(one, Look)
