"""Occasions: what had come about is told apart from what is judged, asked or called likely."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norland warned of a possible conflict after rebels mobilised in Vareni.", "mobilised"),
        ("Norland warns of a possible conflict after rebels mobilize in Vareni.", "mobilize"),
        ("Norland warned of a wider war after Sudland called up reservists.", "called"),
        ("Norland accused Sudland of joining the war after missiles were fired.", "missiles"),
        ("Norland blamed Sudland after missiles were fired from Vareni.", "missiles"),
        ("Norland praised the restraint of Sudland after its trains left Vareni.", "trains"),
        ("Norland voiced concern days after rebels deployed near Vareni.", "rebels"),
        ("Norland demanded a ceasefire as rebels seized the airport.", "seized"),
        ("Norland warned of war when Sudland blocked the strait on Friday.", "blocked"),
        ("Norland urged the rebels to withdraw after they seized the airport.", "seized"),
        ("Norland threatened to strike back after missiles hit the port.", "missiles"),
    ],
)
def test_what_had_come_about_is_told_by_the_writer(reader: Reader, text: str, words: str) -> None:
    judged, told = statements(reader, text)
    assert judged.speaker is not None
    assert judged.speaker.text == "Norland"
    assert words not in content(judged)
    assert words in content(told)
    assert told.speaker is not None
    assert told.speaker.span is None
    assert told.act == "statement"
    assert told.tense != "future"


@pytest.mark.parametrize(
    "text",
    [
        "Norland said it fired after the rebels attacked.",
        "Norland agreed to withdraw after the elections were held.",
        "Norland warned of an attack after the rains ended.",
        "Norland condemned Sudland as it did in May.",
        "Norland urges elections after the war ends.",
        "Norland condemned the rebels who fired after the truce began.",
    ],
)
def test_what_may_still_come_or_is_said_itself_stays_where_it_is(reader: Reader, text: str) -> None:
    assert len(statements(reader, text)) == 1


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Analysts said a raid was unlikely after tanks left Vareni on Friday.", "tanks"),
        ("A raid is unlikely because tanks have left Vareni, analysts said.", "tanks"),
        ("Norland is unlikely to attack after tanks left Vareni, analysts said.", "tanks"),
        (
            "It is unlikely that Norland will attack after tanks left Vareni, analysts said.",
            "tanks",
        ),
        ("The chance of war is low after Sudland freed 40 soldiers, analysts said.", "freed"),
    ],
)
def test_a_fact_beside_a_likelihood_is_told_outright(reader: Reader, text: str, fact: str) -> None:
    found = statements(reader, text)
    likely, told = found
    assert likely.likelihood is not None
    assert fact not in text[likely.likelihood.of.start : likely.likelihood.of.end]
    assert fact in content(told)
    assert told.likelihood is None
    assert (told.polarity, told.tense) == ("affirmed", "past")
    assert told.speaker is not None
    assert told.speaker.text.casefold() == "analysts"


@pytest.mark.parametrize(
    "text",
    [
        "Analysts said it was unlikely that Norland attacked after the talks failed.",
        "Officials said an attack was likely after the rains ended.",
        "Officials said Norland was likely to attack after the talks collapsed.",
        "An attack is likely after the talks, officials said.",
        "Norland is likely also placed to attack, as the institute warned.",
    ],
)
def test_what_may_be_part_of_what_is_likely_stays_with_it(reader: Reader, text: str) -> None:
    assert len(statements(reader, text)) == 1


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("An attack is likely should the talks fail, the institute said.", "should the talks fail"),
        (
            "A raid is very likely should Norland refuse the terms.",
            "should Norland refuse the terms",
        ),
        ("Analysts said a blockade was unlikely should talks go on.", "should talks go on"),
        ("An attack is likely and the city should prepare.", None),
        ("It is likely that the allies should pay.", None),
        ("What is likely should be planned for.", None),
        ("The likely target should be cleared.", None),
    ],
)
def test_a_turned_case_behind_a_likelihood_is_its_condition(
    reader: Reader, text: str, case: str | None
) -> None:
    found = said(statements(reader, text), "likely")
    assert found.likelihood is not None or case is None
    held = None if found.condition is None else text[found.condition.start : found.condition.end]
    assert held == case
    if found.likelihood is not None and case is not None:
        of = text[found.likelihood.of.start : found.likelihood.of.end]
        assert case not in of


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("After rebels seized Vareni, Norland demanded a ceasefire.", "Norland", "rebels"),
        ("After ships entered the bay on Friday, Norland said it would meet.", "Norland", "ships"),
        ("After tanks crossed the border, the opposition blamed Lukas.", "the opposition", "tanks"),
        ("After rebels deployed in the hills, Norland warned of a wider war.", "Norland", "rebels"),
        (
            "After missiles were fired from Vareni, Norland condemned Sudland.",
            "Norland",
            "missiles",
        ),
        ("Two days after the fleet left port, Norland warned of war.", "Norland", "fleet"),
        ("After its troops attacked Vareni, Norland denied any role.", "Norland", "troops"),
    ],
)
def test_what_had_come_about_is_told_in_front_of_a_saying_too(
    reader: Reader, text: str, speaker: str, words: str
) -> None:
    told, judged = statements(reader, text)
    assert words in content(told)
    assert words not in content(judged)
    assert told.speaker is not None
    assert told.speaker.span is None
    assert (told.act, told.tense) == ("statement", "past")
    assert judged.speaker is not None
    assert judged.speaker.text == speaker


def test_an_appeal_to_somebody_does_not_silence_what_came_before_it(reader: Reader) -> None:
    told, appeal = statements(reader, "Hours after rebels entered Vareni, Lee appealed to miners.")
    assert (told.act, told.tense) == ("statement", "past")
    assert appeal.act == "appeal"


@pytest.mark.parametrize(
    "text",
    [
        "After the rains ended, Norland said it would march.",
        "After the ice broke, the ship sailed, Norland said.",
        '"After the ice broke, the ship sailed," Norland said.',
        "After he landed, the minister said that all was calm.",
        "After a truce is signed, Norland demands elections.",
        "After rebels attacked, Norland would demand a ceasefire.",
        "Before rebels entered Vareni, Norland called for calm.",
        "After being told of the raid, Norland said that all was calm.",
    ],
)
def test_a_case_or_what_is_said_itself_stays_in_front_of_the_saying(
    reader: Reader, text: str
) -> None:
    assert len(statements(reader, text)) == 1
