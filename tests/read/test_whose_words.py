"""Whose words these are, where a sentence joins, parts or passes on what several say."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def told(reader: Reader, text: str, words: str) -> tuple[str, list[tuple[str, str]]]:
    found = said(statements(reader, text, author="Nils Holm"), words)
    assert found.speaker is not None
    return found.speaker.text, [(link.name.text, link.via) for link in found.chain]


def test_a_saying_runs_on_past_a_semicolon(reader: Reader) -> None:
    text = "No barges came, the journalist Ann Lee told the Harbour Post; one train carried sand."
    assert told(reader, text, "train carried") == ("Ann Lee", [("Harbour Post", "told")])


@pytest.mark.parametrize(
    "rest",
    ["she gave no names", "the claim surprised many", "nothing of it could be verified"],
)
def test_what_is_said_of_a_speaker_past_a_semicolon_is_the_writers(
    reader: Reader, rest: str
) -> None:
    text = f"No barges came, the journalist Ann Lee told the Harbour Post; {rest}."
    assert told(reader, text, rest) == ("Nils Holm", [])


def test_he_who_looked_is_the_it_that_reports(reader: Reader) -> None:
    text = (
        "A raid is unlikely, the Northern Institute wrote. Norway's General Staff had seen no"
        " boats near the border as of Sunday, it reported."
    )
    assert told(reader, text, "no boats") == ("Norway's General Staff", [])


def test_two_bodies_that_say_each_their_own_are_no_relay(reader: Reader) -> None:
    text = (
        "Denmark's defence ministry said on 24 May that it had a depot in Norway, and the coast"
        " guard in Oslo reported on Friday that one more was planned."
    )
    assert told(reader, text, "one more was planned")[1] == []
    assert told(reader, text, "had a depot")[0] == "Denmark's defence ministry"


def test_his_own_side_is_nobody_beside_him(reader: Reader) -> None:
    text = (
        "Ole Berg said on Monday that in the opinion of his side it would be about a wider role"
        " for Danish troops."
    )
    assert told(reader, text, "a wider role") == ("Ole Berg", [])
    assert len(statements(reader, text)) == 1


def test_a_paper_in_italics_is_the_paper_that_was_told(reader: Reader) -> None:
    text = "Ann Lee, the minister, told the Danish newspaper *Kurier* that the rule was in force."
    assert told(reader, text, "in force") == ("Ann Lee", [("Kurier", "told")])


def test_a_station_named_after_a_place_is_an_outlet(reader: Reader) -> None:
    text = "Residents told Radio Tromso that the bridge was closed."
    assert told(reader, text, "bridge was closed") == ("Residents", [("Radio Tromso", "told")])


def test_a_letter_is_of_those_who_speak_in_it(reader: Reader) -> None:
    text = "The Courier reported a letter in which retired pilots were said to warn of a war."
    assert told(reader, text, "warn of a war") == ("retired pilots", [("Courier", "published")])


def test_what_stands_behind_a_purpose_is_who_claims_it(reader: Reader) -> None:
    text = (
        "Danish special services are preparing raids on important ports in Norway in order to"
        " blame them on Sweden and NATO, Sweden’s military intelligence directorate claimed on"
        " Sunday."
    )
    assert told(reader, text, "preparing raids")[0] == "Sweden’s military intelligence directorate"


def test_what_is_said_after_a_colon_is_no_part_of_what_stands_before_it(reader: Reader) -> None:
    text = "Hours later Ole Berg contradicted his aide: no ship had been sent, he told reporters."
    found = said(statements(reader, text), "no ship")
    assert (content(found), found.polarity) == ("no ship had been sent", "negated")


def test_the_words_of_saying_alone_are_no_statement(reader: Reader) -> None:
    text = "The boats are not fit for a raid, Ole Berg said, and they lack the fuel for one."
    assert [s.text for s in statements(reader, text) if len(s.text) < 20] == []
    assert told(reader, text, "lack the fuel")[0] == "Ole Berg"


def test_a_number_alone_is_still_what_is_announced(reader: Reader) -> None:
    assert told(reader, "In October the ministry announced 9,000.", "9,000")[0] == "the ministry"


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Post has asked the Danish defence ministry for comment.",
        "While everybody counts what may come into Norway, little is going out.",
        "Would the guard that holds it dare to cross the ice?",
    ],
)
def test_what_makes_nobody_speak_is_the_writers(reader: Reader, text: str) -> None:
    found = statements(reader, text, author="Nils Holm")
    assert {s.speaker.text for s in found if s.speaker is not None} == {"Nils Holm"}
    assert {s.act for s in found} <= {"statement", "question"}


def looked(reader: Reader, text: str) -> list[str | None]:
    found: tuple[Statement, ...] = statements(reader, text, author="Nils Holm")
    return [s.absence.looked_by for s in found if s.absence is not None]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Witnesses saw no tanks in Oslo on Monday.", "Witnesses"),
        (
            "The list names ten boats, and the strike group that Norway's army has not observed.",
            "Norway's army",
        ),
        ("No launches were recorded in Oslo.", "Nils Holm"),
    ],
)
def test_he_who_did_not_see_it_is_the_one_who_looked(reader: Reader, text: str, who: str) -> None:
    assert looked(reader, text) == [who]


def test_who_has_not_seen_what_another_lists_looked_himself(reader: Reader) -> None:
    text = (
        "The Northern Institute said that it leans on the strike group that Norway's General Staff"
        " has not observed."
    )
    who, through = told(reader, text, "the strike group")
    assert (who, through) == ("Norway's General Staff", [("Northern Institute", "quoted")])
    assert looked(reader, text) == ["Norway's General Staff"]


def test_what_is_listed_is_told(reader: Reader) -> None:
    text = "Ole Berg met reporters. He listed ten tanks and two guns."
    assert told(reader, text, "ten tanks")[0] == "Ole Berg"
