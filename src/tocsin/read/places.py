"""Places: names of places in a text, and where on earth they most likely are."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from tocsin.nouns import PlaceMention, Span
from tocsin.read.gazetteer import Entry, How, Kind
from tocsin.read.toponyms import Toponym, toponyms

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Setting", "find", "setting_of"]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a whole report plays: what its names mean, and how often each country is named.

    `senses` goes from a folded name to its place; `countries` from an ISO code to the number of
    times that it, or a place in it, is named, in the order of their first names.
    """

    senses: Mapping[str, Entry] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)

    @property
    def country(self) -> str | None:
        """The country named most often, of two the one named first, None where none is."""
        return max(self.countries, key=lambda code: self.countries[code], default=None)


def find(
    doc: Doc, setting: Setting | None = None, *, demonyms: bool = False
) -> tuple[PlaceMention, ...]:
    """Return the places named in `doc`, in order.

    `setting` is that of the whole report; without it `doc` stands for the report. A name that no
    place is known for has no position. `demonyms` adds "Russian" and its like, as their country.
    """
    setting = setting or setting_of([doc])
    found = []
    whole = doc.text
    for name in toponyms(doc):
        if not demonyms and name.entries and all(e.how is How.DEMONYM for e in name.entries):
            continue
        entry = setting.senses.get(name.key)
        span = Span(name.start, name.end)
        text = span.of(whole)
        if entry is None:
            found.append(PlaceMention(text, span, None, None, None))
        else:
            found.append(PlaceMention(text, span, entry.lat, entry.lon, entry.country))
    return tuple(found)


def setting_of(docs: Iterable[Doc]) -> Setting:
    """Return the setting of a report from its paragraphs: one sense for each name in it."""
    pages = [(doc.text, tuple(toponyms(doc))) for doc in docs]
    held = _held(pages)
    names: dict[str, tuple[Entry, ...]] = {}
    times: Counter[str] = Counter()
    for _, page in pages:
        for name in page:
            names.setdefault(name.key, held.get(name.key) or name.entries)
            times[name.key] += 1
    senses: dict[str, Entry] = {}
    for _ in range(2):
        around = _Around.of(senses, times, names)
        senses = {
            key: max(entries, key=lambda e: (around.score(e, key), e.population, -e.id))
            for key, entries in names.items()
            if entries
        }
    countries: Counter[str] = Counter()
    for key, entry in senses.items():
        if entry.country is not None and entry.how is not How.DEMONYM:
            countries[entry.country] += times[key]
    return Setting(senses, dict(countries))


@dataclass(frozen=True, slots=True)
class _Around:
    """What the rest of a report says of a name's place."""

    countries: Mapping[str, float]
    regions: Mapping[int, float]
    near: Sequence[tuple[str, Entry]]

    @classmethod
    def of(
        cls,
        senses: Mapping[str, Entry],
        times: Mapping[str, int],
        names: Mapping[str, tuple[Entry, ...]],
    ) -> _Around:
        countries: defaultdict[str, float] = defaultdict(float)
        regions: defaultdict[int, float] = defaultdict(float)
        for key, entries in names.items():
            first = senses.get(key)
            choices = (
                (first,)
                if first
                else tuple(e for e in entries if e.kind in {Kind.COUNTRY, Kind.REGION})[:1]
            )
            for entry in choices:
                weight = min(times[key], 5)
                if entry.country:
                    countries[entry.country] += weight
                if entry.kind is Kind.REGION:
                    regions[entry.id] += weight
                elif entry.region:
                    regions[entry.region] += weight / 2
        return cls(countries, regions, tuple(senses.items()))

    def score(self, entry: Entry, key: str) -> float:
        total = sum(self.countries.values()) or 1.0
        score = math.log10(entry.population + 100) + _KINDS[entry.kind]
        if entry.how is How.ALTERNATE:
            score -= 1.0
        if entry.country:
            share = self.countries.get(entry.country, 0.0) / total
            score += 2.5 * math.sqrt(share)
        region = entry.id if entry.kind is Kind.REGION else entry.region
        if region is not None and entry.kind is not Kind.REGION and region in self.regions:
            score += 1.5
        if entry.kind in {Kind.CITY, Kind.COUNTY}:
            close = sum(
                1
                for other, sense in self.near
                if other != key and sense.kind in {Kind.CITY, Kind.COUNTY} and _close(entry, sense)
            )
            score += NEAR * math.log1p(close)
        return score


NEAR = 1.0


def _close(one: Entry, other: Entry) -> bool:
    """Whether two places lie within about 200 km."""
    if abs(one.lat - other.lat) > 1.8:
        return False
    shrink = math.cos(math.radians(one.lat))
    return math.hypot(one.lat - other.lat, (one.lon - other.lon) * shrink) < 1.8


_KINDS = {
    Kind.COUNTRY: 3.0,
    Kind.REGION: -1.0,
    Kind.COUNTY: -0.5,
    Kind.CITY: 0.0,
    Kind.SITE: 5.5,
    Kind.WIDE: 6.0,
}


def _held(pages: Sequence[tuple[str, Sequence[Toponym]]]) -> dict[str, tuple[Entry, ...]]:
    """Names that a text itself places ("London, Ontario"), with the places within the holder."""
    held: dict[str, tuple[Entry, ...]] = {}
    for text, names in pages:
        for name, holder in pairwise(names):
            if not re.fullmatch(r"\s*,\s*|\s*\(\s*|,? in (?:the )?", text[name.end : holder.start]):
                continue
            inside = tuple(e for e in name.entries if any(_within(e, h) for h in holder.entries))
            if inside and name.key not in held:
                held[name.key] = inside
    return held


def _within(entry: Entry, holder: Entry) -> bool:
    if holder.how is How.DEMONYM or entry.id == holder.id:
        return False
    if holder.kind is Kind.COUNTRY:
        return entry.country == holder.country and entry.kind is not Kind.COUNTRY
    if holder.kind is Kind.REGION:
        return entry.region == holder.id
    if holder.kind is Kind.COUNTY:
        return entry.region == holder.region and entry.kind is Kind.CITY
    return False
