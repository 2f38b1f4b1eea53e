"""Interests: a party speaks in its own interest where it tells of its own deed."""

from __future__ import annotations

import pytest
from tests.weigh.heard import borne, chances

from tocsin.nouns import Source
from tocsin.read import Reader

ENTRY = "Will Chile invade Peru?"
CHILE = Source("Chile", (), "government", ("Chile",), None, None)
PERU = Source("Peru", (), "government", ("Peru",), None, None)

LOOKS = (
    "The Peruvian army saw no sign of an attack group on the Chilean side of the border.",
    "The Peruvian defence ministry has not observed Chile massing troops at the border.",
    "Peru said Chile was not massing troops at the border with Peru.",
)

OWN = (
    "Chile said it was not massing troops at the border with Peru.",
    "Chile says it has not sent troops to the border with Peru.",
    "Chile said that its forces had not entered Peru.",
    "Chile's army said its troops had not crossed into Peru.",
    "Chile said that no Chilean troops had crossed into Peru.",
    "The Chilean army saw no sign of an attack group at the Peruvian border.",
)

ANNEX = "Will Russia annex Crimea?"
UNKNOWN = (
    ("Will Sarvonia deliver missiles to Kaldia?",
     "Sarvonia said it had not delivered missiles to Kaldia."),
    ("Will the Lunar Front capture Tacna?", "The Lunar Front said it had not captured Tacna."),
)  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@pytest.mark.parametrize("text", LOOKS)
def test_the_look_of_who_is_threatened_counts_in_full(reader: Reader, text: str) -> None:
    found = chances(reader, ENTRY, text, "absent", by="Peru", speaks=PERU)
    assert found
    assert min(found.values()) >= 0.8  # loose words, but no discount


@pytest.mark.parametrize("text", OWN)
def test_what_a_party_says_of_itself_is_discounted_by_name_or_pronoun(
    reader: Reader, text: str
) -> None:
    found = chances(reader, ENTRY, text, "absent", by="Chile", speaks=CHILE)
    assert found
    assert max(found.values()) <= 0.5


@pytest.mark.parametrize(("question", "text"), UNKNOWN)
def test_who_is_in_no_register_and_tells_of_his_own_deed_speaks_for_himself(
    reader: Reader, question: str, text: str
) -> None:
    found = [one for one in borne(reader, question, text) if one.direction == "absent"]
    assert found
    assert all("interested_discount" in " ".join(one.flags) for one in found)


def test_what_others_say_of_him_is_not_his_own_word(reader: Reader) -> None:
    told = "The governor said that the Lunar Front had not captured Tacna."
    found = chances(reader, "Will the Lunar Front capture Tacna?", told, "absent")
    assert set(found.values()) == {1.0}


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("Lavrov", "Russia is not preparing a vote in Crimea, Lavrov said."),
        ("Putin", "Moscow is not preparing a vote in Crimea, Putin said."),
        ("Peskov", "The Kremlin is not organising a vote in Crimea, Peskov told reporters."),
    ],
)
def test_an_official_by_his_last_name_speaks_for_his_state(
    reader: Reader, by: str, text: str
) -> None:
    found = [one for one in borne(reader, ANNEX, text, by=by) if one.direction == "absent"]
    assert found
    assert all("interested_discount" in " ".join(one.flags) for one in found)


def test_a_last_name_behind_its_article_is_the_same(reader: Reader) -> None:
    question = "Will Egyptian forces enter Sudan to fight?"
    text = "Egypt has not massed troops on the border with Sudan, President Sisi said."
    (look,) = [one for one in borne(reader, question, text, by="Sisi") if one.direction == "absent"]
    assert "interested_discount" in " ".join(look.flags)


