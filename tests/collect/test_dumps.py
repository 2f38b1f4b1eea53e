from __future__ import annotations

import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.collect.documents import captured, faults, finds

from tocsin.collect import Captured, gather
from tocsin.nouns import Interval

ROWS = [
    {"maintext": "No ferry left.", "headline": "Ferries", "when": "2022-10-12", "at": "g.example"},
    {"maintext": "", "headline": "Nothing", "when": "2022-10-12"},
    {"maintext": "A train left.", "headline": None, "when": "once"},
]
COLUMNS = {"text": "maintext", "title": "headline", "published": "when", "publisher": "at"}


def lines(packed: bool = False) -> bytes:
    data = b"\n".join(json.dumps(row).encode() for row in ROWS)
    return gzip.compress(data) if packed else data


@pytest.mark.parametrize("packed", [False, True])
def test_columns_of_other_names_are_read_where_an_option_names_them(packed: bool) -> None:
    found = finds("lines", lines(packed), options=COLUMNS)
    assert [one.report.text for one in captured(found)] == [
        "Ferries\n\nNo ferry left.",
        "A train left.",
    ]
    assert captured(found)[0].report.publisher == "g.example"
    assert faults(found) == ["T105", "T105"]


def test_without_options_a_packed_file_is_read_as_one_that_is_not(tmp_path: Path) -> None:
    row = b'{"text": "No ferry left."}\nbroken\n{"text": "A train left."}\n'
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(row))
    found = list(gather([tmp_path / "a.jsonl.gz"]))
    assert [isinstance(one, Captured) for one in found] == [True, False, True]


def test_a_packed_file_that_breaks_off_is_told() -> None:
    found = finds("lines", gzip.compress(b'{"text": "No ferry left."}\n' * 9)[:-12])
    assert faults(found)[-1] == "T105"


def test_rows_of_parquet_are_reports() -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    from pyarrow import parquet as pq

    out = io.BytesIO()
    when = datetime(2022, 10, 12, 4, 30, tzinfo=UTC)
    table = pa.table(
        {
            "maintext": ["No ferry left.", None, "A train left."],
            "title": ["Ferries", "x", None],
            "published": [when, when, None],
            "ignored": [b"\xff", b"", b""],
        }
    )
    pq.write_table(table, out)
    found = finds("parquet", out.getvalue(), options={"text": "maintext"})
    assert [one.report.text for one in captured(found)] == [
        "Ferries\n\nNo ferry left.",
        "A train left.",
    ]
    assert captured(found)[0].report.published == Interval.instant(when)
    assert faults(found) == ["T105"]
    for cut in (0, 4, 100, -1, -20):
        assert faults(finds("parquet", out.getvalue()[:cut])) == ["T105"]
