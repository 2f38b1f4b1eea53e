"""The map page: places that are named, and what is told to move in or out, as map and as tables."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from tocsin.data import load
from tocsin.desk import Situation
from tocsin.nouns import PlaceMention, Quantity, Reading, Register, Span, Statement, iso_of
from tocsin.publish.citing import cut
from tocsin.trace.names import fold, forms_of
from tocsin.web.outletnames import NameOf, names_by
from tocsin.web.outlines import Land, View, lands_in, view_over

__all__ = ["map_of", "movement_rows", "place_rows"]

SHOWN = 60
"""Places and movements that the page lists; all of them leave as files."""

DRAWN = 150
NEAR = 0.92
"""Part of the origins whose places the near view is made for."""

NAMED = 14
"""Places that have their names written on the map."""

EDGE = 14.0
LETTERS = 6.6
"""Units that a letter of a name takes."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that is named: by how many origins, and whether it stands for a whole state."""

    name: str
    lat: float
    lon: float
    country: str | None
    state: bool
    origins: int
    statements: int
    arriving: int
    leaving: int
    newest: datetime | None
    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Move:
    """A count of people or things that is told to move, and the words that tell it."""

    quantity: Quantity
    origin: str | None
    places: tuple[str, ...]
    whence: str | None
    whither: str | None
    speaker: str
    outlet: str
    published: datetime | None
    report: str
    span: Span
    words: str
    background: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A place as drawn; `aside` tells on which side of it its label stands, "" for none."""

    x: float
    y: float
    radius: float
    spot: Spot
    aside: str
    label: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """Movement between two states, by how many origins it is told; `words` where one is off it."""

    path: str
    x: float
    y: float
    origins: int
    words: str


@dataclass(frozen=True, slots=True)
class _Named:
    statement: Statement
    reading: Reading
    origin: str | None


def map_of(now: Situation, register: Register, view: str) -> dict[str, Any]:
    """Return what the page is filled with; the view "all" has every place in it."""
    named = list(_named(now))
    moves = sorted(
        _moves(named, names_by(register)),
        key=lambda one: (iso_of(one.published) or "", one.report, one.span),
        reverse=True,
    )
    spots, nowhere = _spots(named)
    chosen = spots if view == "all" else _near(spots)
    box = view_over([(one.lat, one.lon) for one in chosen])
    inside = [one for one in spots if box.holds(one.lat, one.lon)]
    arrows = list(_arrows(moves, spots, box))
    marks, taken = _marks(inside[:DRAWN], box)
    return {
        "view": view,
        "box": box,
        "lands": list(_labelled(lands_in(box), taken)),
        "marks": marks,
        "arrows": arrows,
        "spots": spots[:SHOWN],
        "all_spots": spots,
        "more_spots": len(spots[SHOWN:]),
        "outside": len(spots) - len(inside),
        "nowhere": nowhere,
        "moves": moves[:SHOWN],
        "all_moves": moves,
        "more_moves": len(moves[SHOWN:]),
        "states": _anchors(spots),
    }


def place_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return the places as rows: degrees north and east, None where a name has no position."""
    rows: list[dict[str, object]] = [
        {
            "place": one.name,
            "lat": one.lat,
            "lon": one.lon,
            "country": one.country,
            "origins": one.origins,
            "statements": one.statements,
            "in": one.arriving,
            "out": one.leaving,
            "newest": iso_of(one.newest),
        }
        for one in filled["all_spots"]
    ]
    blank = {"lat": None, "lon": None, "country": None, "origins": None}
    rest = {"in": None, "out": None, "newest": None}
    return rows + [
        {"place": name, **blank, "statements": count, **rest} for name, count in filled["nowhere"]
    ]


def movement_rows(filled: Mapping[str, Any]) -> list[dict[str, object]]:
    """Return what is told to move as rows; states by ISO 3166-1 alpha-2, offsets code points."""
    return [
        {
            "direction": one.quantity.direction,
            "low": one.quantity.low,
            "high": one.quantity.high,
            "counted": one.quantity.counted,
            "basis": one.quantity.basis,
            "whence": one.whence,
            "whither": one.whither,
            "places": "; ".join(one.places),
            "background": one.background,
            "speaker": one.speaker,
            "outlet": one.outlet,
            "published": iso_of(one.published),
            "origin": one.origin,
            "report": one.report,
            "start": one.span.start,
            "end": one.span.end,
            "words": one.words,
        }
        for one in filled["all_moves"]
    ]


