"""Adding: nothing is read twice, and a late indicator is told as such."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from tests.desks import EXAMPLE, NOW, WATCH, desk_of

from tocsin.cli.contract import estimate_row
from tocsin.desk import Desk, add, case_of, explained, situation_of
from tocsin.nouns import Report, Segment, Statement, cut_of
from tocsin.publish import estimate_text, late_terms
from tocsin.read import Reader
from tocsin.read import reader as reader_module
from tocsin.read.statements import statements_of
from tocsin.read.threads import Page

TEXT = "Russian troops arrived in Belarus on Monday, the Belarusian defence ministry said.\n"


def test_a_copy_on_another_host_is_another_report_and_no_second_reading(tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    rows = ["file,published,publisher,host,author"]
    for number in range(20):
        (folder / f"{number}.txt").write_text(TEXT, "utf-8")
        rows.append(f"{number}.txt,2022-10-20,Example Wire,h{number}.example,")
    (folder / "manifest.csv").write_text("\n".join(rows), "utf-8")
    desk = desk_of(tmp_path / "desk", [])
    added = add(desk, [folder], now=NOW)
    assert (added.new, added.read) == (20, 1)
    with desk.ledger(read_only=True) as ledger:
        assert len(list(ledger.readings())) == 20


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that went through the model meanwhile."""
    pages, found = Reader.pages, list[str]()

    def counted(reader: Reader, text: str, segments: Sequence[Segment]) -> tuple[Page, ...]:
        found.append(text)
        return pages(reader, text, segments)

    monkeypatch.setattr(Reader, "pages", counted)
    return found


def copies(folder: Path, text: str, days: Sequence[int]) -> Path:
    """One text under as many mastheads as `days`, of October 2022."""
    folder.mkdir()
    rows = ["file,published,publisher,host,author"]
    for number, day in enumerate(days):
        (folder / f"{number}.txt").write_text(text, "utf-8")
        rows.append(f"{number}.txt,2022-10-{day},Paper {number},,")
    (folder / "manifest.csv").write_text("\n".join(rows), "utf-8")
    return folder


def test_a_copy_under_another_masthead_is_not_read_by_the_model_again(
    tmp_path: Path, parsed: list[str]
) -> None:
    text = TEXT + "The road to the base was empty."
    desk = desk_of(tmp_path / "desk", [])
    added = add(desk, [copies(tmp_path / "copies", text, [20] * 30)], now=NOW)
    assert (added.new, added.read, len(parsed)) == (30, 30, 1)
    with desk.ledger(read_only=True) as ledger:
        said = [
            [s.speaker.text for s in one.statements if s.speaker is not None][-1]
            for one in ledger.readings()
        ]
    assert sorted(said) == sorted(f"Paper {number}" for number in range(30))


def test_a_text_of_many_outlets_and_days_is_parsed_once_and_read_as_each_alone(
    tmp_path: Path, parsed: list[str]
) -> None:
    # Marks that are read past, a relative date, and a masthead that the text itself names.
    text = TEXT + "**Two trains** left for the border yesterday, Paper 3 wrote on Friday."
    others = copies(tmp_path / "others", "Russian tanks arrived in Belarus, Hajun said.", [11, 14])
    days = [10 + number % 7 for number in range(21)]
    desk = desk_of(tmp_path / "desk", [])
    add(desk, [copies(tmp_path / "copies", text, days), others], now=NOW)
    assert len(parsed) == 2
    reader = Reader.load()
    with desk.ledger(read_only=True) as ledger:
        held = list(ledger.readings())
    assert len(held) == 23
    for one in held:
        assert tuple(one.statements) == reader.read(one.report, tuple(one.segments))
    begun = {
        date.interval.start
        for one in held
        for said in one.statements
        for date in said.dates
        if date.interval is not None
    }
    assert len(begun) > 7


def test_an_indicator_declared_after_what_it_catches_is_told_as_late(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "desk", [EXAMPLE / "reports"])
    file = desk.path / "watches" / f"{WATCH}.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("- id: equipment-out", "- id: late-out"), "utf-8")
    assert desk.take_edits(now=NOW + timedelta(hours=1)) == []
    assert late_grounds(desk, "late-out")
    assert not late_grounds(desk, "russian-troops-in")
    with desk.ledger(read_only=True) as ledger:
        now = situation_of(
            desk, ledger, WATCH, as_of=cut_of("2022-12-21"), known_at=NOW + timedelta(days=1)
        )
        text = estimate_text(case_of(desk, ledger, now))
    late = late_terms(now.watch, now.matrix)
    row = estimate_row(now.estimate, phase="open", late=late)
    assert {bar["term"]: bar["late"] for bar in row["waterfall"]} == {
        bar.term: bar.term == "late-out" for bar in now.estimate.waterfall
    }
    assert text.count("declared late") == 1


def late_grounds(desk: Desk, term: str) -> list[str]:
    with desk.ledger(read_only=True) as ledger:
        now = situation_of(
            desk, ledger, WATCH, as_of=cut_of("2022-12-21"), known_at=NOW + timedelta(days=1)
        )
    refs = [ground["ref"] for row in explained(desk, now, term) for ground in row["grounds"]]
    return [ref for ref in refs if "after what it catches" in ref]


def test_a_copy_whose_format_declares_a_headline_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, begun = statements_of, list[str]()

    def counted(report: Report, pages: tuple[Page, ...]) -> tuple[Statement, ...]:
        begun.append(report.id)
        return read(report, pages)

    monkeypatch.setattr(reader_module, "statements_of", counted)
    row = {"title": "Troops arrive", "text": TEXT, "published": "2022-10-20"}
    rows = [json.dumps({**row, "publisher": f"Paper {number}"}) for number in range(12)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), "utf-8")
    added = add(desk_of(tmp_path / "desk", []), [tmp_path / "rows.jsonl"], now=NOW)
    assert (added.read, len(begun)) == (12, 1)
