from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def chain(statement: Statement) -> list[tuple[str, str]]:
    return [(relay.name.text, relay.via) for relay in statement.chain]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "Oleg Brandt told the Daily Herald that the army was tired.",
            [("Daily Herald", "told")],
        ),
        (
            "In an interview with The Economist, Oleg Brandt said the army was tired.",
            [("Economist", "told")],
        ),
        ("The army was tired, Oleg Brandt told the BBC on Monday.", [("BBC", "told")]),
        (
            "In a letter reported by the Daily Express, officers argued that the army was tired.",
            [("Daily Express", "published")],
        ),
        (
            "The Times reported that Oleg Brandt said the army was tired.",
            [("Times", "published")],
        ),
        (
            "The War Institute noted that the Northern Watch Project said the army was tired.",
            [("War Institute", "quoted")],
        ),
        ("Oleg Brandt told reporters that the army was tired.", []),
        ("Oleg Brandt told a conference in June that the army was tired.", []),
        ("Oleg Brandt said that the army was tired.", []),
        ("Officials said in a tweet that the army was tired.", []),
    ],
)
def test_the_hands_a_saying_went_through_are_kept_in_order(
    reader: Reader, text: str, links: list[tuple[str, str]]
) -> None:
    assert chain(said(statements(reader, text), "army was tired")) == links


def test_two_relays_stand_outermost_first(reader: Reader) -> None:
    text = (
        "The War Institute noted that the Northern Watch Project said that officers had claimed"
        " that the army was tired."
    )
    found = said(statements(reader, text), "army was tired")
    assert [link for link, _ in chain(found)] == ["War Institute", "Northern Watch Project"]


def test_unnamed_sources_are_told_to_the_one_who_quotes_them(reader: Reader) -> None:
    text = "“My sources in the army say the kit is old,” Oleg Brandt said."
    found = said(statements(reader, text), "kit is old")
    assert found.speaker is not None
    assert not found.speaker.named
    assert chain(found) == [("Oleg Brandt", "told")]


def test_a_relay_is_written_with_its_span(reader: Reader) -> None:
    text = "Oleg Brandt told the Daily Herald that the army was tired."
    (relay,) = said(statements(reader, text), "army was tired").chain
    assert relay.name.span is not None
    assert relay.name.span.of(text) == "Daily Herald"


def test_a_speaker_is_no_relay_of_himself(reader: Reader) -> None:
    text = "The Northern Watch Project said that no trains were seen, but it observed three trucks."
    found = statements(reader, text)
    assert chain(said(found, "three trucks")) == []
    assert said(found, "three trucks").speaker == said(found, "no trains").speaker
