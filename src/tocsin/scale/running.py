"""Running: a plan of the engine over many files, begun anew where it stopped, put in order of days.

Each piece of a file is read by one worker, which writes its part and then its receipt. When all are
there the engine sorts the parts by day, and the list of what is whole is written last of all.
"""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tocsin.desk import Desk
from tocsin.errors import CollectError, EngineFailed, NoFeed, OtherRun, TocsinError
from tocsin.nouns import Lexicon
from tocsin.read import Reader
from tocsin.scale.engine import engine
from tocsin.scale.pieces import LEAST, MOST, Piece, cut, listed
from tocsin.scale.reading import PARTS, Given, Worker
from tocsin.scale.rows import REFUSED, fault_from
from tocsin.scale.store import Store
from tocsin.scale.tracing import ORIGINS, packed_origins, trace_on
from tocsin.weigh import lexicon_of

__all__ = ["MANIFEST", "TABLES", "Ran", "held", "lexicon_for", "scale", "settings_of"]

MANIFEST = "manifest.json"
"""The list of what is whole: settings, and of each round its files, pieces and counts."""

TABLES = ("reports", "statements", "refused")

SHARES = 16
"""Pieces for each worker, so that none waits long for the last."""

TRIES = 3
"""How often the engine is started anew where it stopped without finishing a piece."""

Told = Callable[[str, int], None]


@dataclass(slots=True)
class Ran:
    """What stands in the folder now, of this call and of those before it.

    `pieces` are all, `before` those that were finished when the call came, `rounds` how often
    parts were put in order of days. `counts` go by outcome; `origins` is None where none were
    found of all that is there now.
    """

    pieces: int = 0
    before: int = 0
    rounds: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    statements: int = 0
    undated: int = 0
    origins: int | None = None
    faults: list[TocsinError] = field(default_factory=list)


def scale(
    desk: Desk,
    inputs: Iterable[str],
    *,
    to: str,
    ray: str | None = None,
    workers: int | None = None,
    lexicon: Lexicon,
    piece: int | None = None,
    traced: bool = False,
    progress: Told | None = None,
) -> Ran:
    """Read the reports in files of many on an engine into Parquet by day, in the folder `to`.

    `inputs` are files, folders and addresses of .jsonl, .parquet and .warc, packed or not. `ray` is
    the address of a Ray cluster, None for this machine; `workers` how many processes read, by
    default one a core; `piece` how many bytes are read at once, by default what spreads well. With
    `traced` the origins of all that the folder then holds are found, too, as `origins.parquet`.
    Given again, it goes on where it stopped. Raises `ExtraMissing`, `EngineFailed`, and `OtherRun`
    where the folder is of another reader or other watches.
    """
    count = workers or os.cpu_count() or 1
    told = progress or _silent
    with engine(ray=ray, workers=count) as daft:
        store = Store(to)
        ran = Ran()
        files = _files(inputs, daft, ran.faults)
        version = Reader.current_version(desk.weights)
        size = _settle(store, lexicon, version, piece or _spread(files, count))
        weights = None if desk.weights is None else desk.weights.absolute()
        given = Given(store.place, lexicon, weights, version)
        ran.before = len(_done(store))
        _read(daft, files, size, given, count, ran, told)
        _by_day(daft, store, told)
        if traced:
            _trace(daft, store, desk, count, told)
    _count(store, files, ran)
    return ran


def lexicon_for(desk: Desk, *, faults: list[TocsinError], now: Any) -> Lexicon:
    """Return what the gate of a desk lets through, of all its watches as they stand."""
    with desk.ledger() as ledger:
        return lexicon_of(desk.record_watches(ledger, now=now, faults=faults))


def settings_of(store: Store) -> dict[str, Any]:
    """Return by what a folder was read. Raises `OtherRun` where no run was put there."""
    found = store.read_json("run.json")
    if found is None:
        raise OtherRun(
            "nothing was read into this folder.",
            hint="Fill it: tocsin scale DESK FILE… --to FOLDER",
            file=store.place,
        )
    return found


def held(store: Store) -> dict[str, Any]:
    """Return the list of what is whole in a folder: {"rounds": [...]}."""
    return store.read_json(MANIFEST) or {"rounds": []}


def _done(store: Store) -> frozenset[str]:
    """Return the pieces that are finished."""
    kept = {piece for one in held(store)["rounds"] for piece in one["pieces"]}
    return frozenset(kept | set(_receipts(store)))


