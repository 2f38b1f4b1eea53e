"""The bundled example's assessment passes its own lint, in both house styles and on every day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tocsin.desk import add, case_of, demonstrate, situation_of, take_watch
from tocsin.desk.place import Desk
from tocsin.nouns import cut_of
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
