"""What a later report dates to a stretch of time was said on the day that is known within it."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Origin, Reading
from tocsin.trace import load_register, trace

NEWS = "the ferry guard had moved three of its cutters to the northern pier"


def said(
    what: str,
    written: str,
    first: str,
    last: str | None = None,
    *,
    on: str,
    publisher: str,
    likelihood: str | None = None,
) -> Reading:
    """A report: "Ada Sample said *written* that *what*"; `first` and `last` day are meant."""
    words = f"Ada Sample said {written} that {what}."
    made = report(words, on, publisher=publisher)
    one = statement(
        made,
        words,
        speaker="Ada Sample",
        cue="said",
        content=what,
        said=(written, first, last or first),
        likelihood=likelihood,
    )
    return reading(made, one)


def traced(*readings: Reading) -> tuple[Origin, ...]:
    register = load_register()
    found = {trace(list(order), register) for order in permutations(readings)}
    assert len(found) == 1
    return found.pop()


def paper(
    written: str, first: str, last: str, *, on: str = "2023-05-20", what: str = NEWS
) -> Reading:
    return said(what, written, first, last, on=on, publisher="Lofot Post")


THURSDAY = said(NEWS, "on Thursday", "2023-05-04", on="2023-05-04", publisher="Tarn Echo")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("earlier this month", "2023-05-01", "2023-05-20"),
        ("this month", "2023-05-01", "2023-05-31"),
        ("earlier this year", "2023-01-01", "2023-05-20"),
        ("this year", "2023-01-01", "2023-12-31"),
        ("earlier in May", "2023-05-01", "2023-05-20"),
        ("in early May", "2023-05-01", "2023-05-10"),
    ],
)
def test_a_stretch_that_is_not_over_holds_what_was_said_in_it(
    written: str, first: str, last: str
) -> None:
    (origin,) = traced(THURSDAY, paper(written, first, last))
    assert origin.occasion is not None
    assert f"{origin.occasion.start:%d %m}" == "04 05"
    assert [mention.kind for mention in origin.mentions] == ["first", "relay"]


def test_a_stretch_told_first_is_that_of_a_day_told_later() -> None:
    vague = paper("this month", "2023-05-01", "2023-05-31", on="2023-05-12")
    dated = said(NEWS, "on 4 May", "2023-05-04", on="2023-05-25", publisher="Tarn Echo")
    assert len(traced(vague, dated)) == 1


@pytest.mark.parametrize(
    ("written", "first", "last", "on"),
    [
        ("last week", "2023-05-08", "2023-05-14", "2023-05-20"),
        ("this month", "2023-06-01", "2023-06-30", "2023-06-20"),
        ("in April", "2023-04-01", "2023-04-30", "2023-05-20"),
    ],
)
def test_a_stretch_without_the_day_is_another_time(
    written: str, first: str, last: str, on: str
) -> None:
    assert len(traced(THURSDAY, paper(written, first, last, on=on))) == 2


@pytest.mark.parametrize(
    "what",
    [
        "three cutters of the ferry guard had been moved to the northern pier",
        "the ferry guard had by now moved three cutters northwards to the pier",
    ],
)
def test_the_first_report_says_nothing_again_that_a_later_one_tells(what: str) -> None:
    origins = traced(THURSDAY, paper("earlier this month", "2023-05-01", "2023-05-20", what=what))
    first, *later = origins
    assert first.restates is None
    assert first.supersedes is None
    assert all(origin.restates in {first.id, None} for origin in later)
    assert next(m.kind for m in first.mentions) == "first"


def test_a_short_judgement_of_a_stretch_is_that_of_its_day() -> None:
    what = "a raid before winter was unlikely"
    first = said(
        what,
        "on Thursday",
        "2023-05-04",
        on="2023-05-04",
        publisher="Tarn Echo",
        likelihood="unlikely",
    )
    again = said(
        what,
        "earlier this month",
        "2023-05-01",
        "2023-05-20",
        on="2023-05-20",
        publisher="Lofot Post",
        likelihood="unlikely",
    )
    assert len(traced(first, again)) == 1
