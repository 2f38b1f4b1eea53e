from __future__ import annotations

from datetime import date
from pathlib import Path

from tocsin.collect import Captured, Evidence, capture_bytes, gather, likely_dates
from tocsin.nouns import Interval, Span


def evidence(text: str, file: str = "a.txt") -> tuple[Evidence, ...]:
    (found,) = capture_bytes(text.encode(), file=file)
    assert isinstance(found, Captured)
    return likely_dates(found.report)


def test_file_name_head_and_text_are_searched_in_that_order() -> None:
    text = (
        "KYIV, Oct. 20, 2022 - It was said.\n" + "x " * 400 + "In May, on 3 May 2021, it was not."
    )
    assert evidence(text, "in/2022/10/21/x_20221022.txt") == (
        Evidence("file name", "2022/10/21", Interval.day(date(2022, 10, 21))),
        Evidence("file name", "20221022", Interval.day(date(2022, 10, 22))),
        Evidence(
            "head of the text", "Oct. 20, 2022", Interval.day(date(2022, 10, 20)), Span(6, 19)
        ),
        Evidence("text", "3 May 2021", Interval.day(date(2021, 5, 3)), Span(846, 856)),
    )


def test_an_address_may_hold_a_date() -> None:
    found = evidence('{"text": "x", "url": "https://a.example/2022/10/20/x"}', "a.json")
    assert [(one.where, one.written) for one in found] == [("address", "2022/10/20")]


def test_what_leaves_the_year_open_is_shown_and_not_resolved() -> None:
    found = evidence("1 day ago\n\nIt is to end on 14 September.")
    assert [(one.written, one.interval) for one in found] == [
        ("1 day ago", None),
        ("14 September", None),
    ]


def test_numbers_that_are_no_dates_are_no_evidence() -> None:
    assert evidence("A train with 20221399 tons, 2022/13/45, in May 90% may.") == ()


def test_the_example_has_an_undated_report_with_something_to_go_by(repository: Path) -> None:
    folder = repository / "src" / "tocsin" / "example" / "reports"
    undated = [
        one.report
        for one in gather([folder])
        if isinstance(one, Captured) and one.report.published is None
    ]
    assert undated
    assert all(likely_dates(report) for report in undated)
