"""Dumps: news collections in JSON lines or Parquet, whose columns may have names of their own."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from tocsin.collect.captured import LIMITS, Captured, Limits, too_large
from tocsin.collect.kinds import Document, Found, Value
from tocsin.collect.rows import capture_lines, capture_row
from tocsin.collect.unpacking import Unpacked
from tocsin.errors import CollectError, KindFault, Malformed

__all__ = ["COLUMNS", "capture_rows", "find_lines", "find_parquet"]

COLUMNS = ("text", "title", "published", "updated", "url", "publisher", "author", "language")
"""What a column may stand for; an option of that name says which column does."""

_BATCH = 64
_GROUP = 1_000_000_000
_GZIP = b"\x1f\x8b"
_UNPACKED = 20_000_000_000


def find_lines(document: Document, options: Mapping[str, Value], limits: Limits) -> Iterator[Found]:
    """Yield the report of each line of a .jsonl file, packed by gzip or not."""
    stream = document.stream
    if stream.read(2) == _GZIP:
        stream.seek(0)
        stream = io.BufferedReader(Unpacked(stream, file=document.file, most=_UNPACKED))
    else:
        stream.seek(0)
    named = _named(options)
    try:
        if not named:
            yield from capture_lines(stream, file=document.file, said=document.said, limits=limits)
            return
        yield from _renamed(stream, named, document, limits)
    except CollectError as fault:
        yield fault


def find_parquet(
    document: Document, options: Mapping[str, Value], limits: Limits
) -> Iterator[Found]:
    """Yield the report of each row of a Parquet file, a batch of rows at a time."""
    try:
        import pyarrow as pa  # noqa: F401  only whether it is there
    except ImportError:
        yield KindFault(
            "Parquet is read by a package that is not installed.",
            hint="Install it: pip install 'tocsin[parquet]'",
            file=document.file,
        )
        return
    yield from _of_table(document, None, 1, _named(options), limits)


def capture_rows(
    document: Document, groups: Sequence[int], *, first: int = 1, limits: Limits = LIMITS
) -> Iterator[Captured | CollectError]:
    """Yield the report of each row in some groups of rows of a Parquet file, or its fault.

    `first` is the number of the first row in them. pyarrow has to be there.
    """
    yield from _of_table(document, groups, first, {}, limits)


def _of_table(
    document: Document,
    groups: Sequence[int] | None,
    first: int,
    named: Mapping[str, str],
    limits: Limits,
) -> Iterator[Captured | CollectError]:
    from pyarrow import ArrowException
    from pyarrow import parquet as pq

    number = first - 1
    try:
        table = pq.ParquetFile(document.stream)
        chosen = range(table.num_row_groups) if groups is None else groups
        sizes = [table.metadata.row_group(n).total_byte_size for n in chosen]
        if max(sizes, default=0) > _GROUP:
            yield too_large(
                max(sizes), _GROUP, "bytes in a group of rows", file=document.file, kept=False
            )
            return
        columns = [name for name in table.schema_arrow.names if name in _wanted(named)]
        for batch in table.iter_batches(batch_size=_BATCH, row_groups=chosen, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield from capture_row(
                    _plain(_mapped(row, named)),
                    file=f"{document.file}#{number}",
                    said=document.said,
                    limits=limits,
                )
    except (ArrowException, OSError, ValueError, KeyError, MemoryError, NotImplementedError) as bad:
        said = " ".join(str(bad).split())[:160]
        yield Malformed(
            f"after row {number} it is no sound Parquet ({said}).",
            hint="Save it anew; the rows before were taken.",
            file=document.file,
        )


def _named(options: Mapping[str, Value]) -> dict[str, str]:
    return {name: str(options[name]) for name in COLUMNS if options.get(name)}


def _wanted(named: Mapping[str, str]) -> set[str]:
    others = {"body", "content", "date", "outlet", "source", "host", "translation_of", "translator"}
    return {*COLUMNS, *others, *named.values()}


def _mapped(row: Mapping[str, Any], named: Mapping[str, str]) -> dict[str, Any]:
    """Return a row with the columns that an option names under the names that are read."""
    return {**row, **{name: row.get(column) for name, column in named.items()}}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in row.items()
    }


def _renamed(
    stream: BinaryIO, named: Mapping[str, str], document: Document, limits: Limits
) -> Iterator[Found]:
    number = 0
    most = limits.row_bytes + 1
    while line := stream.readline(most):
        number += 1
        where = f"{document.file}#{number}"
        size = len(line)
        if size > limits.row_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(most)
                size += len(line)
            yield too_large(
                size, limits.row_bytes, "bytes", file=document.file, kept=False, at=number
            )
            continue
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            yield Malformed(
                f"line {number} is no JSON object.",
                hint="Mend it; the other rows are captured.",
                file=document.file,
                at=number,
            )
            continue
        yield from capture_row(_mapped(row, named), file=where, said=document.said, limits=limits)
