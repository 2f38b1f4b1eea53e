"""Speakers, acts and looks in sentences that the parser takes for something else."""

from __future__ import annotations

import pytest
from tests.read.reading import content, said, statements

from tocsin.read import Reader


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "The institute judged in its update that the army is likely to stay.",
            "army is likely",
            "The institute",
        ),
        (
            "Leaving the depots does not go together with an attack, the institute assessed.",
            "Leaving the depots",
            "the institute",
        ),
        (
            "An attack on the port remains unlikely, the Institute for Peace assessed on Tuesday.",
            "An attack on",
            "Institute for Peace",
        ),
        (
            "The think tank rated the likelihood of war as low.",
            "likelihood of war",
            "The think tank",
        ),
        (
            "Anna Berg told the Daily Post in June of a concern that the north wanted to act.",
            "a concern that",
            "Anna Berg",
        ),
        (
            "The Institute for Peace (the IFP) judged in its May update that she is likely to go.",
            "she is likely",
            "Institute for Peace",
        ),
    ],
)
def test_a_speaker_is_found_where_the_parser_misses_the_verb(
    reader: Reader, text: str, words: str, speaker: str
) -> None:
    found = said(statements(reader, text), words).speaker
    assert found is not None
    assert found.text == speaker


@pytest.mark.parametrize("rest", ["low.", "“low”, since a war could hurt."])
def test_a_rated_likelihood_is_the_size_it_is_rated_as(reader: Reader, rest: str) -> None:
    text = f"The think tank rated the likelihood of war as {rest}"
    phrase = said(statements(reader, text), "likelihood of war").likelihood
    assert phrase is not None
    assert phrase.phrase == "low"


def test_a_participle_stays_one(reader: Reader) -> None:
    (only,) = statements(reader, "A storm predicted for Friday passed.")
    assert only.speaker is not None
    assert only.speaker.span is None


def test_a_paper_that_someone_likes_says_nothing(reader: Reader) -> None:
    (only,) = statements(reader, "The mayor spoke in the paper that the editor liked.")
    assert only.speaker is not None
    assert only.speaker.span is None


def test_a_threat_set_between_its_case_and_its_content_is_one(reader: Reader) -> None:
    text = (
        "If the army backs the attack, the staff threatens, it will be answered with all we have."
    )
    (threat,) = statements(reader, text)
    assert threat.act == "threat"
    assert threat.condition is not None
    assert threat.speaker is not None
    assert threat.speaker.text == "the staff"


def test_what_someone_goes_on_to_ask_is_an_appeal(reader: Reader) -> None:
    (appeal,) = statements(reader, "The army goes on to appeal to islanders not to die for a king.")
    assert appeal.act == "appeal"
    assert appeal.speaker is not None
    assert appeal.speaker.text == "The army"


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (
            "The group noted more flights than usual, but no missile launches were recorded.",
            "The group",
        ),
        ("The minister said that it rained, but no damage was seen.", "The Harbour Post"),
    ],
)
def test_he_who_tells_of_things_seen_is_the_one_who_did_not_see_another(
    reader: Reader, text: str, by: str
) -> None:
    look = said(statements(reader, text), "no ").absence
    assert look is not None
    assert look.looked_by == by


def test_a_company_named_beside_another_is_no_speaker(reader: Reader) -> None:
    (only,) = statements(reader, "The port was sold to Acme, a company assessed in 2030.")
    assert only.speaker is not None
    assert only.speaker.span is None


def test_the_tense_is_that_of_what_the_likelihood_is_of(reader: Reader) -> None:
    text = "It is highly unlikely that the drills are a sign of war, the ministry said on Friday."
    (one,) = statements(reader, text)
    assert one.tense == "present"
    assert one.claim.actor is not None
    assert one.claim.actor.of(text) == "the drills"


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Kyiv fears a new raid from the north.", "raid", "Kyiv"),
        ("Kyiv disputes that the troops have left.", "troops have left", "Kyiv"),
        ("Kyiv doubts that Oslo will send boats.", "Oslo will", "Kyiv"),
        ("The ministry called a new offensive unlikely.", "offensive", "The ministry"),
        ("The army denied plans to sail and called an offensive unlikely.", "an offen", "The army"),
        ("The army spoke of plans to sail and called an attack likely.", "an attack", "The army"),
        ("Experts asked by the Post consider the risk of a northern front small.", "f", "Experts"),
        (
            "An official told reporters on condition of anonymity that boats left.",
            "b",
            "An official",
        ),
        ("The institute rejected a raid as highly unlikely.", "a raid", "The institute"),
        ("All signs point to a raid, Lee said.", "a raid", "Lee"),
        ("Villagers reported hearing shots near Narvik.", "shots", "Villagers"),
    ],
)
def test_a_capital_and_an_event_are_nouns(
    reader: Reader, text: str, words: str, speaker: str
) -> None:
    found = said(statements(reader, text), words).speaker
    assert found is not None
    assert found.text == speaker


