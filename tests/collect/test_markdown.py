from __future__ import annotations

from datetime import date

import pytest

from tocsin.collect import Captured, capture_bytes
from tocsin.errors import CollectError
from tocsin.nouns import Interval, Report

TEXT = """---
title: Troops stay
date: 2022-10-20
publisher: Herald
url: https://www.herald.example/x
author: [A. Writer, B. Writer]
language: no
---
# Troops *stay*

It was said.

> A quotation
> goes on.

Another heading
===============
"""


def markdown(text: str) -> tuple[Report, list[CollectError]]:
    found = list(capture_bytes(text.encode(), file="a.md"))
    assert isinstance(found[0], Captured)
    return found[0].report, [one for one in found[1:] if isinstance(one, CollectError)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_text_is_that_of_the_file_with_its_marks(newline: str) -> None:
    written = TEXT.replace("\n", newline)
    report, faults = markdown(written)
    assert report.text == written
    assert faults == []
    assert [(s.kind, s.span.of(written)) for s in report.layout[1:]] == [
        ("headline", "Troops *stay*"),
        ("quotebox", f"> A quotation{newline}> goes on.{newline}"),
    ]
    assert report.layout[0].kind == "meta"
    assert report.text[report.layout[0].span.end :].startswith("# Troops")


def test_front_matter_gives_the_metadata() -> None:
    report, _ = markdown(TEXT)
    assert (report.published, report.published_by) == (
        Interval.day(date(2022, 10, 20)),
        "front matter",
    )
    assert (report.title, report.publisher, report.host) == (
        "Troops stay",
        "Herald",
        "herald.example",
    )
    assert report.author == "A. Writer, B. Writer"
    assert report.language == "no"  # Norwegian, and not YAML's False


@pytest.mark.parametrize(
    "front", ["title: [", "- a\n- b", "a: &b [*c]", "[" * 5000, "x: y\n" * 9000]
)
def test_front_matter_that_cannot_be_read_costs_the_metadata_and_not_the_text(front: str) -> None:
    report, faults = markdown(f"---\n{front}\n---\nIt was said.")
    assert [fault.code for fault in faults] == ["T105"]
    assert isinstance(faults[0].at, int)
    assert report.published is None
    assert report.text.endswith("It was said.")


def test_an_impossible_date_leaves_the_report_undated_and_is_told() -> None:
    report, faults = markdown("---\ndate: 2022-02-31\n---\nIt was said.")
    assert report.published is None
    assert [(one.code, one.at) for one in faults] == [("T105", "published")]


def test_front_matter_that_nothing_closes_is_told_and_is_no_text_to_read() -> None:
    report, faults = markdown("---\npublished: 2022-10-10\npublisher: X\n\nIt was said.\n")
    assert [(one.code, one.at) for one in faults] == [("T105", 4)]
    (front,) = report.layout
    assert (front.kind, report.text[front.span.end :]) == ("meta", "\nIt was said.\n")


def test_a_rule_that_is_never_closed_is_no_front_matter() -> None:
    report, faults = markdown("---\nIt was said.\n")
    assert (report.layout, faults) == ((), [])


def test_the_first_heading_is_the_title_where_no_front_matter_gives_one() -> None:
    assert markdown("Some words.\n\nHeading\n=======\n\nMore.")[0].title == "Heading"
