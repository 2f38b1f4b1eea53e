"""Hanging: what would be left without an origin, a source or an indicator, weighed anew."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.desks import EXAMPLE, NOW, WATCH, desk_of

from tocsin.desk import (
    Desk,
    Situation,
    case_of,
    export_of,
    sensitivity_of,
    situation_of,
)
from tocsin.desk.hanging import BEARINGS, FEWEST, LEFT_OUT, affordable
from tocsin.estimate.terms import event_logit, terms_of
from tocsin.nouns import Sensitivity, Statement, cut_of, number
from tocsin.publish import assess, estimate_text, lint
from tocsin.weigh import bearings, matrix, origins_of, sources_of
from tocsin.weigh.patterns import Match
from tocsin.weigh.propositions import Turn, turn_of

LATER = NOW + timedelta(days=1)
DAY = "2022-11-10"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk_of(tmp_path_factory.mktemp("hanging") / "desk", [EXAMPLE / "reports"])


def at(desk: Desk, day: str = DAY, known_at: datetime = LATER) -> Situation:
    with desk.ledger(read_only=True) as ledger:
        return situation_of(
            desk, ledger, WATCH, as_of=cut_of(day), known_at=known_at, with_history=False
        )


@pytest.fixture(scope="module")
def now(desk: Desk) -> Situation:
    return at(desk)


@pytest.fixture(scope="module")
def found(desk: Desk, now: Situation) -> tuple[Sensitivity, ...]:
    return sensitivity_of(desk, now, most=None)


def test_each_origin_source_and_indicator_that_moves_something_is_left_out_once(
    now: Situation, found: tuple[Sensitivity, ...]
) -> None:
    named = {kind: {one.name for one in found if one.kind == kind} for kind in ("origin", "source")}
    assert named == {
        "origin": set(origins_of(now.matrix)),
        "source": set(sources_of(now.matrix)),
    }
    rows = {row.indicator for row in now.matrix.rows if row.evidence}
    assert {one.name for one in found if one.kind == "indicator"} == rows
    assert len({(one.kind, one.name) for one in found}) == len(found)
    sizes = [abs(one.logodds) for one in found]
    assert sizes == sorted(sizes, reverse=True)


def never_said(desk: Desk, now: Situation, gone: frozenset[str]) -> float:
    """P(yes) where no report holds these statements, weighed from the readings on."""
    cut = cut_of(DAY)
    readings = [
        replace(one, statements=tuple(s for s in one.statements if s.id not in gone))
        for one in now.readings
    ]
    opposed = [
        replace(one, sides=tuple(side for side in one.sides if side[0] not in gone))
        for one in now.contradictions
    ]
    made = matrix(
        now.watch,
        bearings(now.watch, readings, now.origins, desk.register, now.corrections),
        readings,
        now.origins,
        desk.register,
        as_of=cut,
        yardsticks=desk.yardsticks,
        contradictions=opposed,
    )
    return terms_of(now.watch, made, window_at=cut, ageing_at=cut).event()


def statements_of(now: Situation, *origins: str) -> frozenset[str]:
    """What these origins say, and what says the first of them again."""
    owners = [one for one in now.origins if {one.id, one.restates} & {*origins}]
    return frozenset(m.statement for one in owners for m in one.mentions)


def test_without_an_origin_is_as_if_no_report_held_what_it_says(
    desk: Desk, found: tuple[Sensitivity, ...], now: Situation
) -> None:
    views = {view.origin for view in now.matrix.views}
    tried = [one for one in found if one.kind == "origin" and one.name not in views]
    assert len(tried) > 10
    for one in tried:
        said = statements_of(now, one.name)
        assert never_said(desk, now, said) == pytest.approx(one.p, abs=1e-12), one.name


def test_without_a_source_is_as_if_no_report_held_anything_of_it(
    desk: Desk, found: tuple[Sensitivity, ...], now: Situation
) -> None:
    tried = [one for one in found if one.kind == "source" and one.name]
    assert len(tried) > 10
    for one in tried:
        own = [origin.id for origin in now.origins if origin.source == one.name]
        said = statements_of(now, *own)
        assert never_said(desk, now, said) == pytest.approx(one.p, abs=1e-12), one.name


def test_what_an_origin_corroborates_is_graded_lower_without_it(
    now: Situation, found: tuple[Sensitivity, ...]
) -> None:
    """It is no taking off: of two who confirm each other the rest is worth less alone."""
    cut = cut_of(DAY)
    base = event_logit(terms_of(now.watch, now.matrix, window_at=cut, ageing_at=cut))
    differs = []
    for one in (each for each in found if each.kind == "origin"):
        rows = tuple(
            replace(
                row,
                sightings=tuple(s for s in row.sightings if s.origin != one.name),
                looks=tuple(s for s in row.looks if s.origin != one.name),
            )
            for row in now.matrix.rows
        )
        taken = replace(
            now.matrix, rows=rows, views=tuple(v for v in now.matrix.views if v.origin != one.name)
        )
        off = event_logit(terms_of(now.watch, taken, window_at=cut, ageing_at=cut)) - base
        differs.append(abs(off - one.logodds) > 1e-6)
    assert any(differs)
    assert not all(differs)


def test_of_many_only_the_largest_are_tried_and_come_out_the_same(
    desk: Desk, now: Situation, found: tuple[Sensitivity, ...]
) -> None:
    few = sensitivity_of(desk, now, most=3)
    assert sum(one.kind == "origin" for one in few) == 3
    assert sum(one.kind == "source" for one in few) == 3
    assert set(few) <= set(found)


def test_where_very_many_statements_bear_on_a_watch_fewer_are_tried(now: Situation) -> None:
    many = -(-BEARINGS // len(now.matrix.bearings))
    sizes = [
        affordable(replace(now, matrix=replace(now.matrix, bearings=now.matrix.bearings * times)))
        for times in (1, 2 * many, 1000 * many)
    ]
    assert sizes[0] == LEFT_OUT
    assert FEWEST < sizes[1] < LEFT_OUT
    assert sizes[2] == FEWEST


def test_the_table_leaves_as_csv_and_as_json(desk: Desk, found: tuple[Sensitivity, ...]) -> None:
    def exported(form: str) -> str:
        with desk.ledger(read_only=True) as ledger:
            text = export_of(
                desk, ledger, WATCH, "sensitivity", form, as_of=cut_of(DAY), known_at=LATER
            )
        assert isinstance(text, str)
        return text

    rows = list(csv.DictReader(io.StringIO(exported("csv"))))
    assert [(row["kind"], row["name"]) for row in rows] == [(one.kind, one.name) for one in found]
    assert [row["p"] for row in json.loads(exported("json"))] == [number(one.p) for one in found]


def test_terminal_and_assessment_say_in_one_sentence_what_it_hangs_on(
    desk: Desk, now: Situation, found: tuple[Sensitivity, ...]
) -> None:
    with desk.ledger(read_only=True) as ledger:
        case = case_of(desk, ledger, now)
    first = next(one for one in found if one.kind == "indicator")
    text = next(i.text for i in now.watch.indicators if i.id == first.name)
    assert f"Without “{text}” the estimate would be" in " ".join(estimate_text(case).split())
    made = assess(case)
    said = [s.text for part in made.sections for s in part.sentences if "would be" in s.text]
    assert len([one for one in said if one.startswith(f"Without “{text}” the estimate")]) == 1
    assert lint(made, case) == ()


def test_whether_a_view_denies_its_claim_is_asked_once_whatever_is_left_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, asked = at(desk), list[tuple[str, str]]()

    def counted(statement: Statement, found: Match) -> Turn:
        asked.append((statement.id, repr(found)))
        return turn_of(statement, found)

    monkeypatch.setattr("tocsin.weigh.views.turn_of", counted)
    hangs = sensitivity_of(desk, now)
    assert len(hangs) > 2
    assert len(asked) == len(set(asked)) > 0
