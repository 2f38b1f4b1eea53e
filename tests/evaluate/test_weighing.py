"""Measuring the weighing: what is read of a gold file, and what is not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tocsin.errors import BadArgument
from tocsin.evaluate import indicators, questions

DAY = "2031-03-01"


def written(folder: Path, rows: list[dict[str, Any]]) -> Path:
    file = folder / "gold.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def corpus(folder: Path, reports: dict[str, str]) -> Path:
    home = folder / "reports"
    home.mkdir()
    index = []
    for day, text in reports.items():
        (home / f"{day}.txt").write_text(text, encoding="utf-8")
        index.append({"date": day, "file": f"{day}.txt"})
    (home / "index.jsonl").write_text(
        "".join(json.dumps(row) + "\n" for row in index), encoding="utf-8"
    )
    return home


def asked(**outcome: object) -> dict[str, Any]:
    return {
        "id": "q1",
        "question": "Will Kenyan forces capture the town of Garissa by 2031-04-01?",
        "as_of": DAY,
        "closes": "2031-04-01",
        **outcome,
    }


TAKEN = "Kenyan troops have entered Garissa and control the town, the army said on Saturday.\n"


def answer(folder: Path, reports: dict[str, str], **outcome: object) -> float:
    gold = written(folder, [asked(**outcome)])
    (row,) = questions.predict(gold, [corpus(folder, reports)])
    assert (row["id"], row["as_of"]) == ("q1", DAY)
    return float(row["p"])


def test_what_is_reported_moves_the_answer(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    silent = answer(tmp_path / "a", {"2031-02-28": "The ferry is late.\n"})
    told = answer(tmp_path / "b", {"2031-02-28": TAKEN})
    assert 0 < silent < told < 1


def test_nothing_dated_after_the_as_of_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    silent = answer(tmp_path / "a", {DAY: "The ferry is late.\n"})
    planted = answer(tmp_path / "b", {DAY: "The ferry is late.\n", "2031-03-02": TAKEN})
    assert silent == planted


@pytest.mark.parametrize("resolved", ["yes", "no"])
def test_the_outcome_is_never_read(tmp_path: Path, resolved: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    reports = {"2031-02-28": TAKEN}
    blind = answer(tmp_path / "a", reports)
    seeing = answer(tmp_path / "b", reports, resolved=resolved, resolution_evidence=[TAKEN])
    assert blind == seeing


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    gold = written(tmp_path, [asked()])
    with pytest.raises(BadArgument):
        list(questions.predict(gold, [tmp_path / "nowhere"]))


def test_only_paragraphs_that_name_what_is_asked_are_read() -> None:
    words = questions.focus_of(asked()["question"])
    assert words
    assert all(word.startswith("garissa") for word in words)


def test_the_watch_for_the_bins_is_made_from_the_question_alone() -> None:
    assert indicators.watch_for(date(2031, 1, 1)) == indicators.watch_for(date(2031, 1, 1))


def test_an_activity_is_sorted_without_its_label(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "date": DAY, "text": "The General Staff saw no strike group form in Belarus."},
        {"id": "b", "date": DAY, "text": "The ferry is late again, the port said on Monday."},
    ]
    got = list(indicators.predict(written(tmp_path, rows)))
    assert got == [{"id": "a", "label": "counter"}, {"id": "b", "label": "ambiguous"}]


def test_on_the_institute_s_days_no_sign_against_is_called_a_sign_for(
    shared: Path, tmp_path: Path
) -> None:
    gold = shared / "data" / "isw" / "isw_activities.jsonl"
    if not gold.is_file():
        pytest.skip("the institute's days are not among the shared corpora")
    out = tmp_path / "predictions.jsonl"
    rows = list(indicators.predict(gold))
    out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    labels = {r["id"]: r["label"] for r in map(json.loads, gold.read_text("utf-8").splitlines())}
    assert not [r for r in rows if r["label"] == "indicator" and labels[r["id"]] == "counter"]
    assert indicators.figures(gold, out)["accuracy"] >= 0.80
