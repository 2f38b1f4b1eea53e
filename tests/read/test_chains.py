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
        (
            "The Times, citing two officers, reported that the army was tired.",
            [("Times", "published")],
        ),
        ("The army was tired, Reuters reported, citing officers.", [("Reuters", "published")]),
        (
            "The Times reported that Oleg Brandt told the Times that the army was tired.",
            [("Times", "published")],
        ),
        (
            "Oleg Brandt amplified blogger claims that the army was tired.",
            [("Oleg Brandt", "quoted")],
        ),
        (
            "Oleg Brandt told a local television host that the army was tired.",
            [("a local television host", "told")],
        ),
        ("Oleg Brandt said the army was tired according to plan.", []),
        ("Oleg Brandt told reporters that the army was tired.", [("reporters", "told")]),
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


def test_he_who_is_cited_speaks_through_the_paper_that_cites_him(reader: Reader) -> None:
    text = "The Times, citing the Defence Ministry, reported that the army was tired."
    found = said(statements(reader, text), "army was tired")
    assert found.speaker is not None
    assert found.speaker.text == "Defence Ministry"
    assert chain(found) == [("Times", "published")]


@pytest.mark.parametrize(
    "text",
    [
        "Oleg Brandt left the port, citing a law that allows it.",
        "The two presidents spoke about the harvest.",
        "Oleg Brandt kept the officers from disclosing the losses.",
        "The wind amplified the noise.",
        "That said, we are quite different.",
        "The two sides are discussing the possibility of a truce.",
        "The programme encourages schools to sing.",
    ],
)
def test_what_only_looks_like_a_saying_is_told_by_the_writer(reader: Reader, text: str) -> None:
    assert all(
        one.speaker is not None and one.speaker.span is None for one in statements(reader, text)
    )


def test_a_body_that_a_comma_parts_from_its_verb_speaks(reader: Reader) -> None:
    text = "A Danish research body, the Center for Port Studies, noted on May 2 that guns are late."
    found = said(statements(reader, text), "guns are late")
    assert found.speaker is not None
    assert found.speaker.text == "Center for Port Studies"


def test_sayings_set_side_by_side_have_their_own_speakers(reader: Reader) -> None:
    text = "Ann Lee claimed that the port is shut while Oleg Brandt claimed that the army is tired."
    assert chain(said(statements(reader, text), "army is tired")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The bridge fell, Ann Lee said; the army was tired.",
        "Norway will send arms, Ann Lee went on, and the army is tired.",
        "Ann Lee reported at noon that guns are moving, and the army is tired.",
    ],
)
def test_what_is_joined_in_the_tense_of_the_saying_is_said_too(reader: Reader, text: str) -> None:
    found = said(statements(reader, text), "army")
    assert found.speaker is not None
    assert found.speaker.text == "Ann Lee"


@pytest.mark.parametrize(
    "text",
    [
        "The Home Guard had seen no boats, it said.",
        "The border service has detected no boats, it said on Monday.",
        "The mayor has seen no boats, he said.",
    ],
)
def test_one_who_looked_and_says_so_is_no_link_to_himself(reader: Reader, text: str) -> None:
    (found,) = statements(reader, text)
    assert chain(found) == []
    assert found.speaker is not None
    assert found.speaker.text.split()[-1] in {"Guard", "service", "mayor"}


@pytest.mark.parametrize("hearers", ["reporters from the BBC", "a reporter for the BBC"])
def test_of_reporters_of_an_outlet_it_is_the_outlet(reader: Reader, hearers: str) -> None:
    found = said(statements(reader, f"Ann Lee told {hearers} that the ferry was late."), "ferry")
    assert chain(found) == [("BBC", "told")]
