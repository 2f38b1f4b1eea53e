"""The traps of the founding reports that are the reader's to avoid, by their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.collect import Captured, gather
from tocsin.nouns import Reading, Span, Statement
from tocsin.read import Reader
from tocsin.segment import segment


@pytest.fixture(scope="module")
def readings(reader: Reader, founding: Path) -> dict[str, Reading]:
    """The five reports as they are read, by the number in their file's name."""
    found = {}
    for captured in gather([founding], feed="founding"):
        assert isinstance(captured, Captured)
        report = captured.report
        segments = segment(report)
        statements = reader.read(report, segments)
        found[Path(report.file).name[:3]] = Reading(report, segments, statements, reader.version)
    return found


def holding(reading: Reading, words: str) -> list[Statement]:
    """The statements whose content holds some words, the shortest content first."""
    text = reading.report.text
    held = [s for s in reading.statements if words in s.content.of(text)]
    assert held, f"nothing says {words!r}"
    return sorted(held, key=lambda s: (len(s.content), s.span))


def one(reading: Reading, words: str, kind: str = "body") -> Statement:
    return next(s for s in holding(reading, words) if s.segment == kind)


def words_of(reading: Reading, span: Span | None) -> str | None:
    return None if span is None else span.of(reading.report.text)


def speaker(statement: Statement) -> str | None:
    return None if statement.speaker is None else statement.speaker.text


def chain(statement: Statement) -> list[tuple[str, str]]:
    return [(relay.name.text, relay.via) for relay in statement.chain]


# S1: the headline drifts from the judgement


def test_s1_the_ministrys_likelihood_is_of_its_own_proposition(
    readings: dict[str, Reading],
) -> None:
    reading = readings["000"]
    found = one(reading, "an indication of preparations")
    assert found.likelihood is not None
    assert found.likelihood.phrase == "highly unlikely"
    about = words_of(reading, found.likelihood.of)
    assert about is not None
    assert "exercises are an indication" in about
    assert found.tense == "present"
    assert speaker(found) == "U.K. Defense Ministry"


def test_s1_the_headlines_likelihood_stays_in_the_headline(readings: dict[str, Reading]) -> None:
    reading = readings["000"]
    head = one(reading, "Send Troops to", "headline")
    assert head.likelihood is not None
    assert head.span.holds(head.likelihood.span)
    assert (speaker(head), head.tense) == ("U.K.", "future")


def test_s1_two_likelihoods_of_one_ministry_stay_apart(readings: dict[str, Reading]) -> None:
    reading = readings["000"]
    found = one(reading, "they have deployed forces")
    assert found.likelihood is not None
    assert (found.likelihood.phrase, found.tense) == ("remote chance", "past")
    assert one(reading, "limited offensive capabilities").likelihood is None


# S2: one quote in headline, lead and a caption


def test_s2_a_caption_is_read_as_a_caption(readings: dict[str, Reading]) -> None:
    kinds = {s.segment for s in holding(readings["000"], "routine training exercises")}
    assert kinds == {"body", "caption"}


# S3: one expert through a third newspaper in two articles, with different titles


def test_s3_the_expert_is_one_name_with_his_chain_in_both(readings: dict[str, Reading]) -> None:
    first = one(readings["000"], "pressuring Belarus to add")
    second = one(readings["003"], "take a more aggressive stance")
    assert speaker(first) == speaker(second) == "Mark Voyger"
    assert [via for _, via in chain(first)] == [via for _, via in chain(second)] == ["told"]
    assert all("Daily Express" in chain(s)[0][0] for s in (first, second))
    assert first.likelihood is None
    assert second.likelihood is None


def test_s3_the_think_tank_speaks_under_its_name_in_both(readings: dict[str, Reading]) -> None:
    words = "likelihood of direct Belarusian involvement"
    for number in ("000", "003"):
        found = one(readings[number], words)
        assert speaker(found) == "Institute for the Study of War"
        assert found.likelihood is not None
        assert found.likelihood.phrase == "low"
        assert words_of(readings[number], found.claim.action) == "involvement"


# S5: furniture


