"""Translations in the ledger: whatever came first, and as each clock knew them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scripts.crash.older import older
from tests.ledger.strategies import AT
from tests.reports import report_of

from tocsin.ledger import Ledger
from tocsin.nouns import Capture, Report, Translation, linked

pytestmark = pytest.mark.usefixtures("store")

DAY = timedelta(days=1)


def original(file: str = "press/lake.txt", text: str = "озеро") -> Report:
    return report_of(text, published=date(2022, 10, 20), publisher="Post", file=file, language="ru")


def translated(of: str = "lake.txt", file: str = "press/en.txt", by: str | None = "A") -> Report:
    return report_of(f"lake of {file}", file=file, translation=Translation(of, by))


def put(ledger: Ledger, report: Report, days: int = 0) -> None:
    at = AT + days * DAY
    ledger.add_report(report, report.text.encode(), Capture("files", report.file, at))


@pytest.mark.sqlite
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.permutations(
        [
            original(),
            translated(),
            translated(file="press/second.txt"),
            translated(of="press/en.txt", file="third.txt"),
        ]
    )
)
def test_translations_stand_beside_their_original_whatever_came_first(
    tmp_path_factory: pytest.TempPathFactory, order: list[Report]
) -> None:
    with Ledger.create(tmp_path_factory.mktemp("desk")) as ledger:
        for report in order:
            put(ledger, report)
        found = ledger.translations()
        assert len(found) == 3
        assert {r.translation.original for r in found if r.translation} == {original().id}
        assert {(r.publisher, r.published) for r in found} == {("Post", original().published)}
        # Without a ledger, the same reports stand beside each other in the same way.
        assert sorted(linked(order), key=lambda r: r.id) == sorted(
            ledger.reports(), key=lambda r: r.id
        )


def test_before_its_original_was_known_a_translation_is_undated(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as ledger:
        put(ledger, translated())
        put(ledger, original(), days=2)
        assert ledger.report(translated().id, known_at=AT + DAY).published is None
        assert ledger.report(translated().id).published == original().published


def test_a_name_that_fits_different_reports_fits_none(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as ledger:
        put(ledger, original("a/lake.txt"))
        put(ledger, original("b/lake.txt", "река"))
        put(ledger, translated(of="lake.txt", file="c/en.txt"))
        put(ledger, translated(of="b/lake.txt", file="c/other.txt"))
        by_file = {r.file: r.translation for r in ledger.translations()}
    assert by_file["c/en.txt"] == Translation("lake.txt", "A", None)
    assert by_file["c/other.txt"] is not None
    assert by_file["c/other.txt"].original == original("b/lake.txt", "река").id


def test_translations_that_name_each_other_have_no_original(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as ledger:
        put(ledger, translated(of="b.txt", file="a.txt"))
        put(ledger, translated(of="a.txt", file="b.txt"))
        found = ledger.translations()
    assert [r.translation.original for r in found if r.translation] == [None, None]


def test_what_was_said_last_of_a_translation_holds(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as ledger:
        put(ledger, translated(by=None))
        put(ledger, translated(by="B"), days=2)
        put(ledger, replace(translated(), translation=None), days=3)
        (early,) = ledger.translations(known_at=AT + DAY)
        (late,) = ledger.translations()
    assert early.translation == Translation("lake.txt", None)
    assert late.translation == Translation("lake.txt", "B")


@pytest.mark.sqlite
def test_a_ledger_of_the_form_before_is_brought_up_for_readers_too(tmp_path: Path) -> None:
    older(tmp_path, "0001")
    with Ledger.open(tmp_path, read_only=True) as ledger:
        assert ledger.translations() == ()
