"""The traps that reading must not fall into, on the five founding reports."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests.desks import Seen

from tocsin.nouns import READ_KINDS

WORD = re.compile(r"\w+")
LOST = 5
"""So many words in a row that no statement holds are a sentence lost."""

# How the lines begin that are no part of an article: mastheads, notices, pixels, teasers, lives.
# A picture's credit is part of its caption, which may say something and weighs nothing.
FURNITURE = {
    "000": (
        "Uncommon Knowledge", "Newsweek is committed to", "About the writer", "Zoe Strozewski is",
        "To read how Newsweek", "Newsweek cover", "•",
    ),
    "001": (
        "🎙️ Voice is AI-generated", "About the writer", "Jack Dutton is a", "You can get in touch",
    ),
    "002": (
        "Connect with us", "Hi, what are you", "•", "1 day ago", "About sharing",
        "1px transparent line", "The BBC is not responsible", "This video can not",
        "To play this video", "You May Also Like", "European Union",
        "After a Russian-occupied", "United States", "The goal is “energy", "For many years we",
        "The body of the stone",
    ),
    "003": ("Source link", "Leave A Reply", "Your email address"),
    "004": (
        "Connect with us", "Hi, what are you", "Smart Bombs:", "(Subscribe to", "More:",
        "Jack Buckby is 19FortyFive", "Written By", "Advertisement",
    ),
}  # fmt: skip
PICTURES = {
    "000": ("Putin Ally Unlikely", "Above, Russian President"),
    "001": ("Vladimir Putin Lukashenko", "Russian President Vladimir Putin (right)"),
    "002": ("Image source, Getty", "Graphic showing the", "Protests in Minsk in", "Map of Belarus"),
    "003": ("Lukashenko Avoiding War", "Mikhail Klimentyev/Sputnik"),
    "004": ("Kyiv, Ukraine", "Image of Russian"),
}
REPORTS = sorted(FURNITURE)
reports = pytest.mark.parametrize("number", REPORTS)


def lines(five: Seen, number: str) -> list[tuple[int, str]]:
    """The lines of a report that are not empty, each with where it starts."""
    found = re.finditer(r"[^\n]+", five.reading(number).report.text)
    return [(m.start(), m.group()) for m in found if m.group().strip()]


# S1 and S8: likelihoods


def test_s1_a_likelihood_is_bound_to_its_own_proposition_and_tense(five: Seen) -> None:
    deployed = five.statement("000", "remote chance")
    assert deployed.likelihood is not None
    assert "have deployed forces" in five.words_of(deployed, deployed.likelihood.of)
    assert "exercises" not in five.words_of(deployed, deployed.likelihood.of)
    assert deployed.tense == "past"
    drills = five.statement("000", "indication of preparations")
    assert drills.likelihood is not None
    assert drills.likelihood.phrase == "highly unlikely"
    assert "these exercises are an indication" in five.words_of(drills, drills.likelihood.of)


def test_s1_the_lead_gives_the_likelihood_to_what_the_exercises_mean(five: Seen) -> None:
    lead = five.statement("000", "routine training exercises", "according to")
    assert lead.likelihood is not None
    about = five.words_of(lead, lead.likelihood.of)
    assert about.startswith("routine training exercises")
    assert "mean that" in about
    assert lead.speaker is not None
    assert lead.speaker.text == "United Kingdom's Ministry of Defence"


def test_s1_the_headline_of_a_report_is_a_headline_with_its_own_likelihood(five: Seen) -> None:
    headline = five.statement("000", "Putin's Top Ally", echo=True)
    assert headline.segment == "headline"
    assert headline.likelihood is not None
    assert "exercises" not in five.words_of(headline, headline.likelihood.of)


@pytest.mark.parametrize(
    ("number", "words", "phrase", "of"),
    [
        ("000", "remote chance", "remote chance", "deployed forces"),
        ("003", "As ISW has previously", "low", "direct Belarusian involvement"),
        ("002", "one in three", "one in three", "a northern front"),
        ("004", "somewhat slim", "somewhat slim", "Belarus deploying troops"),
        ("001", "continues to assess", "unlikely", "Belarus' participation"),
    ],
)
def test_s8_the_words_of_a_likelihood_are_kept(
    five: Seen, number: str, words: str, phrase: str, of: str
) -> None:
    statement = five.statement(number, words)
    assert statement.likelihood is not None
    assert statement.likelihood.phrase == phrase
    assert five.words_of(statement, statement.likelihood.span) == phrase
    assert of in five.words_of(statement, statement.likelihood.of)


def test_s8_odds_are_numbers_of_their_own(five: Seen) -> None:
    odds = five.statement("002", "one in three").likelihood
    assert odds is not None
    assert odds.low == odds.high == pytest.approx(1 / 3)


def test_s8_a_writers_gloss_is_the_writers(five: Seen) -> None:
    speaker = five.statement("004", "somewhat slim").speaker
    assert speaker is not None
    assert (speaker.text, speaker.span) == ("Jack Buckby", None)


def test_s8_a_bare_assertion_has_no_likelihood(five: Seen) -> None:
    bluff = five.statement("002", "just a bluff")
    assert bluff.likelihood is None
    assert bluff.speaker is not None
    assert bluff.speaker.text == "Tadeusz Giczan"


# S5: furniture


@reports
def test_s5_no_statement_comes_from_furniture(five: Seen, number: str) -> None:
    reading = five.reading(number)
    furniture = [
        range(start, start + len(line))
        for start, line in lines(five, number)
        if line.strip().startswith(FURNITURE[number])
    ]
    assert len(furniture) >= len(FURNITURE[number])
    for statement in reading.statements:
        assert not [
            r for r in furniture if r.start < statement.span.end and statement.span.start < r.stop
        ]


@reports
def test_s5_statements_stand_in_segments_that_are_read(five: Seen, number: str) -> None:
    reading = five.reading(number)
    for statement in reading.statements:
        (kind,) = {s.kind for s in reading.segments if s.span.overlaps(statement.span)}
        assert kind == statement.segment
        assert kind in READ_KINDS


@reports
def test_s5_no_sentence_of_an_article_is_lost(five: Seen, number: str) -> None:
    text = list(five.reading(number).report.text)
    for statement in five.reading(number).statements:
        text[statement.span.start : statement.span.end] = "\n" * len(statement.span)
    lost = [
        run
        for start, line in lines(five, number)
        if not line.strip().startswith(FURNITURE[number] + PICTURES[number])
        for run in "".join(text[start : start + len(line)]).split("\n")
        if len(WORD.findall(run)) >= LOST
    ]
    assert lost == []


@reports
def test_s5_every_name_is_exactly_as_the_report_writes_it(five: Seen, number: str) -> None:
    for statement in five.reading(number).statements:
        names = [relay.name for relay in statement.chain]
        if statement.speaker is not None:
            names.append(statement.speaker)
        for name in names:
            assert name.span is None or five.words_of(statement, name.span) == name.text


# S6: times


@pytest.mark.parametrize(
    ("number", "words", "written", "first", "last"),
    [
        ("000", "Telegram post", "Thursday", "2022-09-08", "2022-09-08"),
        ("000", "routine training", "this week", "2022-09-05", "2022-09-11"),
        ("000", "In its July 11", "July 11", "2022-07-11", "2022-07-11"),
        ("002", "earlier this month", "earlier this month", "2022-10-01", "2022-10-20"),
        ("002", "another of the group", "Last week", "2022-10-10", "2022-10-16"),
        ("003", "said during a video", "late June", "2022-06-20", "2022-06-30"),
        ("003", "AWACS", "Monday", "2022-07-11", "2022-07-11"),
        ("001", "Yevhen Yenin", "Monday", "2022-12-19", "2022-12-19"),
        ("004", "dictator", "Monday", "2022-12-19", "2022-12-19"),
    ],
)
def test_s6_a_relative_time_is_an_interval_with_its_anchor(
    five: Seen, number: str, words: str, written: str, first: str, last: str
) -> None:
    statement = five.statements(number, words, written)[0]
    (mention,) = [d for d in statement.dates if d.text == written]
    interval = mention.interval
    assert interval is not None
    assert interval.start is not None
    assert interval.end is not None
    assert first <= interval.start.date().isoformat()
    assert (interval.end - timedelta(days=1)).date().isoformat() <= last
    assert interval.anchor == five.published(number)
    assert five.words_of(statement, mention.span) == written


@reports
def test_s6_no_time_is_today_for_want_of_a_better(five: Seen, number: str) -> None:
    """What is said of the day of publication names that day, and what is vague has no interval."""
    today = five.published(number)
    named = {today.strftime("%A"), today.strftime("%B ") + str(today.day), "today"}
    for statement in five.reading(number).statements:
        for mention in statement.dates:
            interval = mention.interval
            if interval is None or interval.start is None or interval.start.date() != today:
                continue
            assert any(name in mention.text for name in named), mention.text


def test_s6_a_vague_time_stays_undated(five: Seen) -> None:
    mentions = [d for s in five.statements("002", "recent weeks") for d in s.dates]
    for mention in mentions:
        assert mention.interval is None or mention.interval.start != mention.interval.end
        assert (
            mention.interval is None
            or mention.interval.start is None
            or (mention.interval.start.date() < five.published("002"))
        )


def test_s6_the_page_s_age_dates_nothing(five: Seen) -> None:
    assert "1 day ago" in five.reading("002").report.text
    assert five.statements("002", "1 day ago") == []
    assert five.reading("002").report.published_by == "manifest"


# S9 and S10: hearsay and verification


def test_s9_hearsay_keeps_its_chain_and_its_unnamed_speaker(five: Seen) -> None:
    said = five.statement("002", "90%")
    assert said.speaker is not None
    assert said.speaker.text == "My sources in the Belarussian army"
    assert not said.speaker.named
    assert [(relay.name.text, relay.via) for relay in said.chain] == [("Pavel Kukhta", "told")]


def test_s9_a_share_of_soldiers_is_no_likelihood(five: Seen) -> None:
    said = five.statement("002", "90%")
    assert said.likelihood is None
    assert "90%" in five.words_of(said, said.content)


@pytest.mark.parametrize(
    ("number", "words", "by", "of"),
    [
        ("003", "airspace restrictions", "Newsweek", "airspace restrictions"),
        ("003", "In an open letter", "Newsweek", "open letter"),
        ("003", "troop losses", "Russia", "troop losses"),
        ("002", "rumours of a secret", None, "secret mobilisation"),
    ],
)
def test_s10_what_is_not_verified_says_by_whom_and_of_which_claim(
    five: Seen, number: str, words: str, by: str | None, of: str
) -> None:
    statement = five.statement(number, words)
    (mark,) = statement.verification
    assert (mark.status, mark.by) == ("unverified", by)
    assert of in five.words_of(statement, mark.of)


# S12: quantities


def test_s12_an_announced_number_is_not_a_counted_one(five: Seen) -> None:
    (announced,) = five.statement("002", "9,000").quantities
    (counted,) = five.statement("002", "3,200").quantities
    assert (announced.low, announced.high, announced.basis) == (None, 9000, "announced")
    assert (counted.low, counted.high, counted.basis) == (3200, 3200, "observed")
    assert announced.counted == counted.counted == "Russian soldiers"
    assert announced.direction == counted.direction == "in"
    assert counted.as_of is not None
    assert counted.as_of.anchor == five.published("002")
    speakers = [five.statement("002", words).speaker for words in ("9,000", "3,200")]
    assert [s and s.text for s in speakers] == ["Alexander Lukashenko", "Ukrainian intelligence"]


def test_s12_tanks_that_leave_move_out(five: Seen) -> None:
    tanks = five.statement("002", "90 tanks")
    (quantity,) = tanks.quantities
    assert (quantity.low, quantity.high) == (90, None)
    assert (quantity.unit, quantity.direction, quantity.basis) == ("tank", "out", "observed")
    assert tanks.speaker is not None
    assert tanks.speaker.text == "Hajun project"


def test_s12_numbers_that_nobody_gave_are_the_writer_s_estimate(five: Seen) -> None:
    said = five.statement("004", "70,000")
    assert {(q.low, q.counted, q.basis) for q in said.quantities} == {
        (70000, "troops", "estimated"),
        (298000, "reservists", "estimated"),
    }
    assert {"70,000", "298,000"} <= {
        re.sub(r"[^\d,]", "", five.words_of(said, q.span)) for q in said.quantities
    }
    assert said.speaker is not None
    assert said.speaker.span is None


# S13: looks


@pytest.mark.parametrize(
    ("number", "words", "by"),
    [
        ("003", "no missile launches", "Hajun Project"),
        ("002", "no tanks or", "Tadeusz Giczan"),
        ("002", "no major new build-up", "Hajun project"),
    ],
)
def test_s13_looked_for_and_not_seen_is_no_silence(
    five: Seen, number: str, words: str, by: str
) -> None:
    look = five.statement(number, words)
    assert look.absence is not None
    assert look.absence.looked_by == by
    assert words in five.words_of(look, look.absence.span)


# S16, S17, S19: acts, concern, conditions


def test_s16_a_threat_and_an_appeal_are_acts(five: Seen) -> None:
    threat = five.statement("002", "arsenal of weapons")
    assert threat.act == "threat"
    assert threat.speaker is not None
    assert threat.speaker.text == "Ukrainian military"
    appeal = five.statement("003", "cannon fodder")
    assert appeal.act == "appeal"
    assert appeal.speaker is not None
    assert appeal.speaker.text == "Volodymyr Zelensky"


def test_s16_a_video_that_calls_on_people_appeals(five: Seen) -> None:
    assert five.statement("002", "calls on Belarusians").act == "appeal"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("001", "expressed concern"),
        ("001", "long been concerned"),
        ("004", "concerns remain"),
        ("003", "there is a concern"),
        ("000", "there were concerns"),
    ],
)
def test_s17_concern_is_no_likelihood(five: Seen, number: str, words: str) -> None:
    assert five.statement(number, words).likelihood is None


def test_s17_an_opinion_is_marked_as_its_speaker_s_judgement(five: Seen) -> None:
    opinion = five.statement("004", "in our opinion")
    assert opinion.act == "assessment"
    assert opinion.speaker is not None
    assert opinion.speaker.text == "Serhiy Nayev"
    assert opinion.likelihood is None or "meeting" in five.words_of(opinion, opinion.likelihood.of)


@pytest.mark.parametrize(
    ("number", "words", "written", "year"),
    [
        ("001", "30,000", "The previous winter", "2021"),
        ("001", "on February 24", "February 24", "2022"),
        ("002", "wave of protests", "2020", "2020"),
        ("002", "tanks crossed its", "February", "2022"),
    ],
)
def test_s18_old_news_is_background_with_its_own_time(
    five: Seen, number: str, words: str, written: str, year: str
) -> None:
    old = five.statement(number, words)
    assert old.background
    (mention,) = [d for d in old.dates if written in d.text]
    assert mention.interval is not None
    assert mention.interval.start is not None
    assert mention.interval.start.date().isoformat().startswith(year)


@pytest.mark.parametrize("number", ["000", "003"])
def test_s18_strikes_from_its_territory_are_background(five: Seen, number: str) -> None:
    assert five.statement(number, "launch airstrikes from").background


@pytest.mark.parametrize(
    ("number", "words", "condition"),
    [
        ("002", "arsenal of weapons", "If the Belarusian army"),
        ("002", "The mobiki could", "could then"),
        ("002", "deeply unpopular", "sending Belarusians"),
        ("002", "serious attack force", "If they mobilised"),
        ("002", "would be pointless", "committing Belarusian troops"),
        ("003", "pure suicide", "sending troops"),
        ("003", "will be evicted", "entering the war"),
        ("004", "Belarus may be able", "If Putin does"),
    ],
)
def test_s19_what_holds_under_a_condition_says_which(
    five: Seen, number: str, words: str, condition: str
) -> None:
    statement = five.statement(number, words)
    assert statement.condition is not None
    assert condition in five.words_of(statement, statement.condition)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("002", "What if a joint"),
        ("002", "Just a bluff?"),
        ("004", "Will Belarus Join"),
        ("004", "Does Putin Want"),
    ],
)
def test_s19_a_question_is_an_act_of_its_own(five: Seen, number: str, words: str) -> None:
    found = five.statements(number, words) or five.statements(number, words, echo=True)
    assert [s.act for s in found] == ["question"]


# S20: another actor


def test_s20_an_attack_by_another_actor_keeps_its_actor_and_its_time(five: Seen) -> None:
    attack = five.statement("001", "200,000")
    assert attack.speaker is not None
    assert attack.speaker.text == "Valery Zaluzhniy"
    assert attack.claim.actor is not None
    assert "Russia" in five.words_of(attack, attack.claim.actor)
    january = next(d.interval for d in attack.dates if d.text == "January")
    assert january is not None
    assert january.start is not None
    assert january.start.year == 2023
