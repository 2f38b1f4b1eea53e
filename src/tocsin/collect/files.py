"""Files: from paths to captured reports, one at a time."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from tocsin.collect.captured import LIMITS, Captured, Limits, captured_of, too_large
from tocsin.collect.declared import kind_of, kinds
from tocsin.collect.decoding import checked, decode
from tocsin.collect.kinds import Document, Kind, Lead, found_in, settled
from tocsin.collect.mail import capture_mail
from tocsin.collect.manifest import MANIFEST, Manifest, read_manifest
from tocsin.collect.markdown import capture_markdown
from tocsin.collect.metadata import Metadata
from tocsin.collect.page import capture_page
from tocsin.collect.rows import capture_json, capture_lines
from tocsin.errors import CollectError, NoFeed, NotText, Unreachable

__all__ = ["SUFFIXES", "capture_bytes", "capture_file", "gather"]

SUFFIXES = frozenset(
    {".txt", ".html", ".htm", ".xhtml", ".md", ".markdown", ".eml", ".json", ".jsonl", ".ndjson"}
)
"""The endings of files that are taken from a folder; those that the kinds declare come to them."""

_OTHER_DOCUMENTS = frozenset(
    {
        ".doc",
        ".docx",
        ".odt",
        ".rtf",
        ".epub",
        ".msg",
        ".mht",
        ".mhtml",
        ".pages",
        ".gz",
        ".zip",
    }
)
_LINES = frozenset({".jsonl", ".ndjson"})
_NOTHING = Metadata()


def gather(
    paths: Iterable[str | Path], *, feed: str = "files", limits: Limits = LIMITS
) -> Iterator[Captured | CollectError]:
    """Yield the reports of files and folders, and the fault of each that is none.

    Paths come in the order given, a folder's files sorted by name, folders within it after them. A
    folder's `manifest.csv` is read without asking; hidden files are passed over, as are endings
    that are not read, except that documents of a known other format are said to be refused.
    Memory does not grow with the number of reports. Never raises a `CollectError`: it is yielded.
    """
    manifests = _Manifests()
    for path in map(Path, paths):
        if path.name == MANIFEST:
            continue
        if not path.is_dir():
            manifest = manifests.of(path.parent)
            yield from manifests.news(path.parent)
            yield from _fed(capture_file(path, manifest, limits=limits), feed)
            continue
        for file in _within(path):
            if isinstance(file, CollectError):
                yield file
                continue
            manifest = manifests.of(file.parent)
            yield from manifests.news(file.parent)
            yield from _fed(capture_file(file, manifest, limits=limits), feed)


def capture_file(
    path: str | Path, manifest: Manifest | None = None, *, limits: Limits = LIMITS
) -> Iterator[Captured | CollectError]:
    """Yield the reports of one file (several for .json and .jsonl) and its faults, in order.

    `manifest` is that of its folder; None: read it. A file of an unknown ending is taken as plain
    text. Never raises a `CollectError`: it is yielded.
    """
    path = Path(path)
    named = (read_manifest(path.parent) if manifest is None else manifest).of(path.name)
    yield from named.faults
    file = _shown(path)
    try:
        mode = path.stat()
        if not stat.S_ISREG(mode.st_mode):
            # A pipe or a device might never end, or never begin.
            raise Unreachable("this is no file.", hint="Give a file or a folder.", file=file)
        suffix = path.suffix.lower()
        kind = _kind(path)
        if kind is not None:
            with path.open("rb") as stream:
                yield from _of_kind(
                    kind,
                    Document(file, stream, mode.st_size, folder=str(path.parent), said=named.said),
                    limits,
                )
            return
        if suffix in _LINES:
            with path.open("rb") as stream:
                yield from capture_lines(stream, file=file, said=named.said, limits=limits)
            return
        if suffix in _OTHER_DOCUMENTS:
            raise NotText(
                f"files that end in {suffix} are not read.",
                hint="Save it as text or HTML.",
                file=file,
            )
        if mode.st_size > limits.file_bytes:
            raise too_large(mode.st_size, limits.file_bytes, "bytes", file=file, kept=False)
        yield from capture_bytes(path.read_bytes(), file=file, said=named.said, limits=limits)
    except CollectError as fault:
        yield fault
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or "no such name can be"
        yield Unreachable(
            f"it cannot be opened: {reason}.", hint="Look at its name and rights.", file=file
        )


def capture_bytes(
    data: bytes, *, file: str, said: Metadata = _NOTHING, limits: Limits = LIMITS
) -> Iterator[Captured | CollectError]:
    """Yield the reports that `data` holds, in the format that the ending of `file` names.

    `said` is what is known from elsewhere; it goes before what the bytes state, except in rows of
    .json and .jsonl. Never raises a `CollectError`: it is yielded.
    """
    suffix = Path(file).suffix.lower()
    try:
        if suffix in (".html", ".htm", ".xhtml"):
            yield capture_page(data, file=file, said=said, limits=limits)
        elif suffix in (".md", ".markdown"):
            captured, fault = capture_markdown(data, file=file, said=said, limits=limits)
            yield captured
            if fault is not None:
                yield fault
        elif suffix == ".eml":
            captured, fault = capture_mail(data, file=file, said=said, limits=limits)
            yield captured
            if fault is not None:
                yield fault
        elif suffix == ".json":
            yield from capture_json(data, file=file, said=said, limits=limits)
        elif suffix in _LINES:
            yield from capture_lines(io.BytesIO(data), file=file, said=said, limits=limits)
        else:
            decoded = checked(data, decode(data), file=file)
            yield captured_of(
                data, decoded, file=file, media_type="text/plain", said=said, limits=limits
            )
    except CollectError as fault:
        yield fault


class _Manifests:
    """The manifest of the folder at hand, and which folders' faults were told."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.manifest = Manifest()
        self.told: set[Path] = set()

    def of(self, folder: Path) -> Manifest:
        if folder != self.folder:
            self.folder, self.manifest = folder, read_manifest(folder)
        return self.manifest

    def news(self, folder: Path) -> Iterator[CollectError]:
        if folder not in self.told and self.manifest.faults:
            self.told.add(folder)
            yield from self.manifest.faults


