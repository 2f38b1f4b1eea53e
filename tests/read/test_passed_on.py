"""Claims of another that somebody repeats: they are that other's, and came through him."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def hands(statement: Statement) -> list[str]:
    """Who passed it on, the last first, and who said it."""
    assert statement.speaker is not None
    return [*(relay.name.text for relay in statement.chain), statement.speaker.text]


@pytest.mark.parametrize(
    "words",
    [
        "repeated the army's claim",
        "repeated, on Monday, the army's claim",
        "amplified the army's claim",
        "echoed the army's claim",
        "relayed the army's claim",
        "reiterated the army's claim",
        "reported the army's claim",
        "republished the army's claim",
        "carried the army's statement",
        "passed on the army's claim",
        "echoed a claim by the army",
        "amplified claims from the army",
        "repeated claims by the army",
        "repeated the claim of the army",
        "has been amplifying the army's allegation",
    ],
)
def test_who_repeats_anothers_claim_passes_it_on(reader: Reader, words: str) -> None:
    (found,) = statements(reader, f"Ann Lee {words} that the town had fallen.")
    assert hands(found) == ["Ann Lee", "the army"]
    assert content(found) == "that the town had fallen"


@pytest.mark.parametrize("verb", ["repeated", "amplified", "echoed", "relayed"])
def test_so_does_who_repeats_what_a_claim_is_of(reader: Reader, verb: str) -> None:
    (found,) = statements(reader, f"Ann Lee {verb} the army's claims of a raid on the port.")
    assert hands(found) == ["Ann Lee", "the army"]


def test_a_claim_goes_through_all_who_pass_it_on(reader: Reader) -> None:
    text = "The ministry said Bo Ek had repeated the army's claim that the town had fallen."
    found = said(statements(reader, text), "that the town had fallen")
    assert hands(found) == ["The ministry", "Bo Ek", "the army"]


def test_what_is_repeated_by_somebody_came_through_him(reader: Reader) -> None:
    text = "The army's claim that the town had fallen was repeated by Ann Lee."
    (found,) = statements(reader, text)
    assert hands(found) == ["Ann Lee", "The army"]


@pytest.mark.parametrize("holder", ["the president", "the minister", "the general"])
def test_who_passes_on_a_claim_is_not_who_made_it(reader: Reader, holder: str) -> None:
    text = f"Ann Lee reiterated {holder}'s claim that the town had fallen."
    (found,) = statements(reader, text)
    assert hands(found) == ["Ann Lee", holder]


@pytest.mark.parametrize("claim", ["her claim", "a claim", "the claim"])
def test_who_repeats_a_claim_of_his_own_says_it_once(reader: Reader, claim: str) -> None:
    (found,) = statements(reader, f"Ann Lee repeated {claim} that the town had fallen.")
    assert hands(found) == ["Ann Lee"]


def test_who_rejects_anothers_claim_denies_it_and_the_other_does_not(reader: Reader) -> None:
    text = "Ann Lee rejected the army's claim that the town had fallen."
    found = {hands(s)[-1]: (s.act, len(s.chain)) for s in statements(reader, text)}
    assert found == {"Ann Lee": ("denial", 0), "the army": ("statement", 0)}


def test_an_army_that_somebody_tells_of_holds_no_claim(reader: Reader) -> None:
    found = statements(reader, "Ann Lee repeated claims from the army that Norland trained.")
    assert all("the army" not in hands(s) for s in found)


@pytest.mark.parametrize(
    "opening",
    [
        "Ann Lee, quoted by Interfax, said",
        "Ann Lee, cited by Interfax, said",
        "Ann Lee, who was quoted by Interfax, said",
        "Interfax quoted Ann Lee, who said",
    ],
)
def test_who_is_quoted_by_an_outlet_speaks_through_it(reader: Reader, opening: str) -> None:
    found = said(statements(reader, f"{opening} that the town had fallen."), "that the town")
    assert hands(found) == ["Interfax", "Ann Lee"]


@pytest.mark.parametrize("joint", ["but", "and"])
def test_what_follows_a_second_that_is_said_by_the_same(reader: Reader, joint: str) -> None:
    text = f"Ann Lee said the town had fallen, {joint} that the port had not been lost."
    found = statements(reader, text)
    assert {s.speaker.text for s in found if s.speaker is not None} == {"Ann Lee"}
    assert said(found, "the port").polarity == "negated"


def test_a_name_that_is_taken_for_a_people_is_a_person_behind_an_office(reader: Reader) -> None:
    text = "Defence Ministry spokeswoman Shushan Stepanyan said the town had fallen."
    (found,) = statements(reader, text)
    assert hands(found) == ["Shushan Stepanyan"]
