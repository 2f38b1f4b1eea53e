"""The bench measures what it says: made-up reports, each row by itself, ratios and bounds."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def bench(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench", repository / "scripts" / "bench.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench"] = module
    spec.loader.exec_module(module)
    return module


def test_the_same_reports_are_made_up_every_time(bench: ModuleType) -> None:
    assert list(bench.stream(60)) == list(bench.stream(60))
    assert list(bench.flashes(60)) == list(bench.flashes(60))


def test_one_report_in_twenty_has_a_word_of_the_watch(bench: ModuleType) -> None:
    gate = bench.gate_of()
    let = [gate.lets(f"{one.get('title', '')} {one['text']}") for one in bench.stream(400)]
    assert [sum(let[at : at + 20]) for at in range(0, 400, 20)] == [1] * 20


def test_all_flashes_concern_the_watch_and_some_are_copies(bench: ModuleType) -> None:
    texts = [one["text"] for one in bench.flashes(1000)]
    gate = bench.gate_of()
    assert all(map(gate.lets, texts))
    assert 0.6 < len(set(texts)) / len(texts) < 0.8


def test_reports_are_about_as_short_as_news_in_brief(bench: ModuleType) -> None:
    words = [len(one["text"].split()) for one in bench.stream(200)]
    assert 30 < sum(words) / len(words) < 100


def test_no_mark_of_the_grammar_is_left_in_a_report(bench: ModuleType) -> None:
    made = [one["text"] for one in (*bench.stream(300), *bench.flashes(300))]
    assert not [text for text in made if re.search(r"[{}|]|  ", text)]


def test_a_row_runs_alone_and_tells_its_rate_and_its_peak(
    repository: Path, bench: ModuleType
) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/bench.py", "--scale", "0.01", "--only", "gate", "--json"],
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout)
    assert (told["row"], told["reports"]) == ("gate", bench.Place(Path(), 0.01).count(10_000))
    assert told["seconds"] > 0
    assert 5 < told["peak"] < 500


def test_the_peak_is_that_of_the_child_and_of_no_other(repository: Path) -> None:
    """A child that holds 200 MB shows it, and the next, which holds nothing, does not."""
    # Asked from a process as small as the bench is: a peak begins with the size of the parent.
    asked = """
import sys
import bench
for words in ("print(len(bytearray(200_000_000)))", "print(0)"):
    done, printed = bench.process([sys.executable, "-c", words])
    print((done.peak, printed))
"""
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=repository / "scripts",
        check=True,
        capture_output=True,
        text=True,
    )
    (large, printed), (small, _) = map(ast.literal_eval, done.stdout.splitlines())
    assert printed.strip() == "200000000"
    assert large - small == pytest.approx(200, rel=0.1)


def test_ratios_are_of_processor_time_per_report(bench: ModuleType) -> None:
    """Half as many reports in the same time are twice the time a report, however long one waits."""
    row = bench.Row("ours", lambda _: None, ("theirs",))
    done = {
        "ours": bench.Done(50, 1.0, 1.0, peak=300.0),
        "theirs": bench.Done(100, 9.0, 1.0, peak=200.0),
    }
    assert list(bench.compared(row, done)) == [{"beside": "theirs", "time": 2.0, "memory": 1.5}]


@pytest.mark.parametrize(("most", "missed"), [(1.9, True), (2.0, False)])
def test_a_bound_that_is_not_reached_is_said(bench: ModuleType, most: float, missed: bool) -> None:
    row = bench.Row("ours", lambda _: None, ("theirs",), most_time=most)
    ratios = [{"beside": "theirs", "time": 2.0, "memory": 9.0}]
    assert bench.missed(row, ratios) is missed
    assert bench.asked(row, ratios).endswith("missed" if missed else "met")


def test_the_table_has_a_line_for_each_row_and_comparison(bench: ModuleType) -> None:
    done = {row.name: bench.Done(100, 2.0, 1.0, peak=50.0) for row in bench.ROWS}
    lines = bench.table_text(done).splitlines()
    assert len(lines) == 1 + sum(max(1, len(row.beside)) for row in bench.ROWS)
    assert len({line.index("peak MB") for line in lines[:1]}) == 1


def test_named_rows_bring_those_they_stand_beside(bench: ModuleType) -> None:
    rows = {row.name: row for row in bench.ROWS}
    assert bench.named("read, all relevant, gate", rows) == {
        "read, all relevant",
        "spaCy, all relevant",
        "gate",
    }
    assert bench.named("assess", rows) == {"assess", "add 3N"}
    with pytest.raises(SystemExit, match="no row is called 'nothing'"):
        bench.named("nothing", rows)


def test_every_row_is_explained(repository: Path, bench: ModuleType) -> None:
    page = (repository / "docs" / "reference" / "bench.md").read_text("utf-8")
    explained = re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)
    assert explained == [row.name for row in bench.ROWS]
