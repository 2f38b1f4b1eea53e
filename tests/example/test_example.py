"""The bundled example: our own words, public facts, every trap, and labels that hit."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tocsin.collect import Captured, gather
from tocsin.nouns import Report

EXAMPLE = Path(__file__).resolve().parents[2] / "src" / "tocsin" / "example"
GOLD = EXAMPLE / "gold"
RUN = 8
QUOTATION = re.compile(r"“([^”]*)”|\"([^\"\n]*)\"")


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one gold file."""
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """The reports of the example as they are captured."""
    captured = [item.report for item in gather([EXAMPLE / "reports"]) if isinstance(item, Captured)]
    assert len(captured) == 22
    return captured


@pytest.fixture(scope="module")
def texts(reports: list[Report]) -> dict[str, str]:
    """The text of each report by the name of its file without its ending."""
    return {Path(report.file.partition("#")[0]).stem: report.text for report in reports}


def words(text: str) -> list[str]:
    """The words of a text, small, without apostrophes."""
    return re.findall(r"[^\W_]+", text.lower().replace("’", "").replace("'", ""))


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of `RUN` words of a text."""
    found = words(text)
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


def test_all_but_one_report_bear_a_date_of_the_half_year(reports: list[Report]) -> None:
    dates = {Path(report.file).name: report.published for report in reports}
    assert [name for name, date in dates.items() if date is None] == ["21-undated.txt"]
    assert all(
        date.start is not None and "2022-07" <= date.start.isoformat() < "2023"
        for date in dates.values()
        if date is not None
    )


def test_one_report_is_in_a_language_that_is_not_read(reports: list[Report]) -> None:
    foreign = [Path(report.file).name for report in reports if report.language != "en"]
    assert foreign == ["20-pivnich.txt"]


def test_the_sources_of_each_report_are_named_and_each_trap_is_set() -> None:
    page = (EXAMPLE / "SOURCES.md").read_text("utf-8")
    table = {
        cells[1].strip(): set(cells[3].split())
        for cells in (line.split("|") for line in page.splitlines())
        if len(cells) == 5 and "." in cells[1]
    }
    files = {path.name for path in (EXAMPLE / "reports").iterdir()} - {"manifest.csv"}
    assert set(table) == files
    assert set().union(*table.values()) == {f"S{number}" for number in range(1, 22)}


def test_nobody_is_quoted_beyond_three_words(reports: list[Report]) -> None:
    """What real people say is told in indirect speech: no quotation is invented."""
    long = [
        (report.file, quoted)
        for report in reports
        for pair in QUOTATION.findall(report.text)
        for quoted in pair
        if len(quoted.split()) > 3
    ]
    assert long == []


def test_no_run_of_eight_words_is_somebody_elses(shared: Path) -> None:
    ours: dict[tuple[str, ...], str] = {}
    for path in sorted([*(EXAMPLE / "reports").iterdir(), *GOLD.iterdir(), EXAMPLE / "SOURCES.md"]):
        ours |= dict.fromkeys(runs(re.sub("<[^>]+>", " ", path.read_text("utf-8"))), path.name)
    theirs = [*shared.glob("data/founding/*.txt"), *shared.glob("data/isw/reports/*.txt")]
    assert theirs
    found = {
        (ours[run], " ".join(run))
        for path in theirs
        for run in runs(path.read_text("utf-8", errors="replace"))
        if run in ours
    }
    assert found == set()


@pytest.mark.parametrize(
    ("name", "key"),
    [("attribution.jsonl", "doc_id"), ("dates.jsonl", "id"), ("places.jsonl", "id")],
)
def test_labelled_texts_are_the_reports_as_printed(
    name: str, key: str, texts: dict[str, str]
) -> None:
    assert [row[key] for row in rows(name) if row["text"] != texts[row[key]]] == []


@pytest.mark.parametrize(
    ("name", "field", "source"),
    [
        ("likelihood.jsonl", "sentence", "file"),
        ("quantities.jsonl", "text", "src"),
        ("hedges.jsonl", "text", None),
        ("negation.jsonl", "sentence", None),
    ],
)
def test_labelled_sentences_stand_in_the_reports(
    name: str, field: str, source: str | None, reports: list[Report]
) -> None:
    def squeezed(text: str) -> str:
        return re.sub(r"[\s*]+", " ", text)

    for row in rows(name):
        named = Path(row[source]).name if source else ""
        searched = [report for report in reports if named in report.file]
        sentence = squeezed(row[field])
        assert any(sentence in squeezed(report.text) for report in searched), row


def spans() -> Iterator[tuple[str, str]]:
    """Each labelled span as (what stands there, what the row says stands there)."""
    for row in rows("negation.jsonl"):
        yield row["sentence"][row["start"] : row["end"]], row["event"]
    for name, field in (("dates.jsonl", "timexes"), ("places.jsonl", "toponyms")):
        for row in rows(name):
            for item in row[field]:
                yield row["text"][item["start"] : item["end"]], item["text"]


def test_every_labelled_span_says_what_its_row_says() -> None:
    found = list(spans())
    assert len(found) > 400
    assert [pair for pair in found if pair[0] != pair[1]] == []


def test_every_attribution_has_a_cue_and_a_content_at_the_edges_of_words() -> None:
    for row in rows("attribution.jsonl"):
        for item in row["attributions"]:
            assert item["cue"]
            assert item["content"]
            for start, end in item["source"] + item["cue"] + item["content"]:
                piece = row["text"][start:end]
                assert piece == piece.strip()
                around = row["text"][start - 1 : start + 1], row["text"][end - 1 : end + 1]
                assert not any(re.fullmatch(r"\w\w", pair) for pair in around), piece


def test_furniture_lines_are_the_lines_of_their_report(texts: dict[str, str]) -> None:
    for row in rows("furniture.jsonl"):
        lines = [line.strip() for line in texts[row["id"]].split("\n") if line.strip()]
        assert [line for line, _ in row["lines"]] == lines


def test_the_fingerprints_are_those_of_the_labels() -> None:
    lines = (GOLD / "FINGERPRINTS").read_text("utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in GOLD.glob("*.jsonl")
    }
    assert listed == found
