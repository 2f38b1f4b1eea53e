"""The bench measures what it says: made-up reports, each row by itself, ratios and bounds."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from scripts.bench.__main__ import named
from scripts.bench.copying import copies
from scripts.bench.evidence import CUTS, made_evidence, made_watch, matrix_at
from scripts.bench.growth import LARGE, SMALL, Mark, add_small, growth_text
from scripts.bench.made import flashes, stream
from scripts.bench.material import WATCHES, gate_of, name_of
from scripts.bench.measure import Done, Place
from scripts.bench.rows import LONG, ROWS, Beside, Row
from scripts.bench.table import (
    Ratio,
    asked,
    compared,
    missed,
    table_text,
    too_large,
    too_slow,
)

from tocsin.estimate import timeline_of
from tocsin.estimate.terms import terms_of
from tocsin.estimate.waterfall import bars_of


def test_the_same_reports_are_made_up_every_time() -> None:
    assert list(stream(60)) == list(stream(60))
    assert list(flashes(60)) == list(flashes(60))


def test_one_report_in_twenty_has_a_word_of_the_watch() -> None:
    gate = gate_of()
    let = [gate.lets(f"{one.get('title', '')} {one['text']}") for one in stream(400)]
    assert [sum(let[at : at + 20]) for at in range(0, 400, 20)] == [1] * 20


def test_other_reports_name_the_same_countries_and_are_not_let_through() -> None:
    gate = gate_of()
    naming = [one["text"] for one in stream(1000) if re.search("Karvia|Tolmark", one["text"])]
    assert 2 < len(naming) / sum(map(gate.lets, naming)) < 5


def test_all_flashes_concern_the_watch_and_some_are_copies() -> None:
    texts = [one["text"] for one in flashes(1000)]
    gate = gate_of()
    assert all(gate.lets(text) for text in texts)
    assert 0.6 < len(set(texts)) / len(texts) < 0.8


def test_reports_are_about_as_short_as_news_in_brief() -> None:
    words = [len(one["text"].split()) for one in stream(200)]
    assert 30 < sum(words) / len(words) < 100


def test_no_mark_of_the_grammar_is_left_in_a_report() -> None:
    made = [one["text"] for one in (*stream(300), *flashes(300))]
    assert not [text for text in made if re.search(r"[{}|]|  ", text)]


def test_a_row_runs_alone_and_tells_its_rate_and_its_peak(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench", "--scale", "0.01", "--only", "gate", "--json"],
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout)
    assert (told["row"], told["reports"]) == ("gate", Place(Path(), 0.01).count(10_000))
    assert told["seconds"] > 0
    assert 5 < told["peak"] < 500


def test_the_peak_is_that_of_the_child_and_of_no_other(repository: Path) -> None:
    """A child that holds 200 MB shows it, and the next, which holds nothing, does not."""
    # Asked from a process as small as the bench is: a peak begins with the size of the parent.
    asked = """
import sys
from scripts.bench.measure import process
for words in ("print(len(bytearray(200_000_000)))", "print(0)"):
    done, printed = process([sys.executable, "-c", words])
    print((done.peak, printed))
