"""Shelving: the last pages of a desk, in a folder of the user's own, for when it is opened again.

They are kept out of the desk, so that a desk from elsewhere brings no pages along.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.web.pages import Made

__all__ = ["Shelf", "code_mark", "shelf_of"]

MOST = 200
"""Files on one shelf; beyond that the oldest go."""


class Shelf:
    """Pages as files in one folder, found by what was asked for; a page is on it once.

    What cannot be written is not there the next time, and no fault.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: Iterable[str]) -> Made | None:
        """Return the page of a key as it was last put, None where there is none."""
        from tocsin.web.pages import TAGGED, Made

        try:
            told, _, packed = self._file(key).read_bytes().partition(b"\n")
            mark, at = told.decode("ascii").split(" ")
            body = gzip.decompress(packed)
            return Made(mark, at, body, packed, sha256(body).hexdigest()[:TAGGED])
        except (OSError, EOFError, ValueError):
            return None

    def put(self, key: Iterable[str], made: Made) -> None:
        """Put a page in the place of the one before."""
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            half = self._folder / f".{token_hex(8)}"
            half.write_bytes(f"{made.mark} {made.at}\n".encode("ascii") + made.packed)
            half.replace(self._file(key))
            held = sorted(self._folder.iterdir(), key=lambda one: one.stat().st_mtime_ns)
            for old in held[:-MOST]:
                old.unlink(missing_ok=True)

    def clear(self) -> None:
        """Take all pages off: something that they may show is to be gone."""
        with suppress(OSError):
            for one in self._folder.iterdir():
                one.unlink(missing_ok=True)

    def _file(self, key: Iterable[str]) -> Path:
        return self._folder / sha256("\0".join(key).encode()).hexdigest()


def shelf_of(desk: Path) -> Shelf | None:
    """Return the shelf of a desk in the user's folder for what can be made again; None without one.

    That is TOCSIN_PAGES where it is set, no folder where it is empty.
    """
    named = os.environ.get("TOCSIN_PAGES")
    if named == "":
        return None
    if named is None:
        home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
        named = str(Path(home) / "tocsin" / "pages")
    place = sha256(str(desk.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return Shelf(Path(named) / place[:32])


@cache
def code_mark() -> str:
    """Return what differs wherever a page may be made otherwise: of every file of the package."""
    digest = sha256()
    for line in sorted(_told(Path(str(files("tocsin"))))):
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _told(folder: Path) -> Iterator[str]:
    for one in os.scandir(folder):
        if one.is_dir():
            if one.name != "__pycache__":
                yield from _told(Path(one.path))
        else:
            told = one.stat()
            yield f"{one.path} {told.st_size} {told.st_mtime_ns}\n"
