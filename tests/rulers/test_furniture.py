"""Furniture: by lines and by words."""

from __future__ import annotations

from typing import Any

import pytest

from tocsin.errors import BadRow
from tocsin.rulers.figures import Figures
from tocsin.rulers.furniture import score_rows
from tocsin.rulers.rows import table_of

LINES: list[list[Any]] = [
    ["Menu", 0],
    ["The column halted at the river.", 1],
    ["Sign up for our letter today", 0],
    ["It turned back at noon.", 1],
]


def judged(*keep: Any) -> Figures:
    gold = table_of([{"id": "1", "lines": LINES}, {"id": "2", "lines": [["Advertisement", 0]]}])
    return score_rows(gold, table_of([{"id": "1", "keep": list(keep)}]))


def test_a_page_without_a_prediction_counts_as_kept_whole() -> None:
    figures = judged(0, 1, 0, 1)
    assert figures["missing"] == 1
    assert figures["furniture_lines"] == {
        "p": 1.0,
        "r": pytest.approx(2 / 3),
        "f1": pytest.approx(0.8),
    }


def test_words_weigh_a_long_line_more() -> None:
    figures = judged(0, 1, 1, 1)
    assert figures["furniture_lines"]["r"] == pytest.approx(1 / 3)
    assert figures["furniture_words"]["r"] == pytest.approx(1 / 8)


def test_lost_text_shows_in_the_recall_of_the_article() -> None:
    assert judged(0, 1, 0, 0)["article_words"]["r"] == pytest.approx(6 / 11)


@pytest.mark.parametrize("keep", [(1, 0), (1, 1, 1, 2), (1, 1, 1, "1")])
def test_each_line_needs_a_1_or_a_0(keep: tuple[Any, ...]) -> None:
    with pytest.raises(BadRow):
        judged(*keep)
