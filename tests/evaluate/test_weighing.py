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


def answers(folder: Path, reports: dict[str, str], **outcome: object) -> list[dict[str, Any]]:
    folder.mkdir(exist_ok=True)
    gold = written(folder, [asked(**outcome)])
    return list(questions.predict(gold, [corpus(folder, reports)]))


def answer(folder: Path, reports: dict[str, str], **outcome: object) -> float:
    row = answers(folder, reports, **outcome)[0]
    assert (row["id"], row["as_of"]) == ("q1", DAY)
    return float(row["p"])


def test_what_is_reported_moves_the_answer(tmp_path: Path) -> None:
    silent = answer(tmp_path / "a", {"2031-02-28": "The ferry is late.\n"})
    told = answer(tmp_path / "b", {"2031-02-28": TAKEN})
    assert 0 < silent < told < 1


def test_nothing_dated_after_the_as_of_is_read(tmp_path: Path) -> None:
    silent = answer(tmp_path / "a", {DAY: "The ferry is late.\n"})
    planted = answer(tmp_path / "b", {DAY: "The ferry is late.\n", "2031-03-02": TAKEN})
    assert silent == planted


@pytest.mark.parametrize("resolved", ["yes", "no"])
def test_the_outcome_is_never_read(tmp_path: Path, resolved: str) -> None:
    reports = {"2031-02-28": TAKEN}
    blind = answer(tmp_path / "a", reports)
    seeing = answer(tmp_path / "b", reports, resolved=resolved, resolution_evidence=[TAKEN])
    assert blind == seeing


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    gold = written(tmp_path, [asked()])
    with pytest.raises(BadArgument):
        list(questions.predict(gold, [tmp_path / "nowhere"]))


def test_a_question_is_answered_on_its_own_day_and_every_week_of_its_window(tmp_path: Path) -> None:
    days = [row["as_of"] for row in answers(tmp_path, {DAY: "The ferry is late.\n"})]
    assert days == ["2031-03-01", "2031-03-08", "2031-03-15", "2031-03-22", "2031-03-29"]


def test_an_update_reads_nothing_dated_after_its_own_day(tmp_path: Path) -> None:
    silent = answers(tmp_path / "a", {DAY: "The ferry is late.\n"})
    planted = answers(tmp_path / "b", {DAY: "The ferry is late.\n", "2031-03-16": TAKEN})
    assert [row["p"] for row in planted[:3]] == [row["p"] for row in silent[:3]]
    assert planted[3]["p"] > silent[3]["p"]


def test_what_came_about_within_the_window_is_not_lost_as_it_closes(tmp_path: Path) -> None:
    reports = {
        "2031-03-04": "Kenyan troops captured Garissa on Monday, Governor Amina Odhiambo said.\n",
        "2031-03-05": "Kenyan troops captured Garissa, the mayor Halima Noor said on Tuesday.\n",
        "2031-03-06": "Peter Kamau, a spokesman, said that Kenyan troops captured Garissa.\n",
    }
    last = answers(tmp_path / "a", reports)[-1]
    silent = answers(tmp_path / "b", {DAY: "The ferry is late.\n"})
    assert last["p"] > 2 * silent[-1]["p"]
    assert [row["p"] for row in silent] == sorted((row["p"] for row in silent), reverse=True)


def test_what_came_about_before_the_question_opened_is_not_its_answer(tmp_path: Path) -> None:
    captured = "Kenyan troops captured Garissa on Monday, the governor said.\n"
    before = answer(tmp_path / "a", {"2031-02-18": captured})
    within = answer(tmp_path / "b", {DAY: captured})
    assert before < within


def test_an_answer_does_not_hang_on_what_else_is_asked(tmp_path: Path) -> None:
    home = corpus(tmp_path, {"2031-02-28": TAKEN + "Peru and Chile hold talks on Monday.\n"})
    other = asked() | {"id": "q2", "question": "Will Peru and Chile sign a treaty by 2031-04-01?"}
    alone = list(questions.predict(written(tmp_path, [asked()]), [home]))
    beside = list(questions.predict(written(tmp_path, [asked(), other]), [home]))
    assert [row for row in beside if row["id"] == "q1"] == alone


def scored(folder: Path) -> dict[str, Any]:
    gold = written(
        folder,
        [
            asked(resolved=said, family="f", horizon_days=days) | {"id": key, "as_of": day}
            for key, said, day, days in (
                ("a", "yes", "2031-03-01", 7),
                ("b", "no", "2031-03-01", 30),
                ("c", "no", "2031-04-01", 30),
            )
        ],
    )
    rows = [
        {"id": key, "as_of": day, "p": p, "base": 0.4, "views": 0.5}
        for key, line in {"a": (0.6, 0.9), "b": (0.3, 0.1), "c": (0.2,)}.items()
        for day, p in zip(("2031-04-01", "2031-04-08"), line, strict=False)
    ]
    out = folder / "predictions.jsonl"
    out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return questions.figures(gold, out)


def test_the_score_is_that_of_the_first_answers(tmp_path: Path) -> None:
    figures = scored(tmp_path)
    assert figures["brier"] == pytest.approx((0.16 + 0.09 + 0.04) / 3)
    assert figures["window"]["first"] == pytest.approx((0.16 + 0.09) / 2)
    assert figures["window"]["last"] == pytest.approx((0.01 + 0.01) / 2)
    assert [week["questions"] for week in figures["window"]["by_week"]] == [3, 2]


def test_the_score_stands_beside_other_forecasters_of_the_same_questions(tmp_path: Path) -> None:
    against = scored(tmp_path)["against"]
    assert against["constant"]["brier"] == pytest.approx(2 / 9)
    assert against["stated_likelihoods"]["brier"] == pytest.approx(0.25)
    assert against["base_rate"]["brier"] == pytest.approx((0.36 + 0.16 + 0.16) / 3)
    low, high = against["constant"]["difference_by_day_95"]
    assert low <= against["constant"]["difference"] <= high


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
