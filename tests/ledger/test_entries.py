from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.strategies import AT, nouns, report_made

from tocsin.errors import Malformed, Refused, UnknownEntry
from tocsin.ledger import Export, Ledger, Refusal, Revision
from tocsin.nouns import Capture, Correction, Interval, Note, Reading, Report, Resolution, cut_of

pytestmark = pytest.mark.usefixtures("store")

DAY = timedelta(days=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "desk") as made:
        yield made


def correction(
    name: str, *, undoes: str | None = None, at: datetime = AT, **more: object
) -> Correction:
    made = Correction(
        name, "reject" if undoes is None else "undo", "s1", {}, "A. Analyst", "no claim", at, undoes
    )
    return replace(made, **more)  # type: ignore[arg-type]


def names(ledger: Ledger, known_at: datetime | None = None) -> list[str]:
    return [one.id for one in ledger.corrections(known_at=known_at)]


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(nouns(Note), nouns(Resolution).map(lambda one: replace(one, undoes=None)), nouns(Export))
def test_every_entry_comes_back_as_it_was_made(
    tmp_path_factory: pytest.TempPathFactory, note: Note, resolution: Resolution, export: Export
) -> None:
    with Ledger.create(tmp_path_factory.mktemp("desk") / "d") as ledger:
        assert ledger.add_note(note)
        assert not ledger.add_note(note)
        assert ledger.add_resolution(resolution)
        ledger.add_export(export)
        assert ledger.notes() == ledger.notes(note.watch) == (note,)
        assert ledger.resolutions() == ledger.resolutions(resolution.watch) == (resolution,)
        assert ledger.exports() == ledger.exports(export.watch) == (export,)
        assert ledger.notes(note.watch + "x") == ()
        assert ledger.notes(known_at=note.at) == ()


def test_an_entry_is_not_entered_over_another_of_its_id(ledger: Ledger) -> None:
    ledger.add_correction(correction("c1"))
    assert not ledger.add_correction(correction("c1"))
    with pytest.raises(Refused):
        ledger.add_correction(correction("c1", reason="another"))


def test_an_undone_correction_holds_no_more_and_stays_recorded(ledger: Ledger) -> None:
    for entry in (correction("c1"), correction("c2"), correction("u1", undoes="c1")):
        ledger.add_correction(entry)
    assert names(ledger) == ["c2"]
    assert [one.id for one in ledger.corrections(undone=True)] == ["c1", "c2", "u1"]


def test_an_undo_can_be_undone(ledger: Ledger) -> None:
    ledger.add_correction(correction("c1"))
    ledger.add_correction(correction("u1", undoes="c1"))
    ledger.add_correction(correction("u2", undoes="u1"))
    assert names(ledger) == ["c1"]


@pytest.mark.sqlite
@given(st.lists(st.integers(0, 7), max_size=7))
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_a_correction_holds_when_the_last_word_on_it_is_for_it(
    tmp_path_factory: pytest.TempPathFactory, undone: list[int]
) -> None:
    with Ledger.create(tmp_path_factory.mktemp("desk") / "d") as ledger, ledger.writing():
        ledger.add_correction(correction("0"))
        undoes: dict[int, int] = {}
        for number, target in enumerate(undone, start=1):
            undoes[number] = target % number
            ledger.add_correction(correction(str(number), undoes=str(target % number)))

        def holds(number: int) -> bool:
            return not any(holds(by) for by, what in undoes.items() if what == number)

        assert names(ledger) == (["0"] if holds(0) else [])


def test_what_was_recorded_later_is_not_known_earlier(ledger: Ledger) -> None:
    ledger.add_correction(correction("c1", at=AT))
    ledger.add_correction(correction("u1", undoes="c1", at=AT + DAY))
    assert names(ledger, AT) == []
    assert names(ledger, AT + DAY) == ["c1"]
    assert names(ledger, AT + 2 * DAY) == []


def test_an_undo_needs_something_to_undo(ledger: Ledger) -> None:
    with pytest.raises(UnknownEntry):
        ledger.add_correction(correction("u1", undoes="c1"))
    with pytest.raises(Refused):
        ledger.add_correction(correction("u1", kind="undo"))


# Corrected dates


def dated(report: Report, stated: str | None, *, name: str = "c1", at: datetime = AT) -> Correction:
    value = {"published": stated}
    return correction(name, kind="published", target=report.id, value=value, at=at)


