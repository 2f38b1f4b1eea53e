"""Words of likelihood that are turned, compared or capped: which range they have, if any."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.weigh.build import DAY, WATCH, origin_of, reading_of, register_of, say, watch_of

from tocsin.nouns import Statement, View
from tocsin.weigh import bearings, matrix
from tocsin.weigh.words import range_of

WIDE = 0.9


def outcome(statement: Statement, target: str = "entry") -> str:
    reading = reading_of(statement)
    origins = (origin_of("Ann Marlow", reading),)
    found = bearings(watch_of(), (reading,), origins, register_of())
    return next((one.direction for one in found if one.target == target), "")


def views(statement: Statement, source: str) -> tuple[View, ...]:
    reading = reading_of(statement)
    origins, register = (origin_of(source, reading),), register_of()
    borne = bearings(watch_of(), (reading,), origins, register)
    at = DAY + timedelta(days=1)
    return matrix(watch_of(), borne, (reading,), origins, register, as_of=at).views


@pytest.mark.parametrize(
    "phrase",
    [
        "anything but likely",
        "far from inevitable",
        "hardly likely",
        "by no means certain",
        "not remotely likely",
        "neither imminent nor inevitable",
        "as likely as",
        "as likely",
        "nor is it inevitable",
        "not certain",
        "not inevitable",
        "down from likely",
        "from unlikely to likely",
    ],
)
def test_what_is_only_turned_or_compared_has_no_range(phrase: str) -> None:
    told = range_of(phrase, None, None, None)
    assert told.high - told.low > WIDE


@pytest.mark.parametrize("joint", ["but not inevitable", "but not certain", "though not certain"])
def test_an_end_that_is_denied_leaves_the_first_word_its_range(joint: str) -> None:
    assert range_of(f"possible {joint}", None, None, None) == range_of("possible", None, None, None)


def test_unlikely_but_not_impossible_is_unlikely() -> None:
    both = range_of("unlikely but not impossible", None, None, None)
    assert both.high < 0.5


def test_as_likely_as_not_keeps_its_range() -> None:
    told = range_of("as likely as not", None, None, None)
    assert told.low < 0.5 < told.high < 0.9


@pytest.mark.parametrize("phrase", ["anything but likely", "as likely as"])
def test_a_likelihood_without_a_level_is_no_view(phrase: str) -> None:
    text = f"Eastland is {phrase} to invade Westland."
    assert outcome(say(text, actor="Eastland", likelihood=phrase, tense="future")) == "none"


@pytest.mark.parametrize(
    "phrase",
    ["not possible", "n't possible", "not possibly", "not even possible", "not conceivable"],
)
def test_what_is_not_possible_is_impossible(phrase: str) -> None:
    assert range_of(phrase, None, None, None) == range_of("impossible", None, None, None)


@pytest.mark.parametrize("phrase", ["not plausible", "not a realistic chance", "not very possible"])
def test_what_can_hardly_be_is_unlikely(phrase: str) -> None:
    told = range_of(phrase, None, None, None)
    assert 0.02 < told.high < 0.5


def test_possibly_not_is_of_the_opposite() -> None:
    told, other = (range_of(one, None, None, None) for one in ("possibly not", "possibly"))
    assert (told.low, told.high) == pytest.approx((1 - other.high, 1 - other.low))


@pytest.mark.parametrize(
    "phrase",
    [
        "possible",
        "plausible",
        "realistic chance",
        "slim chance",
        "no chance",
        "fifty-fifty chance",
        "certain",
        "almost certain",
        "impossible",
    ],
)
def test_the_denial_of_what_has_no_other_half_is_no_view(phrase: str) -> None:
    text = f"Ann Marlow denied that it is {phrase} that Eastland will invade Westland."
    content = text[len("Ann Marlow denied ") : -1]
    denied = say(
        text, content=content, actor="Eastland", act="denial", likelihood=phrase, tense="future",
        of="Eastland will invade Westland", cue="denied",
    )  # fmt: skip
    assert outcome(denied) == "none"


def test_the_denial_of_what_is_likely_is_its_other_half() -> None:
    text = "Ann Marlow denied that it is likely that Eastland will invade Westland."
    denied = say(
        text, content=text[len("Ann Marlow denied ") : -1], actor="Eastland", act="denial",
        likelihood="likely", tense="future", of="Eastland will invade Westland", cue="denied",
    )  # fmt: skip
    (view,), told = views(denied, "Ann Marlow"), range_of("likely", None, None, None)
    assert view.turned
    assert (view.low, view.high) == pytest.approx((1 - told.high, 1 - told.low))


def test_of_a_high_degree_the_denial_leaves_what_a_not_leaves() -> None:
    text = "Ann Marlow denied that it is highly likely that Eastland will invade Westland."
    denied = say(
        text, content=text[len("Ann Marlow denied ") : -1], actor="Eastland", act="denial",
        likelihood="highly likely", tense="future", of="Eastland will invade Westland",
        cue="denied",
    )  # fmt: skip
    (view,), told = views(denied, "Ann Marlow"), range_of("not highly likely", None, None, None)
    assert (view.low, view.high, view.turned) == (told.low, told.high, False)
    assert "not highly likely" in view.reason


@pytest.mark.parametrize(
    ("text", "of", "turned"),
    [
        ("No entry of Eastland into Westland is possible.", "No entry of Eastland into Westland",
         False),
        ("It is possible that Eastland will not invade Westland.",
         "Eastland will not invade Westland", True),
    ],
    ids=["none is possible", "possibly none comes"],
)  # fmt: skip
def test_a_denied_possible_is_impossible_and_a_possible_denial_is_of_the_opposite(
    text: str, of: str, turned: bool
) -> None:
    told = say(
        text, actor="Eastland", likelihood="possible", tense="future", polarity="negated", of=of
    )
    (view,) = views(told, "Ann Marlow")
    assert view.turned == turned
    assert turned or view.high < 0.05


def test_likely_rather_than_certain_is_not_turned() -> None:
    (view,) = views(
        say(
            "Eastland is likely rather than certain to invade Westland.",
            actor="Eastland",
            likelihood="likely",
            tense="future",
        ),
        "Ann Marlow",
    )
    assert (view.turned, view.counted) == (False, True)


@pytest.mark.parametrize("who", ["it", "He", "its", "they"])
def test_a_pronoun_is_no_assessor(who: str) -> None:
    told = say(
        "Eastland is likely to invade Westland.",
        actor="Eastland",
        likelihood="likely",
        tense="future",
        speaker=who,
        named=False,
    )
    assert [(one.counted, "pronoun" in one.reason) for one in views(told, who)] == [(False, True)]


@pytest.mark.parametrize("words", ["a mistake to think", "wrong to believe"])
def test_what_it_is_an_error_to_think_is_not_seen(words: str) -> None:
    text = f"It is {words} that tanks have arrived at the border."
    assert outcome(say(text, tense="past"), "armour") == "absent"


def test_how_likely_the_event_itself_is_says_nothing_of_a_sign_of_it() -> None:
    announced = (
        "  - id: announced\n    text: It is announced\n    kind: political\n"
        "    seen: {entry: 0.5, support: 0.2, bluff: 0.3}\n    lead_days: 30\n"
        "    half_life_days: 30\n    match:\n"
        "      - {actor: [eastland*], action: [invad*], other: [will]}\n"
    )
    told = say(
        "Eastland will probably invade Westland.",
        actor="Eastland",
        likelihood="probably",
        tense="future",
    )
    reading = reading_of(told)
    watch = watch_of(WATCH + announced)
    found = bearings(watch, (reading,), (origin_of("Ann Marlow", reading),), register_of())
    assert {one.target: one.direction for one in found} == {"entry": "view", "announced": "none"}


@pytest.mark.parametrize(
    "phrase",
    [
        "cannot be ruled out",
        "can't be ruled out",
        "cannot entirely be excluded",
        "impossible to rule out",
        "not possible to fully exclude",
        "isn't possible to rule out",
        "impossible for the ministry to discount",
    ],
)
def test_what_nobody_can_rule_out_is_possible(phrase: str) -> None:
    told = range_of(phrase, None, None, None)
    assert told == range_of("cannot be excluded", None, None, None)
    assert 0.1 < told.low < told.high < 0.7
