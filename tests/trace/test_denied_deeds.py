"""Who denies a deed of his own state need not name it again to be heard against who tells it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Act, Polarity, Reading, Tense
from tocsin.trace import contradictions, load_register, trace


def said(
    who: str,
    cue: str,
    what: str,
    *,
    act: Act = "statement",
    polarity: Polarity = "affirmed",
    tense: Tense = "past",
    publisher: str = "Tarn Echo",
) -> Reading:
    words = f"{who} {cue} {what}."
    made = report(words, "2023-05-02", publisher=publisher)
    given: dict[str, Any] = {"act": act, "polarity": polarity, "tense": tense}
    return reading(made, statement(made, words, speaker=who, cue=cue, content=what, **given))


def opposed(told: Reading, denied: Reading) -> bool:
    register = load_register()
    both = [told, denied]
    found = contradictions(both, trace(both, register), register)
    return [one.kind for one in found] == ["polarity"]


def denial(
    what: str, *, who: str = "Norway", cue: str = "denied", tense: Tense = "past"
) -> Reading:
    return said(who, cue, what, act="denial", tense=tense, publisher="Lofot Post")


SENT = said("NATO", "said", "Norway had sent trawlers to Iceland")


@pytest.mark.parametrize(
    "what",
    [
        "sending trawlers to Iceland",
        "having sent trawlers to Iceland",
        "it had sent trawlers to Iceland",
        "that it ever sent trawlers to Iceland",
    ],
)
def test_a_denied_deed_without_its_doer_is_the_deniers(what: str) -> None:
    assert opposed(SENT, denial(what))


def test_a_body_denies_for_its_state() -> None:
    body = denial("sending trawlers to Iceland", who="Norway's foreign ministry", tense="present")
    assert opposed(SENT, body)


def test_a_negation_of_it_is_heard_like_a_denial() -> None:
    told = said("Norway", "said", "it had not sent trawlers to Iceland", polarity="negated")
    assert opposed(SENT, told)


def test_three_words_are_enough_where_just_these_are_denied() -> None:
    told = said("NATO", "said", "Norway had closed its border")
    assert opposed(told, denial("it had closed its border"))
    assert not opposed(told, denial("it had closed its mines"))


@pytest.mark.parametrize(
    "other",
    [
        denial("sending trawlers to Iceland", who="Sweden"),
        denial("sending trawlers to Greenland"),
        denial("selling timber to Iceland"),
        said("Norway", "said", "it had sent trawlers to Iceland", publisher="Lofot Post"),
    ],
    ids=["another-state", "elsewhere", "another-deed", "no-denial"],
)
def test_who_denies_something_else_denies_nothing_of_it(other: Reading) -> None:
    assert not opposed(SENT, other)


def test_who_denies_a_deed_denies_no_plan() -> None:
    plan = said("NATO", "said", "Norway will send trawlers to Iceland", tense="future")
    assert not opposed(plan, denial("sending trawlers to Iceland", tense="present"))
