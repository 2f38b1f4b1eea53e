"""The backtest: what a day may know, what is refused as a leak, and that nothing else moves it."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from tocsin.cli.app import app
from tocsin.errors import BadArgument, BadRow, Leak, RepeatedId, Unreachable
from tocsin.evaluate.backtest import LeakyQuestions, backtest
from tocsin.evaluate.corpora import corpus_within
from tocsin.evaluate.leaks import told_in

OPENING = "2031-03-01"
TAKEN = "Kenyan troops have entered Garissa and control the town, the army said on Saturday.\n"
FERRY = "The ferry to the island is late, the harbour office said.\n"
LAST = date(2031, 4, 1)
QUESTION = {
    "id": "garissa",
    "question": "Will Kenyan forces capture the town of Garissa by 2031-04-01?",
    "as_of": OPENING,
    "closes": "2031-04-01",
}
TREATY = {
    "id": "treaty",
    "question": "Will Peru and Chile sign a treaty by 2031-03-20?",
    "opens": "2031-03-01",
    "closes": "2031-03-20",
}


def asked(folder: Path, *rows: Mapping[str, Any], name: str = "questions.jsonl") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def lines(folder: Path, *rows: Mapping[str, Any]) -> Path:
    """A corpus as one file of reports."""
    return asked(folder, *rows, name="reports.jsonl")


def report(text: str, day: str | None, **more: object) -> dict[str, Any]:
    return {"text": text, "publisher": "Harbour Post", "published": day, **more}


def listed(folder: Path, *rows: Mapping[str, Any]) -> Path:
    """A corpus with an index: each row has a `date`, a `file` and perhaps the `text` in it."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows:
        if "text" in row:
            (folder / row["file"]).write_text(row["text"], encoding="utf-8")
    index = [{name: row[name] for name in row if name != "text"} for row in rows]
    (folder / "index.jsonl").write_text("".join(json.dumps(row) + "\n" for row in index), "utf-8")
    return folder


def answers(folder: Path, *reports: Mapping[str, Any], every: int = 7) -> list[float]:
    made = backtest(asked(folder, QUESTION), [lines(folder, *reports)], every=every)
    return [one.p for one in made.forecasts]


# What a day may know


def test_a_question_is_answered_at_its_opening_and_every_so_many_days(tmp_path: Path) -> None:
    made = backtest(asked(tmp_path, QUESTION), [lines(tmp_path, report(FERRY, OPENING))], every=10)
    assert [str(one.day) for one in made.forecasts] == [
        "2031-03-01",
        "2031-03-11",
        "2031-03-21",
        "2031-03-31",
    ]


def test_a_report_moves_the_days_from_its_own_on_and_no_day_before(tmp_path: Path) -> None:
    silent = answers(tmp_path / "a", report(FERRY, OPENING), every=1)
    told = answers(tmp_path / "b", report(FERRY, OPENING), report(TAKEN, "2031-03-11"), every=1)
    assert told[:10] == silent[:10]
    assert told[10] > silent[10]


def test_a_report_later_than_every_question_is_not_opened(tmp_path: Path) -> None:
    home = listed(
        tmp_path,
        {"date": OPENING, "file": "a.txt", "text": FERRY},
        {"date": "2031-04-02", "file": "not-there.txt"},
    )
    corpus = corpus_within([home], LAST)
    assert (len(corpus.reports), corpus.later, corpus.faults) == (1, 1, ())


def test_a_file_that_an_index_names_and_that_is_due_must_be_there(tmp_path: Path) -> None:
    corpus = corpus_within([listed(tmp_path, {"date": OPENING, "file": "not-there.txt"})], LAST)
    assert [type(fault) for fault in corpus.faults] == [Unreachable]
    assert (corpus.faults[0].at, corpus.unread) == (1, 1)


def test_an_index_leads_to_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text(TAKEN, "utf-8")
    home = listed(tmp_path / "home", {"date": OPENING, "file": "../outside.txt"})
    corpus = corpus_within([home], LAST)
    assert (corpus.reports, corpus.unread) == ((), 1)


def test_a_report_without_a_date_is_left_out_counted_and_told(tmp_path: Path) -> None:
    silent = answers(tmp_path / "a", report(FERRY, OPENING))
    planted = lines(tmp_path / "b", report(FERRY, OPENING), report(TAKEN, None))
    made = backtest(asked(tmp_path / "b", QUESTION), [planted])
    assert [one.p for one in made.forecasts] == silent
    (fault,) = made.corpus.faults
    assert isinstance(fault, Leak)
    assert (fault.code, made.corpus.undated) == ("T905", 1)
    assert fault.file == f"{planted}#2"
    assert fault.at == "published"
    assert "manifest.csv" in fault.hint


