"""What commands print is what the schemas promise, and what the contract says."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.calls import run

EXAMPLE = Path(str(files("tocsin.example"))) / "reports"
SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"


def rows_of(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def validate(name: str, rows: list[dict[str, Any]]) -> None:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    faults = [fault.message for row in rows for fault in validator.iter_errors(row)]
    assert rows
    assert faults == []


@pytest.fixture(scope="module", params=["example", "founding"])
def corpus(request: pytest.FixtureRequest) -> Path:
    if request.param == "example":
        return EXAMPLE
    return Path(request.getfixturevalue("founding"))


@pytest.fixture(scope="module")
def statements(corpus: Path) -> list[dict[str, Any]]:
    return rows_of(run("read", corpus, "--json").stdout)


@pytest.fixture(scope="module")
def texts(corpus: Path) -> dict[str, str]:
    return {row["report"]: row["text"] for row in rows_of(run("text", corpus, "--json").stdout)}


def test_statements_are_as_the_schema_says(statements: list[dict[str, Any]]) -> None:
    validate("read", statements)


def test_every_span_of_a_statement_says_what_it_claims(
    statements: list[dict[str, Any]], texts: dict[str, str]
) -> None:
    for row in statements:
        text = texts[row["report"]]
        assert text[row["start"] : row["end"]] == row["text"]
        assert 0 <= row["content"][0] < row["content"][1] <= len(text)
        for named in (row["speaker"], *row["chain"]):
            if named is not None and named["start"] is not None:
                assert text[named["start"] : named["end"]] == named["name"]
        if row["likelihood"] is not None:
            found = row["likelihood"]
            assert text[found["start"] : found["end"]] == found["phrase"]
            assert found["low"] <= found["high"]
        for kind in ("dates", "places"):
            for one in row[kind]:
                assert text[one["start"] : one["end"]] == one["text"]


def test_statement_ids_are_unique(statements: list[dict[str, Any]]) -> None:
    ids = [row["id"] for row in statements]
    assert len(ids) == len(set(ids))


def test_segments_cover_every_text_once_in_order(corpus: Path, texts: dict[str, str]) -> None:
    rows = rows_of(run("segment", corpus, "--json").stdout)
    validate("segment", rows)
    for report, text in texts.items():
        own = [row for row in rows if row["report"] == report]
        assert own[0]["start"] == 0
        assert own[-1]["end"] == len(text)
        assert all(one["end"] == other["start"] for one, other in itertools.pairwise(own))


def test_origins_are_as_the_schema_says(corpus: Path) -> None:
    validate("trace", rows_of(run("trace", corpus, "--json").stdout))


def test_text_is_printed_exactly(founding: Path) -> None:
    for file in sorted(founding.glob("*.txt")):
        printed = subprocess.run(
            [sys.executable, "-m", "tocsin", "text", str(file)], capture_output=True, check=True
        ).stdout
        assert printed == file.read_bytes()


def test_an_estimate_is_as_the_schema_says(tmp_path: Path) -> None:
    shown = run("demo", tmp_path / "demo", "--json")
    validate("assess", rows_of(shown.stdout))
    again = run("assess", tmp_path / "demo", "belarus-entry", "--as-of", "2022-12-21", "--json")
    assert again.stdout == shown.stdout
    days = ("--from", "2022-12-19", "--to", "2022-12-21")
    past = rows_of(run("history", tmp_path / "demo", "belarus-entry", *days, "--json").stdout)
    validate("history", past)
    (estimate,) = rows_of(shown.stdout)
    assert [row["as_of"] for row in past] == ["2022-12-19", "2022-12-20", "2022-12-21"]
    last, event = past[-1], estimate["event"]
    assert [last[name] for name in ("p", "low", "high")] == [
        event[name] for name in ("p", "low", "high")
    ]
    assert last["waterfall"] == [
        {name: bar[name] for name in ("term", "kind", "logodds")} for bar in estimate["waterfall"]
    ]


def test_figures_are_as_the_schema_says() -> None:
    gold = EXAMPLE.parent / "gold" / "dates.jsonl"
    result = run("eval", "dates", gold, "--json")
    validate("eval", rows_of(result.stdout))


def test_gold_without_answers_yields_predictions_and_null_figures(tmp_path: Path) -> None:
    gold = EXAMPLE.parent / "gold" / "likelihood.jsonl"
    blind = tmp_path / "blind.jsonl"
    with blind.open("w") as file:
        for line in gold.read_text("utf-8").splitlines():
            row = json.loads(line)
            row.pop("hand_checked_core", None)
            file.write(json.dumps(row) + "\n")
    out = tmp_path / "predictions.jsonl"
    result = run("eval", "likelihood", blind, "--predictions", out, "--json")
    row = rows_of(result.stdout)[0]
    assert row["figures"] is None
    assert row["n"] == len(out.read_text("utf-8").splitlines()) > 0


def test_a_fault_is_one_coded_line(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("read", tmp_path / "empty.txt", "--json")
    assert result.returncode == 3
    validate("error", rows_of(result.stderr))
    assert rows_of(result.stderr)[0]["code"] == "T103"


@pytest.mark.parametrize(
    "call",
    [
        ("explain", "belarus-entry", "--as-of", "2022-10-21", "--json"),
        ("status", "--json"),
        ("watch", "show", "belarus-entry", "--json"),
        ("doctor", "--json"),
        ("export", "belarus-entry", "--what", "statements", "--format", "jsonl"),
        ("export", "belarus-entry", "--what", "matrix", "--format", "jsonl"),
        ("export", "belarus-entry", "--format", "jsonl"),
    ],
    ids=" ".join,
)
def test_no_command_prints_an_empty_text_or_a_long_number(
    example_desk: Any, call: tuple[str, ...]
) -> None:
    place = str(example_desk.path)
    at = 2 if call[0] == "watch" else 1
    said = run(*call[:at], place, *call[at:]).stdout
    assert said
    for line in said.splitlines():
        for leaf in _leaves(json.loads(line)):
            assert leaf != ""
            assert not isinstance(leaf, float) or len(f"{leaf!r}".strip("-0.").split("e")[0]) <= 13


def _leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in _leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in _leaves(inner)]
    return [value]
