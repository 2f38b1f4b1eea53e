"""Codes: what is printed with a fault leads to a heading of the page of errors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tocsin.errors
from tocsin.desk.health import FINDINGS
from tocsin.errors import TocsinError

ROOT = Path(__file__).resolve().parents[2]
CLASSES = [
    one
    for one in vars(tocsin.errors).values()
    if isinstance(one, type) and issubclass(one, TocsinError)
]


def headings() -> set[str]:
    page = (ROOT / "docs" / "reference" / "errors.md").read_text("utf-8")
    return {line[3:].strip().lower() for line in page.splitlines() if line.startswith("## ")}


@pytest.mark.parametrize("error", CLASSES, ids=lambda one: one.__name__)
def test_every_fault_leads_to_a_heading_that_is_there(error: type[TocsinError]) -> None:
    fault = error.__new__(error)
    TocsinError.__init__(fault, "something is wrong.")
    told = re.search(r"docs/reference/errors\.md#(\w+)\)$", TocsinError.__str__(fault))
    assert told is not None
    assert told.group(1) in headings()


def test_every_code_that_the_source_names_leads_to_a_heading() -> None:
    named = {
        code
        for file in (ROOT / "src").rglob("*.py")
        for code in re.findall(r"[\"'](T\d{3})[\"']", file.read_text("utf-8"))
    }
    assert named | set(FINDINGS) > {"T000", "T201", "T502"}
    assert {code.lower() for code in named | set(FINDINGS)} <= headings()