@pytest.mark.parametrize("date", [None, "", "soon", 20310301, ["2031-03-01"]])
def test_a_line_of_an_index_without_a_date_is_left_out(tmp_path: Path, date: object) -> None:
    corpus = corpus_within([listed(tmp_path, {"date": date, "file": "a.txt", "text": TAKEN})], LAST)
    assert (corpus.reports, corpus.undated) == ((), 1)
    assert (corpus.faults[0].file, corpus.faults[0].at) == (str(tmp_path / "index.jsonl"), 1)


@pytest.mark.parametrize(
    "field",
    [
        "updated",
        "captured",
        "retrieved",
        "Updated",
        "last_modified",
        "dateModified",
        "updated_at",
        "lastmod",
        "edited",
        "revised",
        "fetched_at",
        "scrapedAt",
        "archived",
        "capture-date",
    ],
)
def test_a_text_from_after_its_report_is_kept_back_until_its_day(
    tmp_path: Path, field: str
) -> None:
    silent = answers(tmp_path / "a", report(FERRY, OPENING), every=1)
    planted = lines(
        tmp_path / "b",
        report(FERRY, OPENING),
        report(TAKEN, "2031-03-02", **{field: "2031-03-11T06:00:00Z"}),
    )
    made = backtest(asked(tmp_path / "b", QUESTION), [planted], every=1)
    told = [one.p for one in made.forecasts]
    assert told[:10] == silent[:10]
    assert told[10] > silent[10]
    (fault,) = made.corpus.faults
    assert isinstance(fault, Leak)
    assert "2031-03-11" in fault.message
    assert (fault.file, fault.at, made.corpus.held) == (f"{planted}#2", "updated", 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [("edited_by", "2031"), ("revision_id", 1931000000), ("editor", "A. May"), ("updated", True)],
)
def test_a_field_that_holds_no_time_keeps_nothing_back(
    tmp_path: Path, field: str, value: object
) -> None:
    corpus = corpus_within([lines(tmp_path, report(TAKEN, "2031-03-02", **{field: value}))], LAST)
    assert (len(corpus.reports), corpus.held) == (1, 0)


def test_a_manifest_may_say_that_a_text_was_updated(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TAKEN, "utf-8")
    (tmp_path / "manifest.csv").write_text(
        "file,published,updated\na.txt,2031-03-02,2031-05-01\n", "utf-8"
    )
    corpus = corpus_within([tmp_path], LAST)
    assert (corpus.reports, corpus.held) == ((), 1)


def test_front_matter_dates_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\npublished: 2031-03-02\n---\n{TAKEN}", "utf-8")
    (one,) = corpus_within([tmp_path], LAST).reports
    assert one.published_by == "front matter"


# Questions


@pytest.mark.parametrize(
    "text",
    [
        "Will Kenyan forces capture Garissa by 2031-04-01? (Resolved: no)",
        "Will Kenyan forces capture Garissa by 2031-04-01? Yes.",
        "Will Kenyan forces capture Garissa (they did) by 2031-04-01?",
        "Will Kenyan forces capture Garissa, which they did not, by 2031-04-01?",
        "Will Kenyan forces capture Garissa by 2031-04-01, as later happened?",
        "Will Kenyan forces, it turned out that they could, capture Garissa by 2031-04-01?",
    ],
)
def test_a_question_that_tells_how_it_ended_stops_the_run(tmp_path: Path, text: str) -> None:
    file = asked(tmp_path, TREATY, QUESTION | {"question": text})
    with pytest.raises(LeakyQuestions) as caught:
        backtest(file, [lines(tmp_path, report(FERRY, OPENING))])
    (leak,) = caught.value.faults
    assert (leak.code, leak.file, leak.at) == ("T905", str(file), "line 2, question")
    assert "resolved" in leak.hint


@pytest.mark.parametrize(
    "text",
    [
        "Will the vote in Garissa be repeated by 2031-04-01? Resolves yes if the court orders it.",
        "Will Kenya say yes to the treaty that Peru signed by 2031-04-01?",
        "Will Kenyan forces retake Garissa, which was lost in 2030, by 2031-04-01?",
        "Will no state recognise the result of the vote by 2031-04-01?",
        "Will the talks, as in 2030, end without an outcome by 2031-04-01?",
    ],
)
def test_a_rule_or_the_past_is_no_outcome(text: str) -> None:
    assert told_in(text) is None


def test_an_id_that_tells_how_a_question_ended_is_a_leak(tmp_path: Path) -> None:
    with pytest.raises(LeakyQuestions, match="garissa_yes"):
        backtest(asked(tmp_path, QUESTION | {"id": "garissa_yes"}), [tmp_path])


