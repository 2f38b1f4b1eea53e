"""Hedged and attributed news of every shape: who says it, whether yes or no, and how likely."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import content, said, statements

from tocsin.nouns import Statement
from tocsin.read import Reader


def level(found: Statement, text: str) -> tuple[str, str] | None:
    told = found.likelihood
    return None if told is None else (told.phrase, told.of.of(text))


def speaker(found: Statement) -> str | None:
    return None if found.speaker is None else found.speaker.text


# Likelihoods that are given, set anew, or taken back


def test_a_chance_given_to_a_thing_is_of_the_thing(reader: Reader) -> None:
    text = "Ann Lee gave peace a slim chance."
    (one,) = statements(reader, text)
    assert (speaker(one), level(one, text)) == ("Ann Lee", ("slim chance", "peace"))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The institute put the odds of a raid at 50-50 but a day later raised them to 70 percent.",
         0.5, 0.7),
        ("The institute put the odds of a raid at 30 percent but later cut them to 10 percent.",
         0.3, 0.1),
    ],
)  # fmt: skip
def test_odds_set_anew_are_of_what_they_were_of(
    reader: Reader, text: str, first: float, second: float
) -> None:
    one, other = statements(reader, text)
    assert speaker(one) == speaker(other) == "The institute"
    assert one.likelihood is not None
    assert other.likelihood is not None
    assert (one.likelihood.low, other.likelihood.low) == (first, second)
    assert one.likelihood.of.of(text) == other.likelihood.of.of(text) == "a raid"


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said there was no reason to believe that a raid was imminent.",
        '"We see no signs of an imminent raid," Ann Lee said.',
        "There is no evidence that a raid is likely, Ann Lee said.",
        "Ann Lee has yet to see any sign that a raid is likely.",
        "Denmark doubts that a raid is likely.",
    ],
)
def test_what_nothing_points_to_has_no_level(reader: Reader, text: str) -> None:
    found = statements(reader, text)
    assert [(s.likelihood, s.polarity) for s in found] == [(None, "negated")]


def test_a_level_beside_what_was_not_seen_stays_one(reader: Reader) -> None:
    text = (
        "Ann Lee said that there were no signs of boats off Narvik, which suggests that a raid"
        " is unlikely."
    )
    assert [s.likelihood.phrase for s in statements(reader, text) if s.likelihood] == ["unlikely"]


@pytest.mark.parametrize(
    "text",
    [
        "Asked if a raid was likely, Ann Lee said no.",
        "Deputies debated whether a raid is likely.",
        "The army was silent on whether a raid is imminent.",
    ],
)
def test_what_is_but_asked_has_no_level(reader: Reader, text: str) -> None:
    assert [s.likelihood for s in statements(reader, text) if s.likelihood is not None] == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("There is hardly any doubt that Denmark will attack.", "There is hardly any doubt"),
        ("There is no question that Denmark will attack.", "There is no question"),
        ("An attack can't be ruled out, Ann Lee said.", "can't be ruled out"),
        ("It is not impossible that Denmark will attack, Ann Lee said.", "not impossible"),
        ("Ann Lee had no doubt that Denmark will attack.", "no doubt"),
        ("Ann Lee said that an attack was unlikely but could not be excluded.",
         "unlikely but could not be excluded"),
    ],
)  # fmt: skip
def test_a_denied_denial_affirms(reader: Reader, text: str, phrase: str) -> None:
    (one,) = statements(reader, text)
    assert one.likelihood is not None
    assert (one.likelihood.phrase, one.polarity) == (phrase, "affirmed")


def test_a_denied_denial_of_what_is_denied_denies(reader: Reader) -> None:
    (one,) = statements(reader, "There is no doubt that Denmark will not attack.")
    assert one.polarity == "negated"


# Minds


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norway does not expect an attack.", "Norway"),
        ("Norway's ministry does not anticipate a Danish attack this year.", "Norway's ministry"),
        ("The institute's analysts do not foresee a war.", "The institute's analysts"),
    ],
)
def test_an_event_not_expected_is_an_assessment(reader: Reader, text: str, name: str) -> None:
    (one,) = statements(reader, text)
    assert one.speaker is not None
    assert name.endswith(one.speaker.text) or name == one.speaker.text
    assert (one.act, one.polarity, one.tense) == ("assessment", "negated", "future")


def test_what_another_tells_of_an_expectation_is_told_by_him(reader: Reader) -> None:
    text = "Ann Lee said that Norway does not expect an attack."
    assert {speaker(s) for s in statements(reader, text)} == {"Ann Lee"}


def test_who_says_he_is_confident_makes_one_statement(reader: Reader) -> None:
    text = "The minister, Ole Berg, said he was confident that there would be no attack this year."
    (one,) = statements(reader, text)
    assert (speaker(one), one.act, one.polarity, one.tense, one.absence) == (
        "Ole Berg", "assessment", "negated", "future", None,
    )  # fmt: skip


def test_who_is_not_optimistic_does_not_say_that_it_will_be(reader: Reader) -> None:
    (one,) = statements(reader, "The envoy said he was not optimistic that talks would resume.")
    assert (one.act, one.polarity) == ("assessment", "negated")
    assert content(one).startswith("was not optimistic")


@pytest.mark.parametrize(
    "text",
    [
        "European diplomats doubted that Denmark would return to the talks.",
        "Ann Lee is sceptical that Denmark will return to the talks.",
    ],
)
def test_what_is_doubted_is_negated(reader: Reader, text: str) -> None:
    (one,) = statements(reader, text)
    assert (one.act, one.polarity) == ("assessment", "negated")


def test_what_few_believe_is_denied_in_the_writers_voice(reader: Reader) -> None:
    (one,) = statements(reader, "Few analysts believe that Denmark is ready for war.")
    assert (speaker(one), one.polarity) == ("The Harbour Post", "negated")


def test_a_few_who_believe_say_so(reader: Reader) -> None:
    (one,) = statements(reader, "A few analysts believe that Denmark is ready for war.")
    assert (speaker(one), one.polarity) == ("A few analysts", "affirmed")


# Who speaks


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("One of its analysts, Ole Berg, said that Denmark lacks boats.", "Ole Berg"),
        ("One of the institute's analysts, Ole Berg, said that Denmark lacks boats.", "Ole Berg"),
        ("A resident of Narvik, Ole Berg, said that Denmark lacks boats.", "Ole Berg"),
        ("The Northern Times has learned that Denmark lacks boats.", "Northern Times"),
        ("The Northern Times understands that Denmark lacks boats.", "Northern Times"),
        ("The service's assessment is that Denmark lacks boats.", "The service"),
        ("The Moor Institute judges with high confidence that Denmark lacks boats.",
         "Moor Institute"),
        ("The Institute for Ports assesses with moderate confidence that Denmark lacks boats.",
         "Institute for Ports"),
        ("Moor Analytics estimates with low confidence that Denmark lacks boats.",
         "Moor Analytics"),
        ("The report, which cited pictures from space, concluded that Denmark lacks boats.",
         "The report"),
        ("The study, first reported by the Northern Times, concluded that Denmark lacks boats.",
         "The study"),
    ],
)  # fmt: skip
def test_who_speaks_has_the_name_that_is_told(reader: Reader, text: str, name: str) -> None:
    assert speaker(said(statements(reader, text), "Denmark lacks boats")) == name


def test_what_an_outlet_has_been_told_came_through_it(reader: Reader) -> None:
    text = "The agencies have concluded that Denmark has drones, the Northern Times has been told."
    found = said(statements(reader, text), "Denmark has drones")
    assert speaker(found) == "The agencies"
    assert [link.name.text for link in found.chain] == ["Northern Times"]


@pytest.mark.parametrize(
    "text",
    [
        "Storms give a high risk of floods in Narvik.",
        "Heavy rain gives a high risk of floods in Narvik.",
    ],
)
def test_the_weather_says_nothing(reader: Reader, text: str) -> None:
    assert {speaker(s) for s in statements(reader, text)} == {"The Harbour Post"}


def test_a_ministry_is_no_newspaper(reader: Reader) -> None:
    text = (
        "The Northern Times reported that three ships sailed. The ministry said no ship had left."
    )
    assert speaker(said(statements(reader, text), "no ship")) == "The ministry"


def test_an_agency_is_no_state(reader: Reader) -> None:
    text = "Norway denied that it had moved boats, and the agency has found no sign of it."
    found = said(statements(reader, text), "no sign")
    assert found.absence is not None
    assert (speaker(found), found.absence.looked_by) == ("the agency", "the agency")


def test_a_body_with_a_plural_name_is_it(reader: Reader) -> None:
    text = "Norway's Joint Chiefs of Staff said it had detected no unusual activity in the north."
    (one,) = statements(reader, text)
    assert (speaker(one), one.chain) == ("Norway's Joint Chiefs of Staff", ())


@pytest.mark.parametrize(
    "text",
    [
        "It is highly improbable, experts say, that Norway could build a boat in a year.",
        "It is possible, experts say, that Norway could build a boat in a year.",
    ],
)
def test_a_saying_amid_a_judgement_has_all_of_it(reader: Reader, text: str) -> None:
    (one,) = statements(reader, text)
    assert speaker(one) == "experts"
    assert one.likelihood is not None
    assert one.likelihood.of.of(text) == "Norway could build a boat in a year"


def test_a_quotation_that_goes_on_behind_a_saying_is_said_too(reader: Reader) -> None:
    text = 'The chances of war are low, Ann Lee said, "but they are not zero."'
    (one,) = statements(reader, text)
    assert (level(one, text), one.polarity) == (("low", "war"), "affirmed")


@pytest.mark.parametrize(
    "text",
    [
        '"If they cross that line, we will respond with force," said the minister Ole Berg.',
        '"Nobody here expects the truce to last," said the minister Ole Berg.',
    ],
)
def test_a_verb_of_saying_within_a_quotation_does_not_announce_it(
    reader: Reader, text: str
) -> None:
    assert [(speaker(s), s.chain) for s in statements(reader, text)] == [("Ole Berg", ())]


def test_two_halves_of_a_semicolon_have_each_their_own_voice(reader: Reader) -> None:
    text = "Norway insists its plan is peaceful; the neighbours suspect otherwise."
    found = statements(reader, text)
    assert [speaker(s) for s in found] == ["Norway", "The Harbour Post"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry declined to say whether the ships had sailed.",
        "The ministry refused to comment on the ships.",
    ],
)
def test_who_declines_to_say_says_nothing(reader: Reader, text: str) -> None:
    assert [speaker(s) for s in statements(reader, text)] == ["The Harbour Post"]


# Acts, looks and standing


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Observers from the OSCE saw 30 trucks near the border.", "OSCE", "30 trucks"),
        ("Witnesses saw 12 tanks on the road.", "Witnesses", "12 tanks"),
    ],
)
def test_who_is_there_to_look_observes(reader: Reader, text: str, name: str, count: str) -> None:
    (one,) = statements(reader, text)
    assert (speaker(one), one.act) == (name, "observation")
    assert [(q.span.of(text), q.basis) for q in one.quantities] == [(count, "observed")]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Oslo has yet to see any evidence of a build-up.", "Oslo"),
        ("Norway's army has yet to detect any movement of Danish troops.", "Norway's army"),
        ("The Moor Institute said its images showed no new vehicles at the site.",
         "Moor Institute"),
    ],
)  # fmt: skip
def test_who_has_not_seen_it_yet_has_looked(reader: Reader, text: str, who: str) -> None:
    (one,) = statements(reader, text)
    assert one.absence is not None
    assert (one.act, one.polarity, one.absence.looked_by) == ("observation", "negated", who)


def test_to_follow_a_situation_tells_of_nothing_seen(reader: Reader) -> None:
    (one,) = statements(reader, "The spokesman said the army was monitoring the situation.")
    assert (speaker(one), one.act) == ("The spokesman", "statement")


def test_a_price_to_be_paid_is_a_threat_however_it_is_called(reader: Reader) -> None:
    (one,) = statements(reader, "Ole Berg warned that Norway would pay a dear price.")
    assert one.act == "threat"


def test_a_bloc_threatens(reader: Reader) -> None:
    (one,) = statements(reader, "The bloc has threatened to use force unless Norway yields.")
    assert (speaker(one), one.act) == ("The bloc", "threat")


def test_who_waves_a_report_off_as_invented_denies_it(reader: Reader) -> None:
    (one,) = statements(reader, 'Denmark\'s army dismissed the report as "pure fabrication".')
    assert (speaker(one), one.act) == ("Denmark's army", "denial")


def test_who_advises_people_to_leave_asks_them_to(reader: Reader) -> None:
    (one,) = statements(reader, "The embassy advised its citizens to leave Narvik at once.")
    assert (speaker(one), one.act) == ("The embassy", "appeal")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Moor Institute said it had verified six videos of the raid.", "Moor Institute"),
        ("The foreign ministry in Oslo said it rejects the claims.", "foreign ministry in Oslo"),
    ],
)
def test_an_it_that_checks_is_who_speaks(reader: Reader, text: str, who: str) -> None:
    (one,) = statements(reader, text)
    assert [mark.by for mark in one.verification] == [who]


# Dates that lie ahead


@pytest.mark.parametrize(
    "text",
    [
        "The troops will stay until spring.",
        "A raid before spring is unlikely.",
        "The drills have been put off until spring.",
    ],
)
def test_a_season_that_bounds_what_is_to_come_is_the_next(reader: Reader, text: str) -> None:
    found = statements(reader, text, published=date(2031, 8, 3))
    when = [d.interval.start for s in found for d in s.dates if d.interval is not None]
    assert [(day.year, day.month) for day in when if day is not None] == [(2032, 3)]


def test_a_likelihood_is_of_a_time_to_come_whatever_became_of_it(reader: Reader) -> None:
    found = statements(reader, "The odds of a deal by June have fallen to 20 percent.")
    when = [d.interval.start for s in found for d in s.dates if d.interval is not None]
    assert [(day.year, day.month) for day in when if day is not None] == [(2031, 6)]
    assert not any(s.background for s in found)


def test_who_was_asked_and_answers_does_not_ask(reader: Reader) -> None:
    text = "Ole Berg, asked whether a raid was coming, said there were two boats."
    found = said(statements(reader, text), "two boats")
    assert (speaker(found), found.act) == ("Ole Berg", "statement")
    assert not any(s.act == "question" for s in statements(reader, text))


@pytest.mark.parametrize(
    "text",
    [
        "No doubt Denmark will attack in the spring.",
        "Denmark will no doubt attack, Ann Lee said.",
        '"I have no doubt Denmark will attack," Ann Lee said.',
    ],
)
def test_no_doubt_is_a_level_wherever_it_stands(reader: Reader, text: str) -> None:
    (one,) = statements(reader, text)
    assert one.likelihood is not None
    assert (one.likelihood.phrase.casefold(), one.polarity) == ("no doubt", "affirmed")


def test_an_outlet_that_was_told_by_somebody_is_a_link(reader: Reader) -> None:
    text = "The Northern Times was told by officials that the ships had left."
    (one,) = statements(reader, text)
    assert speaker(one) == "officials"
    assert [(link.name.text, link.via) for link in one.chain] == [("Northern Times", "told")]