def test_s5_no_statement_comes_from_furniture(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        unread = [
            s for s in reading.segments if s.kind in {"furniture", "teaser", "byline", "meta"}
        ]
        for statement in reading.statements:
            assert not any(statement.span.overlaps(part.span) for part in unread)


def test_no_body_sentence_is_lost(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        covered = {i for s in reading.statements for i in range(s.span.start, s.span.end)}
        for part in reading.segments:
            if part.kind == "body":
                span = range(part.span.start, part.span.end)
                assert all(i in covered for i in span if reading.report.text[i].isalnum())


# S8: kinds of likelihood


def test_s8_odds_are_bound_to_their_own_event_and_speaker(readings: dict[str, Reading]) -> None:
    reading = readings["002"]
    found = one(reading, "opening a northern front")
    assert found.likelihood is not None
    assert found.likelihood.phrase == "one in three"
    assert found.likelihood.low == pytest.approx(1 / 3)
    about = words_of(reading, found.likelihood.of)
    assert about is not None
    assert "northern front" in about
    assert speaker(found) == "Valery Sakhashchyk"
    assert words_of(reading, found.claim.action) == "opening"


@pytest.mark.parametrize("words", ["chances seem slim", "remain somewhat slim"])
def test_s8_a_writers_gloss_is_the_writers(readings: dict[str, Reading], words: str) -> None:
    found = one(readings["004"], words)
    assert found.likelihood is not None
    assert found.speaker is not None
    assert (found.speaker.text, found.speaker.span) == ("Jack Buckby", None)


def test_s8_a_bare_assertion_has_no_likelihood(readings: dict[str, Reading]) -> None:
    found = one(readings["002"], "just a bluff")
    assert found.likelihood is None
    assert speaker(found) == "Tadeusz Giczan"


# S9: hearsay depth


def test_s9_hearsay_keeps_its_depth_and_is_no_likelihood(readings: dict[str, Reading]) -> None:
    found = one(readings["002"], "90%")
    assert found.speaker is not None
    assert not found.speaker.named
    assert chain(found) == [("Pavel Kukhta", "told")]
    assert found.likelihood is None


def test_s9_what_the_sources_go_on_to_say_is_theirs(readings: dict[str, Reading]) -> None:
    first, second = one(readings["002"], "90%"), one(readings["002"], "morale are even worse")
    assert second.speaker == first.speaker
    assert second.chain == first.chain


# S10: verification


def test_s10_a_letter_that_the_outlet_could_not_verify(readings: dict[str, Reading]) -> None:
    found = one(readings["003"], "pure suicide")
    assert [(v.status, v.by) for v in found.verification] == [("unverified", "Newsweek")]
    assert speaker(found) == "senior officers"
    assert found.speaker is not None
    assert not found.speaker.named
    assert chain(found) == [("Express", "published")]


def test_s10_the_letters_next_sentence_came_the_same_way(readings: dict[str, Reading]) -> None:
    found = one(readings["003"], "evicted from the community")
    assert (speaker(found), chain(found)) == ("senior officers", [("Express", "published")])


def test_s10_restrictions_the_outlet_could_not_confirm(readings: dict[str, Reading]) -> None:
    reading = readings["003"]
    found = one(reading, "New airspace restrictions")
    assert [(v.status, v.by) for v in found.verification] == [("unverified", "Newsweek")]
    assert speaker(found) == "Hajun Project"


def test_s10_losses_not_confirmed_by_the_other_side(readings: dict[str, Reading]) -> None:
    reading = readings["003"]
    found = one(reading, "heavy Russian troop losses")
    assert speaker(found) == "Ukraine"
    (verification,) = found.verification
    assert (verification.status, verification.by) == ("unverified", "Russia")
    assert words_of(reading, verification.of) == "heavy Russian troop losses"


def test_s10_rumours_that_nothing_substantiates(readings: dict[str, Reading]) -> None:
    found = one(readings["002"], "rumours of a secret")
    assert [(v.status, v.by) for v in found.verification] == [("unverified", None)]


# S12: counts


def test_s12_announced_and_counted_stand_side_by_side(readings: dict[str, Reading]) -> None:
    reading = readings["002"]
    announced, counted = one(reading, "9,000"), one(reading, "3,200")
    assert [q.high for q in announced.quantities] == [9000]
    assert [q.low for q in counted.quantities] == [3200]
    assert (speaker(announced), announced.tense) == ("Alexander Lukashenko", "future")
    assert (speaker(counted), counted.tense) == ("Ukrainian intelligence", "past")


def test_s12_counts_that_nobody_is_named_for_are_the_writers(readings: dict[str, Reading]) -> None:
    found = one(readings["004"], "70,000")
    assert {q.low for q in found.quantities} == {70000, 298000}
    assert found.speaker is not None
    assert found.speaker.span is None


# S13: looked for and not seen


@pytest.mark.parametrize(
    ("number", "words", "looked_by"),
    [
        ("003", "no missile launches", "Hajun Project"),
        ("002", "no tanks or personnel", "Tadeusz Giczan"),
        ("002", "no major new build-up", "Hajun project"),
    ],
)
def test_s13_looked_for_and_not_seen_by_whom(
    readings: dict[str, Reading], number: str, words: str, looked_by: str
) -> None:
    reading = readings[number]
    found = one(reading, words)
    assert found.absence is not None
    assert found.absence.looked_by == looked_by
    seen = words_of(reading, found.absence.span)
    assert seen is not None
    assert words in seen


def test_s13_what_was_seen_beside_it_is_a_statement_of_its_own(
    readings: dict[str, Reading],
) -> None:
    found = one(readings["003"], "increased aviation")
    assert (found.act, found.polarity, found.absence) == ("observation", "affirmed", None)
    assert speaker(found) == "Hajun Project"


def test_s13_a_relayed_sighting_keeps_its_relay(readings: dict[str, Reading]) -> None:
    found = one(readings["003"], "flew into Belarus")
    assert speaker(found) == "Hajun Project"
    assert chain(found) == [("Institute for the Study of War", "quoted")]
    assert not found.background


# S16: threats and appeals


@pytest.mark.parametrize(
    ("number", "words", "act", "who"),
    [
        ("002", "we will respond", "threat", "Ukrainian military"),
        ("002", "planning to drag", "appeal", "Ukrainian military"),
        ("003", "slaves and cannon fodder", "appeal", "Volodymyr Zelensky"),
        ("003", "have to die", "appeal", "Volodymyr Zelensky"),
        ("003", "letting Putin drag", "appeal", "Volodymyr Zelensky"),
    ],
)
def test_s16_threats_and_appeals_are_told_from_reports(
    readings: dict[str, Reading], number: str, words: str, act: str, who: str
) -> None:
    found = one(readings[number], words)
    assert (found.act, speaker(found)) == (act, who)


# S17: concern and opinion


@pytest.mark.parametrize(
    ("number", "words"),
    [("001", "military presence in Belarus"), ("000", "there were concerns")],
)
def test_s17_concern_is_an_assessment_without_likelihood(
    readings: dict[str, Reading], number: str, words: str
) -> None:
    found = one(readings[number], words)
    assert (found.act, found.likelihood) == ("assessment", None)


def test_s17_an_opinion_is_marked_as_its_speakers(readings: dict[str, Reading]) -> None:
    found = one(readings["004"], "in our opinion")
    assert (found.act, speaker(found)) == ("assessment", "Serhiy Nayev")


# S18: old news retold


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("001", "30,000 Russian troops"),
        ("001", "independent in 1991"),
        ("002", "tanks crossed its southern"),
        ("002", "dependent on Russia since"),
        ("002", "launches missiles from"),
        ("003", "launch airstrikes from"),
        ("000", "launch airstrikes from"),
        ("001", "missile and drone strikes"),
    ],
)
def test_s18_old_news_retold_is_background(
    readings: dict[str, Reading], number: str, words: str
) -> None:
    assert one(readings[number], words).background


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("002", "3,200"),
        ("002", "90 tanks"),
        ("002", "joint “regional group”"),
        ("003", "full control"),
        ("004", "in person since"),
        ("001", "bolstering the defense"),
    ],
)
def test_s18_news_is_no_background(readings: dict[str, Reading], number: str, words: str) -> None:
    assert not one(readings[number], words).background


