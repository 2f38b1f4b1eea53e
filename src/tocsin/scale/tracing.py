"""Tracing at scale: keys and pairs are found and judged on the engine, origins put together here.

Which reports meet under a key, whether one copies the other, and whether two utterances repeat the
same words are asked of `tocsin.trace` itself, by workers; what is done here is what hangs on all at
once. So the origins are those that an index finds, which takes reports one by one.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tocsin.ledger.codec import as_json
from tocsin.nouns import Origin, Reading, Register, digest_of
from tocsin.scale.rows import reading_from, report_from
from tocsin.scale.store import Store
from tocsin.trace.atoms import said_alike
from tocsin.trace.card import report_in
from tocsin.trace.cast import surnames_of
from tocsin.trace.copies import body_from, body_of, is_copy
from tocsin.trace.links import Link, keys_of, link
from tocsin.trace.neighbours import DictNeighbours, near
from tocsin.trace.origins import origins_of
from tocsin.trace.sets import Sets
from tocsin.trace.twins import folded
from tocsin.trace.utterances import Utterance, rank_of, utterances_of

__all__ = ["ORIGINS", "TAKEN", "Traced", "packed_origins", "trace_on"]

TAKEN = "taken"
"""The folder of what reports were taken up as, which stands while they are traced."""

ORIGINS = "origins.parquet"

_BATCH = 256
_Row = dict[str, Any]
_Told = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Traced:
    """Origins of all that was read, and how many pairs workers found and judged for them."""

    origins: tuple[Origin, ...]
    copies: int
    links: int


def trace_on(
    daft: Any, store: Store, files: Iterable[str], register: Register, workers: int, told: _Told
) -> Traced:
    """Trace what the tables of a folder hold, of which `files` are whole.

    Reports without a date and translations are left out, as an index leaves them out. Readings are
    held here while origins are put together: that, and no comparing, is done by one process.
    """
    named = sorted(files)
    _clear(store, TAKEN)
    reports = [store.path(one) for one in named if one.startswith("reports/")]
    said = [store.path(one) for one in named if one.startswith("statements/")]
    if not reports:
        return Traced((), 0, 0)
    engine = _Engine(daft, register, workers)
    engine.take(reports, said).write_parquet(store.path(TAKEN), compression="zstd")
    taken = daft.read_parquet([store.path(one) for one in store.names(TAKEN)])
    copies = engine.copies(taken)
    families = _families(taken, copies)
    told("copies", len(copies))
    links = engine.links(taken, families)
    told("links", len(links))
    _clear(store, TAKEN)
    twins = folded(_readings(store, named), register)
    utterances = utterances_of(twins.first, register)
    known = {one.rank for one in utterances}
    kept = [one for one in links if one.earlier in known and one.later in known]
    origins = origins_of(utterances, families, kept, register, twins=twins)
    told("origins", len(origins))
    return Traced(origins, len(copies), len(links))


def packed_origins(origins: Iterable[Origin]) -> bytes:
    """Return origins as a file of Parquet: a row each, by rank, with the noun as JSON."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    text, number, at = pa.string(), pa.int64(), pa.timestamp("us", tz="UTC")
    shape = pa.schema(
        [
            ("id", text),
            ("source", text),
            ("registered", pa.bool_()),
            ("named", pa.bool_()),
            ("from", at),
            ("to", at),
            ("mentions", number),
            ("reports", number),
            ("noun", text),
        ]
    )
    stream = io.BytesIO()
    rows = list(map(_origin_row, origins))
    pq.write_table(pa.Table.from_pylist(rows, schema=shape), stream, compression="zstd")
    return stream.getvalue()


def _origin_row(one: Origin) -> _Row:
    occasion = one.occasion
    return {
        "id": one.id,
        "source": one.source,
        "registered": one.registered,
        "named": one.named,
        "from": None if occasion is None else occasion.start,
        "to": None if occasion is None else occasion.end,
        "mentions": len(one.mentions),
        "reports": len({mention.report for mention in one.mentions}),
        "noun": as_json(replace(one, mentions=tuple(one.mentions))),
    }


