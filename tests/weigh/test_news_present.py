"""News present: what came about is seen in the present of news as in the past, and no plan is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.reports import report_of
from tests.weigh.build import WATCH, say, watch_of

from tocsin.nouns import Pattern, Reading, Register, Segment, Span, Watch
from tocsin.read import Gate, Reader
from tocsin.trace import load_register, trace
from tocsin.weigh import bearings, lexicon_of, matrix, parse_watch, propose_watch
from tocsin.weigh.conjugation import irregular, plain_of, present_phrases, third_of
from tocsin.weigh.patterns import match

ENTRY = "Will Kenyan troops enter Somalia by 2031-06-01?"
TOWN = "Will Chilean forces capture Tacna by 2031-06-01?"
MARCH = date(2031, 3, 3)

Sightings = Callable[[str, str], int]


@pytest.fixture(scope="module")
def came_about() -> Sightings:
    """Count the sightings of the outcome of a proposed watch in one sentence, read as a report."""
    reader, register = Reader.load(), load_register()
    made: dict[str, Watch] = {}

    def sightings(question: str, text: str) -> int:
        if question not in made:
            proposal = propose_watch(question, date(2031, 6, 1), opens=date(2031, 1, 1))
            made[question] = parse_watch(proposal, file="the proposal")
        return _rows(made[question], text, reader, register)

    return sightings


def _rows(watch: Watch, text: str, reader: Reader, register: Register) -> int:
    report = report_of(text, published=MARCH, publisher="Newsweek")
    segments = (Segment(report.id, Span(0, len(text)), "body"),)
    reading = Reading(report, segments, reader.read(report, segments), "1")
    origins = trace([reading], register)
    found = bearings(watch, [reading], origins, register)
    told = matrix(watch, found, [reading], origins, register, as_of=watch.closes)
    outcomes = {one.id for one in watch.indicators if one.kind == "outcome"}
    return sum(len(row.sightings) for row in told.rows if row.indicator in outcomes)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (ENTRY, "Kenyan forces enter Somalia, the border guard says."),
        (ENTRY, "Kenyan troops cross the border into Somalia."),
        (ENTRY, "Kenya invades Somalia."),
        (ENTRY, "Kenya declares war on Somalia."),
        (ENTRY, "Kenya launches a full-scale invasion of Somalia."),
        (ENTRY, "On 2 March Kenyan troops enter Somalia."),
        (TOWN, "Chilean forces capture Tacna."),
        (TOWN, "Chilean troops take control of Tacna, the mayor says."),
    ],
)
def test_what_came_about_is_seen_in_the_present_of_news(
    came_about: Sightings, question: str, text: str
) -> None:
    assert came_about(question, text) == 1


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (ENTRY, "Kenyan troops enter Somalia next week."),
        (ENTRY, "Kenyan troops enter Somalia on 1 May, the blogger says."),
        (ENTRY, "Kenyan troops enter Somalia every year for the harvest."),
        (ENTRY, "Kenyan troops enter Somalia from the south under the plan, analysts say."),
        (ENTRY, "In the exercise, Kenyan troops enter Somalia."),
        (ENTRY, "If Kenyan troops enter Somalia, the union will act."),
        (ENTRY, "When Kenyan troops enter Somalia, the union closes the port."),
        (ENTRY, "The union will act the moment Kenyan troops enter Somalia."),
        (ENTRY, "Kenyan troops may enter Somalia."),
        (ENTRY, "Kenyan troops can enter Somalia at any time, the mayor says."),
        (ENTRY, "Kenyan troops are to enter Somalia on Monday."),
        (ENTRY, "Kenyan troops do not enter Somalia."),
        (ENTRY, "Kenyan troops refuse to enter Somalia."),
        (ENTRY, "Somalia fears that Kenyan troops enter Somalia."),
        (ENTRY, "The union demands that Kenyan troops enter Somalia."),
        (ENTRY, "Ann Marlow promises that Kenya joins the war."),
        (ENTRY, "Kenyan soldiers enter Somalia and give themselves up."),
        (TOWN, "Chilean forces want to capture Tacna."),
        (TOWN, "The capture of Tacna worries Chilean forces."),
    ],
)
def test_a_plan_a_case_a_habit_or_a_refusal_in_the_present_is_none(
    came_about: Sightings, question: str, text: str
) -> None:
    assert came_about(question, text) == 0


DONE = Pattern(
    {"actor": ("eastland*",), "action": ("attacked", "crossed the border")},
    tense=("past", "present"),
)


def test_a_noun_is_no_verb_in_the_present() -> None:
    text = "Eastland calls the attack a lie."
    assert match(DONE, say(text, actor="Eastland", action="calls", tense="present")) is None
    text = "Eastland attacks."
    assert match(DONE, say(text, actor="Eastland", action="attacks", tense="present")) is not None


def test_only_a_pattern_of_the_past_and_the_present_is_told_in_the_present() -> None:
    text = "Eastland attacks."
    told = say(text, actor="Eastland", action="attacks", tense="present")
    for tense in ((), ("past",), ("present",)):
        assert match(Pattern(DONE.slots, tense=tense), told) is None


def test_the_gate_lets_the_present_of_news_through() -> None:
    past = "{actor: [eastland*], action: [crossed the border]"
    match_of = "{actor: [eastland*], action: [mobilis*, call* up]"
    told = watch_of(WATCH.replace(match_of, f"{past}, tense: [past, present]"))
    gate = Gate(lexicon_of([told]))
    assert gate.lets("Eastland crosses the border, and its reserves follow.")
    assert not gate.lets("Eastland maps the border, and its reserves follow.")


@pytest.mark.parametrize(
    ("past", "present"),
    [
        ("crossed the border", {"cross the border", "crosses the border"}),
        ("took control of", {"take control of", "takes control of"}),
        ("occupied", {"occupy", "occupies"}),
        ("withdrew from", {"withdraw from", "withdraws from"}),
        ("government fell", {"government fall", "government falls"}),
        ("invaded", {"invade", "invades"}),
    ],
)
def test_a_past_form_has_the_present_forms_of_its_verb(past: str, present: set[str]) -> None:
    assert present <= set(present_phrases((past,)))


@pytest.mark.parametrize("phrase", ["has entered", "was signed", "is fighting", "under way"])
def test_a_compound_tense_or_no_past_has_none(phrase: str) -> None:
    assert present_phrases((phrase,)) == ()


def test_a_third_person_is_spelt_as_it_is() -> None:
    assert [third_of(one) for one in ("go", "carry", "deploy", "reach", "enter")] == [
        "goes",
        "carries",
        "deploys",
        "reaches",
        "enters",
    ]
    assert irregular("go") == ("went", "gone")
    assert plain_of("went") == ("go",)
