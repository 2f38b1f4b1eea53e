"""The five founding reports under the example's watch: what moves which way, and what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from tocsin.collect import gather
from tocsin.collect.captured import Captured
from tocsin.estimate import estimate
from tocsin.nouns import Bearing, Estimate, Matrix, Origin, Reading, Register, Statement, Watch
from tocsin.read import Reader
from tocsin.segment import segment
from tocsin.trace import load_register, trace
from tocsin.weigh import bearings, load_yardsticks, matrix, parse_watch

JULY, SEPTEMBER = datetime(2022, 7, 13, tzinfo=UTC), datetime(2022, 9, 10, tzinfo=UTC)
OCTOBER, DECEMBER = datetime(2022, 10, 21, tzinfo=UTC), datetime(2022, 12, 22, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    watch: Watch
    readings: tuple[Reading, ...]
    origins: tuple[Origin, ...]
    register: Register
    bearings: tuple[Bearing, ...]

    def matrix(self, as_of: datetime) -> Matrix:
        return matrix(
            self.watch, self.bearings, self.readings, self.origins, self.register, as_of=as_of
        )

    def estimate(self, as_of: datetime) -> Estimate:
        return estimate(
            self.watch,
            self.matrix(as_of),
            as_of=as_of,
            known_at=as_of,
            retrospective=True,
            yardstick=load_yardsticks()["UK-PHIA"],
        )

    def bars(self, as_of: datetime) -> dict[str, float]:
        return {bar.term: bar.logodds for bar in self.estimate(as_of).waterfall}

    def statements(self, wanted: Callable[[Statement], bool]) -> Iterator[Statement]:
        for reading in self.readings:
            yield from (one for one in reading.statements if wanted(one))

    def moving(self, wanted: Callable[[Statement], bool]) -> list[Bearing]:
        """Bearings of the statements asked for that move something."""
        ids = {statement.id for statement in self.statements(wanted)}
        return [b for b in self.bearings if b.statement in ids and b.direction != "none"]


@pytest.fixture(scope="module")
def desk(founding: Path) -> Desk:
    reader, register = Reader.load(), load_register()
    readings = []
    for captured in gather([founding]):
        assert isinstance(captured, Captured)
        segments = segment(captured.report)
        statements = reader.read(captured.report, segments)
        readings.append(Reading(captured.report, segments, statements, reader.version))
    text = files("tocsin.example").joinpath("watch.yaml").read_text(encoding="utf-8")
    watch = parse_watch(text, file="watch.yaml")
    origins = trace(readings, register)
    found = bearings(watch, readings, origins, register)
    return Desk(watch, tuple(readings), origins, register, found)


def test_tanks_that_leave_and_no_build_up_speak_against_entry(desk: Desk) -> None:
    bars = desk.bars(OCTOBER)
    assert bars["equipment-out"] < 0
    assert bars["strike-group"] < 0
    assert bars["heavy-equipment-in"] < 0


def test_soldiers_without_heavy_equipment_are_at_most_a_small_plus(desk: Desk) -> None:
    bars = desk.bars(OCTOBER)
    assert 0 <= bars["russian-troops-in"] + bars["heavy-equipment-in"] <= 0.25


def test_an_airfield_handed_over_speaks_for_support_and_not_for_entry(desk: Desk) -> None:
    made = desk.estimate(JULY)
    bar = next(b for b in made.waterfall if b.term == "facilities-for-russia")
    assert abs(bar.logodds) < 0.05
    cells = {c.hypothesis: c.loglikelihood for c in made.cells if c.indicator == bar.term}
    assert max(cells, key=cells.__getitem__) == "support"
    assert cells["support"] > 0


def test_nobody_reports_forces_inside_and_what_has_not_been_sent_is_not_seen_there(
    desk: Desk,
) -> None:
    told = [b for b in desk.bearings if b.target == "entry-reported"]
    assert [b for b in told if b.direction == "seen"] == []


def test_threats_appeals_and_questions_move_nothing(desk: Desk) -> None:
    assert any(desk.statements(lambda s: s.act in {"threat", "appeal"}))
    assert not desk.moving(lambda s: s.act in {"threat", "appeal", "question"})


def test_headlines_and_captions_move_nothing(desk: Desk) -> None:
    assert any(desk.statements(lambda s: s.segment in {"headline", "caption"}))
    assert not desk.moving(lambda s: s.segment in {"headline", "caption"})


def test_an_unverified_letter_never_speaks_for_entry(desk: Desk) -> None:
    letter = desk.moving(lambda s: s.speaker is not None and "officers" in s.speaker.text)
    assert {(b.target, b.direction) for b in letter} <= {("army-unwilling", "seen")}
    assert desk.bars(JULY).get("army-unwilling", 0.0) <= 0


def test_a_share_of_soldiers_is_no_likelihood(desk: Desk) -> None:
    assert any(desk.statements(lambda s: "90%" in s.text))
    assert not [b for b in desk.moving(lambda s: "90%" in s.text) if b.direction == "view"]


def test_odds_on_a_joint_front_are_a_view_that_is_shown_and_not_counted(desk: Desk) -> None:
    (view,) = [v for v in desk.matrix(OCTOBER).views if v.proposition == "joint-front"]
    assert view.phrase == "one in three"
    assert view.low < 1 / 3 < view.high
    assert not view.counted
    assert "broader" in view.reason


def test_last_winter_s_troops_fire_nothing(desk: Desk) -> None:
    assert any(desk.statements(lambda s: "30,000" in s.text))
    assert not desk.moving(lambda s: "30,000" in s.text)


def test_another_actors_attack_after_the_close_moves_nothing(desk: Desk) -> None:
    assert any(desk.statements(lambda s: "200,000" in s.text))
    assert not desk.moving(lambda s: "200,000" in s.text)


def test_the_july_judgement_is_one_view_from_two_reports_and_moves_once(desk: Desk) -> None:
    institute = "Institute for the Study of War"
    own = [v for v in desk.matrix(SEPTEMBER).views if v.source == institute and v.counted]
    (view,) = own
    assert (view.proposition, view.phrase) == ("involvement", "low")
    assert len({report for report, _ in view.spans}) == 2
    bars = [b for b in desk.estimate(SEPTEMBER).waterfall if b.kind == "view"]
    assert [b.term for b in bars] == [f"view: {institute}"]


def test_it_is_no_stronger_after_it_is_told_again(desk: Desk) -> None:
    def pull(as_of: datetime) -> float:
        return abs(desk.bars(as_of)["view: Institute for the Study of War"])

    assert pull(SEPTEMBER) <= pull(JULY) + 0.01


def test_a_likelihood_that_drills_mean_something_is_no_view_on_entry(desk: Desk) -> None:
    views = {v.proposition: v for v in desk.matrix(SEPTEMBER).views}
    assert views["drills-are-preparation"].yardstick == "UK-PHIA"
    assert not views["drills-are-preparation"].counted
    assert "already-deployed" not in views
    assert "entry" not in views


def test_no_launches_recorded_is_a_look_with_nothing_seen(desk: Desk) -> None:
    row = next(r for r in desk.matrix(JULY).rows if r.indicator == "missile-launches")
    assert row.state == "looked for and not seen"
    assert [look.source for look in row.looks] == ["Belaruski Hajun"]


def test_a_newer_word_of_the_assessor_supersedes_the_july_one(desk: Desk) -> None:
    own = [
        v
        for v in desk.matrix(DECEMBER).views
        if v.source == "Institute for the Study of War" and v.proposition == "involvement"
    ]
    assert [v.phrase for v in own if v.counted] == ["unlikely"]
    assert [v.phrase for v in own if v.superseded] == ["low"]


def test_the_same_reports_in_another_order_give_the_same_matrix(desk: Desk) -> None:
    readings = desk.readings[::-1]
    origins = trace(readings, desk.register)
    found = bearings(desk.watch, readings, origins, desk.register)
    again = matrix(desk.watch, found, readings, origins, desk.register, as_of=DECEMBER)
    assert again == desk.matrix(DECEMBER)


def test_what_a_writer_frames_is_weighed_by_the_official_within(desk: Desk) -> None:
    made = desk.matrix(JULY)
    row = next(row for row in made.rows if row.indicator == "facilities-for-russia")
    official = [s for s in row.sightings if "a top Ukrainian official" in s.source]
    assert len(official) == 1
    assert "nobody is named as the speaker" in official[0].flags
    held = {(s.report, s.span): s for s in desk.statements(lambda _: True)}
    speakers = [held[place].speaker for place in official[0].spans]
    assert all(speaker is not None and speaker.span is not None for speaker in speakers)
