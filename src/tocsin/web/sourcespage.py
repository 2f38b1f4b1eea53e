"""The page of sources: who was heard, how graded, what they want, and how far we would know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tocsin.desk import Situation
from tocsin.nouns import DAY, Indicator, Register, TrackRecord, iso_of
from tocsin.publish.house import house_for
from tocsin.trace.names import fold
from tocsin.web.lines import spark_of
from tocsin.web.outletnames import names_by

__all__ = ["coverage_rows", "outlet_rows", "register_rows", "source_rows", "sources_of"]

SHOWN, FOUND = 60, 40
"""Rows of a table that the page shows, and entries of the register that a search does."""

WEEKS = 26
"""Weeks that the reports of an outlet are drawn over."""

UNKNOWN = "F"


@dataclass
class _Heard:
    origins: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    named: bool = False
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """A source that was heard; `letter` is its reliability as weighed, F where nobody knows it."""

    name: str
    registered: bool
    kind: str
    interests: tuple[str, ...]
    yardstick: str | None
    letter: str
    overruled: bool
    origins: int
    weighing: int
    views: int
    outlets: int
    first: datetime | None
    last: datetime | None
    record: TrackRecord | None


@dataclass(frozen=True, slots=True)
class Paper:
    """An outlet whose reports are in hand; `quiet` are the days since its last one."""

    name: str
    registered: bool
    letter: str
    hosts: tuple[str, ...]
    reports: int
    first: datetime | None
    last: datetime | None
    quiet: float | None
    spark: str


@dataclass(frozen=True, slots=True)
class Covered:
    """An indicator: how far the desk would know of it, and who looked."""

    indicator: Indicator
    state: str
    coverage: float
    told: str
    looks: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the register of sources or of outlets."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    interests: tuple[str, ...]
    yardstick: str | None
    letter: str


def sources_of(now: Situation, register: Register, sought: str) -> dict[str, Any]:
    """Return what the page is filled with; `sought` are words of a name in the register."""
    voices, papers = _voices(now, register), _papers(now, register)
    found = list(_entries(register, sought)) if sought else []
    return {
        "voices": voices[:SHOWN],
        "all_voices": voices,
        "more_voices": len(voices[SHOWN:]),
        "records": any(one.record is not None for one in voices),
        "papers": papers[:SHOWN],
        "all_papers": papers,
        "more_papers": len(papers[SHOWN:]),
        "covered": _covered(now),
        "sought": sought,
        "found": found[:FOUND],
        "all_found": found,
        "more_found": len(found[FOUND:]),
        "known": (len(register.sources), len(register.outlets)),
        "weeks": WEEKS,
    }


def source_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return the sources that were heard as rows; `brier` is None without a track record."""
    return [
        {
            "source": one.name,
            "registered": one.registered,
            "kind": one.kind,
            "interests": "; ".join(one.interests),
            "yardstick": one.yardstick,
            "reliability": one.letter,
            "overruled": one.overruled,
            "origins": one.origins,
            "weighing": one.weighing,
            "views": one.views,
            "outlets": one.outlets,
            "first": iso_of(one.first),
            "last": iso_of(one.last),
            "watches": None if one.record is None else len(one.record.tried),
            "brier": None if one.record is None else one.record.brier,
            "brier_base": None if one.record is None else one.record.base,
        }
        for one in filled["all_voices"]
    ]


def outlet_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return the outlets as rows; `quiet_days` from the last report to the day looked from."""
    return [
        {
            "outlet": one.name,
            "registered": one.registered,
            "reliability": one.letter,
            "hosts": "; ".join(one.hosts),
            "reports": one.reports,
            "first": iso_of(one.first),
            "last": iso_of(one.last),
            "quiet_days": one.quiet,
        }
        for one in filled["all_papers"]
    ]


def coverage_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return the coverage of each indicator as a row."""
    return [
        {
            "indicator": one.indicator.id,
            "text": one.indicator.text,
            "state": one.state,
            "coverage": one.coverage,
            "looks": one.looks,
            "looked": "; ".join(one.by),
            "would_see": "; ".join(one.indicator.who),
        }
        for one in filled["covered"]
    ]


