"""Told outcomes: the event in plain words is seen; a plan, a threat or a denial of it is not."""

from __future__ import annotations

from functools import cache

import pytest
import yaml
from tests.read.reading import statements
from tests.weigh.build import origin_of, reading_of, register_of
from tests.weigh.questions import CLOSES, LEAK, OFFICE, OPENS, SENT, watch_for

from tocsin.data import load
from tocsin.nouns import Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.read import Reader
from tocsin.weigh import bearings, propose_watch
from tocsin.weigh.asking import kind_of, question_of

WAR = "Will Chile join the war against Peru?"
MOBILISED = "Will Chile declare mobilisation?"
GENERAL = "Will Poland announce general mobilisation?"
ANNEXED = "Will Chile annex Tacna?"
VOTE = "Will voting in a referendum on joining Chile begin in occupied Tacna?"
BRIDGE = "Will the Tacna bridge be attacked?"
NUCLEAR = "Will Chile conduct a nuclear test?"
TRUCE = "Will Chile and Peru agree a ceasefire?"
TOWN = "Will Chilean forces capture the town of Tacna?"
HOME = "Will at least 60 Peruvian prisoners return home in an exchange with Chile?"
CORPS = "Will elements of Chile's 9th Army Corps be deployed in Peru?"
QUIET = "Will there be a ceasefire in Sudan?"

CASES = {
    WAR: (
        [
            "Chile has entered the war, Ann Marlow said.",
            "Chile declared war on Peru on Friday.",
            "Chilean paratroopers seized the town of Tacna in Peru.",
            "Chilean forces captured Arequipa in southern Peru.",
            "Chilean tank columns have advanced into Peru.",
        ],
        [
            "Chile has threatened to join the war against Peru.",
            "Peru declared war on Chile.",
            "Chile has not declared war on Peru.",
            "Kenya has joined the war in Chad, Ann Marlow said.",
            "Peruvian troops captured three Chilean soldiers in Peru.",
            "Chilean forces took part in an exercise in Peru.",
            "Chilean police seized cocaine in Peru.",
            "Chile could join the war against Peru.",
        ],
    ),
    SENT: (
        ["Kenyan troops seized the town of Kismayo in Somalia."],
        [
            "Three Kenyan soldiers crossed into Somalia and surrendered.",
            "Kenyan soldiers entered Somalia's embassy in Nairobi.",
            "Kenyan troops crossed into Somalia by mistake.",
        ],
    ),
    MOBILISED: (
        [
            "Chile's president signed a decree on mobilisation.",
            "Chile ordered a partial mobilisation.",
        ],
        [
            "Chile's president refused to sign a decree on mobilisation.",
            "Peru's president signed a decree on mobilisation.",
            "Chile signed a decree on ending the mobilisation.",
        ],
    ),
    GENERAL: (
        ["General mobilisation has begun in Poland.", "Poland began general mobilisation."],
        [
            "Poland's president may sign a decree on general mobilisation.",
            "Poland plans to announce general mobilisation.",
            "Poland signed a decree on partial mobilisation.",
        ],
    ),
    ANNEXED: (
        [
            "Chile signed treaties on the accession of Tacna.",
            "Chile declared the annexation of Tacna.",
            "Chile's parliament ratified the accession of Tacna.",
            "Chile incorporated Tacna into its territory.",
        ],
        [
            "Chile may sign treaties on the accession of Tacna.",
            "Chile announced a referendum on the accession of Tacna.",
            "Chile announced plans for the annexation of Tacna.",
            "Chile's parliament rejected the annexation of Tacna.",
            "Chile declared the annexation of Arica.",
            "Chile denied that it had annexed Tacna.",
        ],
    ),
    VOTE: (
        ["Voting began in Tacna on Friday.", "A referendum was held in Tacna."],
        [
            "A referendum in Tacna was put off.",
            "Voting began in Arica on Friday.",
            "Delegates in Tacna voted to hold a referendum on joining Chile.",
            "Delegates voted for a declaration called “Chilean Tacna”.",
        ],
    ),
    BRIDGE: (
        [
            "The Tacna bridge was blown up on Saturday.",
            "A truck bomb damaged the Tacna bridge.",
            "Drones attacked the bridge in Tacna.",
        ],
        [
            "Drones attacked Tacna.",
            "The Tacna ferry was hit.",
            "The Tacna bridge could be attacked.",
            "Traffic on the Tacna bridge resumed.",
        ],
    ),
    NUCLEAR: (
        ["Chile detonated a nuclear device.", "Chile tested a nuclear weapon."],
        [
            "Chile is preparing to detonate a nuclear device.",
            "Chile conducted a missile test.",
            "Peru detonated a nuclear device.",
            "Chile has not tested a nuclear weapon.",
        ],
    ),
    TRUCE: (
        [
            "Chile and Peru announced a ceasefire.",
            "The ceasefire between Chile and Peru came into force at midnight.",
            "Chile and Peru reached a ceasefire agreement.",
        ],
        [
            "Chile and Peru could announce a ceasefire.",
            "Chile and Peru announced talks on a ceasefire.",
            "Chile and Peru announced the end of the ceasefire.",
            "Chile and Chad announced a ceasefire.",
            "A ceasefire between Chile and Chad took effect.",
            "Talks between Chile and Peru on a ceasefire were called off.",
        ],
    ),
    TOWN: (
        [
            "Tacna was captured by Chilean forces on Friday.",
            "The columns met at Tacna, which Chilean forces fully captured on Friday.",
        ],
        [
            "Tacna was captured by Kenyan forces.",
            "Tacna, which Chilean forces captured in 1879, is calm.",
            "Tacna, which Chilean forces have not captured, was shelled.",
            "Tacna, which Peruvian forces captured, was shelled by Chile.",
            "A village near Tacna was captured by Chilean forces.",
            "Tacna may be captured by Chilean forces.",
        ],
    ),
    HOME: (
        ["64 Peruvian prisoners returned to Peru on Friday.", "Peru brought home 70 captives."],
        ["Peruvian prisoners may return to Peru.", "Peruvian ministers returned to Peru."],
    ),
    CORPS: (
        ["Chile is deploying elements of the 9th Army Corps in Peru."],
        ["Chile may deploy the 9th Army Corps.", "Chile is deploying the 3rd Army Corps."],
    ),
    QUIET: (
        [
            "A ceasefire in Sudan took effect.",
            "The army and the RSF announced a ceasefire in Sudan.",
        ],
        [
            "The army in Sudan rejected a ceasefire.",
            "Ann Marlow called for a ceasefire in Sudan.",
            "A ceasefire in Sudan is possible.",
        ],
    ),
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


@cache
def watched(question: str) -> Watch:
    return watch_for(question)


def seen(reader: Reader, question: str, text: str) -> set[str]:
    watch = watched(question)
    readings = tuple(reading_of(one) for one in statements(reader, text))
    found = bearings(watch, readings, (origin_of("Ann Marlow", *readings),), register_of())
    return {one.target for one in found if one.direction == "seen"}


def outcomes(question: str) -> set[str]:
    return {one.id for one in watched(question).indicators if one.kind == OUTCOME}


@pytest.mark.parametrize(
    ("question", "text"), [(asked, text) for asked, (told, _) in CASES.items() for text in told]
)
def test_the_event_in_plain_words_is_its_outcome(reader: Reader, question: str, text: str) -> None:
    assert seen(reader, question, text) & outcomes(question)


@pytest.mark.parametrize(
    ("question", "text"), [(asked, text) for asked, (_, near) in CASES.items() for text in near]
)
def test_a_plan_a_threat_a_denial_or_another_s_act_is_no_outcome(
    reader: Reader, question: str, text: str
) -> None:
    assert not seen(reader, question, text) & outcomes(question)


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Chile and Peru on a ceasefire were called off.",
        "Chile called off talks with Peru on a ceasefire.",
        "Ceasefire talks between Chile and Peru collapsed.",
    ],
)
def test_talks_that_are_called_off_have_failed_and_are_no_talks(reader: Reader, text: str) -> None:
    found = seen(reader, TRUCE, text)
    assert "talks-fail" in found
    assert "talks" not in found


