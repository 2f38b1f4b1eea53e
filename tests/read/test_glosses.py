"""Glosses: what is likely beside what somebody says is the writer's, and no view of that body's."""

from __future__ import annotations

import pytest
from tests.read.reading import statements
from tests.reports import report_of

from tocsin.nouns import Reading, Segment, Span, Statement
from tocsin.read import Reader
from tocsin.trace import load_register, trace

RAID = "Norland raid on Vareni"


def rated(reader: Reader, text: str) -> Statement:
    """The one statement that has a likelihood."""
    (found,) = [one for one in statements(reader, text) if one.likelihood is not None]
    return found


def speaker(found: Statement) -> str:
    """Who speaks, "" for the writer."""
    return "" if found.speaker is None or found.speaker.span is None else found.speaker.text


@pytest.mark.parametrize(
    "text",
    [
        f"The Sudland senate rejects a bill that would tax ships amidst talk of a possible {RAID}.",
        f"Sudland ruled out a ban on ferries amid fears of a possible {RAID}.",
        f"Sudland's central bank rejects a rate cut because of a possible {RAID}.",
        f"Sudland denied permits to nine pilots amid talk of a likely {RAID}.",
        f"The Sudland cabinet rejects a plan to shut the mine as traders fear a probable {RAID}.",
        f"Ann Berg rejected a call for early curbs to avert a possible {RAID}.",
        f"Ann Berg denied that Sudland was hoarding gas in case of a possible {RAID}.",
        f"Ann Berg denied that she had left ahead of a likely {RAID}.",
        f"Ann Berg denied having left before a likely {RAID}.",
        f"Sudland refuses to lend its ships despite a possible {RAID}.",
        f"Sudland criticizes the gas deal amid fears of a possible {RAID}.",
        f"Sudland accuses Oslo of lying about a possible {RAID}.",
        f"Sudland ruled out a ban on ferries amid a high risk of a {RAID}.",
        f"Sudland ruled out a shortage, despite a likely {RAID}.",
        f"Sudland rejected the request, as a {RAID} is likely.",
        f"Sudland criticised talk of a possible {RAID}.",
        f"The ministry announced a drill amid fears of a possible {RAID}.",
        f"The bank warned of a shortage amid fears of a possible {RAID}.",
    ],
)
def test_a_likelihood_beside_what_is_told_is_the_writer_s(reader: Reader, text: str) -> None:
    found = rated(reader, text)
    assert (speaker(found), found.act, found.polarity) == ("", "assessment", "affirmed")


@pytest.mark.parametrize(
    ("text", "who", "act"),
    [
        (f"Ann Berg denied that a {RAID} is likely.", "Ann Berg", "denial"),
        (f"Ann Berg denied reports of a likely {RAID}.", "Ann Berg", "denial"),
        (f"Ann Berg denied plans for a likely {RAID}.", "Ann Berg", "denial"),
        (f"Ann Berg rejected a report on a likely {RAID}.", "Ann Berg", "denial"),
        (f"Ann Berg rejected the idea that a {RAID} was likely.", "Ann Berg", "denial"),
        (f"Ann Berg warned of a possible {RAID}.", "Ann Berg", "assessment"),
        (f"Ann Berg said that ferries would stop ahead of a likely {RAID}.", "Ann Berg", ""),
        (f"Ann Berg predicted a slump because of a likely {RAID}.", "Ann Berg", "assessment"),
        (f"Ann Berg rejected the offer, saying a {RAID} was likely.", "Ann Berg", "assessment"),
        (f'"We reject it because a {RAID} is likely," Ann Berg said.', "Ann Berg", "assessment"),
    ],
)
def test_a_likelihood_in_what_is_told_stays_the_speaker_s(
    reader: Reader, text: str, who: str, act: str
) -> None:
    found = rated(reader, text)
    assert speaker(found) == who
    assert not act or found.act == act


def test_what_goes_on_while_a_denied_thing_would_is_not_denied(reader: Reader) -> None:
    text = f"Ann Berg denied that a vote was planned while a {RAID} remains likely."
    rated_by = [speaker(one) for one in statements(reader, text) if one.likelihood is not None]
    assert "Ann Berg" not in rated_by


def test_who_tells_that_another_rejects_a_thing_has_the_gloss(reader: Reader) -> None:
    text = f"Ann Berg said that the senate rejected a bill amid fears of a possible {RAID}."
    assert speaker(rated(reader, text)) == "Ann Berg"


def test_a_gloss_is_of_another_origin_than_what_it_stands_beside(reader: Reader) -> None:
    text = f"Sudland ruled out a ban on ferries amid fears of a possible {RAID}."
    report = report_of(text, publisher="The Harbour Post")
    segments = (Segment(report.id, Span(0, len(text)), "body"),)
    reading = Reading(report, segments, reader.read(report, segments), "1")
    gloss = next(one for one in reading.statements if one.likelihood is not None)
    (origin,) = [one for one in trace([reading], load_register()) if gloss.id in one.items]
    assert origin.source == "The Harbour Post"


@pytest.mark.parametrize("rated", ["call a raid likely", "see a raid as likely", "call one likely"])
@pytest.mark.parametrize("over", ["although", "though", "while"])
def test_what_others_call_likely_beside_a_denial_is_theirs_alone(
    reader: Reader, rated: str, over: str
) -> None:
    text = f"Norland denies that it plans a raid, {over} analysts {rated}."
    likely = [one for one in statements(reader, text) if one.likelihood is not None]
    assert [one.speaker.text for one in likely if one.speaker is not None] == ["analysts"]
