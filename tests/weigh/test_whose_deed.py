"""Whose deed: an outcome names what was asked for, and a sign is of those whom it is asked of."""

from __future__ import annotations

import pytest
from tests.read.reading import statements
from tests.weigh.build import origin_of, reading_of, register_of
from tests.weigh.questions import watch_for

from tocsin.data import load
from tocsin.nouns import Bearing, Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.read import Reader
from tocsin.weigh import bearings
from tocsin.weigh.asking import kind_of, question_of

ENTRY = "Will Chile invade Peru?"
FRONT = "Will Chile attack Peru from Bolivia?"
GROUPS = "Will the Tuaregs capture Tacna?"
LEAVES = "Will the president of Peru resign?"
TWO = "Will Chad's army and the RSF agree to a ceasefire?"

ASKED = (
    "Will the EU impose sanctions on Chad?",
    "Will the European Union adopt a ban on Chilean copper?",
    "Will ECOWAS lift sanctions on Chad?",
    "Will the IAEA inspect the Tacna nuclear plant?",
    "Will Zelensky replace Syrskyi?",
    "Will the Houthis attack ships in the Red Sea?",
    "Will the RSF capture Tacna?",
    "Will the ELN withdraw from Arauca?",
    "Will the junta in Mali mobilise reservists?",
    "Will NATO recognise Tacna?",
    "Will Putin annex Tacna?",
    "Will Gazprom stop gas deliveries to Peru?",
    "Will rebels overthrow the president of Chad?",
    "Will Chile conduct a nuclear test?",
    "Will Chile host a summit on whaling?",
    "Will Chile go to war with Peru?",
    "Will Britain sign the treaty?",
    "Will Rwandan troops enter Burundi?",
    "Will Chile join the war against Peru?",
    "Will there be a radiation leak at the Temelin nuclear plant?",
    "Will there be a coup in Ghana?",
    "Will the bridge at Tacna be attacked?",
    ENTRY,
    FRONT,
    GROUPS,
    LEAVES,
    TWO,
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def weighed(reader: Reader, question: str, text: str) -> tuple[Bearing, ...]:
    readings = tuple(reading_of(one) for one in statements(reader, text))
    origins = (origin_of("Ann Marlow", *readings),)
    return bearings(watch_for(question), readings, origins, register_of())


def borne(reader: Reader, question: str, text: str) -> list[Bearing]:
    return [one for one in weighed(reader, question, text) if one.direction == "seen"]


def seen(reader: Reader, question: str, text: str) -> set[str]:
    return {one.target for one in borne(reader, question, text)}


def outcomes(watch: Watch) -> set[str]:
    return {one.id for one in watch.indicators if one.kind == OUTCOME}


def test_a_question_of_each_family_is_here() -> None:
    kinds = {kind_of(question_of(one)) for one in ASKED}
    assert kinds == set(load("families.yaml")["families"])


def named(question: str, actor: tuple[str, ...]) -> set[str]:
    """The words of a question that tell neither who acts nor when."""
    words = {word.casefold().strip("?.,") for word in question.split()} - {"will", "the", "of", "a"}
    return {one for one in words if not any(name.startswith(one[:4]) for name in actor)}


@pytest.mark.parametrize("question", ASKED)
def test_no_outcome_is_a_deed_of_who_acts_and_of_nothing_else(question: str) -> None:
    for sign in watch_for(question).indicators:
        if sign.kind != OUTCOME and sign.id != "under-way":
            continue
        for pattern in sign.match:
            if {"object", "place", "other"} & set(pattern.slots):
                continue
            rest = named(question, pattern.slots.get("actor", ()))
            told = [p for p in pattern.slots["action"] if any(w[:4] in p for w in rest)]
            # A place or a ruler has many names, and who is dismissed is himself the one asked of.
            ruler = kind_of(question_of(question)) == "unrest"
            own = sign.id == "changed" or (told and (ruler or sign.id.startswith("taken")))
            assert own or len(told) == len(pattern.slots["action"]), pattern


DONE = {
    "Will the EU impose sanctions on Chad?": (
        ["The EU imposed sanctions on Chad."],
        [
            "The EU adopted its budget for next year.",
            "The EU imposed tariffs on Kenyan cars.",
            "The EU imposed sanctions on Peru.",
        ],
    ),
    "Will Zelensky replace Syrskyi?": (
        ["Zelensky dismissed Syrskyi on Friday."],
        ["Zelensky appointed a new ambassador to Chile, Ann Marlow said."],
    ),
    "Will the Houthis attack ships in the Red Sea?": (
        ["Houthi fighters attacked a ship in the Red Sea."],
        ["The Houthis received missiles from Iran."],
    ),
    TWO: (
        [
            "Chad's army and the RSF agreed to a ceasefire on Friday.",
            "The RSF signed a ceasefire with Chad's army.",
        ],
        ["Chad signed a defence deal with Peru.", "Chad's army and the FACT signed a ceasefire."],
    ),
    "Will Marlow sign papers declaring the annexation of the four occupied districts?": (
        ["Marlow annexed the districts on Friday."],
        ["Marlow annexed an island on Friday."],
    ),
    "Will Chile strike targets in Peru?": (
        [
            "Chile carried out air strikes in Peru, Ann Marlow said.",
            "Chilean jets bombed camps in southern Peru.",
            "Chile conducted three missile strikes on Peruvian positions.",
        ],
        [
            "Chile struck a new trade deal with Peru.",
            "Chile was attacked from Peru, Ann Marlow said.",
            "Chilean miners staged a hunger strike in Peru.",
            "Peru carried out air strikes in Chile.",
        ],
    ),
    "Will Chile attack nuclear facilities in Peru?": (
        ["Chilean aircraft hit the enrichment plant at Arica in Peru."],
        ["Chile struck oil facilities in Peru."],
    ),
    "Will Chile strike oil refineries in Peru?": (
        ["Chile struck a refinery in Tacna, Peru."],
        ["Chile struck a refinery in Nairobi, Kenya."],
    ),
    "Will Chile hit Peruvian air bases?": (
        [
            "Chilean jets hit a Peruvian air base near Tacna.",
            "Chile struck an air base in Peru.",
        ],
        [
            "Peru hit a Chilean air base, Ann Marlow said.",
            "Peruvian missiles struck Chilean air bases.",
            "Peruvian drones attacked the Chilean air base at Arica.",
        ],
    ),
    "Will Chile hit Peru's oil terminals?": (
        ["Chile hit an oil terminal in Peru."],
        ["Peru hit a Chilean oil terminal, Ann Marlow said."],
    ),
    LEAVES: (
        [
            "Peru's president Ann Marlow resigned.",
            "Peruvian President Ann Marlow has stepped down.",
            "The president of Peru has resigned.",
            "Ann Marlow has resigned as president of Peru.",
        ],
        [
            "Chile's president Ann Marlow resigned.",
            "The president of Peru has not resigned.",
            "Peru's president said that the health minister had resigned.",
            "The adviser of Peru's president resigned.",
        ],
    ),
    "Will Ashe be appointed as commander of the Northern District?": (
        ["Former Chief of Staff of the Coastal District Ashe was appointed as its commander."],
        ["The adviser of General Ashe was appointed as commander of the fleet."],
    ),
    GROUPS: (
        ["Tuareg fighters captured Tacna.", "The Tuaregs captured Tacna."],
        ["Arab fighters captured Tacna."],
    ),
}


@pytest.mark.parametrize(("asked", "text"), [(q, t) for q, (told, _) in DONE.items() for t in told])
def test_what_was_asked_for_has_come_about(reader: Reader, asked: str, text: str) -> None:
    assert seen(reader, asked, text) & outcomes(watch_for(asked))


@pytest.mark.parametrize(("asked", "text"), [(q, t) for q, (_, near) in DONE.items() for t in near])
def test_another_deed_of_the_same_or_of_others_has_not(
    reader: Reader, asked: str, text: str
) -> None:
    assert not seen(reader, asked, text) & outcomes(watch_for(asked))


MASSED = ("strike-group", "troops-sent", "troops-come", "border-stirs")


@pytest.mark.parametrize(
    "text",
    [
        "Chilean troops have massed near the border with Peru, Ann Marlow said.",
        "Chile is massing troops along the Peruvian border.",
        "Chilean forces are building up at the border.",
        "Chile deployed 5,000 troops to the Peruvian border.",
        "Chilean reinforcements arrived at the border with Peru.",
        "Chile moved two brigades to its border with Peru.",
    ],
)
def test_those_who_would_come_mass_at_the_border(reader: Reader, text: str) -> None:
    assert seen(reader, ENTRY, text) & set(MASSED)


@pytest.mark.parametrize(
    "text",
    [
        "Peru massed troops on the Chilean border, Ann Marlow said.",
        "Peruvian forces have massed on the border with Chile, Ann Marlow said.",
        "Peru concentrated 5,000 troops at the border of Chile.",
        "Kenyan troops massed near the Chilean border.",
        "Peru sent 4,000 soldiers to the Chilean border.",
        "Chile sent 4,000 soldiers to the Kenyan border.",
        "Chilean troops massed on the Kenyan border.",
        "Chile sent no soldiers to the Peruvian border.",
    ],
)
def test_the_other_side_and_another_border_are_no_massing(reader: Reader, text: str) -> None:
    assert not seen(reader, ENTRY, text) & set(MASSED)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("The Bolivian army is forming assault groups, Ann Marlow said.", "seen"),
        ("Ann Marlow observed no assault groups being formed by the Bolivian army.", "absent"),
        ("Peru formed assault groups near Bolivia.", None),
        ("Peruvian assault groups massed on the Bolivian border.", None),
    ],
)
def test_the_army_of_the_ground_it_would_come_from_forms_strike_groups(
    reader: Reader, text: str, direction: str | None
) -> None:
    found = {one.direction for one in weighed(reader, FRONT, text) if one.target == "strike-group"}
    assert found == ({direction} if direction else set())