class _Engine:
    """The plans of tracing, each of which gives its workers what they ask `tocsin.trace`."""

    def __init__(self, daft: Any, register: Register, workers: int) -> None:
        self._daft = daft
        self._col = daft.col
        self._spread = {"use_process": True, "max_concurrency": workers}
        self._register = pickle.dumps(register)
        text, kind = daft.DataType.string(), daft.DataType
        pair = kind.struct({"later": text, "earlier": text})
        self._met = daft.func(met, return_dtype=kind.list(pair))

    def take(self, reports: list[str], said: list[str]) -> Any:
        """Return the plan that takes each report up: its body, its utterances, and their keys."""
        col, kind = self._col, self._daft.DataType
        text, many = kind.string(), kind.list(kind.string())
        utterance = kind.struct({"rank": text, "alike": text, "keys": many})
        shape = kind.struct(
            {"rank": text, "node": text, "body": text, "keys": many,
             "said": kind.list(utterance), "blob": kind.binary()}
        )  # fmt: skip
        rows = self._daft.read_parquet(reports).where(col("segments").not_null())
        rows = rows.select("id", "text", "noun", "segments").distinct("id")
        if said:
            each = self._daft.read_parquet(said).select("report", "at", col("noun").alias("told"))
            each = each.groupby("report").agg(col("at").list_agg(), col("told").list_agg())
            rows = rows.join(each, left_on="id", right_on="report", how="left")
        else:
            rows = rows.with_columns(
                {"at": self._daft.lit(None).cast(kind.list(kind.int64())),
                 "told": self._daft.lit(None).cast(many)}
            )  # fmt: skip
        take = self._daft.method(return_dtype=shape)
        takes = self._daft.cls(_shaped(_Takes, "take", take), **self._spread)(self._register)
        taken = rows.into_batches(_BATCH).select(
            col("id").alias("report"),
            takes.take(*map(col, ("text", "noun", "segments", "at", "told"))).alias("taken"),
        )
        return taken.where(col("taken").not_null()).select("report", col("taken").unnest())

    def copies(self, taken: Any) -> list[tuple[str, str]]:
        """Return the pairs (later, earlier) of first reports of their bodies that are copies."""
        col = self._col
        first = taken.groupby("node").agg(col("rank").min().alias("lead"))
        leads = taken.select("rank", "keys", "body").join(
            first.select("lead"), left_on="rank", right_on="lead"
        )
        pairs = self._pairs(leads.select("rank", "keys"))
        bodies = leads.select("rank", "body")
        both = pairs.join(
            bodies.select(col("rank").alias("later"), col("body").alias("one")), on="later"
        ).join(
            bodies.select(col("rank").alias("earlier"), col("body").alias("other")), on="earlier"
        )
        judge = self._daft.method(return_dtype=self._daft.DataType.bool())
        judges = self._daft.cls(_shaped(_Copies, "judge", judge), **self._spread)()
        found = both.into_batches(_BATCH).where(judges.judge(col("one"), col("other")))
        rows = found.select("later", "earlier").to_pydict()
        return sorted(zip(rows["later"], rows["earlier"], strict=True))

    def links(self, taken: Any, families: Mapping[str, str]) -> list[Link]:
        """Return the links between utterances, in order."""
        col, daft = self._col, self._daft
        of = daft.from_pydict(
            {"report": sorted(families), "family": [families[one] for one in sorted(families)]}
        )
        counts = of.groupby("family").agg(col("report").count().alias("members"))
        of = of.join(counts, on="family")
        said = taken.select("report", "said").explode("said").where(col("said").not_null())
        said = said.select("report", col("said").unnest()).join(of, on="report")
        # Of what stands word for word in copies the earliest speaks for all.
        shared = (col("members") > 1) & (col("alike") != "")
        speaks = said.where(shared).groupby("family", "alike").agg(col("rank").min())
        voices = said.where(shared).select("rank", "keys").join(speaks.select("rank"), on="rank")
        members = said.where(~shared).select("rank", "keys").concat(voices)
        pairs = self._pairs(members)
        named = daft.func(report_in, return_dtype=daft.DataType.string())
        pairs = pairs.with_columns(
            {"of_later": named(col("later")), "of_earlier": named(col("earlier"))}
        )
        grouped = pairs.groupby("of_later", "of_earlier").agg(
            col("later").list_agg(), col("earlier").list_agg()
        )
        blobs = taken.select("report", "blob").join(of.select("report", "family"), on="report")
        both = grouped
        for side in ("later", "earlier"):
            renamed = blobs.select(
                col("report").alias(f"of_{side}"),
                col("blob").alias(f"blob_{side}"),
                col("family").alias(f"family_{side}"),
            )
            both = both.join(renamed, on=f"of_{side}")
        draw = daft.method(return_dtype=daft.DataType.binary())
        draws = daft.cls(_shaped(_Links, "draw", draw), **self._spread)()
        names = ("later", "earlier", "blob_later", "blob_earlier", "family_later", "family_earlier")
        found = both.into_batches(_BATCH).select(draws.draw(*map(col, names)).alias("links"))
        drawn = [one for row in found.iter_rows() for one in pickle.loads(row["links"])]  # noqa: S301  written by our own workers
        return sorted(drawn, key=lambda one: (one.later, one.earlier))

    def _pairs(self, members: Any) -> Any:
        """Return the pairs of members, by rank, that meet under any key."""
        col = self._col
        held = members.explode("keys").where(col("keys").not_null())
        groups = held.groupby("keys").agg(col("rank").list_agg())
        found = groups.select(self._met(col("rank")).alias("pair")).explode("pair")
        return found.where(col("pair").not_null()).select(col("pair").unnest()).distinct()


