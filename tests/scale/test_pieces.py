"""Pieces: a file cut for many workers holds what it holds whole."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scale.material import write_archive, write_lines, write_parquet

from tocsin.collect import Captured, gather
from tocsin.errors import CollectError, NoFeed, NotText, Unreachable
from tocsin.nouns import Report
from tocsin.scale.pieces import Piece, captured_in, cut, listed

SMALL = 4_000


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("files")
    import gzip

    lines = write_lines(folder / "made.jsonl", 60, broken=True)
    packed = folder / "packed.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.read_bytes()))
    return {
        "lines": lines,
        "packed": packed,
        "parquet": write_parquet(folder / "made.parquet", 60, group=16),
        "warc": write_archive(folder / "made.warc", 30, packed=False),
        "warc.gz": write_archive(folder / "made.warc.gz", 60, packed=True),
    }


def pieces_of(path: Path, size: int = SMALL) -> list[Piece]:
    return [one for one in cut(str(path), size) if isinstance(one, Piece)]


def told(found: list[Captured | CollectError]) -> list[Report | tuple[object, ...]]:
    return [
        one.report if isinstance(one, Captured) else tuple(one.as_row().values()) for one in found
    ]


@pytest.mark.parametrize("kind", ["lines", "packed", "parquet", "warc", "warc.gz"])
def test_the_pieces_of_a_file_hold_the_reports_and_faults_of_the_whole(
    files: dict[str, Path], kind: str
) -> None:
    whole = told(list(gather([files[kind]])))
    parts = [one for piece in pieces_of(files[kind]) for one in captured_in(piece)]
    assert told(parts) == whole
    assert len(whole) >= 30


@pytest.mark.parametrize(("kind", "least"), [("lines", 4), ("parquet", 4), ("warc.gz", 4)])
def test_what_can_be_begun_within_is_cut_in_several(
    files: dict[str, Path], kind: str, least: int
) -> None:
    found = pieces_of(files[kind])
    assert len(found) >= least
    assert len({one.id for one in found}) == len(found)
    assert all(a.stop == b.start for a, b in pairwise(found))


def test_a_piece_whose_content_is_another_is_another_piece(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "made.jsonl", 40)
    before = pieces_of(path)
    lines = path.read_text("utf-8").splitlines()
    lines[-1] = lines[-1].replace("Karvia", "Karwia").replace("said", "told")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    after = pieces_of(path)
    assert [one.id for one in after[:-1]] == [one.id for one in before[:-1]]
    assert after[-1].id != before[-1].id


@given(st.lists(st.sampled_from(['{"text":"a"}', "", " ", "{", '["b"]', "x" * 50]), max_size=30))
def test_lines_of_any_kind_keep_their_numbers(rows: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.jsonl"
        path.write_text("\n".join(rows), encoding="utf-8")
        whole = told(list(gather([path])))
        parts = [one for piece in pieces_of(path, 20) for one in captured_in(piece)]
        assert told(parts) == whole


@given(st.binary(max_size=200), st.integers(1, 100))
def test_an_archive_of_any_bytes_is_cut_without_losing_one(data: bytes, size: int) -> None:
    import gzip
    import tempfile

    for content in (data, gzip.compress(data) * 3 + data):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "any.warc.gz"
            path.write_bytes(content)
            found = pieces_of(path, size)
            assert sum(one.stop - one.start for one in found) == len(content)


def test_what_is_broken_is_told_and_stops_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 this is none")
    (fault,) = cut(str(broken), SMALL)
    assert isinstance(fault, CollectError)
    assert fault.code == "T105"


def test_a_folder_gives_its_files_by_name_and_others_are_told(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.warc.gz", "page.html", ".hidden.jsonl"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "empty").mkdir()

    def glob(address: str) -> list[str]:
        return [f"{address}/x.parquet", f"{address}/y.txt"]

    inputs = [str(tmp_path), str(tmp_path / "page.html"), str(tmp_path / "none"), "s3://bucket"]
    found = list(listed([*inputs, str(tmp_path / "empty")], glob))
    names = [one.rpartition("/")[2] for one in found if isinstance(one, str)]
    assert names == ["a.warc.gz", "b.jsonl", "x.parquet"]
    faults = [type(one) for one in found if not isinstance(one, str)]
    assert faults == [NotText, Unreachable, NoFeed]


def test_a_manifest_beside_a_file_says_of_its_reports_what_it_says_to_a_desk(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plain.jsonl"
    path.write_text("".join(json.dumps({"text": f"Number {n}."}) + "\n" for n in range(9)))
    (tmp_path / "manifest.csv").write_text("file,publisher\nplain.jsonl,Harbour Post\n")
    parts = [one for piece in pieces_of(path, 30) for one in captured_in(piece)]
    assert told(parts) == told(list(gather([path])))
    assert {one.report.publisher for one in parts if isinstance(one, Captured)} == {"Harbour Post"}


def test_what_is_read_of_a_piece_ends_where_it_ends(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "made.jsonl", 20)
    size = path.stat().st_size
    middle = pieces_of(path)[1]
    with io.BytesIO(path.read_bytes()) as stream:
        stream.seek(middle.start)
        assert stream.read(1) == b"{"
    assert 0 < middle.start < middle.stop <= size