def register_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return what was found in the register as rows; none where nothing is looked for."""
    return [
        {
            "name": one.name,
            "kind": one.kind,
            "aliases": "; ".join(one.aliases),
            "interests": "; ".join(one.interests),
            "yardstick": one.yardstick,
            "reliability": one.letter,
        }
        for one in filled["all_found"]
    ]


def _voices(now: Situation, register: Register) -> list[Voice]:
    """Return the sources of origins, those that weigh most often first."""
    name_of = names_by(register)
    outlet = {one.report.id: name_of(one.report) for one in now.readings}
    heard: dict[str, _Heard] = defaultdict(_Heard)
    for origin in now.origins:
        one = heard[origin.source]
        one.origins.add(origin.id)
        one.named = one.named or origin.named
        one.outlets |= {outlet[m.report] for m in origin.mentions if m.report in outlet}
        start = None if origin.occasion is None else origin.occasion.start
        if start is not None:
            one.first = start if one.first is None else min(one.first, start)
            one.last = start if one.last is None else max(one.last, start)
    weighing = {one.origin for one in now.matrix.bearings if one.direction != "none"}
    views = Counter(one.source for one in now.matrix.views if one.counted)
    graded = {e.source: e.grade.reliability for row in now.matrix.rows for e in row.evidence}
    found = []
    for name, one in heard.items():
        known = register.sources.get(name)
        own = None if known is None else known.reliability
        letter = graded.get(name, own)
        found.append(
            Voice(
                name,
                known is not None,
                "not in the register" if known is None else known.kind,
                () if known is None else known.interests,
                None if known is None else known.yardstick,
                letter or UNKNOWN,
                _set_by_hand(now, name),
                len(one.origins),
                len(one.origins & weighing),
                views[name],
                len(one.outlets),
                one.first,
                one.last,
                now.records.get(name),
            )
        )
    return sorted(found, key=lambda v: (-v.weighing, -v.origins, v.name))


def _set_by_hand(now: Situation, name: str) -> bool:
    """Say whether an analyst set the reliability of a source."""
    return any(
        one.kind == "grade" and one.target == name and "reliability" in one.value
        for one in now.corrections
    )


def _papers(now: Situation, register: Register) -> list[Paper]:
    """Return the outlets of the reports in hand, those with most first."""
    times: dict[str, list[datetime]] = defaultdict(list)
    counts: Counter[str] = Counter()
    name_of = names_by(register)
    for reading in now.readings:
        name = name_of(reading.report)
        counts[name] += 1
        published = reading.report.published
        if published is not None and published.start is not None:
            times[name].append(published.start)
    as_of = now.estimate.as_of
    found = []
    for name, count in counts.items():
        known = register.outlets.get(name)
        own = sorted(times[name])
        last = own[-1] if own else None
        found.append(
            Paper(
                name,
                known is not None,
                UNKNOWN if known is None else known.reliability or UNKNOWN,
                () if known is None else known.hosts,
                count,
                own[0] if own else None,
                last,
                None if last is None else round((as_of - last) / DAY, 6),
                spark_of(_weekly(own, as_of)),
            )
        )
    return sorted(found, key=lambda one: (-one.reports, one.name))


def _weekly(times: Iterable[datetime], as_of: datetime) -> list[float]:
    """Return how many of the times lie in each of the last weeks, the oldest first."""
    found = [0.0] * WEEKS
    for at in times:
        week = int((as_of - at) / (7 * DAY))
        if 0 <= week < WEEKS:
            found[WEEKS - 1 - week] += 1
    return found


def _covered(now: Situation) -> list[Covered]:
    """Return the indicators, those of which the desk would know least first."""
    house = house_for(now.watch.yardstick)
    rows = {row.indicator: row for row in now.matrix.rows}
    found = []
    for one in now.watch.indicators:
        row, share = rows[one.id], now.estimate.coverage[one.id]
        found.append(
            Covered(
                one,
                row.state,
                share,
                "none" if share < 0.005 else house.percents(min(share, 0.994)),
                len(row.looks),
                tuple(sorted({look.source for look in row.looks})),
            )
        )
    return sorted(found, key=lambda c: (c.coverage, c.indicator.id))


def _entries(register: Register, sought: str) -> Iterable[Entry]:
    """Yield what of the register has all the words in one of its names, in order of the names."""
    words = fold(sought).split()
    if not words:
        return
    for name, source in sorted(register.sources.items()):
        if _has(words, name, source.aliases):
            letter = source.reliability or UNKNOWN
            yield Entry(
                name, source.kind, source.aliases, source.interests, source.yardstick, letter
            )
    for name, outlet in sorted(register.outlets.items()):
        if _has(words, name, outlet.aliases):
            letter = outlet.reliability or UNKNOWN
            yield Entry(name, "outlet", (*outlet.aliases, *outlet.hosts), (), None, letter)


def _has(words: Iterable[str], name: str, aliases: Iterable[str]) -> bool:
    return any(all(word in fold(one) for word in words) for one in (name, *aliases))
