"""Reading at scale: a worker reads a piece as a desk would, and leaves it whole or not at all."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.scale.material import watching, write_lines

from tocsin.collect import Captured, gather
from tocsin.nouns import Reading
from tocsin.read import Gate, Reader
from tocsin.scale import Store, lexicon_for
from tocsin.scale.pieces import Piece, cut
from tocsin.scale.reading import Given, Worker
from tocsin.scale.rows import fault_from, reading_from, report_from
from tocsin.segment import segment

NOW = datetime(2026, 1, 2, tzinfo=UTC)


class Done:
    """A piece that a worker read, with all that it wrote."""

    def __init__(self, folder: Path) -> None:
        from pyarrow import parquet as pq

        self.path = write_lines(folder / "made.jsonl", 24, broken=True)
        self.lexicon = lexicon_for(watching(folder / "desk"), faults=[], now=NOW)
        (self.piece,) = (one for one in cut(str(self.path), 1 << 20) if isinstance(one, Piece))
        self.given = Given(str(folder / "to"), self.lexicon, None, Reader.current_version())
        self.told = Worker(self.given).work(self.piece)
        self.store = Store(str(folder / "to"))
        data = self.store.read(f"parts/{self.piece.id}.parquet") or b""
        self.rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(data)).to_pylist()


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    return Done(tmp_path_factory.mktemp("piece"))


def test_the_rows_of_a_piece_are_its_reports_as_they_are_read_one_by_one(done: Done) -> None:
    reader, gate = Reader.load(), Gate(done.lexicon)
    whole = list(gather([done.path]))
    assert len(done.rows) == len(whole)
    for one, row in zip(whole, done.rows, strict=True):
        if not isinstance(one, Captured):
            assert row["outcome"] == "refused"
            assert fault_from(row["fault"]).as_row() == one.as_row()
            continue
        report = one.report
        assert (report_from(row), row["data"]) == (report, one.data)
        assert (row["outcome"] == "read") == gate.lets(report.text, report.author, report.publisher)
        if row["outcome"] == "read":
            segments = segment(report)
            expected = Reading(report, segments, reader.read(report, segments), reader.version)
            said = [statement["noun"] for statement in row["statements"]]
            assert reading_from(row, said, report, reader.version) == expected


def test_the_receipt_counts_what_the_part_holds(done: Done) -> None:
    assert sum(done.told["counts"].values()) == len(done.rows) == 25
    assert done.told["counts"]["refused"] == 1
    assert done.told["statements"] == sum(len(row["statements"]) for row in done.rows) > 0
    assert done.store.read_json(f"parts/{done.piece.id}.json") == done.told


def test_a_piece_that_cannot_be_read_has_no_receipt_and_is_told(done: Done) -> None:
    gone = Piece("p-gone", f"{done.path}.gone", "lines", 0, 10, 1)
    told = Worker(done.given).work(gone)
    assert told["failed"]
    assert fault_from(told["faults"][0]).code == "T701"
    assert done.store.read("parts/p-gone.json") is None


def test_a_worker_with_another_reader_reads_nothing(done: Done, tmp_path: Path) -> None:
    other = Given(str(tmp_path), done.lexicon, None, "another")
    told = Worker(other).work(done.piece)
    assert "another" in fault_from(told["faults"][0]).message
    assert list(Store(str(tmp_path)).names("parts")) == []


def test_a_file_is_put_into_the_store_whole(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "to"))
    assert store.read("a/b.json") is None
    store.write_json("a/b.json", {"one": 1})
    store.write_json("a/b.json", {"two": 2})
    assert store.read_json("a/b.json") == {"two": 2}
    assert list(store.names("")) == ["a/b.json"]
    store.remove("a/b.json")
    assert list(store.names("a")) == []