def test_troops_that_are_announced_weigh_less(reader: Reader) -> None:
    text = "Up to 9,000 Chilean soldiers will be deployed to the Peruvian border, Chile announced."
    found = [one for one in borne(reader, ENTRY, text) if one.target == "troops-sent"]
    assert found
    assert all(any("announced" in flag for flag in one.flags) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "Chilean troops withdrew from the Peruvian border, Ann Marlow said.",
        "Chile pulled 2,000 soldiers back from the Peruvian border.",
        "Chile moved its armour away from the border with Peru.",
        "Chilean units returned to their bases from the Peruvian border.",
    ],
)
def test_forces_that_leave_the_border_are_pulled_back_and_no_massing(
    reader: Reader, text: str
) -> None:
    found = seen(reader, ENTRY, text)
    assert "pulled-back" in found
    assert not found & set(MASSED)


@pytest.mark.parametrize(
    "text",
    [
        "Peruvian troops withdrew from the Chilean border.",
        "Chilean troops withdrew from the Kenyan border.",
        "Chilean troops have not withdrawn from the Peruvian border.",
    ],
)
def test_others_who_leave_and_those_who_stay_are_not_pulled_back(reader: Reader, text: str) -> None:
    assert "pulled-back" not in seen(reader, ENTRY, text)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Will Chile hit Peruvian refineries?", "strike"),
        ("Will copper hit 9,000 dollars?", "other"),
        ("Will Chile hit its target for growth?", "other"),
    ],
)
def test_to_hit_is_to_strike_where_something_can_be_struck(question: str, kind: str) -> None:
    assert kind_of(question_of(question)) == kind