def _receipts(store: Store) -> list[str]:
    names = (name.rpartition("/")[2] for name in store.names(PARTS))
    return sorted(name.removesuffix(".json") for name in names if name.endswith(".json"))


def _files(inputs: Iterable[str], daft: Any, faults: list[TocsinError]) -> list[str]:
    def glob(address: str) -> list[str]:
        pattern = address if "*" in address else f"{address.rstrip('/')}*/**"
        found = daft.from_glob_path(pattern if "*" in address else address)
        return [str(path) for path in found.to_pydict()["path"]]

    files: list[str] = []
    for one in listed(inputs, glob):
        if isinstance(one, CollectError):
            faults.append(one)
        else:
            files.append(one)
    return list(dict.fromkeys(files))


def _spread(files: list[str], count: int) -> int:
    """Return how many bytes a piece has, so that each worker gets several."""
    whole = sum(Path(one).stat().st_size if "://" not in one else MOST * count for one in files)
    return max(LEAST, min(MOST, whole // (SHARES * count)))


def _settle(store: Store, lexicon: Lexicon, reader: str, size: int) -> int:
    """Return how large a piece is; what a folder was begun with is held to.

    Raises `OtherRun`.
    """
    known = store.read_json("run.json")
    if known is not None:
        for name, now in (("reader", reader), ("lexicon", lexicon.version)):
            if known[name] != now:
                said = "another reader" if name == "reader" else "other watches"
                raise OtherRun(
                    f"what is in this folder was read by {said} ({known[name]}, now {now}).",
                    hint="Name another folder.",
                    file=store.place,
                    at="--to",
                )
        held_to: int = known["piece"]
        return held_to
    store.write_json(
        "run.json", {"form": 1, "reader": reader, "lexicon": lexicon.version, "piece": size}
    )
    return size


def _read(
    daft: Any, files: list[str], size: int, given: Given, workers: int, ran: Ran, told: Told
) -> None:
    """Let the workers of the engine read all pieces that are not finished."""
    store = Store(given.place)
    tries = 0
    while files:
        done = _done(store)
        failed: list[TocsinError] = []
        try:
            for one in _plan(daft, files, size, done, given, workers):
                _take(one, failed, told)
        except Exception as fault:  # noqa: BLE001  engines fail in many ways
            # A worker was killed, or a machine of the cluster went: what is finished stays.
            tries = 1 if len(_done(store)) > len(done) else tries + 1
            if tries >= TRIES:
                said = " ".join(str(fault).split())[-300:]
                raise EngineFailed(
                    f"the engine stopped ({type(fault).__name__}: {said}).",
                    hint="Give the command again: what is finished is not done anew.",
                    file=given.place,
                ) from None
            continue
        ran.faults.extend(failed)
        return


def _take(one: Mapping[str, Any], failed: list[TocsinError], told: Told) -> None:
    if one.get("failed") or "unread" in one:
        failed.extend(fault_from(fault) for fault in one["faults"])
        return
    told("read", sum(one["counts"].values()))


def _plan(
    daft: Any, files: list[str], size: int, done: frozenset[str], given: Given, workers: int
) -> Iterator[dict[str, Any]]:
    """Yield what came of each piece, as it comes: the plan is files, pieces, what is read."""
    text = daft.DataType.string()
    cuts = daft.cls(_Cut, use_process=False)(size, done)
    reads = daft.cls(_Reads, use_process=True, max_concurrency=workers)(pickle.dumps(given))
    found = daft.from_pydict({"file": files}).into_batches(1)
    pieces = found.select(cuts.cut(daft.col("file")).cast(daft.DataType.list(text)).alias("piece"))
    # An engine sends a batch to whoever is free: one piece is one.
    each = pieces.explode("piece").where(daft.col("piece").not_null()).into_batches(1)
    for row in each.select(reads.read(daft.col("piece")).alias("told")).iter_rows():
        yield json.loads(row["told"])


class _Cut:
    """What cuts files, and leaves out the pieces that are finished."""

    def __init__(self, size: int, done: frozenset[str]) -> None:
        self._size = size
        self._done = done

    def cut(self, file: str) -> list[str]:
        """Return the pieces of a file, or why there are none, as JSON."""
        return [
            json.dumps({"fault": json.dumps(one.as_row())})
            if isinstance(one, CollectError)
            else json.dumps(asdict(one))
            for one in cut(file, self._size)
            if isinstance(one, CollectError) or one.id not in self._done
        ]


class _Reads:
    """A worker, as the engine makes it in a process of its own."""

    def __init__(self, given: bytes) -> None:
        self._worker = Worker(pickle.loads(given))  # noqa: S301  written by the process that asks

    def read(self, piece: str) -> str:
        """Return what came of a piece, both as JSON."""
        values = json.loads(piece)
        if "fault" in values:
            return json.dumps({"unread": True, "faults": [values["fault"]]})
        return json.dumps(self._worker.work(Piece(**values)))


def _by_day(daft: Any, store: Store, told: Told) -> None:
    """Put the parts that are new in order of days, and write last that they are.

    What an earlier attempt left half done is taken away first: it is in no list.
    """
    list_ = held(store)
    whole = {name for one in list_["rounds"] for name in one["files"]}
    for table in TABLES:
        for name in list(store.names(table)):
            if name not in whole:
                store.remove(name)
    kept = {piece for one in list_["rounds"] for piece in one["pieces"]}
    pieces = [one for one in _receipts(store) if one not in kept]
    if pieces:
        receipts = [store.read_json(f"{PARTS}/{piece}.json") or {} for piece in pieces]
        paths = [store.path(f"{PARTS}/{piece}.parquet") for piece in pieces]
        files = sorted(_written(daft, store, paths, told))
        list_["rounds"].append({"pieces": pieces, "files": files, "told": _sum(receipts)})
        store.write_json(MANIFEST, list_)
    for name in list(store.names(PARTS)):
        store.remove(name)


def _trace(daft: Any, store: Store, desk: Desk, workers: int, told: Told) -> None:
    """Trace what is held, unless that was done since parts were last put in order of days."""
    list_ = held(store)
    rounds = len(list_["rounds"])
    if list_.get("origins", {}).get("rounds") == rounds:
        return
    files = [name for one in list_["rounds"] for name in one["files"]]
    found = trace_on(daft, store, files, desk.register, workers, told)
    store.write(ORIGINS, packed_origins(found.origins))
    counts = {"count": len(found.origins), "copies": found.copies, "links": found.links}
    store.write_json(MANIFEST, {**list_, "origins": {**counts, "rounds": rounds}})


def _written(daft: Any, store: Store, paths: list[str], told: Told) -> Iterator[str]:
    parts = daft.read_parquet(paths)
    col = daft.col
    reports = parts.where(col("outcome") != REFUSED).exclude("statements")
    said = parts.where(col("said") > 0).select("day", "piece", "number", "statements")
    said = said.explode("statements").select("day", "piece", "number", col("statements").unnest())
    refused = parts.where(col("outcome") == REFUSED).select("piece", "file", "number", "fault")
    for table, rows in zip(TABLES, (reports, said, refused), strict=True):
        days = None if table == "refused" else ["day"]
        done = rows.write_parquet(
            store.path(table), compression="zstd", partition_cols=days
        ).to_pydict()
        for path in done.get("path", []):
            begin = str(path).rindex(f"/{table}/")
            yield str(path)[begin + 1 :]
            told("sorted", 1)


def _sum(receipts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    counts: dict[str, int] = {}
    pages: dict[str, int] = {}
    statements = undated = 0
    faults: list[str] = []
    for one in receipts:
        for outcome, number in one["counts"].items():
            counts[outcome] = counts.get(outcome, 0) + number
        pages[one["file"]] = pages.get(one["file"], 0) + sum(one["counts"].values())
        statements += one["statements"]
        undated += one["undated"]
        faults += one["faults"]
    return {
        "counts": counts,
        "rows": pages,
        "statements": statements,
        "undated": undated,
        "faults": faults[:1000],
    }


def _count(store: Store, files: list[str], ran: Ran) -> None:
    list_ = held(store)
    rounds = list_["rounds"]
    traced = list_.get("origins", {})
    ran.origins = traced["count"] if traced.get("rounds") == len(rounds) else None
    rows: dict[str, int] = {}
    for one in rounds:
        ran.rounds += 1
        ran.pieces += len(one["pieces"])
        told = one["told"]
        for outcome, number in told["counts"].items():
            ran.counts[outcome] = ran.counts.get(outcome, 0) + number
        for file, number in told["rows"].items():
            rows[file] = rows.get(file, 0) + number
        ran.statements += told["statements"]
        ran.undated += told["undated"]
        ran.faults.extend(fault_from(fault) for fault in told["faults"])
    faulty = {fault.file for fault in ran.faults}
    for file in files:
        if not rows.get(file) and file not in faulty:
            ran.faults.append(
                NoFeed("there is no report in it.", hint="Look at what it holds.", file=file)
            )


def _silent(_stage: str, _count: int) -> None:
    pass
