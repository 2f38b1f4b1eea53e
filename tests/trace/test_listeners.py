"""Who but listened passed nothing on: reporters, the press and the media at large."""

from __future__ import annotations

import pytest
from tests.trace.build import reading, report, statement

from tocsin.nouns import Name, Origin, Relay, Span
from tocsin.trace import load_register, trace
from tocsin.trace.listeners import hands_of

FERRY = "The last ferry will sail on Monday"


def told(hearer: str) -> tuple[Relay, ...]:
    return (Relay(Name(hearer, Span(0, len(hearer)), named=False), "told"),)


@pytest.mark.parametrize(
    "hearer",
    [
        "reporters",
        "reporters in Narvik",
        "a reporter",
        "the reporters",
        "journalists",
        "foreign journalists",
        "Norwegian journalists",
        "a Norwegian journalist",
        "Oslo correspondents",
        "newsmen",
        "an interviewer",
        "the press",
        "the assembled press",
        "the media",
        "broadcasters",
        "reporters at the White House",
    ],
)
def test_who_but_listens_is_no_link(hearer: str) -> None:
    assert hands_of(told(hearer)) == ()


@pytest.mark.parametrize(
    "hearer",
    [
        "CNN",
        "a Reuters reporter",
        "Reuters reporters",
        "an NTB correspondent",
        "Radio Narvik's reporter",
        "the Post’s reporters",
        "television reporters",
        "a newspaper journalist",
        "state television",
        "state media",
        "Norwegian media",
        "the local press",
        "Agence France-Presse",
        "the newspaper",
        "two Norwegian newspapers",
        "a broadcaster",
    ],
)
def test_who_hears_for_an_outlet_is_one(hearer: str) -> None:
    assert hands_of(told(hearer)) == told(hearer)


def test_reporters_who_tell_it_themselves_are_a_link() -> None:
    (link,) = told("reporters")
    assert hands_of((Relay(link.name, "quoted"),)) != ()


@pytest.mark.parametrize(
    ("hearer", "relays"),
    [
        ("reporters", [("Ann Lee", "Northern Courier")]),
        ("CNN", [("Ann Lee", "CNN"), ("CNN", "Northern Courier")]),
    ],
)
def test_an_origin_names_no_listeners_among_those_it_came_through(
    hearer: str, relays: list[tuple[str, str]]
) -> None:
    text = f"{FERRY}, Ann Lee told {hearer}."
    made = report(text)
    one = statement(made, text, speaker="Ann Lee", content=FERRY, chain=[(hearer, "told")])
    found: tuple[Origin, ...] = trace([reading(made, one)], load_register())
    assert [list(origin.relays) for origin in found] == [relays]