# S19: conditions and questions


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("we will respond", "If the Belarusian army"),
        ("pushing him for more", "if President Putin"),
        ("then be deployed", "could then"),
        ("deeply unpopular move", "sending Belarusians"),
        ("serious attack force", "If they mobilised"),
        ("sustain significant losses", "would"),
    ],
)
def test_s19_what_hangs_on_a_case_is_marked_with_it(
    readings: dict[str, Reading], words: str, condition: str
) -> None:
    reading = readings["002"]
    found = words_of(reading, one(reading, words).condition)
    assert found is not None
    assert found.startswith(condition)


def test_s19_questions_are_no_claims(readings: dict[str, Reading]) -> None:
    for number, words in (("004", "Will Belarus Join"), ("004", "Does Putin Want")):
        assert holding(readings[number], words)[0].act == "question"


# S20: another actor, another window


def test_s20_the_russian_attack_has_its_own_actor_and_chain(readings: dict[str, Reading]) -> None:
    reading = readings["001"]
    found = one(reading, "Russia was preparing")
    assert words_of(reading, found.claim.actor) == "Russia"
    assert (speaker(found), chain(found)) == ("Valery Zaluzhniy", [("Economist", "told")])
    spring = one(reading, "take place in the spring")
    assert spring.likelihood is not None
    assert (spring.likelihood.phrase, spring.tense) == ("more likely", "future")
