"""Proposals: every question gives a watch that is whole and runs at once."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.build import say

from tocsin.data import load
from tocsin.errors import BadArgument
from tocsin.nouns import Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.weigh import doubts_of, parse_watch, propose_watch
from tocsin.weigh.asked import CHRONICLE, share_of
from tocsin.weigh.asking import family_of, kind_of, question_of
from tocsin.weigh.patterns import match
from tocsin.weigh.slots import words_of
from tocsin.weigh.stance import stance_of

OPENS, CLOSES = date(2031, 1, 1), date(2031, 7, 1)

QUESTIONS = {
    "Will Canadian ground forces enter Norway to fight by 2031-07-01?": "entry",
    "Will Mexico launch an attack from Canada into Norway before July 2031?": "front",
    "Will Kenyan forces capture the town of Garissa by 2031-07-01?": "capture",
    "Will all Polish troops withdraw from Lviv by 2031-07-01?": "withdrawal",
    "Will Chile order a general mobilisation of reservists by 2031-07-01?": "mobilisation",
    "Will India and Pakistan sign a ceasefire by 2031-07-01?": "agreement",
    "Will Serbia formally annex the Banat by 2031-07-01?": "annexation",
    "Will the dam at Itaipu be hit by a missile strike by 2031-07-01?": "strike",
    "Will Anna Petrova resign as minister of finance by 2031-07-01?": "personnel",
    "Will the European Union adopt sanctions against Peru by 2031-07-01?": "measure",
    "Will a radioactive release be reported at the Temelin nuclear plant by 2031-07-01?": "nuclear",
    "Will a coup overthrow the government of Ghana by 2031-07-01?": "unrest",
    "Will Chile and Peru go to war by 2031-07-01?": "war",
    "Will the ferry to Bornholm be on time every day by 2031-07-01?": "other",
}


def watch_for(question: str) -> Watch:
    return parse_watch(propose_watch(question, CLOSES, opens=OPENS), file="the proposal")


@pytest.mark.parametrize(("question", "family"), QUESTIONS.items())
def test_a_question_s_words_tell_its_family(question: str, family: str) -> None:
    assert kind_of(question_of(question)) == family
    row = load("families.yaml")["families"][family]
    assert ("counted" in row) or family_of(question) == family


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_family_gives_a_whole_watch(question: str) -> None:
    watch = watch_for(question)
    assert watch.question == question
    assert watch.yes
    assert len(watch.hypotheses) > len(watch.yes)
    assert watch.indicators
    assert watch.base.events > 0
    assert "Asked questions are no sample" in watch.base.caveat
    assert watch.base.source


def test_every_family_of_the_data_is_asked_for_here() -> None:
    assert set(QUESTIONS.values()) == set(load("families.yaml")["families"])


def test_where_someone_could_bluff_deception_is_a_hypothesis() -> None:
    for question, family in QUESTIONS.items():
        if family in {"entry", "front", "withdrawal", "agreement", "strike"}:
            assert any(h.deception for h in watch_for(question).hypotheses)


def test_the_base_rate_gives_the_share_of_asked_questions_over_the_window() -> None:
    watch = watch_for("Will Kenyan forces capture the town of Garissa by 2031-07-01?")
    days = (watch.closes - watch.opens).days
    share = share_of("capture", days)
    assert -math.expm1(-watch.base.rate * days) == pytest.approx(share, abs=1e-3)
    assert 0.1 < share < 0.4


def test_a_longer_window_asked_of_came_true_less_often_as_the_counts_have_it() -> None:
    assert share_of("capture", 7) > share_of("capture", 30) > share_of("capture", 365)


def test_a_family_that_was_hardly_ever_asked_of_is_drawn_to_all() -> None:
    rates = load("asked_rates.yaml")["families"]
    fewest = min(rates, key=lambda name: rates[name]["of"])
    assert abs(rates[fewest]["effect"]) < 0.1


@pytest.mark.parametrize(
    ("question", "events", "key"),
    [
        ("Will Kenyan forces capture the town of Garissa?", {"capture"}, "garissa"),
        ("Will Peru use ballistic missiles against Chile?", {"use"}, "ballistic* missil*"),
        ("Will at least 60 Chilean prisoners return home?", {"exchange"}, "prisoner*"),
        ("Will the Western-donated Otter 2 tanks arrive in Chile?", {"deploy", "arrive"}, "otter"),
        ('Will Peru proclaim a "Banat People\'s Republic"?', {"proclaim"}, "banat"),
        ("Will a Western commercial satellite be destroyed?", {"destroy"}, "commercial* satellit*"),
    ],
)
def test_a_question_tells_its_event_and_by_what_words_its_matter_is_known(
    question: str, events: set[str], key: str
) -> None:
    asked = question_of(question)
    assert set(asked.events) == events
    assert key in words_of(asked)["@key"]


def test_a_place_is_looked_for_in_its_other_spellings() -> None:
    assert "sievierodonetsk*" in words_of(question_of("Will Severodonetsk be captured?"))["@place"]


def test_what_is_only_tried_or_meant_is_no_outcome() -> None:
    watch = watch_for("Will Kenyan forces capture the town of Garissa by 2031-07-01?")
    (taken,) = [i for i in watch.indicators if i.kind == OUTCOME]

    def told(text: str) -> str:
        said = say(text, actor="Kenyan troops")
        found = next((m for p in taken.match if (m := match(p, said))), None)
        return stance_of(said, found).kind if found is not None else ""

    assert told("Kenyan troops captured Garissa.") == "affirmed"
    assert told("Kenyan troops made an effort to have captured Garissa.") == "possible"
    assert told("Kenyan troops captured a bridge near Garissa.") == ""


def test_who_whom_and_where_come_from_the_question() -> None:
    asked = question_of("Will Mexico launch an attack from Canada into Norway before July 2031?")
    assert (asked.actors, asked.targets, asked.bases) == (("Mexico",), ("Norway",), ("Canada",))
    asked = question_of(
        "Will Kenyan forces capture the town of Garissa (Tana County) by 2031-07-01?"
    )
    assert (asked.verb, asked.actors, asked.places) == ("capture", ("Kenya",), ("Garissa",))


@pytest.mark.parametrize(
    ("question", "actors"),
    [
        ("Will the RSF seize the headquarters of the Sudanese army in Khartoum?", ("RSF",)),
        ("Will RSF fighters capture El Fasher?", ("RSF",)),
        ("Will troops of General Okoro capture Lagos?", ("General Okoro",)),
        ("Will Hezbollah launch an attack on Israel?", ("Hezbollah",)),
        ("Will the junta hold elections in Mali?", ("junta",)),
        ("Will the junta in Mali release its ministers?", ("junta",)),
        ("Will the government of Mali release its ministers?", ("Mali",)),
        ("Will Taiwan be attacked by China?", ("China",)),
        ("Will Garissa be captured by the paramilitaries?", ()),
        ("Will there be a coup in Ghana?", ()),
        ("Will the Garissa dam be breached?", ()),
        ("Will a Leopard tank arrive in Ukraine?", ()),
    ],
)
def test_who_acts_is_the_subject_whatever_body_it_is(
    question: str, actors: tuple[str, ...]
) -> None:
    assert question_of(question).actors == actors


def test_a_body_is_looked_for_under_all_its_names_and_a_person_by_the_last() -> None:
    def called(question: str) -> tuple[str, ...]:
        return words_of(question_of(question))["@actor"]

    assert {"rapid support forces", "rsf*"} <= set(called("Will the RSF capture El Fasher?"))
    assert called("Will Anna Petrova sign the treaty?") == ("anna petrova", "petrova*")
    assert called("Will the rebels sign the treaty?") == ("rebel*", "insurgent*", "guerrilla*")


def test_what_is_done_to_a_passive_subject_happens_there() -> None:
    asked = question_of("Will Garissa be captured by the Kenyan army?")
    assert (asked.actors, asked.places) == (("Kenya",), ("Garissa",))


def test_what_an_official_does_is_said_of_the_state_too() -> None:
    words = words_of(question_of("Will Putin sign a decree?"))
    assert {"putin*", "russia*"} <= set(words["@actor"])
    assert not words["@home"]


def test_a_site_to_be_taken_is_looked_for_by_name() -> None:
    watch = watch_for("Will the RSF seize the Sudanese army headquarters in Khartoum?")
    taken = next(i for i in watch.indicators if i.id == "taken-seen")

    def fires(text: str, actor: str) -> bool:
        return any(match(p, say(text, actor=actor)) for p in taken.match)

    assert fires("The RSF seized the headquarters in Khartoum.", "The RSF")
    assert not fires("The army took control of a radio building in Khartoum.", "The army")


def test_a_slot_that_the_question_does_not_fill_is_left_for_the_person() -> None:
    text = propose_watch("Will there be a coup in Ghana?", CLOSES, opens=OPENS)
    assert "actor: []  # to fill in: who would do it" in text
    assert parse_watch(text).indicators


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_in_a_proposal_shares_an_id(question: str) -> None:
    watch = watch_for(question)
    ids = [hypothesis.id for hypothesis in watch.hypotheses]
    ids += [proposition.id for proposition in watch.propositions]
    ids += [indicator.id for indicator in watch.indicators]
    assert len(ids) == len(set(ids))


def test_its_indicators_find_the_question_s_own_place_and_no_other() -> None:
    watch = watch_for("Will Kenyan forces capture the town of Garissa by 2031-07-01?")

    def fired(text: str) -> set[str]:
        return {
            i.id
            for i in watch.indicators
            if any(match(p, say(text, actor="Kenyan troops")) for p in i.match)
        }

    assert "advance" in fired("Kenyan troops advance on Garissa.")
    assert not fired("Kenyan troops advance on Lamu.")


def test_a_sign_that_names_nothing_of_the_question_is_tied_to_it() -> None:
    watch = watch_for("Will Canadian ground forces enter Norway to fight by 2031-07-01?")
    drills = next(i for i in watch.indicators if i.id == "drills")
    assert any(match(p, say("Canada holds an exercise.")) for p in drills.match)
    assert not any(match(p, say("Peru holds an exercise.")) for p in drills.match)


def test_the_file_says_that_it_is_a_proposal() -> None:
    text = propose_watch("Will Chile mobilise?", CLOSES, opens=OPENS)
    assert text.startswith("# Proposed from the question alone.")
    assert yaml.safe_load(text)["opens"] == OPENS


def test_a_window_that_closes_before_it_opens_is_refused() -> None:
    with pytest.raises(BadArgument):
        propose_watch("Will Chile mobilise?", OPENS, opens=CLOSES)
    with pytest.raises(BadArgument):
        propose_watch("  ", CLOSES, opens=OPENS)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_any_question_gives_a_watch_or_a_plain_refusal(question: str) -> None:
    try:
        text = propose_watch(question, CLOSES, opens=OPENS)
    except BadArgument:
        assert not question.strip()
    else:
        parse_watch(text)


def doubts(question: str, closes: str) -> list[str | int | None]:
    opens, end = datetime(2026, 6, 1, tzinfo=UTC), datetime.fromisoformat(closes)
    return [one.at for one in doubts_of(question, opens=opens, closes=end.replace(tzinfo=UTC))]


@pytest.mark.parametrize(
    "question",
    [
        "The minister resigns before 2027",
        "Did the minister resign before 2027?",
        "Was the dam hit?",
        "Who will resign before 2027?",
        "When will the war end?",
        "Is the ferry late?",
        "Weather",
    ],
)
def test_what_is_no_question_about_the_future_is_doubted(question: str) -> None:
    assert doubts(question, "2027-01-01") == ["question"]


@pytest.mark.parametrize(
    ("question", "closes"),
    [
        ("Will the minister resign before 2027?", "2027-01-01"),
        ("Will the minister resign before 2027?", "2026-12-31T23:59:59"),
        ("Will the minister, elected in 2020, resign before March 2027?", "2027-03-01"),
        ("By 1 March 2027, will the dam be hit?", "2027-03-01"),
        ("By 1 March 2027, will the dam be hit?", "2027-03-02"),
        ("Will the dam be hit by the end of 2026?", "2027-01-01"),
        ("Will the dam be hit before the end of March 2027?", "2027-04-01"),
        ("Will the dam be hit in 2026?", "2027-01-01"),
        ("Will the dam be hit by December?", "2027-01-01"),
        ("Will the dam be hit before July 4th, 2026?", "2026-07-04"),
        ("Will the dam be hit by 2026-09-30?", "2026-10-01"),
        ("Does the minister resign before 2027?", "2027-01-01"),
        ("Is the dam going to be hit?", "2027-01-01"),
        ("Will the ferry be on time on 30 February 2027?", "2027-01-01"),
        ("Will 2000 soldiers leave?", "2027-01-01"),
    ],
)
def test_a_question_that_agrees_with_its_window_is_not_doubted(question: str, closes: str) -> None:
    assert doubts(question, closes) == []


@pytest.mark.parametrize(
    ("question", "closes"),
    [
        ("Will the minister resign before 2027?", "2028-01-01"),
        ("Will the minister resign before 2027?", "2026-12-31"),
        ("Will the dam be hit before 1 March 2027?", "2027-03-02"),
        ("Will the dam be hit by 1 March?", "2027-01-01"),
        ("Will the dam be hit in 2026?", "2026-07-01"),
        ("Will the dam be hit by the end of March 2027?", "2027-03-01"),
        ("Will the dam be hit by 2026-09-30?", "2027-09-30"),
    ],
)
def test_a_date_that_is_not_the_close_is_doubted(question: str, closes: str) -> None:
    assert doubts(question, closes) == ["closes"]


@given(st.text(max_size=60))
def test_any_text_can_be_doubted(text: str) -> None:
    assert len(doubts(text, "2027-01-01")) <= 2


def test_a_base_rate_may_be_counted_in_a_chronicle() -> None:
    """docs/methods/base-rates.md, by hand: 231 captures in 140,714 days, a window of 30."""
    question = "Will Kenyan forces capture the town of Garissa by 2031-01-31?"
    text = propose_watch(question, date(2031, 1, 31), opens=OPENS, base=CHRONICLE)
    base = parse_watch(text, file="w").base
    counted = load("reference_classes.yaml")["classes"]["capture"]
    assert (base.events, base.exposure_days) == (counted["events"], counted["exposure_days"])
    assert (base.events, base.exposure_days) == (231, 140714)
    assert -math.expm1(-base.rate * 30) == pytest.approx(0.048, abs=5e-4)
    assert "Wikipedia" in base.source
    assert base.caveat


def test_a_chronicle_is_no_base_for_a_kind_that_was_not_counted() -> None:
    ferry = "Will the ferry to Bornholm be on time every day by 2031-07-01?"
    with pytest.raises(BadArgument, match="no chronicle was counted"):
        propose_watch(ferry, CLOSES, opens=OPENS, base=CHRONICLE)
    with pytest.raises(BadArgument, match="no base"):
        propose_watch(ferry, CLOSES, opens=OPENS, base="tea leaves")


def test_an_attack_on_the_base_is_no_attack_from_it() -> None:
    question = "Will Mexico launch an attack from Canada into Norway before July 2031?"
    watch = parse_watch(propose_watch(question, CLOSES, opens=OPENS), file="w")
    (said,) = [one for one in watch.propositions if one.id == "attack-said"]

    def fills(text: str) -> bool:
        return any(match(one, say(text, actor="Mexico")) for one in said.match)

    assert fills("Mexico is unlikely to attack Norway from Canada.")
    assert not fills("Mexico is likely to attack Norway at the coast.")
    assert not fills("Mexico is likely to carry out an attack on Canada.")


def entry_is_said(text: str, actor: str) -> bool:
    question = "Will Ukrainian ground forces enter Norway to fight by 2031-07-01?"
    claims = watch_for(question).propositions
    (said,) = [one for one in claims if one.id == "entry-said"]
    return any(match(one, say(text, actor=actor)) for one in said.match)


@pytest.mark.parametrize(
    ("text", "actor", "told"),
    [
        ("Zelensky is unlikely to commit his army to the war.", "Zelensky", True),
        ("Zelensky will send the Ukrainian military into battle.", "Zelensky", True),
        ("Ukraine may throw its forces into the fighting.", "Ukraine", True),
        ("Zelensky is unlikely to join the war.", "Zelensky", True),
        ("Orlik is unlikely to commit his army to the war.", "Orlik", False),
        ("Zelensky will send arms to the Danish forces in the war.", "Zelensky", False),
        ("Ukraine is unlikely to launch new offensive operations.", "Ukraine", True),
        ("Ukraine is unlikely to launch an offensive against Chad.", "Ukraine", False),
        ("Ukraine is unlikely to mount an attack on Chad.", "Ukraine", False),
        ("Chad is unlikely to launch new offensive operations.", "Chad", False),
    ],
)
def test_an_entry_is_told_of_a_leader_s_forces_and_of_operations_without_a_place(
    text: str, actor: str, told: bool
) -> None:
    assert entry_is_said(text, actor) is told


def test_a_state_is_led_by_whom_the_register_has_for_it_alone() -> None:
    leaders = words_of(question_of("Will Ukrainian ground forces enter Norway?"))["@leader"]
    assert "zelensky" in leaders
    assert "lukashenko" not in leaders
    assert words_of(question_of("Will Chad's forces enter Norway?"))["@leader"] == ()


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Kenyan troops seized the governor's palace in Garissa.", True),
        ("Kenya's army entered Garissa and captured the palace.", True),
        ("Kenyan troops failed to enter the palace in Garissa and took losses.", False),
        ("Kenyan troops entered Garissa.", False),
    ],
)
def test_a_town_is_taken_where_its_seat_of_government_is(text: str, taken: bool) -> None:
    watch = watch_for("Will Kenyan forces capture the town of Garissa by 2031-07-01?")
    outcome = next(one for one in watch.indicators if one.kind == OUTCOME)
    found = [match(pattern, say(text, tense="past")) for pattern in outcome.match]
    assert any(one is not None for one in found) is taken
