"""Manifests: what a folder's `manifest.csv` says about the files beside it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tocsin.collect.decoding import decode
from tocsin.collect.metadata import Metadata, clean, host_of, language_code
from tocsin.collect.moment import moment_of
from tocsin.errors import ManifestFault

__all__ = ["MANIFEST", "Manifest", "Named", "read_manifest"]

MANIFEST = "manifest.csv"
_LARGEST = 100_000_000
_COLUMNS = (
    *("file", "published", "publisher", "host", "author", "url", "language", "title"),
    *("translation_of", "translator", "updated"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """What one line says of one file, and what is wrong with that line."""

    said: Metadata = field(default_factory=Metadata)
    faults: tuple[ManifestFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A folder's manifest: `rows` by file name; `faults` that belong to no file in the folder."""

    rows: Mapping[str, Named] = field(default_factory=dict)
    faults: tuple[ManifestFault, ...] = ()

    def of(self, name: str) -> Named:
        """Return what the manifest says of the file `name` of its folder."""
        return self.rows.get(_folded(name), Named())


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of `folder`; an empty one where there is none.

    Never raises: what cannot be followed is in `faults`, of the manifest or of the file's row.
    """
    path = folder / MANIFEST
    try:
        if not path.is_file():
            return Manifest()
        if path.stat().st_size > _LARGEST:
            return Manifest(faults=(_fault(path, None, "the manifest is larger than is read."),))
        data = path.read_bytes()
    except OSError as fault:
        reason = fault.strerror or "unreadable"
        return Manifest(faults=(_fault(path, None, f"the manifest cannot be opened: {reason}."),))
    return _parse(decode(data).text, path)


def _parse(text: str, path: Path) -> Manifest:
    rows: dict[str, Named] = {}
    faults: list[ManifestFault] = []
    lines = _cells(text, path)
    _, header, fault = next(lines, (1, [], None))
    columns = [(clean(cell) or "").lower() for cell in header]
    if fault is not None or "file" not in columns:
        said = ", ".join(_COLUMNS)
        return Manifest(
            faults=(_fault(path, 1, f"the first line names no column “file”. Columns: {said}."),)
        )
    for line, cells, fault in lines:
        if fault is not None:
            faults.append(fault)
            continue
        values = {name: clean(cell) for name, cell in zip(columns, cells, strict=False)}
        # A file's name is not tidied: it may well have two blanks in a row.
        file = dict(zip(columns, cells, strict=False)).get("file", "").strip()
        if not file:
            faults.append(_fault(path, line, "this line names no file."))
            continue
        name = _folded(file.removeprefix("./"))
        if name in rows:
            wrong = _fault(path, line, f"{file} has a line above; this one is left out.")
            rows[name] = Named(rows[name].said, (*rows[name].faults, wrong))
            continue
        found = _named(values, path, line, surplus=len(cells) > len(columns))
        if "/" in name:
            faults.extend(found.faults)
            where = f"{file} is not in this folder: name it in a {MANIFEST} beside it."
            faults.append(_fault(path, line, where))
        elif _absent(path.parent, file):
            faults.extend(found.faults)
            faults.append(_fault(path, line, f"there is no file {file} in this folder."))
        else:
            rows[name] = found
    return Manifest(rows, tuple(faults))


def _cells(text: str, path: Path) -> Iterator[tuple[int, list[str], ManifestFault | None]]:
    first = text.split("\n", 1)[0]
    # Spreadsheets in half of Europe write semicolons and still call it csv.
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield start, [], _fault(path, start, f"this line cannot be read: {fault}.")
            continue
        if any(cell.strip() for cell in cells):
            yield start, cells, None


def _named(values: Mapping[str, str | None], path: Path, line: int, *, surplus: bool) -> Named:
    faults: list[ManifestFault] = []
    if surplus:
        faults.append(_fault(path, line, "this line has more cells than there are columns."))
    stated, declared = values.get("published"), values.get("language")
    published, language = moment_of(stated), language_code(declared)
    if stated is not None and published is None:
        faults.append(_fault(path, line, f"{stated!r} is no date that can be read."))
    if declared is not None and language is None:
        faults.append(_fault(path, line, f"{declared!r} is no two-letter language code."))
    url = values.get("url")
    said = Metadata(
        title=values.get("title"),
        published=published,
        published_by="none" if published is None else "manifest",
        updated=moment_of(values.get("updated")),
        publisher=values.get("publisher"),
        host=values.get("host") or host_of(url),
        author=values.get("author"),
        url=url,
        language=language,
        translation_of=values.get("translation_of"),
        translator=values.get("translator"),
    )
    return Named(said, tuple(faults))


def _absent(folder: Path, file: str) -> bool:
    try:
        return not (folder / file).exists()
    except (OSError, ValueError):
        return True


def _fault(path: Path, line: int | None, message: str) -> ManifestFault:
    return ManifestFault(
        message,
        hint="Mend the line; the other lines are followed. Dates: 2022-10-20.",
        file=str(path),
        at=line,
    )


def _folded(name: str) -> str:
    # Some file systems take accents apart; the manifest was typed with them in one piece.
    return unicodedata.normalize("NFC", name)
