"""Reading rows: what is read, and how a fault is named."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tocsin.errors import BadRow, RepeatedId, RulerError, UnknownId
from tocsin.rulers.rows import match, plain, read_table, table_of, unique, where


def test_blank_lines_are_passed_over_and_still_counted(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "a"}\n\n  \n{"id": "b"}\n', encoding="utf-8")
    assert [(row.text("id"), row.at) for row in read_table(path).rows] == [
        ("a", "line 1"),
        ("b", "line 4"),
    ]


def test_a_gzipped_file_is_told_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(gzip.compress('{"id": "Żytomierz"}\n'.encode()))
    assert read_table(path).rows[0].text("id") == "Żytomierz"


@pytest.mark.parametrize(
    ("content", "at"),
    [
        (b'{"id": 1}\n{"id": \n', "line 2"),
        (b'["id"]\n', "line 1"),
        (b"7\n", "line 1"),
    ],
)
def test_a_line_that_is_no_object_is_named(tmp_path: Path, content: bytes, at: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadRow) as caught:
        read_table(path)
    assert (caught.value.code, caught.value.file, caught.value.at) == ("T901", str(path), at)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b'{"id": "\xff"}\n', b"\x1f\x8b broken", gzip.compress(b'{"id": 1}\n')[:-9]],
    ids=["empty", "blank", "no UTF-8", "no gzip", "gzip cut off"],
)
def test_a_file_without_readable_rows_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(content)
    with pytest.raises(RulerError) as caught:
        read_table(path)
    assert caught.value.file == str(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulerError):
        read_table(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 3),
        ("text", None),
        ("number", "3"),
        ("number", True),
        ("number", float("nan")),
        ("number", float("inf")),
        ("whole", 3.0),
        ("whole", False),
        ("list_of", {"a": 1}),
        ("objects", [{}, 7]),
    ],
)
def test_a_field_of_another_type_is_refused(kind: str, value: object) -> None:
    (row,) = table_of([{"x": value}]).rows
    with pytest.raises(BadRow):
        getattr(row, kind)("x")


def test_a_missing_field_is_named_with_those_there_are() -> None:
    (row,) = table_of([{"label": "yes", "text": "…"}], "gold").rows
    with pytest.raises(BadRow, match=r"'id' is missing \(fields: label, text\)"):
        row.text("id")


def test_null_and_absent_are_the_same_to_an_optional_field() -> None:
    (row,) = table_of([{"x": None}]).rows
    assert row.number_or_none("x") is row.number_or_none("y") is None
    assert row.text_or_none("x") is row.text_or_none("y") is None


def test_an_inner_object_is_named_by_its_place() -> None:
    (row,) = table_of([{"items": [{"n": 1}, {"n": "one"}]}]).rows
    with pytest.raises(BadRow) as caught:
        [item.whole("n") for item in row.objects("items")]
    assert caught.value.at == "row 1, items[1]"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 6)])
def test_a_span_is_not_empty_and_within_its_text(start: int, end: int) -> None:
    (row,) = table_of([{"start": start, "end": end}]).rows
    with pytest.raises(BadRow):
        row.span(5)


def test_gold_rows_keep_their_order_and_take_their_prediction() -> None:
    gold, found = table_of([{"id": "b"}, {"id": "a"}]), table_of([{"id": "a", "n": 1}])
    matched = [
        (row.text("id"), given and given.whole("n")) for row, given in match(gold, found, "id")
    ]
    assert matched == [("b", None), ("a", 1)]


def test_a_prediction_for_an_unknown_item_is_refused() -> None:
    with pytest.raises(UnknownId, match="'z'"):
        match(table_of([{"id": "a"}]), table_of([{"id": "a"}, {"id": "z"}]), "id")


def test_a_repeated_key_is_refused_and_both_places_named() -> None:
    rows: list[dict[str, Any]] = [{"a": "x", "b": "y"}, {"a": "x", "b": "z"}, {"a": "x", "b": "y"}]
    with pytest.raises(RepeatedId, match="row 1") as caught:
        unique(table_of(rows), "a", "b")
    assert caught.value.at == "row 3"


def test_truth_values_are_read_as_json_writes_them() -> None:
    assert [plain(value) for value in (True, False, "yes", 3, None)] == [
        json.dumps(True),
        json.dumps(False),
        "yes",
        "3",
        "None",
    ]


def test_a_row_must_meet_every_condition() -> None:
    (row,) = table_of([{"unseen": True, "split": "dev"}]).rows
    assert where(row, {})
    assert where(row, {"unseen": "true", "split": "dev"})
    assert not where(row, {"unseen": "true", "split": "test"})
    assert not where(row, {"topic": "other"})
