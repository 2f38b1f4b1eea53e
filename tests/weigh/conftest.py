"""A reader that weighs single sentences under proposed watches."""

from __future__ import annotations

from functools import cache

import pytest
from tests.reports import report_of
from tests.weigh.asked import Weigh
from tests.weigh.questions import OPENS, watch_for

from tocsin.nouns import Bearing, Reading, Segment, Span
from tocsin.read import Reader
from tocsin.trace import load_register, trace
from tocsin.weigh import bearings


@pytest.fixture(scope="module")
def weigh() -> Weigh:
    """Read a sentence as a report, once, and weigh it under the proposed watch of a question."""
    reader, register = Reader.load(), load_register()

    @cache
    def read(text: str) -> Reading:
        report = report_of(text, published=OPENS.replace(month=3), publisher="Newsweek")
        segments = (Segment(report.id, Span(0, len(text)), "body"),)
        return Reading(report, segments, reader.read(report, segments), "1")

    def weighed(question: str, text: str) -> tuple[Bearing, ...]:
        reading = read(text)
        return bearings(watch_for(question), [reading], trace([reading], register), register)

    return weighed
