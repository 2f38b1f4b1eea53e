"""The bundled example's assessment passes its own lint, in both house styles and on every day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tocsin.desk import add, case_of, demonstrate, situation_of, take_watch
from tocsin.desk.place import Desk
from tocsin.estimate import moved_by
from tocsin.nouns import Section, Span, cut_of
from tocsin.publish import Case, assess, estimate_text, html, lint, markdown
from tocsin.publish.harmless import width_of
from tocsin.publish.house import HOUSES, house_for

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KNOWN_AT = cut_of("2026-01-01")
DAYS = ("2022-07-15", "2022-09-10", "2022-10-21", "2022-12-21")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("example") / "desk"
    return folder, demonstrate(folder, now=NOW).case.watch.id


@pytest.fixture(scope="module", params=DAYS)
def case(request: pytest.FixtureRequest, desk: tuple[Path, str]) -> Iterator[Case]:
    folder, name = desk
    place = Desk.open(folder)
    with place.ledger(read_only=True) as ledger:
        now = situation_of(place, ledger, name, as_of=cut_of(request.param), known_at=KNOWN_AT)
        yield case_of(place, ledger, now)


def test_an_assessment_of_the_founding_reports_passes_its_lint(
    founding: Path, tmp_path: Path
) -> None:
    place = Desk.create(tmp_path / "desk")
    with as_file(files("tocsin.example") / "watch.yaml") as watch:
        taken, _ = take_watch(place, watch, now=NOW)
    add(place, [founding], now=NOW)
    for day in ("2022-09-10", "2022-10-21", "2022-12-31"):
        with place.ledger(read_only=True) as ledger:
            now = situation_of(place, ledger, taken.id, as_of=cut_of(day), known_at=KNOWN_AT)
            case = case_of(place, ledger, now)
        assert lint(assess(case), case) == ()


@pytest.mark.parametrize("name", HOUSES)
def test_the_example_passes_its_lint_in_every_house_style(case: Case, name: str) -> None:
    house = house_for("", name)
    assert lint(assess(case, house=house), case, house=house) == ()


def test_the_example_is_written_to_the_same_bytes_twice(case: Case) -> None:
    assert html(assess(case), case) == html(assess(case), case)
    assert markdown(assess(case)) == markdown(assess(case))


def test_the_example_fits_the_terminal(case: Case) -> None:
    lines = estimate_text(case, width=80).split("\n")
    assert max(map(width_of, lines)) <= 80
    assert len(lines) <= 60


Where = tuple[str | None, Span | None]


def _cited(section: Section, begins: str = "") -> set[Where]:
    return {
        (one.report, one.span)
        for sentence in section.sentences
        if sentence.text.startswith(begins)
        for one in sentence.citations
        if one.kind == "report"
    }


def test_new_reporting_is_cited_by_what_stands_as_evidence_or_view(case: Case) -> None:
    sections = {one.id: one for one in assess(case).sections}
    evidence: set[Where] = set()
    for name in ("for", "against", "not-seen", "views"):
        evidence |= _cited(sections[name])
    moved = {share.origin for bar in case.estimate.waterfall for share in bar.origins}
    new = next((one for one in case.changes if one.cause == "new"), None)
    if new is not None and set(new.origins) <= moved:
        assert _cited(sections["change"], "New reporting") <= evidence


def test_each_source_that_moved_the_estimate_is_counted_and_cited(case: Case) -> None:
    sources = {one.source for one, _ in moved_by(case.matrix, case.estimate.waterfall)}
    first = case.estimate.confidence.reasons[0]
    assert first.startswith(f"{len(sources)} independent source")
    (judgements,) = (one for one in assess(case).sections if one.id == "judgements")
    (told,) = (s for s in judgements.sentences if "independent source" in s.text)
    assert len(told.citations) == len(sources)
    assert {one.kind for one in told.citations} == {"report"}
