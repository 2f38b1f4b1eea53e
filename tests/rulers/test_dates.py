"""Dates: the same span, an overlap, the same value."""

from __future__ import annotations

from typing import Any

import pytest

from tocsin.errors import BadRow
from tocsin.rulers.dates import score_rows
from tocsin.rulers.figures import Figures
from tocsin.rulers.rows import table_of

TEXT = "On Monday the drill, three days long, ended; the last one was in June."
MONDAY = {"start": 3, "end": 9, "type": "DATE", "value": "2022-10-17"}
DAYS = {"start": 21, "end": 31, "type": "DURATION", "value": "P3D"}
JUNE = {"start": 65, "end": 69, "type": "DATE", "value": "2022-06"}
OWN_DATE = {"start": 0, "end": 0, "type": "DATE", "value": "2022-10-20"}


def judged(*found: dict[str, Any]) -> Figures:
    gold = table_of([{"id": "1", "text": TEXT, "timexes": [OWN_DATE, MONDAY, DAYS, JUNE]}])
    return score_rows(gold, table_of([{"id": "1", "timexes": list(found)}]))


def test_the_document_s_own_date_is_left_out() -> None:
    assert judged(MONDAY)["all"]["gold"] == 3


def test_a_longer_span_is_relaxed_and_may_have_the_value() -> None:
    figures = judged({**MONDAY, "start": 0})["all"]
    assert figures["strict"]["p"] == 0
    assert figures["relaxed"]["p"] == figures["value"]["p"] == 1


def test_a_wrong_value_counts_as_not_found_in_value_f1() -> None:
    figures = judged(MONDAY, {**JUNE, "value": "2021-06"})["all"]
    assert figures["relaxed"]["r"] == pytest.approx(2 / 3)
    assert figures["value"]["r"] == pytest.approx(1 / 3)
    assert figures["value_accuracy"] == 0.5


def test_no_value_and_an_empty_one_are_the_same() -> None:
    gold = table_of([{"id": "1", "text": TEXT, "timexes": [{**MONDAY, "value": ""}]}])
    found = table_of([{"id": "1", "timexes": [{"start": 3, "end": 9}]}])
    assert score_rows(gold, found)["all"]["value"]["f1"] == 1


def test_what_lies_on_a_duration_is_set_aside_among_dates() -> None:
    figures = judged(MONDAY, DAYS)["date_time"]
    assert (figures["gold"], figures["predicted"]) == (2, 1)


def test_a_false_date_still_counts_among_dates() -> None:
    assert judged(MONDAY, {"start": 10, "end": 13})["date_time"]["predicted"] == 2


def test_two_predictions_on_one_expression_pair_once() -> None:
    figures = judged({**MONDAY, "end": 6}, {**MONDAY, "start": 6})["all"]
    assert figures["relaxed"]["p"] == 0.5


def test_of_equal_overlaps_the_first_is_taken() -> None:
    first, second = {**MONDAY, "end": 6}, {**MONDAY, "start": 6, "value": "2022"}
    assert judged(first, second)["all"]["value_accuracy"] == 1
    assert judged(second, first)["all"]["value_accuracy"] == 0


def test_a_span_past_the_text_is_refused() -> None:
    with pytest.raises(BadRow, match="outside the text"):
        judged({"start": 60, "end": 90})