@pytest.mark.parametrize("field", ["created", "published", "createdAt", "date_written"])
def test_a_question_written_after_its_opening_is_a_leak(tmp_path: Path, field: str) -> None:
    with pytest.raises(LeakyQuestions) as caught:
        backtest(asked(tmp_path, QUESTION | {field: "2031-03-02"}), [tmp_path])
    assert caught.value.at == f"line 1, {field}"


@pytest.mark.parametrize(
    "words",
    [
        "who captured it on 18 March",
        "which lost the town on March 18",
        "who took the port of Garissa on 18 March 2031",
    ],
)
def test_a_question_that_tells_what_came_after_its_opening_is_a_leak(
    tmp_path: Path, words: str
) -> None:
    text = f"Will Kenyan forces, {words}, capture Garissa by 2031-04-01?"
    with pytest.raises(LeakyQuestions, match="2031-03-18"):
        backtest(asked(tmp_path, QUESTION | {"question": text}), [tmp_path])


@pytest.mark.parametrize(
    "words",
    [
        "who captured it on 18 February",
        "who captured it on 18 March 2030",
        "scheduled on 18 March",
        "in talks to begin on 18 March",
        "who captured it by 18 March",
    ],
)
def test_a_day_before_the_opening_or_one_that_is_set_is_no_leak(tmp_path: Path, words: str) -> None:
    text = f"Will Kenyan forces, {words}, capture Garissa by 2031-04-01?"
    file = asked(tmp_path, QUESTION | {"question": text})
    assert backtest(file, [lines(tmp_path, report(FERRY, OPENING))]).forecasts


def test_a_question_that_was_decided_by_its_opening_is_a_leak(tmp_path: Path) -> None:
    file = asked(tmp_path, QUESTION | {"resolved": "yes", "resolved_on": OPENING})
    with pytest.raises(LeakyQuestions) as caught:
        backtest(file, [lines(tmp_path, report(FERRY, OPENING))])
    assert caught.value.at == "line 1, resolved_on"


def test_all_leaks_of_the_questions_are_told_at_once(tmp_path: Path) -> None:
    leaky = [QUESTION | {"id": f"q{n}", "question": "Will it rain? Yes."} for n in range(3)]
    with pytest.raises(LeakyQuestions) as caught:
        backtest(asked(tmp_path, *leaky), [tmp_path])
    assert len(caught.value.faults) == len(caught.value.lines()) == 3


def test_no_outcome_moves_an_answer(tmp_path: Path) -> None:
    blind = answers(tmp_path / "a", report(TAKEN, OPENING))
    folder = tmp_path / "b"
    for ended in ({"resolved": "yes", "resolved_on": "2031-03-09"}, {"outcome": 0}):
        file = asked(folder, QUESTION | {"resolution_evidence": [TAKEN], **ended})
        made = backtest(file, [lines(folder, report(TAKEN, OPENING))])
        assert [one.p for one in made.forecasts] == blind


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"closes": "2031-02-01"}, BadRow),
        ({"closes": "in April"}, BadRow),
        ({"as_of": None}, BadRow),
        ({"resolved": "perhaps"}, BadRow),
        ({"resolved": "yes", "resolved_on": "in May"}, BadRow),
    ],
)
def test_a_question_that_cannot_be_followed_is_refused(
    tmp_path: Path, row: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        backtest(asked(tmp_path, QUESTION | row), [lines(tmp_path, report(FERRY, OPENING))])


def test_two_questions_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RepeatedId):
        backtest(asked(tmp_path, QUESTION, QUESTION), [tmp_path])


def test_a_corpus_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="no such corpus"):
        backtest(asked(tmp_path, QUESTION), [tmp_path / "nowhere"])


# The command


