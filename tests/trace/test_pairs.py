"""The pair test on whole texts: copies, quotes, and what is only alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.nouns import Span
from tocsin.trace import judge_pair

WIRE = (
    "Engineers reached the flooded valley on Tuesday after the old bridge gave way.\n"
    "The governor said that four villages had been cut off since the weekend.\n"
    "Two helicopters carried flour, blankets and a doctor to the highest of them.\n"
    "Nobody was reported missing by the evening, according to the district office.\n"
)
OTHER = (
    "The harbour reopened after a strike that had lasted for eleven days.\n"
    "Dockers voted by a narrow margin to accept the offer of the port authority.\n"
    "Grain ships that had waited in the roads began to unload before noon.\n"
)
QUOTE = "The governor said that four villages had been cut off since the weekend."

texts = st.lists(
    st.sampled_from("river bridge valley grain ship vote. north said; “flour” and\n".split(" ")),
    max_size=60,
).map(" ".join)


def test_a_text_is_a_copy_of_itself() -> None:
    verdict = judge_pair(WIRE, WIRE)
    assert verdict.kind == "copy"
    assert verdict.spans == ((Span(0, len(WIRE) - 2), Span(0, len(WIRE) - 2)),)


def test_another_masthead_and_furniture_make_no_other_report() -> None:
    copy = f"Daily Mirror of Mirrors\nMenu Home Search\nVillages cut off\n{WIRE}Subscribe now\n"
    assert judge_pair(WIRE, copy).kind == "copy"


def test_a_trimmed_report_is_a_copy() -> None:
    assert judge_pair(WIRE, "".join(WIRE.splitlines(keepends=True)[:2])).kind == "copy"


def test_case_typography_and_punctuation_do_not_count() -> None:
    changed = WIRE.upper().replace(",", " –").replace(".", "…")
    assert judge_pair(WIRE, changed).kind == "copy"


def test_one_whole_sentence_in_another_text_is_a_quote() -> None:
    verdict = judge_pair(WIRE, f"{OTHER}{QUOTE}\n{OTHER.replace('the', 'a')}")
    assert verdict.kind == "quote"
    assert [a.of(WIRE) for a, _ in verdict.spans] == [QUOTE[:-1]]


def test_part_of_a_sentence_is_no_copied_reporting() -> None:
    half = "He had heard that four villages had been cut off since the flood of 1931 or so.\n"
    assert judge_pair(WIRE, OTHER + half).kind == "none"


def test_different_reports_share_nothing() -> None:
    verdict = judge_pair(WIRE, OTHER)
    assert (verdict.kind, verdict.spans) == ("none", ())


@pytest.mark.parametrize("empty", ["", " \n", "…"])
def test_nothing_is_a_copy_of_nothing(empty: str) -> None:
    assert judge_pair(empty, WIRE).kind == "none"
    assert judge_pair(empty, empty).kind == "none"


@given(texts, texts)
def test_the_verdict_does_not_know_which_text_came_first(a: str, b: str) -> None:
    one, other = judge_pair(a, b), judge_pair(b, a)
    assert (one.kind, one.score) == (other.kind, other.score)


@given(texts, texts)
def test_the_score_passes_one_half_exactly_when_something_is_shared(a: str, b: str) -> None:
    verdict = judge_pair(a, b)
    assert 0 <= verdict.score < 1
    assert (verdict.score >= 0.5) == (verdict.kind != "none")


@given(texts, texts)
def test_shared_spans_hold_the_same_words(a: str, b: str) -> None:
    for one, other in judge_pair(a, b).spans:
        words = [
            "".join(c if c.isalnum() else " " for c in span.of(text)).lower().split()
            for span, text in ((one, a), (other, b))
        ]
        assert words[0] == words[1]
