"""Rated by a date: "deems a raid in May likely" is a view of the raid, whatever month it names."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import statements
from tests.reports import report_of

from tocsin.nouns import Segment, Span, Statement
from tocsin.read import Reader


def of_may(reader: Reader, text: str) -> tuple[Statement, ...]:
    report = report_of(text, published=date(2031, 5, 5))
    return reader.read(report, (Segment(report.id, Span(0, len(text)), "body"),))


@pytest.mark.parametrize(
    ("text", "speaker", "phrase"),
    [
        ("Norland considers a Sorland raid on Tarsk in August likely.", "Norland", "likely"),
        ("The mission considers a truce in Tarsk by July unlikely.", "The mission", "unlikely"),
        ("Crisis Group thinks a coup in Tarsk by December likely.", "Crisis Group", "likely"),
        ("Norland deems a strike on Port Tarsk in June very likely.", "Norland", "very likely"),
        (
            "Norland's security council deems a Sorlandic attack in August possible.",
            "Norland's security council",
            "possible",
        ),
        ("The army called an incursion in September unlikely.", "The army", "unlikely"),
        (
            "The navy considers a missile test before June highly likely.",
            "navy",
            "highly likely",
        ),
    ],
)
def test_who_rates_a_thing_with_its_date_holds_the_view(
    reader: Reader, text: str, speaker: str, phrase: str
) -> None:
    (found,) = statements(reader, text)
    assert found.speaker is not None
    assert found.speaker.text == speaker
    assert found.likelihood is not None
    assert found.likelihood.phrase == phrase


@pytest.mark.parametrize(
    "text",
    [
        "A raid in August is likely.",
        "A raid on Tarsk is unlikely in October, the mission said.",
        "Norland sees a high risk of a raid on Tarsk in September.",
        "Norland considers a raid in December likely.",
        "It is unlikely that Sorland attacks in October.",
    ],
)
def test_the_month_of_what_is_likely_lies_ahead_and_makes_no_news_old(
    reader: Reader, text: str
) -> None:
    found = of_may(reader, text)
    assert found
    for one in found:
        assert not one.background
        for mention in one.dates:
            assert mention.interval is not None
            assert mention.interval.start is not None
            assert mention.interval.start.year == 2031


@pytest.mark.parametrize(
    "text",
    [
        "Fighting in August was likely staged, the mission said.",
        "The man killed in October is likely a deserter.",
    ],
)
def test_what_was_done_in_a_month_that_is_over_stays_there(reader: Reader, text: str) -> None:
    dates = [d for one in of_may(reader, text) for d in one.dates]
    assert dates
    for mention in dates:
        assert mention.interval is not None
        assert mention.interval.start is not None
        assert mention.interval.start.year == 2030