def test_what_has_come_about_stays_so() -> None:
    for question in OF_EACH:
        watch = watched(question)
        for one in watch.indicators:
            if one.kind == OUTCOME:
                assert one.half_life_days >= (watch.closes - watch.opens).days


OF_EACH = (
    "Will Chile attack from Bolivia into Peru?",
    SENT,
    "Will Chile capture Tacna?",
    "Will Chile withdraw its troops from Tacna?",
    MOBILISED,
    TRUCE,
    ANNEXED,
    BRIDGE,
    OFFICE,
    "Will Chile impose sanctions on Peru?",
    LEAK,
    "Will there be a coup in Ghana?",
    "Will Chile host a summit on whaling?",
    "Will Chile and Peru go to war?",
)


def test_a_question_of_each_family_is_here() -> None:
    kinds = {kind_of(question_of(one)) for one in OF_EACH}
    assert kinds == set(load("families.yaml")["families"])


@pytest.mark.parametrize("question", OF_EACH)
def test_a_proposed_watch_holds_no_anchors_and_no_aliases(question: str) -> None:
    text = propose_watch(question, CLOSES, opens=OPENS)
    told = {type(one) for one in yaml.parse(text, Loader=yaml.SafeLoader)}
    assert yaml.AliasEvent not in told
    assert all(
        getattr(one, "anchor", None) is None for one in yaml.parse(text, Loader=yaml.SafeLoader)
    )
