"""Adding: nothing is read twice, and a late indicator is told as such."""

from __future__ import annotations

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


def test_a_copy_under_another_masthead_is_not_read_by_the_model_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    rows = ["file,published,publisher,host,author"]
    for number in range(30):
        (folder / f"{number}.txt").write_text(TEXT + "The road to the base was empty.", "utf-8")
        rows.append(f"{number}.txt,2022-10-20,Paper {number},,")
    (folder / "manifest.csv").write_text("\n".join(rows), "utf-8")
    read, parsed = Reader.read, list[str]()

    def counted(
        reader: Reader, report: Report, segments: Sequence[Segment]
    ) -> tuple[Statement, ...]:
        parsed.append(report.id)
        return read(reader, report, segments)

    monkeypatch.setattr(Reader, "read", counted)
    desk = desk_of(tmp_path / "desk", [])
    added = add(desk, [folder], now=NOW)
    assert (added.new, added.read, len(parsed)) == (30, 30, 1)
    with desk.ledger(read_only=True) as ledger:
        said = [
            [s.speaker.text for s in one.statements if s.speaker is not None][-1]
            for one in ledger.readings()
        ]
    assert sorted(said) == sorted(f"Paper {number}" for number in range(30))


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
