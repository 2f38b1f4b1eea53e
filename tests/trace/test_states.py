"""States: the register has every one of them, by its name, its people's word and its bodies."""

from __future__ import annotations

import pytest

from tocsin.data import load
from tocsin.nouns import Register
from tocsin.trace import load_register, resolve
from tocsin.trace.names import fold, nation_of
from tocsin.weigh.parties import party_of, phrases_of

MEMBERS = 193
OBSERVERS = frozenset(("Holy See", "Palestine"))
OTHERS = frozenset(("Kosovo", "Taiwan"))


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def test_all_members_of_the_united_nations_and_its_observers_are_states() -> None:
    names = [country["name"] for country in load("register.yaml")["countries"]]
    assert len(names) == len(set(names))
    assert set(names) >= OBSERVERS | OTHERS
    assert len(set(names) - OBSERVERS - OTHERS) == MEMBERS


def test_every_state_has_a_word_for_its_people_and_bodies_of_its_own(register: Register) -> None:
    for country in load("register.yaml")["countries"]:
        name = country["name"]
        assert country["people"], name
        assert nation_of(fold(name)) == name
        army = resolve(f"the army of {name}", register)
        assert army is not None, name
        assert name in army.interests
        assert party_of(name) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("the Nigerien army", "Armed Forces of Niger"),
        ("the Nigerian army", "Armed Forces of Nigeria"),
        ("the Malagasy government", "Government of Madagascar"),
        ("Ivory Coast's foreign ministry", "Ministry of Foreign Affairs of Côte d'Ivoire"),
        ("the Vatican", "Government of Holy See"),
        ("the DRC army", "Armed Forces of the Democratic Republic of the Congo"),
    ],
)
def test_a_state_is_known_by_each_of_its_forms(register: Register, written: str, name: str) -> None:
    found = resolve(written, register)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("written", ["the Congolese army", "the Dominican government"])
def test_a_word_that_two_states_share_means_neither(register: Register, written: str) -> None:
    assert resolve(written, register) is None


def test_a_state_is_not_found_within_the_name_of_another() -> None:
    assert "niger*" not in phrases_of("Niger")
    assert "niger" in phrases_of("Niger")
    assert "uk*" not in phrases_of("United Kingdom")
    assert "sudan*" in phrases_of("Sudan")
