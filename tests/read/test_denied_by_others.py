"""What is denied by words of what is so, and by others than who said it."""

from __future__ import annotations

import pytest
from tests.read.reading import said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    "text",
    [
        "Reports that barges had left Lund were disinformation, Oslo said.",
        "Claims that barges had left Lund are ridiculous, Oslo said.",
        "Oslo said reports that barges had left Lund were fake news.",
        "Claims that barges had left Lund were far from reality, Oslo said.",
        "The reports that barges had left Lund do not correspond to reality, Oslo said.",
        "Claims that barges had left Lund do not reflect the facts, Oslo said.",
        "The claim that barges had left Lund has nothing to do with reality, Oslo said.",
        "Reports that barges had left Lund were nothing but rumours, Oslo said.",
        "Reports that barges had left Lund were far-fetched, Oslo said.",
        "Reports that barges had left Lund are inaccurate, Oslo said.",
        "Claims that barges had left Lund were sheer hysteria, Oslo said.",
    ],
)
def test_who_sets_a_claim_outside_what_is_so_denies_it(reader: Reader, text: str) -> None:
    found = said(statements(reader, text), "barges had left Lund")
    assert found.speaker is not None
    assert (found.act, found.speaker.text) == ("denial", "Oslo")
    assert [(mark.status, mark.by) for mark in found.verification] == [("denied", "Oslo")]
    assert all("barges had left Lund" in mark.of.of(text) for mark in found.verification)


@pytest.mark.parametrize(
    "words",
    [
        "ridiculed",
        "rubbished",
        "contested",
        "scoffed at",
        "hit back at",
        "poured scorn on",
        "pushed back against",
        "took issue with",
        "laughed off",
        "shrugged off",
        "waved away",
    ],
)
def test_who_has_nothing_to_do_with_a_claim_denies_it(reader: Reader, words: str) -> None:
    text = f"Oslo {words} reports that barges had left Lund."
    (found,) = statements(reader, text)
    assert found.speaker is not None
    assert (found.act, found.speaker.text) == ("denial", "Oslo")
    assert [(mark.status, mark.by) for mark in found.verification] == [("denied", "Oslo")]


def test_who_casts_doubt_on_a_claim_asks_and_does_not_hold_it(reader: Reader) -> None:
    (found,) = statements(reader, "Oslo cast doubt on reports that barges had left Lund.")
    assert found.speaker is not None
    assert (found.act, found.speaker.text) == ("question", "Oslo")


def test_a_claim_told_before_is_denied_by_who_scoffs_at_it(reader: Reader) -> None:
    text = "Lund said on Monday that barges had left. Oslo scoffed at the report."
    found = said(statements(reader, text), "barges had left")
    assert [(mark.status, mark.by) for mark in found.verification] == [("denied", "Oslo")]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor contested the seat in Lund.",
        "Oslo did not ridicule reports that barges had left Lund.",
        "The general laughed off a wound.",
        "The convoy was made up of 300 barges, Oslo said.",
        "Reports that barges had left Lund were nothing but true, Oslo said.",
    ],
)
def test_what_is_no_claim_or_not_turned_down_is_not_denied(reader: Reader, text: str) -> None:
    assert all(one.act != "denial" and not one.verification for one in statements(reader, text))


@pytest.mark.parametrize(
    "text",
    [
        "Reports that barges had left Lund were not disinformation, Oslo said.",
        "Reports that barges had left Lund were not far from the truth, Oslo said.",
        "The reports that barges had left Lund were alarming, Oslo said.",
        "The plan does not reflect reality, Oslo said.",
        "The statement was a provocation, Oslo said.",
        "The claims would be disinformation if nobody had seen it, Oslo said.",
    ],
)
def test_what_is_not_set_outside_what_is_so_is_not_denied(reader: Reader, text: str) -> None:
    found = statements(reader, text)
    assert all(one.act != "denial" and not one.verification for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "The militia said it had taken Bara; the army denied this.",
        "The channel said the militia had taken Bara, but the army denied it.",
        "The channel said the militia had taken Bara, a claim the army denied.",
        "The channel said the militia had taken Bara, a claim denied by the army.",
        "The channel said the militia had taken Bara, which the army denied.",
        "The channel said the militia had taken Bara, something the army denies.",
    ],
)
def test_what_another_denies_in_the_same_sentence_is_denied_by_him(
    reader: Reader, text: str
) -> None:
    found = said(statements(reader, text), "had taken Bara")
    assert found.speaker is not None
    assert "army" not in found.speaker.text
    assert not found.chain
    assert [(mark.status, mark.by) for mark in found.verification] == [("denied", "the army")]


@pytest.mark.parametrize("end", ["a charge Oslo denies", "an accusation Oslo rejects"])
@pytest.mark.parametrize("named", ["Norland", "the Norlandic government"])
def test_a_charge_that_is_denied_is_his_who_made_it(reader: Reader, end: str, named: str) -> None:
    text = f"{named.capitalize()} accuses Oslo of backing the rebels, {end}."
    found = said(statements(reader, text), "backing the rebels")
    assert found.speaker is not None
    assert "orland" in found.speaker.text
    assert not found.chain
    assert [(mark.status, mark.by) for mark in found.verification] == [("denied", "Oslo")]


@pytest.mark.parametrize("what", ["it", "this", "that"])
def test_who_denies_it_speaks(reader: Reader, what: str) -> None:
    text = f"The channel said the militia had taken Bara. Oslo denied {what}."
    found = statements(reader, text)
    assert found[-1].speaker is not None
    assert (found[-1].act, found[-1].speaker.text) == ("denial", "Oslo")
    assert [(mark.status, mark.by) for mark in found[0].verification] == [("denied", "Oslo")]


@pytest.mark.parametrize(
    "text",
    [
        "The army denied entry to the inspectors.",
        "Oslo sent a plan, an offer Norland rejected.",
        "Norland rejected it.",
        "Oslo seized the ships, which Norland rejected.",
    ],
)
def test_who_refuses_a_thing_denies_no_claim(reader: Reader, text: str) -> None:
    assert all(one.act != "denial" and not one.verification for one in statements(reader, text))