def _fed(found: Iterator[Captured | CollectError], feed: str) -> Iterator[Captured | CollectError]:
    for one in found:
        yield replace(one, feed=feed) if isinstance(one, Captured) else one


def _within(folder: Path) -> Iterator[Path | CollectError]:
    """Yield the files under `folder` that are to be captured; each folder is entered once."""
    waiting, entered = [folder], set[tuple[int, int]]()
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue  # a link back to where we were
            entered.add((status.st_dev, status.st_ino))
            # Names, not paths: a folder may hold a million files.
            names = sorted(path.name for path in here.iterdir() if not path.name.startswith("."))
        except OSError as fault:
            yield Unreachable(
                f"the folder cannot be opened: {fault.strerror}.",
                hint="Look at its rights.",
                file=_shown(here),
            )
            continue
        below = []
        for name in names:
            path = here / name
            if path.is_dir():
                below.append(path)
            elif path.suffix.lower() in SUFFIXES | _OTHER_DOCUMENTS or _ends(name):
                yield path
        waiting.extend(reversed(below))


def _ends(name: str) -> bool:
    low = name.lower()
    return any(low.endswith(one) for kind in _kinds() if kind.in_folders for one in kind.endings)


@cache
def _kinds() -> tuple[Kind, ...]:
    return kinds()[0]


def _kind(path: Path) -> Kind | None:
    """Return the kind of a file by its ending, or by what a .json or .csv file begins with."""
    low = path.name.lower()
    if low.endswith(tuple(_LINES)):
        return None  # read as it always was: no option renames a column here
    if any(low.endswith(one) for kind in _kinds() for one in kind.endings):
        return kind_of(b"", "", name=path.name)
    if low.endswith((".json", ".csv", ".xml")):
        with path.open("rb") as stream:
            return kind_of(stream.read(4_096), "")
    return None


def _of_kind(kind: Kind, document: Document, limits: Limits) -> Iterator[Captured | CollectError]:
    """Yield what a file of a kind holds; what it only leads to is told: nobody is asked here."""
    left = 0
    for found in found_in(kind, document, settled(kind, {}), limits):
        if not isinstance(found, Lead):
            yield found
        elif found.instead is not None:
            yield found.instead
        else:
            left += 1
    if left:
        pages = "address" if left == 1 else "addresses"
        yield NoFeed(
            f"it leads to {left:,} {pages} whose pages are not in it.",
            hint="To ask for them: tocsin feed add DESK FILE; then tocsin collect DESK.",
            file=document.file,
        )


def _shown(path: Path) -> str:
    # A name that is no UTF-8 is still a name, but only escaped can it be stored and printed.
    return os.fsencode(path).decode("utf-8", "backslashreplace")
