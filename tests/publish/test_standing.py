"""How a question stands is said before its number: not open yet, its time over, or decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.publish.build import case_of, resolved
from tests.publish.river import WATCH

from tocsin.nouns import Look
from tocsin.publish import assess, estimate_text, lint, markdown
from tocsin.publish.case import Case
from tocsin.publish.figures import range_of


def closed() -> Case:
    """The made-up case as if its window had closed on the day of the estimate."""
    return case_of(watch=replace(WATCH, closes=datetime(2031, 3, 22, tzinfo=UTC)))


def unopened() -> Case:
    return case_of(watch=replace(WATCH, opens=datetime(2031, 4, 1, tzinfo=UTC)))


def first(case: Case) -> str:
    return assess(case).sections[0].sentences[0].text


def test_an_open_question_begins_with_its_likelihood() -> None:
    assert first(case_of()).startswith("There is a remote chance")


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (closed(), ("time is over", "21\N{NO-BREAK SPACE}March 2031", "no answer is recorded")),
        (unopened(), ("not open yet", "1\N{NO-BREAK SPACE}April 2031")),
        (resolved(), ("Decided on 2\N{NO-BREAK SPACE}July 2031", "the answer is no")),
        (resolved(None), ("annulled on 2\N{NO-BREAK SPACE}July 2031", "no answer counts")),
    ],
)
def test_how_it_stands_is_the_first_sentence(case: Case, words: tuple[str, ...]) -> None:
    assert all(word in first(case) for word in words)


def test_an_annulled_question_is_not_said_to_be_scored() -> None:
    second = assess(resolved(None)).sections[0].sentences[1].text
    assert "not scored" in second
    assert "to be scored" not in second


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (closed(), "Time is over"),
        (unopened(), "Not open yet"),
        (resolved(), "the answer is no"),
    ],
)
def test_the_terminal_says_how_it_stands_before_the_number(case: Case, words: str) -> None:
    text = estimate_text(case)
    assert text.index(words) < text.index("(UK-PHIA")


@pytest.mark.parametrize("case", [closed(), unopened(), resolved()])
def test_what_is_said_of_its_standing_passes_the_lint(case: Case) -> None:
    assert [one for one in lint(assess(case), case) if one.section == "bottom-line"] == []


def test_a_range_under_what_is_written_is_no_number_to_be_about() -> None:
    assert range_of(0.0001, 0.0002).startswith("under 0.1")
    assert range_of(0.051, 0.052).startswith("about 5")


def test_evidence_for_lists_what_pulls_up_and_counts_what_pulls_down() -> None:
    case = case_of()
    row = next(r for r in case.matrix.rows if r.indicator == "hospitals")
    one = row.sightings[0]
    look = Look(
        "o2", "Veldan Monitor", one.at, 0.05, 0.5, one.grade, case.matrix.rows[0].looks[0].spans
    )
    rows = tuple(
        replace(r, looks=(look,)) if r.indicator == "hospitals" else r for r in case.matrix.rows
    )
    bars = tuple(
        replace(b, origins=(*b.origins, replace(b.origins[0], origin="o2")))
        if b.term == "hospitals"
        else b
        for b in case.estimate.waterfall
    )
    both = replace(
        case,
        matrix=replace(case.matrix, rows=rows),
        estimate=replace(case.estimate, waterfall=bars),
    )
    text = markdown(assess(both)).split("## Evidence for")[1].split("## Evidence against")[0]
    assert "(1 origin; 1 more pulls the other way)" in text
    assert "looked for and not seen" not in text


def test_an_estimate_and_a_base_that_round_alike_are_written_equally_fine() -> None:
    case = case_of()
    alike = replace(case, estimate=replace(case.estimate, base=case.estimate.event.p + 0.001))
    lines = estimate_text(alike).split("\n")
    p, base = case.estimate.event.p, case.estimate.event.p + 0.001
    assert any(f"{p * 100:.1f} %" in line and "UK-PHIA" in line for line in lines)
    assert any(f"{base * 100:.1f} %" in line and "base rate" in line for line in lines)