def invoke(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["backtest", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def printed(questions: Path, *corpora: Path) -> str:
    reports = [word for corpus in corpora for word in ("--reports", str(corpus))]
    code, told, faults = invoke(questions, *reports, "--json")
    assert code == 0, faults
    return told


ENDED = (
    QUESTION | {"resolved": "yes", "resolved_on": "2031-03-24"},
    TREATY | {"resolved": "no", "resolved_on": None},
    QUESTION | {"id": "open", "as_of": "2031-03-08", "resolved": None},
)
REPORTS = (
    report(FERRY, "2031-02-27"),
    report("Kenyan troops captured Garissa on Monday, the governor said.\n", "2031-03-18"),
    report("Kenyan troops captured Garissa, the mayor Halima Noor said.\n", "2031-03-19"),
    report("Peru and Chile plan to sign a treaty in May, the minister said.\n", "2031-03-05"),
)


def test_every_line_is_as_the_schema_says(tmp_path: Path, repository: Path) -> None:
    schema = json.loads((repository / "docs" / "schemas" / "backtest.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    told = printed(asked(tmp_path, *ENDED), lines(tmp_path, *REPORTS))
    blind = printed(asked(tmp_path, QUESTION), lines(tmp_path, *REPORTS))
    for output in (told, blind):
        rows = [json.loads(line) for line in output.splitlines()]
        assert [fault.message for row in rows for fault in validator.iter_errors(row)] == []
        assert [row["kind"] for row in rows] == ["forecast"] * (len(rows) - 1) + ["summary"]
    assert (rows[-1]["resolved"], rows[-1]["opening"], rows[-1]["warnings"]) == (0, None, None)


def test_the_same_bytes_come_out_twice_and_in_any_order(tmp_path: Path) -> None:
    once = printed(asked(tmp_path / "a", *ENDED), lines(tmp_path / "a", *REPORTS))
    again = printed(asked(tmp_path / "a", *ENDED), lines(tmp_path / "a", *REPORTS))
    questions: list[dict[str, Any]] = list(ENDED)
    reports: list[dict[str, Any]] = list(REPORTS)
    random.Random(3).shuffle(questions)
    random.Random(3).shuffle(reports)
    assert (questions, reports) != (list(ENDED), list(REPORTS))
    halves = [lines(tmp_path / name, *reports[n::2]) for n, name in enumerate("cd")]
    mixed = printed(asked(tmp_path / "b", *questions), *halves, halves[0])
    assert once == again == mixed


def test_plot_and_csv_are_the_same_bytes_twice_and_hold_every_forecast(tmp_path: Path) -> None:
    questions, reports = asked(tmp_path, *ENDED), lines(tmp_path, *REPORTS)
    made = []
    for number in range(2):
        csv, plot = tmp_path / f"{number}.csv", tmp_path / f"{number}.svg"
        code, told, _ = invoke(questions, "--reports", reports, "--csv", csv, "--plot", plot)
        assert code == 0
        made.append((csv.read_bytes(), plot.read_bytes(), told.rpartition("Written")[0][:500]))
    assert made[0] == made[1]
    rows = made[0][0].decode().splitlines()
    assert rows[0] == "id,as_of,p,base,views,outcome,scored,brier"
    assert len(rows) == 1 + 5 + 3 + 4
    desc = ET.fromstring(made[0][1]).findtext("{http://www.w3.org/2000/svg}desc") or ""  # noqa: S314 (our own)
    for row in rows[1:]:
        _, day, p = row.split(",")[:3]
        assert f"{day}: {float(p):.1%}" in desc


def test_a_name_that_a_spreadsheet_would_run_is_no_formula_in_the_table(tmp_path: Path) -> None:
    file = asked(tmp_path, QUESTION | {"id": '=cmd("x")'})
    csv = tmp_path / "out.csv"
    assert invoke(file, "--reports", lines(tmp_path, *REPORTS), "--csv", csv)[0] == 0
    assert "\n\"'=cmd" in csv.read_text("utf-8")


def test_a_planted_report_is_told_on_standard_error_with_exit_code_1(tmp_path: Path) -> None:
    planted = lines(tmp_path, *REPORTS, report(TAKEN, None))
    code, told, faults = invoke(asked(tmp_path, *ENDED), "--reports", planted, "--json")
    assert code == 1
    fault = json.loads(faults)
    assert (fault["code"], fault["file"], fault["at"]) == ("T905", f"{planted}#5", "published")
    assert fault["hint"]
    assert json.loads(told.splitlines()[-1])["reports"]["undated"] == 1


def test_a_leaky_question_is_told_with_exit_code_3_and_nothing_is_written(tmp_path: Path) -> None:
    leaky = asked(tmp_path, QUESTION | {"question": "Will it rain? Yes."})
    csv = tmp_path / "out.csv"
    code, told, faults = invoke(
        leaky, "--reports", lines(tmp_path, *REPORTS), "--csv", csv, "--json"
    )
    assert (code, told, json.loads(faults)["code"], csv.exists()) == (3, "", "T905", False)


@pytest.mark.parametrize("field", ["resolved", "outcome"])
def test_the_table_says_that_a_question_was_annulled(tmp_path: Path, field: str) -> None:
    file = asked(tmp_path, QUESTION | {field: "annulled"})
    _, told, _ = invoke(file, "--reports", lines(tmp_path, report(FERRY, OPENING)))
    assert told.splitlines()[1].split()[-1] == "annulled"


def test_the_table_names_every_question_and_how_it_ended(tmp_path: Path) -> None:
    _, told, _ = invoke(asked(tmp_path, *ENDED), "--reports", lines(tmp_path, *REPORTS))
    ends = [line.split("%")[-1].split()[0] for line in told.splitlines()[1:4]]
    assert ends == ["yes", "no", "open"]
    assert all(len(line) <= 110 for line in told.splitlines())
    for words in ("reliability", "stated likelihoods alone", "Calibration", "sharpness", "Warning"):
        assert words in told
