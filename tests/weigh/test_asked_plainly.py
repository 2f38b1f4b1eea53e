"""Asked plainly: what the press asks in its usual words, its event and the views on it."""

from __future__ import annotations

from functools import cache

import pytest
from tests.read.reading import statements
from tests.weigh.build import origin_of, reading_of, register_of
from tests.weigh.questions import watch_for

from tocsin.nouns import Bearing, Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.read import Reader
from tocsin.weigh import bearings
from tocsin.weigh.asking import kind_of, question_of

ACCIDENT = "Will there be a nuclear accident at the Temelin nuclear plant?"
MELTDOWN = "Will there be a meltdown at the Temelin nuclear plant?"
BLAST = "Will there be an explosion at the Temelin nuclear site?"

POWER = "Will the army seize power in Benin?"
GOVERNMENT = "Will the Ghanaian army take over the government?"
GENERALS = "Will generals oust the president of Gabon?"
TAKEOVER = "Will there be a military takeover in Togo?"
RULER = "Will President Boni be overthrown?"
FALLS = "Will the government of Togo fall?"
TAKE = "Will Chile take Arica?"
TOWN = "Will Myawaddy fall?"
FALL_TO = "Will Goma fall to M23?"

ANNEX = "Will Chile annex Tacna?"
MOBILISE = "Will Chile announce mobilisation?"
RESERVISTS = "Will Chile mobilise reservists?"

KINDS = {
    POWER: "unrest",
    GOVERNMENT: "unrest",
    GENERALS: "unrest",
    TAKEOVER: "unrest",
    RULER: "unrest",
    FALLS: "unrest",
    "Will soldiers take power in Chad?": "unrest",
    "Will Ann Marlow be toppled?": "unrest",
    "Will troops seize the power station in Arica?": "capture",
    "Will parliament oust the president of Peru in a no-confidence vote?": "personnel",
    TAKE: "capture",
    TOWN: "capture",
    FALL_TO: "capture",
    "Will Chile occupy Arica?": "capture",
    "Will the rouble fall below 200?": "other",
    "Will Chile take part in the games?": "other",
    "Will Chile take Peru to court?": "other",
}

OUTCOMES = {
    ANNEX: (
        [
            "Chile's president signed a decree making Tacna part of Chile.",
            "Tacna was incorporated into Chile on Tuesday.",
            "Tacna has joined Chile, Ann Marlow said.",
            "Chile declared the Tacna part of its territory.",
            "Chile declared Tacna to be part of its territory.",
            "Chile has proclaimed Tacna its own.",
        ],
        [
            "Chile declared Arica part of its territory on Tuesday.",
            "Chile may declare Tacna part of its territory.",
            "Peru declared Tacna part of its territory.",
            "Chile declared Tacna part of Peru.",
            "Tacna was not incorporated into Chile, Ann Marlow said.",
            "Chile did not declare Tacna part of its territory, Ann Marlow said.",
        ],
    ),
    POWER: (
        [
            "Soldiers announced on state television that they had taken power in Benin.",
            "Benin's president has been ousted in a coup, Ann Marlow said.",
            "Officers overthrew Benin's president on Tuesday.",
        ],
        [
            "Benin's army seized weapons from jihadists on Tuesday.",
            "Soldiers seized power in Togo on Tuesday.",
            "The army in Benin foiled a coup.",
            "Soldiers in Benin tried to seize power.",
        ],
    ),
    GOVERNMENT: (
        ["Ghana's army has seized power in a coup, Ann Marlow said."],
        ["The Ghanaian army took delivery of tanks.", "The army may take over the government."],
    ),
    GENERALS: (["The president of Gabon was ousted by the army on Tuesday."], []),
    TAKEOVER: (["Soldiers have seized power in Togo."], ["Troops seized 20 motorcycles in Togo."]),
    RULER: (
        [
            "President Boni was overthrown on Tuesday.",
            "Soldiers overthrew President Boni on Tuesday.",
            "Boni was ousted in a coup, Ann Marlow said.",
        ],
        ["Boni overthrew the governor of Parakou.", "Boni was not overthrown, Ann Marlow said."],
    ),
    FALLS: (
        ["The Togolese government collapsed on Tuesday.", "The government of Togo has fallen."],
        ["The Togolese franc fell against the dollar.", "Togo captured two drones of Benin."],
    ),
    TAKE: (
        [
            "Chilean troops captured Arica on Tuesday.",
            "Arica fell to Chilean forces on Tuesday.",
            "Arica has fallen, Ann Marlow said.",
        ],
        [
            "Peruvian troops captured Arica on Tuesday.",
            "Arica has fallen to Peru.",
            "Chile took delivery of tanks in Arica.",
        ],
    ),
    TOWN: (
        [
            "Rebels captured Myawaddy on Tuesday.",
            "Myawaddy has fallen, Ann Marlow said.",
            "Myawaddy fell to the rebels on Tuesday.",
        ],
        ["Rebels tried to capture Myawaddy.", "Myawaddy fell silent on Tuesday."],
    ),
    FALL_TO: (["M23 has captured Goma.", "Goma fell to M23 on Tuesday."], []),
    ACCIDENT: (
        [
            "A nuclear accident happened at Temelin, the regulator said.",
            "An accident at the Temelin nuclear plant released radiation, the regulator said.",
        ],
        [
            "A nuclear accident happened at Dukovany, the regulator said.",
            "The plant at Temelin rehearsed a nuclear accident on Tuesday.",
            "A nuclear accident at Temelin is possible, the regulator said.",
        ],
    ),
    MELTDOWN: (
        ["A meltdown began at the Temelin plant on Tuesday, the regulator said."],
        ["An exercise of a meltdown began at the Temelin plant on Tuesday."],
    ),
    BLAST: (
        ["An explosion rocked the Temelin nuclear site, the regulator said."],
        ["There was no explosion at the Temelin nuclear site, the regulator said."],
    ),
}

