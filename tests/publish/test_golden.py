"""The made-up case, written out: what a reader gets, kept so that a change of it is seen.

After a change that is meant: TOCSIN_REWRITE=1 pytest tests/publish/test_golden.py, then read the
difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.publish.build import american, case_of, resolved

from tocsin.publish import assess, csv_text, estimate_text, evidence_rows, html, markdown

GOLDEN = Path(__file__).parent / "golden"

WRITTEN: dict[str, Callable[[], str]] = {
    "uk.md": lambda: markdown(assess(case_of())),
    "us.md": lambda: markdown(assess(american())),
    "resolved.md": lambda: markdown(assess(resolved())),
    "wide.txt": lambda: estimate_text(case_of()) + "\n",
    "narrow.txt": lambda: estimate_text(resolved(), width=64) + "\n",
    "evidence.csv": lambda: csv_text(evidence_rows(case_of())).replace("\r\n", "\n"),
}


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_what_is_written_is_what_was_read_and_kept(name: str) -> None:
    file, text = GOLDEN / name, WRITTEN[name]()
    if os.environ.get("TOCSIN_REWRITE"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def test_the_same_case_gives_the_same_bytes() -> None:
    one, other = case_of(), case_of()
    assert html(assess(one), one).encode() == html(assess(other), other).encode()
    assert markdown(assess(one)) == markdown(assess(other))
    assert estimate_text(one) == estimate_text(other)
    assert evidence_rows(one) == evidence_rows(other)