"""
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
    )
    (large, printed), (small, _) = map(ast.literal_eval, done.stdout.splitlines())
    assert printed.strip() == "200000000"
    assert large - small == pytest.approx(200, rel=0.1)


OURS = Row("ours", lambda _: Done(1, 1.0, 1.0), (Beside("theirs"),))


def test_ratios_are_of_processor_time_per_report() -> None:
    """Half as many reports in the same time are twice the time a report, however long one waits."""
    ours = {"ours": Done(50, 1.0, 1.0, peak=300.0), "theirs": Done(100, 9.0, 1.0, peak=200.0)}
    assert [ratio for _, ratio in compared(OURS, ours)] == [Ratio("theirs", 2.0, 1.5)]


@pytest.mark.parametrize(("most", "is_missed"), [(1.9, True), (2.0, False)])
def test_a_bound_that_is_not_reached_is_said(most: float, is_missed: bool) -> None:
    beside, ratio = Beside("theirs", time=most), Ratio("theirs", 2.0, 9.0)
    assert missed(beside, ratio) is is_missed
    assert asked(beside, ratio).endswith("missed" if is_missed else "met")


@pytest.mark.parametrize(("found", "lost", "is_missed"), [(100, 0.0, False), (98, 0.02, True)])
def test_statements_that_the_gate_loses_are_counted(
    found: int, lost: float, is_missed: bool
) -> None:
    done = {"ours": Done(9, 1.0, 1.0, bearing=found), "theirs": Done(9, 9.0, 1.0, 0, 1.0, 100)}
    [(beside, ratio)] = compared(replace(OURS, beside=(Beside("theirs", lost=0.01),)), done)
    assert ratio.lost == pytest.approx(lost)
    assert missed(beside, ratio) is is_missed


def test_a_loss_that_nobody_counted_is_no_success() -> None:
    assert missed(Beside("theirs", lost=0.01), Ratio("theirs", 1.0, 1.0, None))


@pytest.mark.parametrize(("seconds", "is_missed"), [(6.2, False), (6.3, True)])
def test_two_processes_are_held_to_one_by_the_clock(seconds: float, *, is_missed: bool) -> None:
    [row] = [row for row in ROWS if row.name == "add 3N, two processes"]
    one, two = Done(9, 10.0, 10.0, peak=1.0), Done(9, seconds, 20.0, peak=1.0)
    [(beside, ratio)] = compared(row, {"add 3N": one, row.name: two})
    assert ratio.clock == pytest.approx(seconds / 10.0)
    assert missed(beside, ratio) is is_missed
    assert "clock ≤ 0.625" in asked(beside, ratio)


def test_the_gates_of_the_bench_ask_for_as_many_watches_as_they_say() -> None:
    one, more = gate_of(), gate_of(WATCHES)
    assert not one.lets("Kardabafa entered Toldabafa.")
    assert one.lets("Karvian forces entered Tolmark.")
    assert more.lets("Karvian forces entered Tolmark.")
    names = {name_of(number) for number in range(WATCHES)}
    assert len(names) == WATCHES
    assert all(more.lets(f"Kar{name} entered Tol{name}.") for name in names - {name_of(0)})


def test_what_is_asked_of_reading_is_asked_by_the_bench() -> None:
    bounds = {(row.name, one.name): one for row in ROWS for one in row.beside}
    assert bounds["read, stream", "spaCy, stream"].time == 1 / 5
    assert bounds["read, stream", "read, stream, no gate"].lost == 0.01
    assert bounds["read, all relevant", "spaCy, all relevant"].time == 3.5


def test_what_is_asked_of_the_cost_of_estimates_is_asked_by_the_bench() -> None:
    asked_of = {row.name: row.each for row in ROWS}
    assert asked_of["estimates, timeline"] == 5.0 / 400
    assert asked_of["estimates, one more"] == 0.05


@pytest.mark.parametrize(("seconds", "slow"), [(0.9, False), (1.1, True)])
def test_a_row_that_takes_longer_for_one_than_it_may_says_so(seconds: float, slow: bool) -> None:
    row = next(row for row in ROWS if row.name == "estimates, one more")
    theirs = Done(1, 9.0, 9.0, peak=1.0)
    done = {row.name: Done(20, seconds, 0.1, peak=1.0), "estimates, recomputed": theirs}
    assert too_slow(row, done[row.name]) is slow
    line = table_text(done).splitlines()[-1]
    assert line.endswith(f"each ≤ 50 ms: {'missed' if slow else 'met'}")


def test_made_evidence_is_the_same_every_time_and_every_day_has_some() -> None:
    held = made_evidence(2_000)
    assert held == made_evidence(2_000)
    assert sum(one.indicator is not None for one in held) == 2_000
    watch = made_watch()
    alone = timeline_of(watch, CUTS)
    day = CUTS[-1]
    assert timeline_of(watch, CUTS, held).on(day).p != alone.on(day).p
    again = [one for one in held if one.until is not None and one.indicator is not None]
    assert 0.05 < len(again) / len(held) < 0.2


def test_a_recomputed_day_is_that_of_the_timeline() -> None:
    """What stands side by side in the table is the same work."""
    watch, held = made_watch(), made_evidence(2_000)
    line = timeline_of(watch, CUTS, held)
    for cut in CUTS[::40]:
        terms = terms_of(watch, matrix_at(watch, held, cut), window_at=cut, ageing_at=cut)
        day = line.on(cut)
        assert [(bar.term, bar.logodds) for bar in bars_of(terms)] == [
            (bar.term, bar.logodds) for bar in day.waterfall
        ]
        assert terms.event() == day.p


@pytest.mark.parametrize(
    ("name", "beside"),
    [("add 3N", "add N"), ("assess 3N", "assess N"), ("add copies 3N", "add copies N")],
)
def test_three_times_the_reports_may_hold_a_fifth_more(name: str, beside: str) -> None:
    (row,) = [one for one in ROWS if one.name == name]
    assert row.beside == (Beside(beside, memory=1.2),)
    less, more = Done(9, 1.0, 1.0, peak=100.0), Done(9, 1.0, 1.0, peak=121.0)
    assert "memory ≤ 1.2: missed" in table_text({beside: less, name: more})
    assert "memory ≤ 1.2: met" in table_text({beside: less, name: less})


def test_copies_differ_in_nothing_but_who_puts_them_out() -> None:
    made = list(copies(5))
    assert made == list(copies(5))
    assert len({one["publisher"] for one in made}) == len({one["host"] for one in made}) == 5
    assert len({(one["text"], one["published"], one["title"]) for one in made}) == 1
    assert gate_of().lets(made[0]["text"])


def test_the_table_has_a_line_for_each_row_and_comparison() -> None:
    done = {row.name: Done(100, 2.0, 1.0, peak=50.0) for row in ROWS}
    lines = table_text(done).splitlines()
    assert len(lines) == 1 + sum(max(1, len(row.beside)) for row in ROWS)
    assert len({line.index("peak MB") for line in lines[:1]}) == 1


def test_named_rows_bring_those_they_stand_beside() -> None:
    rows = {row.name: row for row in ROWS}
    assert named("read, all relevant, gate", rows) == {
        "read, all relevant",
        "spaCy, all relevant",
        "gate",
    }
    assert named("assess 3N", rows) == {"assess 3N", "assess N", "add 3N", "add N"}
    with pytest.raises(SystemExit, match="no row is called 'nothing'"):
        named("nothing", rows)


def test_a_row_that_holds_more_than_it_may_is_said() -> None:
    small, large = Done(9, 1.0, 1.0, peak=1_573.0), Done(9, 1.0, 1.0, peak=1_574.0)
    row = next(one for one in LONG if one.peak is not None)
    assert not too_large(row, small)
    assert too_large(row, large)
    beside = {"add 10,000": small}
    assert "peak ≤ 1,573: met" in table_text({**beside, row.name: small})
    assert "peak ≤ 1,573: missed" in table_text({**beside, row.name: large})


def test_ten_times_the_reports_may_take_ten_and_a_half_times_the_time() -> None:
    (row,) = [one for one in LONG if one.beside]
    (beside,) = row.beside
    assert LARGE / SMALL * (beside.time or 0) == pytest.approx(10.5)
    assert (row.name, beside.name) == (f"add {LARGE:,}", f"add {SMALL:,}")


def test_a_watched_command_is_sampled_at_each_mark_of_each_stage(tmp_path: Path) -> None:
    done = add_small(Place(tmp_path, 0.01))
    assert {mark.stage for mark in done.marks} <= {"captured", "gated or read"}
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell what another process holds")
    at = [mark.reports for mark in done.marks if mark.stage == "captured"]
    assert at == sorted(at)
    assert done.marks
    assert all(0 < mark.held <= mark.peak for mark in done.marks)
    assert all(mark.seconds <= done.seconds for mark in done.marks)


def test_what_each_further_report_took_is_told_from_mark_to_mark() -> None:
    marks = [
        Mark("captured", 1_000, 2.0, 2.0, 100.0, 110.0),
        Mark("captured", 3_000, 4.0, 3.0, 120.0, 130.0),
    ]
    *_, first, second = growth_text("add", marks)
    assert first.split() == ["captured", "1,000", "2.0", "100", "110"]
    assert second.split() == ["captured", "3,000", "4.0", "1,000", "0.50", "120", "130"]


def test_every_row_is_explained(repository: Path) -> None:
    page = (repository / "docs" / "reference" / "bench.md").read_text("utf-8")
    explained = re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)
    assert explained == [row.name for row in (*ROWS, *LONG)]
