"""How well furniture is told from articles on pages with labels, and that labels are not read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from tests.segment.pages import ARTICLE, TITLE, report

from tocsin.evaluate.furniture import figures, predict
from tocsin.nouns import READ_KINDS
from tocsin.segment import segment


@pytest.fixture
def gold(shared: Path) -> Path:
    path = shared / "data" / "boilerplate" / "lines_readability.jsonl.gz"
    if not path.is_file():
        pytest.skip("the pages with line labels are not among the shared corpora")
    return path


def written(rows: list[dict[str, object]], path: Path) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def test_furniture_is_found_and_articles_are_kept(gold: Path, tmp_path: Path) -> None:
    """By cross-validation F1 is .66 (.54 without the one page of a quarter of all furniture)."""
    found = figures(gold, written(list(predict(gold)), tmp_path / "predictions.jsonl"))
    assert found["furniture_lines"]["f1"] >= 0.64
    assert found["article_words"]["r"] >= 0.985


def test_predictions_do_not_depend_on_labels(gold: Path, tmp_path: Path) -> None:
    with gzip.open(gold, "rt", encoding="utf-8") as rows:
        pages = [json.loads(row) for row, _ in zip(rows, range(20), strict=False)]
    turned = [{**p, "lines": [[text, 1 - label] for text, label in p["lines"]]} for p in pages]
    assert list(predict(written(pages, tmp_path / "a.jsonl"))) == list(
        predict(written(turned, tmp_path / "b.jsonl"))
    )


def test_every_line_gets_a_prediction_even_where_lines_are_empty_or_broken(tmp_path: Path) -> None:
    lines = [
        [TITLE, 1],
        ["", 1],
        *([line, 1] for line in ARTICLE),
        ["\x0b", 0],
        ["Share", 0],
        [" ", 1],
    ]
    (row,) = predict(
        written([{"id": "p", "set": "made up", "lines": lines}], tmp_path / "gold.jsonl")
    )
    assert row["id"] == "p"
    assert row["keep"] == [0, 1, 1, 1, 1, 1, 1, 0, 1]


def test_a_page_without_lines_is_predicted_too(tmp_path: Path) -> None:
    (row,) = predict(written([{"id": "p", "lines": []}], tmp_path / "gold.jsonl"))
    assert row == {"id": "p", "keep": []}


def test_hardly_a_quotation_of_a_real_article_is_left_unread(shared: Path) -> None:
    """Plain news articles whose attributions were marked by others: at most one in 500 is lost."""
    path = shared / "data" / "attribution" / "polnear_dev.jsonl.gz"
    if not path.is_file():
        pytest.skip("the articles with marked attributions are not among the shared corpora")
    said = lost = 0
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            captured = report(row["text"])
            unread = [part.span for part in segment(captured) if part.kind not in READ_KINDS]
            for attribution in row["attributions"]:
                start = attribution["content"][0][0]
                said += 1
                lost += any(span.start <= start < span.end for span in unread)
    assert said > 1_000
    assert lost * 500 <= said