def _named(now: Situation) -> Iterator[_Named]:
    """Yield the statements that name a place or tell a move, each text once."""
    owner: dict[str, str] = {}
    for origin in sorted(now.origins, key=lambda one: one.id):
        for mention in origin.mentions:
            owner.setdefault(mention.statement, origin.id)
    known: set[str] = set()
    for reading in sorted(now.readings, key=lambda one: one.report.id):
        for statement in reading.statements:
            if statement.id not in known and (statement.places or statement.quantities):
                known.add(statement.id)
                yield _Named(statement, reading, owner.get(statement.id))


def _published(reading: Reading) -> datetime | None:
    return None if reading.report.published is None else reading.report.published.start


def _spots(named: Sequence[_Named]) -> tuple[list[Spot], list[tuple[str, int]]]:
    """Return the places that have a position, the most named first, and the names of the rest."""
    at: dict[tuple[float, float], list[tuple[_Named, PlaceMention]]] = defaultdict(list)
    nowhere: dict[str, set[str]] = defaultdict(set)
    for one in named:
        for place in one.statement.places:
            if place.lat is None or place.lon is None:
                nowhere[place.text].add(one.statement.id)
            else:
                at[place.lat, place.lon].append((one, place))
    spots = [_spot(lat, lon, found) for (lat, lon), found in at.items()]
    spots.sort(key=lambda one: (-one.origins, -one.statements, one.name))
    rest = sorted(((name, len(ids)) for name, ids in nowhere.items()), key=lambda p: (-p[1], p[0]))
    return spots, rest


def _spot(lat: float, lon: float, found: Sequence[tuple[_Named, PlaceMention]]) -> Spot:
    names: dict[str, int] = defaultdict(int)
    for _, place in found:
        names[" ".join(place.text.split())] += 1
    name = min(names, key=lambda one: (-names[one], one))
    newest, last = max(
        found,
        key=lambda pair: (
            iso_of(_published(pair[0].reading)) or "",
            pair[0].statement.id,
            pair[1].span,
        ),
    )
    return Spot(
        name,
        lat,
        lon,
        found[0][1].country,
        any(fold(one) in _states() for one in names),
        len({one.origin or one.statement.id for one, _ in found}),
        len({one.statement.id for one, _ in found}),
        _moving(found, "in"),
        _moving(found, "out"),
        _published(newest.reading),
        newest.reading.report.id,
        last.span,
    )


def _moving(found: Sequence[tuple[_Named, PlaceMention]], direction: str) -> int:
    """Return by how many origins something is told to move in or out, in words of this place."""
    return len(
        {
            one.origin or one.statement.id
            for one, _ in found
            if any(q.direction == direction for q in one.statement.quantities)
        }
    )


def _moves(named: Sequence[_Named], name_of: NameOf) -> Iterator[Move]:
    for one in named:
        report, statement = one.reading.report, one.statement
        for quantity in statement.quantities:
            if quantity.direction is not None:
                yield Move(
                    quantity,
                    one.origin,
                    tuple(dict.fromkeys(place.text for place in statement.places)),
                    quantity.whence,
                    quantity.whither,
                    "the report itself" if statement.speaker is None else statement.speaker.text,
                    name_of(report),
                    _published(one.reading),
                    report.id,
                    quantity.span,
                    cut(statement.text, 200),
                    statement.background,
                )


@cache
def _states() -> frozenset[str]:
    """Return the names of states, without the capitals that stand for them."""
    return frozenset(
        fold(name)
        for country in load("register.yaml")["countries"]
        for name in forms_of(country, capitals=False)
    )


def _near(spots: Sequence[Spot]) -> list[Spot]:
    """Return the places around which most is told: without far ones that few origins name."""
    points = [one for one in spots if not one.state]
    # A state's middle may lie far from where anything is told of it.
    spots = points or spots
    if not spots:
        return []
    total = sum(one.origins for one in spots)
    lat, lon = (_median([(value(one), one.origins) for one in spots]) for value in (_lat, _lon))
    squeeze = max(math.cos(math.radians(lat)), 0.25)
    ranked = sorted(
        spots, key=lambda one: (math.hypot(one.lat - lat, (one.lon - lon) * squeeze), one.name)
    )
    kept: list[Spot] = []
    held = 0
    for one in ranked:
        if held >= NEAR * total:
            break
        kept.append(one)
        held += one.origins
    return kept