def met(members: list[str]) -> list[dict[str, str]]:
    """Return the pairs of those under one key that are compared, as `near` has them."""
    index = DictNeighbours()
    for member in members:
        index.add(member, ("",))
    return [
        {"later": member, "earlier": other}
        for member in sorted(set(members))
        for other in near(index, member, ("",))
    ]


def _shaped(kind: type, method: str, shape: Any) -> type:
    """Return a class of which the engine knows what a method returns."""
    return type(kind.__name__, (kind,), {method: shape(getattr(kind, method))})


class _Takes:
    def __init__(self, register: bytes) -> None:
        self._register: Register = pickle.loads(register)  # noqa: S301  written by who asks
        self._surnames = surnames_of(self._register)

    def take(
        self, text: str, noun: str, segments: str, at: list[int] | None, told: list[str] | None
    ) -> _Row | None:
        reading = _reading(text, noun, segments, dict(zip(at or (), told or (), strict=True)))
        if reading is None:
            return None
        body = body_of(reading)
        found = utterances_of((reading,), self._register, self._surnames)
        said = {one.rank: one for one in found if not one.echo}
        return {
            "rank": rank_of(reading.report),
            "node": digest_of("", body.raw),
            "body": body.raw,
            "keys": list(body.keys),
            "said": [
                {"rank": rank, "alike": _alike(one), "keys": list(dict.fromkeys(keys_of(one)))}
                for rank, one in said.items()
            ],
            "blob": pickle.dumps(said),
        }


class _Copies:
    def judge(self, one: str, other: str) -> bool:
        return is_copy(body_from(other), body_from(one))


class _Links:
    def draw(
        self,
        later: list[str],
        earlier: list[str],
        blob_later: bytes,
        blob_earlier: bytes,
        family_later: str,
        family_earlier: str,
    ) -> bytes:
        ones: dict[str, Utterance] = pickle.loads(blob_later)  # noqa: S301  written by a worker
        others: dict[str, Utterance] = pickle.loads(blob_earlier)  # noqa: S301  the same
        families = {report_in(later[0]): family_later, report_in(earlier[0]): family_earlier}
        drawn = (
            link(others[before], ones[after], families)
            for after, before in zip(later, earlier, strict=True)
        )
        return pickle.dumps([one for one in drawn if one is not None])


def _alike(one: Utterance) -> str:
    """Return what stands for the same words in copies; "" for none, which are like nothing."""
    kind, day, known, words = said_alike(one)
    if not one.text.words:
        return ""
    return digest_of("", kind, day, "|".join(sorted(known)), " ".join(words))


def _families(taken: Any, copies: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return for each report the earliest of which it is a copy, out of pairs and equal bodies."""
    rows = taken.select("rank", "node").to_pydict()
    nodes: dict[str, str] = {}
    sets = Sets(rows["rank"])
    for rank, node in sorted(zip(rows["rank"], rows["node"], strict=True)):
        first = nodes.setdefault(node, rank)
        if first != rank:
            sets.join(first, rank)
    for later, earlier in copies:
        sets.join(earlier, later)
    first_of: dict[str, str] = {}
    found: dict[str, str] = {}
    for rank in sorted(rows["rank"]):
        first = first_of.setdefault(sets.name(rank), rank)
        found[report_in(rank)] = report_in(first)
    return found


def _readings(store: Store, files: Iterable[str]) -> Iterator[Reading]:
    from pyarrow import parquet as pq

    said: dict[str, dict[int, str]] = {}
    named = list(files)
    for name in named:
        if name.startswith("statements/"):
            columns = pq.ParquetFile(store.open(name)).read(["report", "at", "noun"]).to_pydict()
            for report, at, noun in zip(*columns.values(), strict=True):
                said.setdefault(report, {})[at] = noun
    for name in named:
        if name.startswith("reports/"):
            wanted = ["id", "text", "noun", "segments"]
            for row in pq.ParquetFile(store.open(name)).read(wanted).to_pylist():
                if row["segments"] is not None:
                    found = said.get(row["id"], {})
                    reading = _reading(row["text"], row["noun"], row["segments"], found)
                    if reading is not None:
                        yield reading


def _reading(text: str, noun: str, segments: str, said: Mapping[int, str]) -> Reading | None:
    """Return a reading that is traced, None for what has no date or is a translation."""
    row = {"text": text, "noun": noun, "segments": segments}
    report = report_from(row)
    if report.published is None or report.translation is not None:
        return None
    return reading_from(row, [said[at] for at in sorted(said)], report, "")


def _clear(store: Store, folder: str) -> None:
    for name in list(store.names(folder)):
        store.remove(name)
