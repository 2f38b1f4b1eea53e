"""An assessment says what its case holds, and nothing that stands on nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.build import american, case_of, resolved
from tests.publish.river import UK, WATCH

from tocsin.errors import BadArgument, Unsupported
from tocsin.nouns import Assessment, Row, Section, Sentence, Span
from tocsin.publish import Case, assess
from tocsin.publish.citing import Index, assumed, cited, cut, judged, noted
from tocsin.publish.harmless import one_line
from tocsin.publish.house import HOUSES, house_for, load_house


def section(assessment: Assessment, name: str) -> Section:
    return next(one for one in assessment.sections if one.id == name)


def texts(case: Case, name: str) -> list[str]:
    return [
        one.text.replace("\N{NO-BREAK SPACE}", " ") for one in section(assess(case), name).sentences
    ]


def with_p(p: float) -> Case:
    """The case with another probability, worded by the yardstick."""
    case = case_of()
    band, held = UK.word_for(p)
    event = replace(case.estimate.event, p=p, low=p, high=p, word=band.word, within_band=held)
    return replace(case, estimate=replace(case.estimate, event=event))


def test_sections_stand_in_the_order_of_the_house() -> None:
    for case, house in ((case_of(), "UK"), (american(), "US")):
        order = [one.id for one in assess(case).sections]
        assert order == [one for one in house_for("", house).order if one in order]
        assert order[0] == "bottom-line"


def test_the_house_follows_the_yardstick_of_the_watch() -> None:
    assert section(assess(american()), "judgements").heading == "Key judgments"
    assert section(assess(case_of()), "judgements").heading == "Key judgements"
    assert house_for("KENT").name == "UK"


def test_the_bottom_line_has_word_number_range_and_horizon() -> None:
    likelihood, confidence, change = texts(case_of(), "bottom-line")
    assert likelihood == (
        "There is a remote chance, 4 % (range 3 to 7 %), "
        "that the answer is yes by the end of 30 June 2031."
    )
    assert "moderate" in confidence
    assert "%" not in confidence
    assert change == "It was 4.1 % as of 14 March 2031, and is 4.3 % now."


def test_a_number_between_words_says_that_its_word_is_the_nearest() -> None:
    likelihood, gap, *_ = texts(with_p(0.07), "bottom-line")
    assert "a remote chance, the nearest word of the scale, 7 %" in likelihood
    assert gap.startswith("The scale UK-PHIA has no word for 7 %")


def test_words_that_are_no_nouns_stand_as_adjectives() -> None:
    assert texts(with_p(0.3), "bottom-line")[0].startswith("It is unlikely, 30 %")


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("remote chance", "noun"),
        ("roughly even odds", "noun"),
        ("almost certain", "adjective"),
        ("as likely as not", "adjective"),
        ("probably not", "other"),
        ("chances about even", "other"),
    ],
)
def test_every_word_of_every_scale_finds_its_sentence(word: str, part: str) -> None:
    assert house_for("").part_of_speech(word) == part


def test_evidence_stands_by_origin_with_grade_relay_outlet_and_date() -> None:
    entry = texts(case_of(), "against")[1]
    assert entry.startswith("Veldan Monitor, 14 March 2031: “The Veldan Monitor said it looked")
    assert "looked for and not seen; grade B2" in entry
    assert "published by Harbour Gazette, 15 March 2031" in entry
    assert "one origin in 2 reports" in entry


def test_an_origin_that_was_copied_is_one_entry_that_leads_to_both_places() -> None:
    sentence = section(assess(case_of()), "against").sentences[1]
    assert [one.report for one in sentence.citations] == ["r02", "r03"]


def test_an_unreviewed_source_is_marked_where_it_speaks() -> None:
    entry = next(one for one in texts(case_of(), "for") if one.startswith("A nurse"))
    assert "grade F3, source unreviewed" in entry


def test_an_indicator_declared_after_it_fired_is_marked() -> None:
    lead = next(one for one in texts(case_of(), "for") if one.startswith("“Tank columns"))
    assert "declared on 10 March 2031, after what it catches" in lead


def test_the_three_silences_stand_apart() -> None:
    case = case_of()
    assert "“Bridging equipment at the river” was looked for" in texts(case, "not-seen")[0]
    gaps = texts(case, "gaps")
    assert "Not collected: “Military trains run to the west”; railway workers would see it." in gaps
    assert any(one.startswith("Expired: “Leave is cancelled") for one in gaps)
    assert "1 report has no readable date." in gaps


def test_both_sides_of_a_contradiction_are_cited_and_none_is_preferred() -> None:
    lead, *sides = section(assess(case_of()), "contradictions").sentences
    assert lead.text.endswith("the sides stand open.")
    assert [one.citations[0].report for one in sides] == ["r04", "r04"]
    assert "200 beds" in sides[0].text
    assert "60 beds" in sides[1].text


def test_alternatives_give_every_hypothesis_its_number_and_the_deception_case_its_own() -> None:
    said = texts(case_of(), "alternatives")
    for hypothesis in WATCH.hypotheses:
        assert any(one.startswith(f"“{hypothesis.text}” stands at") for one in said)
    assert any(one.startswith("The deception case is") for one in said)
    assert any("Field hospitals" in one and "speaks for a yes" in one for one in said)


def test_what_would_move_it_stands_by_how_much_it_would() -> None:
    said = texts(case_of(), "indicators")
    assert said[0].startswith("Would raise it: “Field hospitals opened near the border”, seen")
    assert "lead time 14 days" in said[0]
    assert any(one.startswith("Would lower it:") and "not seen" in one for one in said)


def test_views_stand_as_given_and_say_why_they_do_not_count() -> None:
    own, other = texts(case_of(), "views")
    assert "“highly unlikely”, read as 10 to 20 % on UK-PHIA; pooled with weight 0.60" in own
    assert "not counted: broader than the question, and no share is declared" in other


def test_statements_that_move_nothing_say_why() -> None:
    assert "A question is no claim that it happens" in texts(case_of(), "uncounted")[0]


def test_the_change_is_told_cause_by_cause() -> None:
    said = texts(case_of(), "change")
    assert said[0] == "Since 14 March 2031 the number has gone from 4.1 % to 4.3 %."
    assert any(one.startswith("New reporting raises") and "A nurse" in one for one in said)
    assert any(one.startswith("The shorter time that is left lowers") for one in said)


def test_without_an_earlier_estimate_it_says_so() -> None:
    case = replace(case_of(), since=None, before=None, changes=())
    assert texts(case, "change") == ["No earlier estimate is compared here."]


def test_without_evidence_an_assessment_still_builds() -> None:
    case = case_of()
    rows = tuple(Row(i.id, (), (), 0.0, "not collected") for i in WATCH.indicators)
    bars = tuple(bar for bar in case.estimate.waterfall if bar.kind in {"base", "floor"})
    empty = replace(
        case,
        matrix=replace(case.matrix, rows=rows, views=(), bearings=()),
        estimate=replace(case.estimate, waterfall=bars),
        origins=(),
        readings=(),
        contradictions=(),
        changes=(),
    )
    assert "Nothing in hand raises" in texts(empty, "for")[0]
    assert "Nothing in hand lowers" in texts(empty, "against")[0]


def test_an_open_watch_has_no_score_and_a_resolved_one_has_two() -> None:
    assert "score" not in [one.id for one in assess(case_of()).sections]
    said = texts(resolved(), "score")
    case = resolved()
    assert f"{case.estimate.event.p**2:.4f}" in said[2]
    assert f"{case.estimate.base**2:.6f}" in said[2]
    assert "annulled" in texts(resolved(None), "score")[0]


def test_a_resolution_to_an_unknown_outcome_does_not_build() -> None:
    with pytest.raises(Unsupported):
        assess(resolved("victory"))


def test_a_retrospective_estimate_says_so() -> None:
    assert any("It is retrospective" in one for one in texts(resolved(), "method"))
    assert not any("retrospective" in one for one in texts(case_of(), "method"))


def test_every_quotation_stands_in_its_span() -> None:
    case = case_of()
    for one in assess(case).sections:
        for sentence in one.sentences:
            for citation in sentence.citations:
                if citation.report is not None and citation.span is not None:
                    report = Index(case).readings[citation.report].report
                    text = one_line(citation.span.of(report.text))
                    assert text.startswith((citation.quote or "").removesuffix("…").rstrip())


def test_the_same_case_gives_the_same_assessment() -> None:
    assert assess(case_of()) == assess(case_of())


@pytest.mark.parametrize("sentence", [cited, judged, assumed])
def test_a_sentence_that_stands_on_nothing_does_not_build(
    sentence: Callable[[str], Sentence],
) -> None:
    with pytest.raises(Unsupported):
        sentence("The army will cross.")


def test_an_empty_sentence_does_not_build() -> None:
    with pytest.raises(Unsupported):
        noted(" ")


def test_a_span_outside_its_report_does_not_build() -> None:
    index = Index(case_of())
    for place in (("r01", Span(5000, 5010)), ("r01", Span(3, 3)), ("r99", Span(0, 4))):
        with pytest.raises(Unsupported):
            index.cite(place)


def test_evidence_on_a_span_that_is_not_there_does_not_build() -> None:
    case = case_of()
    row = case.matrix.rows[2]
    broken = replace(row.sightings[0], spans=(("r01", Span(9000, 9001)),))
    rows = (*case.matrix.rows[:2], replace(row, sightings=(broken,)), *case.matrix.rows[3:])
    with pytest.raises(Unsupported):
        assess(replace(case, matrix=replace(case.matrix, rows=rows)))


def test_what_was_entered_by_hand_leads_to_the_ledger() -> None:
    case = case_of()
    row = case.matrix.rows[2]
    hand = replace(row.sightings[0], spans=(), source="A. Analyst")
    rows = (*case.matrix.rows[:2], replace(row, sightings=(hand,)), *case.matrix.rows[3:])
    sentences = section(
        assess(replace(case, matrix=replace(case.matrix, rows=rows))), "for"
    ).sentences
    entry = next(one for one in sentences if one.text.startswith("A. Analyst"))
    assert [one.kind for one in entry.citations] == ["ledger"]


@given(st.text(), st.integers(20, 400))
def test_a_cut_is_short_and_begins_as_the_text_does(text: str, most: int) -> None:
    shown = cut(text, most)
    assert len(shown) <= most
    assert one_line(text).startswith(shown.removesuffix("…").rstrip())


def test_a_cut_ends_at_a_word() -> None:
    assert cut("one two three four", 12) == "one two …"


def test_every_shipped_house_has_every_part() -> None:
    for name in HOUSES:
        house = house_for("", name)
        assert set(house.order) == set(house_for("", "UK").order)
    with pytest.raises(BadArgument):
        house_for("", "Atlantis")
    with pytest.raises(BadArgument):
        load_house({"name": "bare"})


def test_a_close_within_a_day_is_said_to_the_minute() -> None:
    watch = replace(WATCH, closes=datetime(2031, 6, 30, 18, tzinfo=UTC))
    assert "before 18:00 UTC on 30 June 2031" in texts(case_of(watch=watch), "bottom-line")[0]