def _lat(one: Spot) -> float:
    return one.lat


def _lon(one: Spot) -> float:
    return one.lon


def _median(weighted: Sequence[tuple[float, int]]) -> float:
    half, held = sum(weight for _, weight in weighted) / 2, 0
    for value, weight in sorted(weighted):
        held += weight
        if held >= half:
            return value
    return 0.0


Room = tuple[float, float, float, float]


def _free(room: Room, taken: Sequence[Room]) -> bool:
    """Say whether a box, given by its edges, lies on none of others."""
    return all(
        room[2] < other[0] or room[0] > other[2] or room[3] < other[1] or room[1] > other[3]
        for other in taken
    )


def _marks(spots: Sequence[Spot], box: View) -> tuple[list[Mark], list[Room]]:
    """Return the places as drawn, small ones last and so on top, and the room that they take."""
    taken: list[Room] = []
    found = []
    for number, one in enumerate(spots):
        x, y = box.at(one.lat, one.lon)
        radius = round(min(3.0 + 1.6 * math.sqrt(one.origins), 15.0), 1)
        label = one.name
        label += f" ▸{one.arriving}" if one.arriving else ""
        label += f" ◂{one.leaving}" if one.leaving else ""
        wide = LETTERS * len(label) + 6
        aside = ""
        for side, left in (("start", x + radius + 3), ("end", x - radius - 3 - wide)):
            room = (left, y - 9, left + wide, y + 7)
            if number < NAMED * 2 and _free(room, taken) and left > 0 and left + wide < 1000:
                aside = side
                taken.append(room)
                break
        taken.append((x - radius, y - radius, x + radius, y + radius))
        found.append(Mark(x, y, radius, one, aside, label))
    return found, taken


def _labelled(lands: Sequence[Land], taken: Sequence[Room]) -> Iterator[Land]:
    """Yield the states, without the names that would stand on a place or beyond the edge."""
    for one in lands:
        if one.label is not None:
            x, y = one.label
            half = len(one.name) * LETTERS * 0.7
            room = (x - half, y - 9, x + half, y + 4)
            if room[0] < 0 or room[2] > 1000 or not _free(room, taken):
                yield replace(one, label=None)
                continue
        yield one


def _anchors(spots: Sequence[Spot]) -> dict[str, Spot]:
    """Return for each state the place that stands for it: itself where named, else the most."""
    found: dict[str, Spot] = {}
    for one in sorted(spots, key=lambda spot: not spot.state):
        if one.country is not None:
            found.setdefault(one.country, one)
    return found


def _arrows(moves: Sequence[Move], spots: Sequence[Spot], box: View) -> Iterator[Arrow]:
    """Yield an arrow for every two states between which something is told to move."""
    anchors = _anchors(spots)
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in moves:
        if one.whence is not None and one.whither is not None and one.whence != one.whither:
            told[one.whence, one.whither].add(one.origin or one.report)
    for (whence, whither), origins in sorted(told.items()):
        if whence not in anchors or whither not in anchors:
            continue
        start, end = anchors[whence], anchors[whither]
        x1, y1 = _held(box, start)
        x2, y2 = _held(box, end)
        away = [one.name for one in (start, end) if not box.holds(one.lat, one.lon)]
        length = max(math.hypot(x2 - x1, y2 - y1), 1.0)
        # Bent to its right, so that the way back does not lie on it.
        middle_x = (x1 + x2) / 2 - (y2 - y1) / length * 0.18 * length
        middle_y = (y1 + y2) / 2 + (x2 - x1) / length * 0.18 * length
        yield Arrow(
            f"M{x1:g} {y1:g}Q{middle_x:.1f} {middle_y:.1f} {x2:g} {y2:g}",
            round((x1 + 2 * middle_x + x2) / 4, 1),
            round((y1 + 2 * middle_y + y2) / 4, 1),
            len(origins),
            f" {start.name} to {end.name}" if away else "",
        )


def _held(box: View, spot: Spot) -> tuple[float, float]:
    """Return where a place stands, or the edge of the map on the way to it."""
    x, y = box.at(spot.lat, spot.lon)
    return min(max(x, EDGE), 1000 - EDGE), min(max(y, EDGE), box.height - EDGE)