VIEWS = {
    POWER: [
        ("A coup in Benin is unlikely, Ann Marlow said.", False),
        ("The army is unlikely to seize power in Benin, Ann Marlow said.", False),
    ],
    FALLS: [("The government of Togo is likely to fall, Ann Marlow said.", True)],
    TAKE: [
        ("Arica is likely to fall, Ann Marlow said.", True),
        ("Chile is unlikely to take Arica, Ann Marlow said.", False),
        ("The fall of Arica is unlikely, Ann Marlow said.", False),
    ],
    TOWN: [("Myawaddy is unlikely to fall to the rebels, Ann Marlow said.", False)],
    FALL_TO: [("Goma is likely to fall to M23, Ann Marlow said.", True)],
    ACCIDENT: [
        ("A nuclear accident at Temelin is very unlikely, the regulator said.", False),
        ("A nuclear accident at Temelin is very likely, the regulator said.", True),
        ("There is a 5 percent chance of an accident at Temelin, the regulator said.", False),
    ],
    MELTDOWN: [("A meltdown at the Temelin plant is unlikely, the regulator said.", False)],
    BLAST: [("An explosion at the Temelin nuclear site is unlikely, Janes said.", False)],
    MOBILISE: [
        ("A mobilisation in Chile is unlikely, Ann Marlow said.", False),
        ("There is a 20 percent chance of mobilisation in Chile, Ann Marlow said.", False),
        ("Mobilisation in Chile is unlikely to be announced, Ann Marlow said.", False),
    ],
    RESERVISTS: [
        ("Chilean mobilisation of reservists is almost certain, Ann Marlow said.", True),
        ("The likelihood of mobilisation in Chile is low, Ann Marlow said.", False),
    ],
    ANNEX: [("The annexation of Tacna by Chile is unlikely, Ann Marlow said.", False)],
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@cache
def watched(question: str) -> Watch:
    return watch_for(question)


def of_text(reader: Reader, question: str, text: str) -> tuple[Bearing, ...]:
    readings = tuple(reading_of(one) for one in statements(reader, text))
    origin = origin_of("Ann Marlow", *readings)
    return bearings(watched(question), readings, (origin,), register_of())


def come_about(reader: Reader, question: str, text: str) -> bool:
    ends = {one.id for one in watched(question).indicators if one.kind == OUTCOME}
    told = of_text(reader, question, text)
    return any(one.target in ends and one.direction == "seen" for one in told)


@pytest.mark.parametrize(
    ("question", "text"), [(asked, text) for asked, (told, _) in OUTCOMES.items() for text in told]
)
def test_the_event_in_the_words_of_the_press_has_come_about(
    reader: Reader, question: str, text: str
) -> None:
    assert come_about(reader, question, text)


@pytest.mark.parametrize(
    ("question", "text"), [(asked, text) for asked, (_, near) in OUTCOMES.items() for text in near]
)
def test_what_is_near_the_event_has_not_come_about(
    reader: Reader, question: str, text: str
) -> None:
    assert not come_about(reader, question, text)


@pytest.mark.parametrize(
    ("question", "text"), [(asked, text) for asked, told in VIEWS.items() for text, _ in told]
)
def test_a_likelihood_of_it_is_a_view_and_turns_no_sign_round(
    reader: Reader, question: str, text: str
) -> None:
    told = of_text(reader, question, text)
    same = {one.id for one in watched(question).propositions if one.relation == "same"}
    assert any(one.direction == "view" and one.target in same for one in told)
    assert not any(one.direction in {"seen", "absent"} for one in told)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (TAKE, "Arica is unlikely to fall to Peru, Ann Marlow said."),
        (TAKE, "Prices in Arica are likely to fall, Ann Marlow said."),
        (TOWN, "Rain is likely to fall in Myawaddy, Ann Marlow said."),
        (POWER, "A coup in Togo is likely, Ann Marlow said."),
        (MOBILISE, "Protests against mobilisation in Chile are likely, Ann Marlow said."),
        (MOBILISE, "The mobilisation in Chile is unlikely to succeed, Ann Marlow said."),
        (MOBILISE, "A mobilisation in Peru is likely, Chile said."),
        (ANNEX, "The annexation of Tacna is unlikely to be recognised, Ann Marlow said."),
    ],
)
def test_a_likelihood_of_something_else_is_no_view_on_it(
    reader: Reader, question: str, text: str
) -> None:
    assert not any(one.direction == "view" for one in of_text(reader, question, text))


@pytest.mark.parametrize(("question", "kind"), KINDS.items())
def test_the_usual_words_of_a_question_tell_its_kind(question: str, kind: str) -> None:
    assert kind_of(question_of(question)) == kind


def test_troops_that_leave_elsewhere_are_no_defenders_of_the_town(reader: Reader) -> None:
    assert not of_text(reader, TOWN, "Pakistani troops withdrew from the Afghan border.")


def test_what_is_called_unlikely_is_seen_where_a_sign_asks_for_that(reader: Reader) -> None:
    told = of_text(
        reader,
        "Will Kenya adopt the Maritime Act?",
        "The adoption of the Maritime Act in Kenya is unlikely, Janes said.",
    )
    assert [one.direction for one in told if one.target == "impeded"] == ["seen"]