def test_what_is_pulled_back_speaks_against_the_event() -> None:
    for question in (ENTRY, FRONT):
        watch = watch_for(question)
        yes = {one.id for one in watch.hypotheses if one.resolves_yes}
        sign = next(one for one in watch.indicators if one.id == "pulled-back")
        assert max(p for h, p in sign.seen.items() if h in yes) < min(
            p for h, p in sign.seen.items() if h not in yes
        )


@pytest.mark.parametrize(
    "text",
    [
        "Chile's military exercise near the Peruvian border has ended, Ann Marlow said.",
        "Chile completed its exercise near the Peruvian border on Monday.",
        "The Chilean drills near the Peruvian border are over, Ann Marlow said.",
        "Chilean exercises near Peru came to an end on Tuesday.",
        "Chile wrapped up military drills near the Peruvian border.",
        "Chilean troops returned to barracks after an exercise near Peru.",
    ],
)
def test_an_exercise_that_is_over_is_held_no_more(reader: Reader, text: str) -> None:
    assert "drills" not in seen(reader, ENTRY, text)


@pytest.mark.parametrize(
    "text",
    [
        "Chile is holding an exercise near the Peruvian border.",
        "Chile concluded that Peru's exercises were a threat.",
        "Chile's exercises near Peru have not ended.",
        "Chile's exercise with Peru began after talks had ended.",
    ],
)
def test_an_exercise_that_goes_on_is_held(reader: Reader, text: str) -> None:
    assert "drills" in seen(reader, ENTRY, text)
