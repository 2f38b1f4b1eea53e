"""Search and check: what a ledger finds of what it keeps, and what was tampered with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.strategies import AT, report_made, words

from tocsin.ledger import LEDGER_FILE, Ledger
from tocsin.nouns import Capture, Report

pytestmark = pytest.mark.usefixtures("store")

DAY = timedelta(days=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "desk") as made:
        yield made


def added(ledger: Ledger, text: str, *, at: datetime = AT, **more: object) -> Report:
    report, data = report_made(text, **more)  # type: ignore[arg-type]
    ledger.add_report(report, data, Capture("files", report.file, at))
    return report


# Search


def test_search_finds_words_and_says_where(ledger: Ledger) -> None:
    report = added(
        ledger, "Headline.\n\n" + "Nothing here. " * 40 + "Évora tanks 🐢 crossed the border."
    )
    added(ledger, "Elsewhere.")
    (hit,) = ledger.search("EVORA crossed")
    assert hit.report == report
    assert hit.span.of(report.text) == "Évora"
    assert "tanks 🐢 crossed" in hit.snippet
    assert hit.snippet.startswith("…")
    assert ledger.search("evora elsewhere") == ()
    assert [one.report for one in ledger.search('"the border"')] == [report]
    assert ledger.search('"border the"') == ()
    assert len(ledger.search("cross*")) == 1
    assert ledger.search("cross") == ()


def test_search_finds_every_report_of_a_text_and_no_more_than_asked(ledger: Ledger) -> None:
    for n in range(4):
        added(ledger, "It was said.", publisher=str(n), at=AT + n * DAY)
    assert len(ledger.search("said")) == 4
    assert len(ledger.search("said", 3)) == 3
    assert len(ledger.search("said", known_at=AT + 2 * DAY)) == 2
    assert ledger.search("said", 0) == ()


_query = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            [
                "said",
                '"',
                "*",
                "AND",
                "NOT",
                "NEAR(",
                ")",
                "text:",
                "^",
                "-",
                "\0",
                "said*",
                "'",
                ";",
                "{x}",
            ]
        )
    ).map(" ".join),
    words.map(lambda word: word * 50),
)


@pytest.mark.sqlite
def test_no_query_is_ever_obeyed_or_breaks_the_search(ledger: Ledger) -> None:
    report = added(ledger, "It was said, AND not said, that NEAR the border it is.")

    @settings(max_examples=300)
    @given(_query)
    def holds(query: str) -> None:
        for hit in ledger.search(query):
            assert hit.report == report
            assert 0 <= hit.span.start <= hit.span.end <= len(report.text)

    holds()
    assert ledger.search("\ud800 said") == ledger.search("? said")


# Check


def test_a_sound_ledger_has_nothing_to_say(ledger: Ledger) -> None:
    added(ledger, "It was said.\0 Twice.")
    assert ledger.check() == ()


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE bytes SET packed = zeroblob(9)", "bytes"),
        ("UPDATE texts SET text = 'It was not said.'", "text"),
        ("UPDATE reports SET body = replace(body, 'Herald', 'Courier')", "named after"),
        ("UPDATE reports SET body = '{'", "cannot be read"),
        ("DELETE FROM bytes", "not there"),
        ("INSERT INTO search(search) VALUES ('delete-all')", "search index"),
    ],
)
def test_check_finds_what_was_tampered_with(tmp_path: Path, damage: str, said: str) -> None:
    with Ledger.create(tmp_path) as ledger:
        added(ledger, "It was said.", publisher="Herald")
    raw = sqlite3.connect(tmp_path / LEDGER_FILE)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(damage)
    raw.commit()
    raw.close()
    with Ledger.open(tmp_path, read_only=True) as ledger:
        faults = ledger.check()
    assert any(said in fault for fault in faults)
    assert any("guard" in fault for fault in faults)
