"""The traps that tracing must not fall into, on the five founding reports."""

from __future__ import annotations

import pytest
from tests.desks import Seen

from tocsin.nouns import Contradiction

INSTITUTE = "Institute for the Study of War"
MINISTRY = "UK Ministry of Defence"


def contradictions(five: Seen, kind: str) -> list[tuple[Contradiction, set[tuple[str, str]]]]:
    """Contradictions of a kind, each with its sides as (report's number, words)."""
    found = []
    for one in five.now.contradictions:
        sides = {
            (number, span.of(five.texts[report]))
            for _, report, span in one.sides
            for number in ("000", "001", "002", "003", "004")
            if five.reading(number).report.id == report
        }
        if one.kind == kind:
            found.append((one, sides))
    return found


# S1: a headline that drifts from the judgement


def test_s1_a_headline_that_gives_the_likelihood_to_something_else_is_flagged(five: Seen) -> None:
    headline = five.statement("000", "Putin's Top Ally", echo=True)
    flagged = [sides for _, sides in contradictions(five, "headline")]
    assert len(flagged) == 1
    (sides,) = flagged
    assert any("Send Troops to Ukraine" in words for _, words in sides)
    assert any("indication of preparations" in words or "mean that" in words for _, words in sides)
    assert five.origin(headline).source == MINISTRY


def test_s1_a_headline_that_says_what_the_body_says_is_not_flagged(five: Seen) -> None:
    assert not [
        s for _, s in contradictions(five, "headline") if {n for n, _ in s} & {"001", "003"}
    ]


# S2: one quote in headline, lead and caption


def test_s2_lead_headline_and_a_caption_that_is_cut_off_are_mentions_of_one_origin(
    five: Seen,
) -> None:
    lead = five.statement("000", "routine training", "according to")
    headline = five.statement("000", "Putin's Top Ally", echo=True)
    caption = five.statement("000", "routine training", echo=True)
    assert five.texts[caption.report][caption.span.end - 3 : caption.span.end] == "..."
    assert five.origin(lead, headline, caption).source == MINISTRY
    assert [five.mention(s) for s in (headline, caption)] == ["headline", "caption"]


def test_s2_the_same_judgement_in_two_sentences_is_one_origin(five: Seen) -> None:
    lead = five.statement("000", "routine training", "according to")
    quote = five.statement("000", "indication of preparations")
    assert five.origin(lead, quote).source == MINISTRY


# S3: one think-tank in two articles, one expert through a third newspaper


def test_s3_the_july_update_is_one_origin_with_mentions_in_two_reports(five: Seen) -> None:
    origin = five.origin(
        five.statement("003", "As ISW has previously"),
        five.statement("000", "In its July 11"),
        five.statement("000", "the July update"),
        five.statement("003", "Taken together"),
    )
    assert origin.source == INSTITUTE
    assert origin.registered
    reports = {five.reading(number).report.id for number in ("000", "003")}
    assert {mention.report for mention in origin.mentions} == reports
    assert origin.occasion is not None
    assert origin.occasion.start is not None
    assert origin.occasion.start.date().isoformat() == "2022-07-11"
    assert five.mention(five.statement("000", "the July update")) == "quote"


def test_s3_an_unnamed_think_tank_of_the_same_report_is_no_second_source(five: Seen) -> None:
    unnamed = five.statement("003", "a U.S. think tank")
    named = five.statement("003", "July 11 war assessment")
    caption = five.statement("003", "trying to show his", echo=True)
    assert five.origin(unnamed, named, caption).source == INSTITUTE


def test_s3_an_expert_in_a_third_newspaper_is_one_origin_with_his_chain(five: Seen) -> None:
    told = [five.statement("003", "Mark Voyger"), five.statement("000", "Mark Voyger")]
    origin = five.origin(*told)
    assert origin.source == "Mark Voyger"
    assert origin.named
    assert ("Mark Voyger", "Daily Express") in origin.relays
    assert ("Daily Express", "Newsweek") in origin.relays
    assert origin.relays.index(("Mark Voyger", "Daily Express")) < origin.relays.index(
        ("Daily Express", "Newsweek")
    )
    assert [five.mention(s) for s in told].count("first") == 1


def test_s3_the_expert_s_two_titles_stay_as_each_report_writes_them(five: Seen) -> None:
    assert "former adviser" in five.statement("000", "Mark Voyger").text
    assert "European Analysis" in five.statement("003", "Mark Voyger").text


# S4: copies on other sites


@pytest.mark.parametrize(("number", "publisher"), [("002", "BBC News"), ("003", "Newsweek")])
def test_s4_publisher_is_not_host(five: Seen, number: str, publisher: str) -> None:
    report = five.reading(number).report
    assert report.publisher == publisher
    assert report.host not in {None, publisher}


@pytest.mark.parametrize(("number", "publisher"), [("002", "BBC News"), ("003", "Newsweek")])
def test_s4_what_stands_on_another_site_came_through_it(
    five: Seen, number: str, publisher: str
) -> None:
    reading = five.reading(number)
    for statement in reading.statements:
        origin = five.origin(statement)
        relays = [pair for pair in origin.relays if pair[1] == reading.report.host]
        assert relays == [(publisher, reading.report.host)]


# S9: hearsay


def test_s9_hearsay_is_an_origin_that_nobody_named(five: Seen) -> None:
    origin = five.origin(five.statement("002", "90%"))
    assert not origin.named
    assert not origin.registered
    assert origin.relays[:2] == (
        ("My sources in the Belarussian army", "Pavel Kukhta"),
        ("Pavel Kukhta", "BBC News"),
    )


# S11: dated facts that collide


def test_s11_a_first_since_is_held_against_dated_meetings_between(five: Seen) -> None:
    ((_, sides),) = contradictions(five, "dates")
    assert any("since" in words and number == "004" for number, words in sides)
    assert {("000", "March 11"), ("003", "April 12")} <= sides


# S12: two figures for one thing


def test_s12_the_announced_and_the_counted_stand_side_by_side(five: Seen) -> None:
    ((one, sides),) = contradictions(five, "counts")
    assert "soldier" in one.about
    assert {words for _, words in sides} == {
        "up to 9,000 Russian soldiers",
        "3,200 Russian soldiers",
    }
    statements = {side[0] for side in one.sides}
    assert statements == {five.statement("002", w).id for w in ("9,000", "3,200")}


# S15: re-statements


def test_s15_a_judgement_said_again_is_a_restatement_of_the_first(five: Seen) -> None:
    july = five.origin(five.statement("003", "As ISW has previously"))
    again = five.statement("001", "continues to assess")
    december = five.origin(again)
    assert december.id != july.id
    assert december.restates == july.id
    assert december.supersedes is None
    assert five.mention(again) == "restatement"


def test_s15_as_previously_assessed_is_no_first_word(five: Seen) -> None:
    assert five.mention(five.statement("003", "As ISW has previously")) == "restatement"


# S20: whose words


def test_s20_another_actor_s_attack_comes_from_its_own_source(five: Seen) -> None:
    origin = five.origin(five.statement("001", "200,000"))
    assert origin.source == "Valery Zaluzhny"
    assert origin.relays[:2] == (
        ("Valery Zaluzhny", "The Economist"),
        ("The Economist", "Newsweek"),
    )


def test_every_statement_is_a_mention_of_one_origin(five: Seen) -> None:
    for reading in five.now.readings:
        for statement in reading.statements:
            assert len(five.origins(statement)) == 1, statement.text
