"""Tellings, days on the calendar, and claims that are called false by a word that many believe."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "The DGSE, which in August assessed that a landing was unlikely, says Norland is"
                " likely to attack."
            ),
            "DGSE",
        ),
        (
            (
                "The Moor Institute, which in May judged that a raid was unlikely, says Norland is"
                " likely to attack."
            ),
            "Moor Institute",
        ),
        (
            (
                "Keskalo, who in May argued that entry was a bluff, warns that Norland is likely to"
                " attack."
            ),
            "Keskalo",
        ),
    ],
)
def test_who_said_otherwise_before_says_it_now(reader: Reader, text: str, speaker: str) -> None:
    told = said(statements(reader, text), "likely to attack")
    assert told.speaker is not None
    assert told.speaker.text == speaker
    assert told.likelihood is not None
    assert told.likelihood.phrase == "likely"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            (
                "A pilot told a harbour board that the fleet had sailed, and that the boom had been"
                " raised."
            ),
            "the boom",
            "A pilot",
        ),
        (
            (
                "A nurse told an aid agency that soldiers had come, and that two men had been taken"
                " away."
            ),
            "two men",
            "A nurse",
        ),
        (
            (
                "Two drivers told a radio station that they had seen 40 tanks, and that a train had"
                " been held up."
            ),
            "a train",
            "Two drivers",
        ),
        ("A nurse told an aid agency that soldiers had come.", "soldiers", "A nurse"),
    ],
)
def test_both_clauses_that_someone_is_told_are_the_teller_s(
    reader: Reader, text: str, words: str, speaker: str
) -> None:
    told = said(statements(reader, text), words)
    assert told.speaker is not None
    assert (told.speaker.text, told.background) == (speaker, False)
    assert not content(told).startswith(speaker)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The next talks are on Monday.", date(2031, 5, 26)),
        ("The upcoming talks take place on Monday.", date(2031, 5, 26)),
        ("The next round of talks is on Thursday.", date(2031, 5, 29)),
        ("The vote is on 26 May.", date(2031, 5, 26)),
        ("The ultimatum expires on Monday.", date(2031, 5, 26)),
        ("The next talks were on Monday.", date(2031, 5, 19)),
        ("A march takes place in Oslo on May 5.", date(2031, 5, 5)),
        ("The talks were on Monday.", date(2031, 5, 19)),
        ("The attack on Monday is the third.", date(2031, 5, 19)),
        ("The army says it shelled the port on Monday.", date(2031, 5, 19)),
    ],
)
def test_what_is_on_a_day_lies_ahead(reader: Reader, text: str, day: date) -> None:
    (told,) = statements(reader, text, published=date(2031, 5, 23))
    assert [d.interval.start.date() for d in told.dates if d.interval and d.interval.start] == [day]


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("Oslo called the report nonsense.", "Oslo"),
        ("Oslo branded the claim fabrication.", "Oslo"),
        ("Oslo called the report pure nonsense.", "Oslo"),
    ],
)
def test_to_call_a_report_nonsense_is_to_deny_it(reader: Reader, words: str, by: str) -> None:
    text = f"The Harbour Post reported that tanks had left the island. {words}"
    found = statements(reader, text, publisher="Northern Courier")
    told = said(found, "tanks had left")
    assert [(one.status, one.by) for one in told.verification] == [("denied", by)]
    assert found[-1].act == "denial"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("It is a legend that Norland has sent troops to the island.", "negated"),
        ("It is a myth that Norland has sent troops to the island.", "negated"),
        ("It is false that Norland has sent troops to the island.", "negated"),
        ("It is a fact that Norland has sent troops to the island.", "affirmed"),
        ("It is a legend of the island.", "affirmed"),
    ],
)
def test_what_is_a_legend_is_not_so(reader: Reader, text: str, polarity: str) -> None:
    assert [s.polarity for s in statements(reader, text)] == [polarity]


def test_who_says_that_it_is_a_legend_denies_it(reader: Reader) -> None:
    text = "Ann Lee said it was a legend that Norland had sent troops to the island."
    assert said(statements(reader, text), "legend").act == "denial"