def test_a_denied_plan_has_no_part_in_what_is_called_unlikely(reader: Reader) -> None:
    text = "The army denied plans to attack Lund and called an offensive unlikely."
    plan, offensive = statements(reader, text)
    assert (plan.act, plan.likelihood) == ("denial", None)
    assert offensive.likelihood is not None
    assert offensive.likelihood.phrase == "unlikely"


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Officials fear a new attack on the port.", "future"),
        ("Officials fear that an attack has begun.", "past"),
    ],
)
def test_an_event_that_is_feared_is_to_come(reader: Reader, text: str, tense: str) -> None:
    (only,) = statements(reader, text)
    assert (only.act, only.tense) == ("assessment", tense)
    assert only.speaker is not None
    assert only.speaker.text == "Officials"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Lee told the news agency Nordpress that troops left.", ["Nordpress"]),
        ('"We will sail," Lee said, according to the state agency NoTa.', ["NoTa"]),
        ("Lee told the news agency on Monday that troops left.", ["the news agency"]),
    ],
)
def test_an_outlet_and_its_name_behind_it_are_one(
    reader: Reader, text: str, chain: list[str]
) -> None:
    (only,) = statements(reader, text)
    assert only.speaker is not None
    assert only.speaker.text == "Lee"
    assert [relay.name.text for relay in only.chain] == chain


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The institute rejected a raid as highly unlikely.", "assessment"),
        ("The army rejected the claim of a raid as false.", "denial"),
        ("The army rejected a likely raid as a fantasy.", "denial"),
        ("The army rejected the reports.", "denial"),
        ("The mayor called talk of a raid nonsense.", "denial"),
        ("The mayor called fears of a raid absurd.", "denial"),
    ],
)
def test_to_reject_a_thing_as_unlikely_is_to_judge_it(reader: Reader, text: str, act: str) -> None:
    assert [one.act for one in statements(reader, text)] == [act]


def test_the_mayor_who_called_talks_useless_denied_none(reader: Reader) -> None:
    (only,) = statements(reader, "The mayor called talks on peace useless.")
    assert only.act == "statement"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("It is hard to see the army sending boats, said one diplomat.", "negated"),
        ("It is difficult to imagine that the army has sent boats.", "negated"),
        ("It is hard to see how the army could attack.", "negated"),
        ("It is hard to see whether the army has sent boats.", "affirmed"),
        ("It was hard to see the boats through the fog.", "affirmed"),
    ],
)
def test_what_it_is_hard_to_see_somebody_do_is_not_expected(
    reader: Reader, text: str, polarity: str
) -> None:
    (only,) = statements(reader, text)
    assert only.polarity == polarity


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The chance of a raid is higher than in May but below 50 percent.", "below 50 percent"),
        ("A raid is more likely than in May, but still unlikely.", "still unlikely"),
        ("A raid is more likely than a siege.", "more likely"),
    ],
)
def test_the_size_that_is_now_counts_and_not_how_it_compares(
    reader: Reader, text: str, phrase: str
) -> None:
    (only,) = statements(reader, text)
    assert only.likelihood is not None
    assert only.likelihood.phrase == phrase


@pytest.mark.parametrize("number", ["over 100 deaths", "under 20 cases", "around 300 cases"])
@pytest.mark.parametrize("verb", ["reports", "reported", "confirmed"])
def test_over_so_many_is_what_is_reported(reader: Reader, verb: str, number: str) -> None:
    found = said(statements(reader, f"The health ministry {verb} {number} since May."), number)
    assert found.speaker is not None
    assert found.speaker.text.removeprefix("The ") == "health ministry"


def test_who_warns_about_so_many_warns_of_them(reader: Reader) -> None:
    found = said(statements(reader, "The mayor warned about 300 soldiers near the bridge."), "300")
    assert found.speaker is not None


@pytest.mark.parametrize(
    ("by", "says", "what"),
    [
        ("diplomats", "saying", "a deal is unlikely"),
        ("the United Nations", "warning", "that the country is collapsing"),
        ("analysts", "estimating", "that 40 tanks were lost"),
        ("traders", "saying", "that supplies are short"),
        ("the minister", "denying", "that a raid is planned"),
    ],
)
def test_what_somebody_says_beside_the_news_is_his_and_not_the_writer_s(
    reader: Reader, by: str, says: str, what: str
) -> None:
    news = "Warplanes bombed the city"
    found = statements(reader, f"{news}, with {by} {says} {what}.")
    own = said(found, what)
    assert own.speaker is not None
    assert own.speaker.text.removeprefix("the ") == by.removeprefix("the ")
    writers = [one for one in found if one is not own]
    assert [content(one).strip(" ,") for one in writers] == [news]
    assert all(one.likelihood is None for one in writers)
