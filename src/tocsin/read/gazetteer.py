"""The gazetteer: a read-only table of the world's place names, opened when first asked."""

from __future__ import annotations

import math
import re
import sqlite3
import unicodedata
from contextlib import ExitStack
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Any

__all__ = ["Entry", "How", "Kind", "by_id", "key_of", "lookup", "nearest", "spellings"]


class Kind(IntEnum):
    """What kind of place an entry is."""

    COUNTRY = 0
    REGION = 1
    COUNTY = 2
    CITY = 3
    SITE = 4
    WIDE = 5


class How(IntEnum):
    """How a name names its place."""

    MAIN = 0
    ALTERNATE = 1
    DEMONYM = 2
    SHORT = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that a name may mean; degrees north and east, `region` the id of what holds it.

    `id` is GeoNames', below 0 for a place of the supplement.
    """

    id: int
    name: str
    lat: float
    lon: float
    country: str | None
    region: int | None
    population: int
    kind: Kind
    how: How


ALIKE = 0.8
"""How alike two names of one place are, from 0 to 1, that are spellings of one name."""


@lru_cache(maxsize=8192)
def lookup(key: str) -> tuple[Entry, ...]:
    """Return the places of the folded name `key`, the most populous first.

    Source: GeoNames (CC BY 4.0) and the project's supplement; see `data/GAZETTEER.md`.
    """
    rows = _base().execute(
        "SELECT p.id, p.name, p.lat, p.lon, p.country, p.region, p.population, p.kind, n.how"
        " FROM name n JOIN place p ON p.id = n.place WHERE n.key = ?"
        " ORDER BY p.population DESC, p.id",
        (key,),
    )
    return tuple(_entry(row) for row in rows)


def by_id(number: int) -> Entry | None:
    """Return the place with that GeoNames id, None where it is not listed."""
    for row in _base().execute(
        "SELECT p.id, p.name, p.lat, p.lon, p.country, p.region, p.population, p.kind, 0"
        " FROM place p WHERE p.id = ?",
        (number,),
    ):
        return _entry(row)
    return None


@lru_cache(maxsize=1024)
def spellings(name: str) -> tuple[str, ...]:
    """Return other spellings of a place's name, folded; other names of it are none of these."""
    key = key_of(name)
    found: set[str] = set()
    for place in lookup(key):
        for (other,) in _base().execute("SELECT key FROM name WHERE place = ?", (place.id,)):
            alike = SequenceMatcher(None, key, other, autojunk=False).ratio()
            if other != key and other[:1] == key[:1] and alike >= ALIKE:
                found.add(other)
    return tuple(sorted(found))


def nearest(lat: float, lon: float, *, within_km: float) -> Entry | None:
    """Return the listed city nearest to a position, None where none is that near.

    Goes through the whole table: meant for evaluation, not for reading.
    """
    reach = within_km / 111.2
    wide = min(180.0, reach / max(0.05, math.cos(math.radians(lat))))
    rows = _base().execute(
        "SELECT p.id, p.name, p.lat, p.lon, p.country, p.region, p.population, p.kind, 0"
        " FROM place p WHERE p.kind = ? AND p.lat BETWEEN ? AND ?"
        " AND p.lon BETWEEN ? AND ?",
        (
            Kind.CITY,
            *(round(1000 * side) for side in (lat - reach, lat + reach, lon - wide, lon + wide)),
        ),
    )
    shrink = math.cos(math.radians(lat))
    near = [(math.hypot(e.lat - lat, (e.lon - lon) * shrink), e.id, e) for e in map(_entry, rows)]
    distance, _, entry = min(near, default=(math.inf, 0, None))
    return entry if distance <= reach else None


def _entry(row: tuple[Any, ...]) -> Entry:
    id_, name, lat, lon, country, region, people, kind, how = row
    return Entry(id_, name, lat / 1000, lon / 1000, country, region, people, Kind(kind), How(how))


@cache
def _base() -> sqlite3.Connection:
    # The file stays where the package is; out of a zipped one it is unpacked, until we end.
    path = _OPEN.enter_context(as_file(files("tocsin.data").joinpath("gazetteer.db")))
    return sqlite3.connect(
        f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )


_OPEN = ExitStack()
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ı": "i"})
_MARKS = re.compile(r"[.'’ʼ`]")


def key_of(name: str) -> str:
    """Return the folded form of a name: no case, no marks, no full stops, hyphens as spaces."""
    bare = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    kept = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(_MARKS.sub("", kept.casefold()).replace("-", " ").split())
