"""The second watch: another crisis, the same code."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.reports import report_of

from tocsin.collect import gather
from tocsin.collect.captured import Captured
from tocsin.estimate.terms import terms_of
from tocsin.nouns import Matrix, Reading, Segment, Span, Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.read import Reader
from tocsin.segment import segment
from tocsin.trace import load_register, trace
from tocsin.weigh import bearings, matrix, parse_watch


def watch_at(repository: Path) -> Watch:
    file = repository / "examples" / "karabakh" / "watch.yaml"
    return parse_watch(file.read_text(encoding="utf-8"), file=str(file))


def test_it_is_a_whole_watch_with_deception_among_its_hypotheses(repository: Path) -> None:
    watch = watch_at(repository)
    assert any(h.deception for h in watch.hypotheses)
    assert len(watch.indicators) >= 10
    assert len({i.kind for i in watch.indicators}) >= 4


@pytest.fixture(scope="module")
def matrices(shared: Path, repository: Path) -> dict[int, Matrix]:
    chronicle = shared / "data" / "crises" / "karabakh_2020.jsonl"
    if not chronicle.is_file():
        pytest.skip("the chronicle of that crisis is not among the shared corpora")
    reader, register, watch = Reader.load(), load_register(), watch_at(repository)
    readings = []
    for captured in gather([chronicle]):
        assert isinstance(captured, Captured)
        segments = segment(captured.report)
        statements = reader.read(captured.report, segments)
        readings.append(Reading(captured.report, segments, statements, reader.version))
    origins = trace(readings, register)
    found = bearings(watch, readings, origins, register)
    return {
        day: matrix(
            watch, found, readings, origins, register, as_of=datetime(2020, 11, day, tzinfo=UTC)
        )
        for day in (1, 10, 30)
    }


def test_a_chronicle_of_that_crisis_runs_the_whole_way(
    matrices: dict[int, Matrix], repository: Path
) -> None:
    watch = watch_at(repository)
    before, after = (
        terms_of(
            watch,
            matrices[day],
            window_at=datetime(2020, 11, day, tzinfo=UTC),
            ageing_at=datetime(2020, 11, day, tzinfo=UTC),
        ).event()
        for day in (1, 10)
    )
    assert 0 < before < after < 1


def test_what_has_come_about_stays_so_while_the_window_closes(
    matrices: dict[int, Matrix], repository: Path
) -> None:
    watch = watch_at(repository)
    at = datetime(2020, 11, 30, tzinfo=UTC)
    after = terms_of(watch, matrices[30], window_at=at, ageing_at=at)
    assert next(i for i in watch.indicators if i.id == "signed").kind == OUTCOME
    assert after.event() > 1 / 3


def test_the_signing_is_seen_when_it_is_told(matrices: dict[int, Matrix]) -> None:
    def state(day: int, indicator: str) -> str:
        return next(row.state for row in matrices[day].rows if row.indicator == indicator)

    assert state(1, "signed") == "not collected"
    assert state(10, "signed") in {"partly", "observed"}
    assert state(10, "key-place-falls") in {"partly", "observed"}


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Armenia and Azerbaijan signed a peace deal on Monday, Tass reported.", True),
        ("Armenia and Azerbaijan have agreed to end the war, Tass reported.", True),
        ("Baku and Yerevan reached a settlement on Monday, Tass reported.", True),
        ("Armenia has accepted a peace agreement with Azerbaijan.", True),
        ("Armenia and Azerbaijan have not agreed to end the war, Tass reported.", False),
        ("Armenia and Azerbaijan agreed to a humanitarian ceasefire, Tass reported.", False),
        ("Armenia and Azerbaijan reached no settlement on Monday, Tass reported.", False),
        ("Armenia and Azerbaijan began talks on a peace deal, Tass reported.", False),
        ("Armenia announced a draft of a peace deal with Azerbaijan.", False),
    ],
)
def test_an_end_of_the_war_is_told_in_many_words(repository: Path, text: str, signed: bool) -> None:
    report = report_of(text, published=date(2020, 11, 10), publisher="Newsweek")
    segments = (Segment(report.id, Span(0, len(text)), "body"),)
    statements = Reader.load().read(report, segments)
    reading = Reading(report, segments, statements, "1")
    register = load_register()
    found = bearings(watch_at(repository), [reading], trace([reading], register), register)
    seen = {one.target for one in found if one.direction == "seen"}
    assert ("signed" in seen) == signed
