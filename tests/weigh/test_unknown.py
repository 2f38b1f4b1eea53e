"""What is not known, not told, taken back or rejected as a number is no look and no view."""

from __future__ import annotations

import pytest
from tests.weigh.build import origin_of, reading_of, register_of, say, watch_of

from tocsin.nouns import Act, Bearing, Statement
from tocsin.weigh import bearings


def bearing(statement: Statement, target: str = "armour") -> Bearing:
    reading = reading_of(statement)
    found = bearings(watch_of(), (reading,), (origin_of("Ann Marlow", reading),), register_of())
    return next(one for one in found if one.target == target)


@pytest.mark.parametrize(
    "text",
    [
        "The watch post did not say whether tanks had moved.",
        "The watch post does not know if trains brought tanks.",
        "The watch post did not say that tanks had moved.",
        "Nobody has claimed that trains brought tanks.",
        "The paper could not confirm that tanks had been moved.",
        "She couldn't say whether trains brought tanks.",
        "The navy would not say how the tanks were moved.",
        "The mission has no information on whether trains brought tanks.",
        "There was no word on whether trains had brought tanks.",
        "No one knows whether trains brought tanks.",
        "Nobody outside the port can tell whether tanks are being moved.",
        "It is not clear if tanks were moved.",
        "The mission has published no report this week on the trains that brought tanks.",
        "The ministry gave no details about moved tanks.",
        "The mayor did not have any news about moved tanks.",
        "The council is debating whether trains should have moved tanks.",
    ],
)
def test_what_is_not_known_or_not_told_is_neither_seen_nor_a_look(text: str) -> None:
    one = bearing(say(text, polarity="negated"))
    assert (one.direction, one.probability) == ("none", 0.0)
    assert "open" in one.reason


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The trains moved tanks without saying whether more would come.", "seen"),
        ("Whether or not it snows, trains move tanks.", "seen"),
        ("She did not say who pays, but trains brought tanks.", "seen"),
        ("The navy gave no details; trains brought tanks on Monday.", "seen"),
        ("The mission saw no tanks being moved.", "absent"),
        ("There were no reports of tanks being moved.", "absent"),
    ],
)
def test_what_hangs_on_no_whether_is_told(text: str, direction: str) -> None:
    assert bearing(say(text)).direction == direction


@pytest.mark.parametrize(
    "text",
    [
        "It is a myth that trains brought tanks.",
        "That is a hoax: it is a fabrication that trains brought tanks.",
        "The mission retracted its report that trains had brought tanks.",
        "The paper withdrew its earlier claim that trains had brought tanks.",
        "The mayor took back his statement that trains had brought tanks.",
    ],
)
def test_a_myth_or_what_is_taken_back_is_not_so(text: str) -> None:
    one = bearing(say(text))
    assert one.direction == "absent"
    assert "not so" in one.reason


@pytest.mark.parametrize(
    "text",
    [
        "It is not a myth that trains brought tanks.",
        "The army withdrew its guns on reports that trains had brought tanks.",
    ],
)
def test_what_is_no_myth_and_not_taken_back_is_seen(text: str) -> None:
    assert bearing(say(text)).direction == "seen"


def test_a_may_that_runs_into_what_matched_holds_it_back() -> None:
    plain = bearing(say("Eastland has mobilised reserves.", actor="Eastland"), "mobilisation")
    maybe = bearing(say("Eastland may have mobilised reserves.", actor="Eastland"), "mobilisation")
    assert plain.direction == maybe.direction == "seen"
    assert maybe.probability < plain.probability


def test_who_disagrees_with_a_number_holds_none() -> None:
    told = _rejecting("disagreed with", "a 40 percent chance", act="assessment")
    assert bearing(told, "entry").direction == "none"


def _rejecting(verb: str, phrase: str, act: Act = "denial") -> Statement:
    content = f"Eastland had {phrase} of entering Westland"
    return say(
        f"She {verb} an estimate that {content}.",
        content=content,
        actor="Eastland",
        act=act,
        likelihood=phrase,
        cue=verb,
        tense="future",
    )


@pytest.mark.parametrize("verb", ["rejected", "disputed", "denied"])
@pytest.mark.parametrize("phrase", ["a 40 percent chance", "a one in three chance"])
def test_who_rejects_a_number_holds_none(verb: str, phrase: str) -> None:
    assert bearing(_rejecting(verb, phrase), "entry").direction == "none"


@pytest.mark.parametrize(
    "frame",
    [
        "She disagreed with an estimate that {}.",
        "She dismissed a forecast that {}.",
        "She disputed that {}.",
        "She called it exaggerated that {}, which is far too high.",
    ],
)
def test_a_number_that_the_writer_tells_as_not_shared_is_no_view(frame: str) -> None:
    text = frame.format("Eastland had a 40 percent chance of entering Westland")
    told = say(
        text, actor="Eastland", speaker=None, likelihood="a 40 percent chance", tense="future"
    )
    assert bearing(told, "entry").direction == "none"


def test_a_number_of_the_writer_is_a_view() -> None:
    told = say(
        "Eastland had a 40 percent chance of entering Westland.",
        actor="Eastland",
        speaker=None,
        likelihood="a 40 percent chance",
        tense="future",
    )
    assert bearing(told, "entry").direction == "view"


def test_who_denies_that_it_is_likely_holds_it_for_unlikely() -> None:
    content = "Eastland was likely to enter Westland"
    told = say(
        f"She denied that {content}.",
        content=content,
        actor="Eastland",
        act="denial",
        likelihood="likely",
        cue="denied",
        tense="future",
    )
    assert bearing(told, "entry").direction == "view"
