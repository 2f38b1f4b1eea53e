"""The engine: what it reads, merged into a desk, is what the desk would have read by itself."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from tests.scale.material import watching, write_archive, write_lines, write_parquet

from tocsin.desk import Desk, add
from tocsin.desk.tracing import Tracing
from tocsin.errors import OtherRun
from tocsin.ledger.codec import from_json
from tocsin.nouns import Origin
from tocsin.scale import Ran, lexicon_for, merge, scale
from tocsin.scale.running import held
from tocsin.scale.store import Store

pytestmark = [
    pytest.mark.usefixtures("daft"),
    pytest.mark.timeout(900),  # each run starts processes that load the model, a Ray its own
    # The engine leaves the pipes to its workers for the collector to close.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:daft"),
]

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
PIECE = 6_000


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    write_lines(folder / "a.jsonl", 200, broken=True)
    write_parquet(folder / "b.parquet", 80, group=30)
    write_archive(folder / "c.warc.gz", 40, packed=True)
    return folder


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return watching(tmp_path_factory.mktemp("desk") / "desk")


@pytest.fixture(autouse=True)
def _pipes() -> Iterator[None]:
    """Let the collector close them here, where nobody minds, and not in another test."""
    yield
    gc.collect()


def run(desk: Desk, inputs: Path, to: Path, **more: Any) -> Ran:
    lexicon = lexicon_for(desk, faults=[], now=NOW)
    return scale(desk, [str(inputs)], to=str(to), lexicon=lexicon, workers=2, piece=PIECE, **more)


@pytest.fixture(scope="module")
def read(desk: Desk, inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    folder = tmp_path_factory.mktemp("read")
    return folder, run(desk, inputs, folder, traced=True)


@pytest.fixture(scope="module")
def alone(desk: Desk, inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk to which the same files were added."""
    folder = tmp_path_factory.mktemp("alone") / "desk"
    copytree(desk.path, folder)
    by_itself = Desk.open(folder)
    add(by_itself, [inputs], now=NOW)
    return by_itself


