from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.read.reading import report_of, said, statements

from tocsin.read import Reader
from tocsin.weigh.timing import moment_of


@pytest.mark.parametrize(
    ("text", "words", "old"),
    [
        ("Tanks crossed the river on May 18.", "Tanks", False),
        ("Tanks crossed the river on Tuesday.", "Tanks", False),
        ("Tanks crossed the river in 2029.", "Tanks", True),
        ("Tanks crossed the river last December.", "Tanks", True),
        ("The previous winter, 30,000 troops crossed the river.", "troops", True),
        ("Norway has had close ties to the island since 1991.", "ties", True),
        ("It was the first crossing since 2029.", "first crossing", False),
        ("Tanks will cross the river in June.", "Tanks", False),
        ("Partisans blew up rails at the start of the war.", "rails", True),
        ("Olga Maren said that tanks crossed the river this week.", "tanks", False),
        ("Olga Maren said that tanks crossed the river in 2029.", "tanks", True),
        ("Norway removed the shells which it had stored there in 2029.", "shells", False),
        ("In 2029 Norway removed the shells which it had stored there.", "shells", True),
        ("No flights have landed on the island since early February.", "flights", False),
        ("No launches from the coast have been seen since 10 January.", "launches", False),
        ("Troops have stood on the island since 2029.", "Troops", True),
        ("The troops on the island number 900, up from 800 in January.", "900", False),
        ("The island has 900 troops, down from about 1,200 in 2030.", "900", False),
        ("The island has 900 troops, compared with ninety a year ago.", "900", False),
        ("The group has 40 boats, against 90 in January.", "40", False),
        ("In January they fought against 90 men.", "90", True),
        ("The men moved up from Lund in January.", "men", True),
    ],
)
def test_what_happened_long_before_the_report_is_background(
    reader: Reader, text: str, words: str, old: bool
) -> None:
    assert said(statements(reader, text), words).background is old


def test_the_reports_own_undated_perfect_retells(reader: Reader) -> None:
    assert said(statements(reader, "Norway has lent its ports to the fleet."), "ports").background
    assert said(statements(reader, "Norway regularly lends its ports."), "ports").background


def test_the_perfect_of_one_who_reports_is_news(reader: Reader) -> None:
    text = "The project says that 90 tanks have been moved out."
    assert not said(statements(reader, text), "90 tanks").background


def test_what_has_not_happened_is_the_present_state(reader: Reader) -> None:
    text = "Norway has not sent troops to the island."
    assert not said(statements(reader, text), "troops").background


def test_an_undated_report_has_no_day_to_measure_from(reader: Reader) -> None:
    text = "Tanks crossed the river in 2029."
    assert not said(statements(reader, text, published=None), "Tanks").background
    assert said(statements(reader, text, published=date(2031, 5, 20)), "Tanks").background


def test_the_day_of_a_saying_does_not_age_what_is_said(reader: Reader) -> None:
    text = "In its January update, the institute wrote that the chance of a landing was low."
    assert not said(statements(reader, text), "landing").background


def test_when_a_count_was_another_is_not_when_it_is_this_one(reader: Reader) -> None:
    told = {
        "The island has 900 troops, down from 1,200 in January.": date(2031, 5, 20),
        "The island has 900 troops (up from some 800 in late January).": date(2031, 5, 20),
        "The island had 900 troops in January, the group said.": date(2031, 1, 1),
    }
    at = datetime(2031, 5, 20, 12, tzinfo=UTC)
    days = {}
    for text in told:
        (one,) = [s for s in statements(reader, text) if "900" in s.text]
        days[text] = moment_of(one, report_of(text), at).date()
    assert days == told