ENTRY_IN = "Will Egyptian forces enter Sudan to fight?"
MASSED = "Egypt has not massed troops on the border with Sudan"


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("Adel Hamdi", f"{MASSED}, Egyptian President Adel Hamdi said."),
        ("Adel Hamdi", f"{MASSED}, the president of Egypt, Adel Hamdi, said."),
        ("Adel Hamdi", f"{MASSED}, said Adel Hamdi, Egypt's deputy defence minister."),
        ("Hamdi", f"Egyptian President Adel Hamdi was in Aswan. {MASSED}, Hamdi said."),
        ("Adel Hamdi", f"{MASSED}, the secretary of Egypt's security council, Adel Hamdi, said."),
        ("Adel Hamdi", f"A spokesman for the Egyptian army, Adel Hamdi, said {MASSED}."),
    ],
)
def test_who_has_an_office_of_the_state_by_his_report_speaks_for_it(
    reader: Reader, by: str, text: str
) -> None:
    (look,) = [one for one in borne(reader, ENTRY_IN, text, by=by) if one.direction == "absent"]
    assert "speaks for Egypt" in " ".join(look.flags)


@pytest.mark.parametrize(
    "text",
    [
        f"{MASSED}, the Sudanese defence minister, Adel Hamdi, said.",
        f"{MASSED}, the former Egyptian president, Adel Hamdi, said.",
        f"{MASSED}, Adel Hamdi, an Egyptian historian, said.",
        f"{MASSED}, the Norwegian ambassador to Egypt, Adel Hamdi, said.",
        f"It is up to the Egyptian president. {MASSED}, Adel Hamdi said.",
    ],
)
def test_who_has_none_of_its_offices_has_not_its_interest(reader: Reader, text: str) -> None:
    found = borne(reader, ENTRY_IN, text, by="Adel Hamdi")
    (look,) = [one for one in found if one.direction == "absent"]
    assert "interested_discount" not in " ".join(look.flags)


@pytest.mark.parametrize(
    ("by", "discounted"), [("Lavrov", True), ("Merkel", False), ("Zelensky", False)]
)
def test_what_nobody_by_name_does_is_the_deed_of_whom_the_watch_asks(
    reader: Reader, by: str, discounted: bool
) -> None:
    told = ("No referendum is being prepared in Crimea", "No vote in Crimea is being prepared")
    heard = [borne(reader, ANNEX, f"{one}, {by} said.", by=by) for one in told]
    found = [one for some in heard for one in some if one.direction == "absent"]
    assert len(found) == len(told)
    assert all(("interested_discount" in " ".join(one.flags)) is discounted for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Russia has no plans to annex Crimea, Putin said.",
        "The Kremlin has no plans for a vote in Crimea, Peskov told reporters.",
        "Russia has no intention of annexing Crimea, Lavrov said.",
        "There are no plans for a referendum in Crimea, Putin said.",
        "Russia is not planning a referendum in Crimea, the foreign ministry said.",
        "Russia never intended to annex Crimea, Lavrov said.",
        "Moscow has no plan for annexation of Crimea, US officials said.",
    ],
)
def test_a_plan_or_a_wish_denied_is_no_look_though_a_sign_asks_for_plans(
    reader: Reader, text: str
) -> None:
    assert chances(reader, ANNEX, text, "absent") == {}


def test_who_saw_no_plans_did_look(reader: Reader) -> None:
    text = "Observers saw no sign that Russia was preparing a vote in Crimea."
    assert chances(reader, ANNEX, text, "absent")


@pytest.mark.parametrize(
    "text",
    [
        "Russia plans to annex Crimea, Putin said.",
        "Russia plans a referendum in Crimea, Putin said.",
    ],
)
def test_a_plan_that_is_told_is_a_sign(reader: Reader, text: str) -> None:
    assert chances(reader, ANNEX, text, "seen")


def test_the_opposition_has_not_the_interest_of_its_state(reader: Reader) -> None:
    front = Source("Ann Told", (), "opposition", ("Belarusian opposition",), None, None)
    text = "Ann Told saw no sign of a strike group in Belarus."
    question = "Will Belarusian forces enter Ukraine to fight?"
    found = chances(reader, question, text, "absent", by="Ann Told", speaks=front)
    assert found
    assert min(found.values()) > 0.5


def test_who_speaks_for_another_state_has_no_such_interest(reader: Reader) -> None:
    text = "Russia is not preparing a vote in Crimea, Merkel said."
    found = [one for one in borne(reader, ANNEX, text, by="Merkel") if one.direction == "absent"]
    assert found
    assert not any("interested_discount" in " ".join(one.flags) for one in found)