@pytest.fixture(scope="module")
def merged(desk: Desk, read: tuple[Path, Ran], tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("merged") / "desk"
    copytree(desk.path, folder)
    taken = Desk.open(folder)
    merge(taken, str(read[0]), now=NOW)
    return taken


def whole(desk: Desk) -> dict[str, list[str]]:
    """All that a desk holds of its reports, sorted."""
    with desk.ledger() as ledger:
        readings = list(ledger.readings())
        dated = [one for one in readings if one.report.published is not None]
        return {
            "reports": sorted(map(repr, ledger.reports())),
            "bytes": sorted(str(ledger.data(one.sha256)) for one in ledger.reports()),
            "captures": sorted(
                f"{one.id} {found.feed} {found.file}"
                for one in ledger.reports()
                for found in ledger.captures(one.id)
            ),
            "segments": sorted(repr(tuple(one.segments)) for one in readings),
            "statements": sorted(repr(said) for one in readings for said in one.statements),
            "skips": sorted(f"{one.report} {one.lexicon}" for one in ledger.skips()),
            "refusals": sorted(f"{one.file} {one.code} {one.place}" for one in ledger.refusals()),
            "origins": sorted(map(repr, Tracing(desk, ledger).origins(dated, ()))),
        }


def table(folder: Path, name: str) -> list[str]:
    """The rows of a table of Parquet, sorted."""
    from pyarrow import parquet as pq

    rows = [row for file in sorted((folder / name).rglob("*.parquet"))
            for row in pq.ParquetFile(file).read().to_pylist()]  # fmt: skip
    return sorted(map(repr, rows))


def test_the_engine_and_one_machine_give_the_same_statements_and_origins(
    merged: Desk, alone: Desk
) -> None:
    one, other = whole(merged), whole(alone)
    for part in one:
        assert one[part] == other[part], part
    assert len(one["statements"]) > 200
    assert len(one["origins"]) > 50
    assert any("kind='copy'" in origin for origin in one["origins"])
    with merged.ledger() as ledger:
        assert ledger.check() == ()


def test_origins_that_the_engine_finds_are_those_of_the_index(
    read: tuple[Path, Ran], merged: Desk
) -> None:
    from pyarrow import parquet as pq

    folder, ran = read
    found = pq.read_table(folder / "origins.parquet").to_pydict()
    assert ran.origins == len(found["noun"])
    assert [from_json(Origin, noun) for noun in found["noun"]] == origins_of(merged)
    told = held(Store(str(folder)))["origins"]
    assert told["copies"] > 0
    assert told["links"] > 20
    assert not (folder / "taken").exists() or list((folder / "taken").iterdir()) == []


def origins_of(desk: Desk) -> list[Origin]:
    """The origins of a desk by its index, without what only serves to hold them."""
    with desk.ledger() as ledger:
        dated = [one for one in ledger.readings() if one.report.published is not None]
        found = Tracing(desk, ledger).origins(dated, ())
    return [replace(one, mentions=tuple(one.mentions)) for one in found]


def test_a_row_that_is_broken_is_counted_and_told_and_stops_no_other(
    read: tuple[Path, Ran],
) -> None:
    _, ran = read
    assert ran.counts["refused"] == 1
    assert [(one.code, one.at) for one in ran.faults] == [("T105", 101)]
    assert sum(ran.counts.values()) == 200 + 1 + 80 + 40


def test_reports_and_statements_stand_in_folders_of_their_days(read: tuple[Path, Ran]) -> None:
    folder, ran = read
    days = sorted(one.name for one in (folder / "reports").iterdir())
    assert len(days) > 1
    assert all(one.startswith("day=2025-03-") or one == "day=undated" for one in days)
    assert len(table(folder, "statements")) == ran.statements
    assert list((folder / "parts").iterdir()) == []


def test_given_again_nothing_is_read_and_nothing_written(
    desk: Desk, inputs: Path, read: tuple[Path, Ran]
) -> None:
    folder, first = read
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    again = run(desk, inputs, folder, traced=True)
    assert again.origins == first.origins
    assert again.before == again.pieces == first.pieces > 10
    assert again.counts == first.counts
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert after == before


def test_a_file_that_comes_later_is_read_alone(desk: Desk, inputs: Path, tmp_path: Path) -> None:
    some = tmp_path / "some"
    some.mkdir()
    for name in ("b.parquet", "a.jsonl"):
        (some / name).write_bytes((inputs / name).read_bytes())
        ran = run(desk, some, tmp_path / "to")
    assert (ran.rounds, ran.before) == (2, 3)
    assert ran.counts["refused"] == 1


def test_a_merge_that_is_given_again_changes_nothing(merged: Desk, read: tuple[Path, Ran]) -> None:
    before = whole(merged)
    again = merge(merged, str(read[0]), now=NOW)
    assert (again.new, again.read) == (0, 0)
    assert whole(merged) == before


def test_what_other_watches_let_through_is_not_mixed_in(
    inputs: Path, tmp_path: Path, read: tuple[Path, Ran]
) -> None:
    other = Desk.create(tmp_path / "desk")
    with pytest.raises(OtherRun, match="other watches"):
        run(other, inputs, read[0])
    with pytest.raises(OtherRun, match="nothing was read"):
        merge(other, str(tmp_path / "none"), now=NOW)


def receipts(folder: Path) -> dict[str, int]:
    """When each piece was finished."""
    return {one.name: one.stat().st_mtime_ns for one in (folder / "parts").glob("*.json")}


SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tocsin.desk import Desk
from tocsin.scale import lexicon_for, scale

if __name__ == "__main__":
    desk, inputs, to = sys.argv[1:]
    place = Desk.open(Path(desk))
    lexicon = lexicon_for(place, faults=[], now=datetime(2026, 1, 2, 12, tzinfo=UTC))
    scale(place, [inputs], to=to, lexicon=lexicon, workers=2, piece=6000)
"""


def started(desk: Desk, inputs: Path, to: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(desk.path), str(inputs), str(to)],
        start_new_session=True,
        stderr=subprocess.PIPE,
    )


def until(folder: Path, count: int, process: subprocess.Popen[bytes]) -> dict[str, int]:
    """Wait until so many pieces are finished."""
    end = time.monotonic() + 300
    while process.poll() is None and time.monotonic() < end:
        found = receipts(folder)
        if len(found) >= count:
            return found
        time.sleep(0.01)
    pytest.fail("it ended before it could be killed")


def workers_of(process: int) -> list[int]:
    """The processes that read for another."""
    own = Path(f"/proc/{process}/task").glob("*/children")
    children = [int(one) for file in own for one in file.read_text().split()]
    return [one for one in children
            if b"udf_worker" in Path(f"/proc/{one}/cmdline").read_bytes()]  # fmt: skip


def test_killed_half_way_and_begun_anew_it_repeats_nothing_finished(
    desk: Desk, inputs: Path, tmp_path: Path, read: tuple[Path, Ran]
) -> None:
    process = started(desk, inputs, tmp_path)
    until(tmp_path, 4, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    finished = receipts(tmp_path)
    assert not (tmp_path / "manifest.json").exists()
    kept = {name: (tmp_path / "parts" / name).read_bytes() for name in finished}
    ran = run(desk, inputs, tmp_path)
    assert ran.before == len(finished) >= 4
    assert ran.counts == read[1].counts
    assert len(kept) < ran.pieces
    for name in ("reports", "statements"):
        assert table(tmp_path, name) == table(read[0], name)


def test_a_worker_that_is_killed_is_replaced_and_nothing_finished_is_read_again(
    desk: Desk, inputs: Path, tmp_path: Path, read: tuple[Path, Ran]
) -> None:
    process = started(desk, inputs, tmp_path)
    until(tmp_path, 2, process)
    workers = workers_of(process.pid)
    if not workers:
        process.kill()
        pytest.skip("this system does not list a process's children")
    seen = receipts(tmp_path)
    os.kill(workers[0], signal.SIGKILL)
    while process.poll() is None:
        for name, at in receipts(tmp_path).items():
            assert seen.setdefault(name, at) == at
        time.sleep(0.01)
    assert process.wait() == 0
    assert table(tmp_path, "statements") == table(read[0], "statements")


def test_half_of_a_table_that_was_left_behind_is_taken_away(
    desk: Desk, inputs: Path, tmp_path: Path
) -> None:
    some = tmp_path / "some"
    some.mkdir()
    (some / "b.parquet").write_bytes((inputs / "b.parquet").read_bytes())
    left = tmp_path / "to" / "reports" / "day=2025-03-01"
    left.mkdir(parents=True)
    (left / "half-0.parquet").write_bytes(b"PAR1")
    run(desk, some, tmp_path / "to")
    assert not (left / "half-0.parquet").exists()
    store = Store(str(tmp_path / "to"))
    assert sorted(store.names("reports")) == [
        one for one in held(store)["rounds"][0]["files"] if one.startswith("reports/")
    ]


def test_a_real_ray_with_two_workers_gives_the_same_tables(
    desk: Desk, inputs: Path, tmp_path: Path, read: tuple[Path, Ran]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tocsin", "scale", str(desk.path), str(inputs),
         "--to", str(tmp_path / "to"), "--ray", "local", "--workers", "2", "--json"],
        check=False,
        capture_output=True,
        text=True,
        timeout=800,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr  # one row is broken
    told = json.loads(done.stdout)
    assert told["statements"] == read[1].statements
    ids = [sorted(nouns_in(folder)) for folder in (tmp_path / "to", read[0])]
    assert ids[0] == ids[1]


def nouns_in(folder: Path) -> list[tuple[str, str]]:
    """Statements with what they are, of however many pieces."""
    from pyarrow import parquet as pq

    return [
        (row["id"], row["noun"])
        for file in (folder / "statements").rglob("*.parquet")
        for row in pq.ParquetFile(file).read(["id", "noun"]).to_pylist()
    ]
