"""Rows: the JSON lines of gold and prediction files, each with its place for when it is wrong."""

from __future__ import annotations

import gzip
import io
import json
import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.errors import BadRow, RepeatedId, RulerError, UnknownId

__all__ = ["Number", "Row", "Table", "match", "plain", "read_table", "table_of", "unique", "where"]

Number = int | float

_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Row:
    """One JSON object, the file it is from and its place there.

    The methods read one field each in one type and raise `BadRow` where it is absent or of another.
    """

    values: Mapping[str, Any]
    file: str
    at: str

    def fault(self, sentence: str) -> BadRow:
        """Return (not raise) the fault that this row shows."""
        return BadRow(
            sentence, hint="docs/reference/rulers.md has the format.", file=self.file, at=self.at
        )

    def anything(self, name: str) -> object:
        """The field, whatever it holds."""
        if name not in self.values:
            listed = ", ".join(self.values) or "none"
            raise self.fault(f"the field {name!r} is missing (fields: {listed}).")
        return self.values[name]

    def text(self, name: str) -> str:
        """The field as a string."""
        value = self.anything(name)
        if not isinstance(value, str):
            raise self._not(name, value, "a string")
        return value

    def text_or_none(self, name: str) -> str | None:
        """The field as a string; None where it is null or absent."""
        return None if self.values.get(name) is None else self.text(name)

    def number(self, name: str) -> Number:
        """The field as a finite number, an integer kept as one."""
        value = self.anything(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return value
        raise self._not(name, value, "a finite number")

    def number_or_none(self, name: str) -> Number | None:
        """The field as a finite number; None where it is null or absent."""
        return None if self.values.get(name) is None else self.number(name)

    def whole(self, name: str) -> int:
        """The field as an integer."""
        value = self.anything(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._not(name, value, "a whole number")
        return value

    def list_of(self, name: str) -> list[Any]:
        """The field as a list."""
        value = self.anything(name)
        if not isinstance(value, list):
            raise self._not(name, value, "a list")
        return value

    def objects(self, name: str) -> tuple[Row, ...]:
        """The field as a list of objects, each a row of its own."""
        inner = []
        for number, value in enumerate(self.list_of(name)):
            at = f"{self.at}, {name}[{number}]"
            if not isinstance(value, dict):
                raise BadRow("a JSON object is needed here.", file=self.file, at=at)
            inner.append(Row(value, self.file, at))
        return tuple(inner)

    def span(self, length: int) -> tuple[int, int]:
        """The fields `start` and `end`: half-open, not empty, within a text of that length."""
        start, end = self.whole("start"), self.whole("end")
        if not 0 <= start < end <= length:
            raise self.fault(
                f"the span {start}-{end} is empty or outside the text ({length} characters)."
            )
        return start, end

    def _not(self, name: str, value: object, wanted: str) -> BadRow:
        return self.fault(f"the field {name!r} must be {wanted}, not {json.dumps(value)[:60]}.")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file, in its order; `name` is what faults call it."""

    name: str
    rows: tuple[Row, ...]


def table_of(values: Iterable[Mapping[str, Any]], name: str = "rows") -> Table:
    """Make a table of objects that are in memory already."""
    return Table(name, tuple(Row(v, name, f"row {n}") for n, v in enumerate(values, 1)))


def read_table(path: Path) -> Table:
    """Read a JSONL file, plain or gzipped (told by its first bytes, not by its name).

    Blank lines are passed over. Raises `BadRow` for a line that is no JSON object and `RulerError`
    for a file that cannot be read or has no rows.
    """
    name = str(path)
    try:
        with path.open("rb") as probe:
            packed = probe.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC
        with gzip.open(path, "rb") if packed else path.open("rb") as binary:
            lines = io.TextIOWrapper(binary, encoding="utf-8")
            rows = [
                _row(line, name, f"line {n}") for n, line in enumerate(lines, 1) if line.strip()
            ]
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as fault:
        raise RulerError(f"the file cannot be read ({fault}).", file=name) from fault
    if not rows:
        raise RulerError("the file holds no rows.", file=name)
    return Table(name, tuple(rows))


def _row(line: str, file: str, at: str) -> Row:
    try:
        value = json.loads(line)
    except ValueError as fault:
        raise BadRow(f"the line is no JSON ({fault}).", file=file, at=at) from None
    if not isinstance(value, dict):
        raise BadRow(f"a JSON object is needed, not {type(value).__name__}.", file=file, at=at)
    return Row(value, file, at)


def unique(table: Table, *names: str) -> dict[tuple[str, ...], Row]:
    """The rows by the strings in the named fields, in order; raises `RepeatedId`."""
    found: dict[tuple[str, ...], Row] = {}
    for row in table.rows:
        key = tuple(row.text(name) for name in names)
        if key in found:
            listed = " + ".join(names)
            raise RepeatedId(
                f"{listed} {' + '.join(map(repr, key))} stands at {found[key].at} already.",
                file=row.file,
                at=row.at,
            )
        found[key] = row
    return found


def match(gold: Table, predictions: Table, *names: str) -> list[tuple[Row, Row | None]]:
    """Each gold row, in order, with the prediction that has the same key, or None.

    Raises `RepeatedId` for a key that comes twice on one side, `UnknownId` for a prediction whose
    key the gold does not have.
    """
    wanted, given = unique(gold, *names), unique(predictions, *names)
    unknown = [key for key in given if key not in wanted]
    if unknown:
        raise UnknownId(
            f"{len(unknown)} predictions are for items that {gold.name} does not have, the first "
            f"for {' + '.join(map(repr, unknown[0]))}.",
            file=predictions.name,
            at=given[unknown[0]].at,
        )
    return [(row, given.get(key)) for key, row in wanted.items()]


def plain(value: object) -> str:
    """A label or field as text: true and false as JSON writes them, all else as Python does."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def where(row: Row, conditions: Mapping[str, str]) -> bool:
    """Whether the row has, as text, the value that each condition names for its field."""
    return all(plain(row.values.get(name)) == wanted for name, wanted in conditions.items())