def added(ledger: Ledger, text: str, day: int | None) -> Report:
    published = None if day is None else Interval.day(date(2022, 10, day))
    report, data = report_made(text, published=published)
    ledger.add_report(report, data, Capture("files", "a.txt", AT - DAY))
    return report


def test_a_corrected_date_puts_an_undated_report_into_the_timeline(ledger: Ledger) -> None:
    undated, other = added(ledger, "a", None), added(ledger, "b", 20)
    ledger.add_correction(dated(undated, "2022-10-19"))
    first, second = ledger.reports(as_of=cut_of("2022-10-20"))
    assert (first.id, second) == (undated.id, other)
    assert (first.published, first.published_by) == (Interval.day(date(2022, 10, 19)), "correction")
    assert ledger.report(undated.id) == first
    assert ledger.report(undated.id, known_at=AT) == undated
    assert list(ledger.reports(as_of=cut_of("2022-10-20"), known_at=AT)) == [other]


def test_a_corrected_date_can_take_a_report_out_of_the_timeline(ledger: Ledger) -> None:
    report = added(ledger, "a", 20)
    ledger.add_correction(dated(report, None))
    assert list(ledger.reports(as_of=cut_of("2022-12-31"))) == []
    ledger.add_correction(dated(report, "2022-10-21T10:00:00Z", name="c2"))
    (found,) = ledger.reports(as_of=cut_of("2022-10-21"))
    assert found.published == Interval.instant(datetime(2022, 10, 21, 10, tzinfo=UTC))


def test_a_report_whose_date_was_corrected_is_read_anew(ledger: Ledger) -> None:
    report = added(ledger, "a", None)
    ledger.add_reading(Reading(report, (), (), "1"), AT)
    ledger.add_correction(dated(report, "2022-10-19"))
    (moved,) = ledger.unread("1")
    assert ledger.reading(report.id, "1") is None
    assert list(ledger.readings("1")) == []
    again = Reading(moved, (), (), "1")
    ledger.add_reading(again, AT)
    assert list(ledger.unread("1")) == []
    assert list(ledger.readings("1")) == [again]
    assert list(ledger.readings("1", known_at=AT)) == [Reading(report, (), (), "1")]


def test_a_date_that_cannot_be_read_or_a_report_that_is_not_there_is_refused(
    ledger: Ledger,
) -> None:
    report = added(ledger, "a", None)
    with pytest.raises(Refused):
        ledger.add_correction(dated(report, "May"))
    with pytest.raises(UnknownEntry):
        ledger.add_correction(replace(dated(report, "2022-10-20"), target="none"))


# Watches and refusals


def test_the_revisions_of_a_watch_are_kept_and_the_newest_holds(ledger: Ledger) -> None:
    assert ledger.add_watch("b", "one", revision="r1", at=AT)
    assert not ledger.add_watch("b", "one", revision="r1", at=AT + DAY)
    assert ledger.add_watch("b", "two", revision="r2", at=AT + DAY)
    assert ledger.add_watch("b", "one", revision="r1", at=AT + 2 * DAY)
    assert ledger.add_watch("a", "three", revision="r3", at=AT)
    assert ledger.watch("b").at == AT + 2 * DAY
    assert ledger.watch("b", known_at=AT + DAY) == Revision("b", "r1", "one", AT)
    assert [one.revision for one in ledger.watch_revisions("b")] == ["r1", "r2", "r1"]
    assert [one.id for one in ledger.watches()] == ["a", "b"]
    with pytest.raises(UnknownEntry):
        ledger.watch("b", known_at=AT)


def test_a_refusal_is_recorded_with_its_code_and_place(ledger: Ledger) -> None:
    fault = Malformed("line 7 is no JSON.", hint="Mend it.", file="a.jsonl", at=7)
    ledger.add_refusal(fault, AT)
    assert ledger.refusals() == (
        Refusal("a.jsonl", "T105", "line 7 is no JSON.", "Mend it.", 7, AT),
    )
    assert ledger.refusals(known_at=AT) == ()


def test_a_resolution_that_takes_back_one_that_is_not_there_is_refused(ledger: Ledger) -> None:
    end = Resolution("e1", "w", None, AT, "unclear", (), "A. Analyst", AT, undoes="e0")
    with pytest.raises(UnknownEntry):
        ledger.add_resolution(end)
    assert ledger.resolutions(undone=True) == ()
