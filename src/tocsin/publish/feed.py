"""The feed: what changed in an estimate, day by day, as Atom (RFC 4287)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from tocsin.nouns import Watch, Yardstick
from tocsin.publish.figures import listed, moment_of
from tocsin.publish.harmless import harmless, one_line
from tocsin.publish.house import House, house_for

__all__ = ["Point", "atom_text", "turns_of"]

SPACE = uuid.UUID("5a1f0d0e-0f53-5a35-9a44-5b8b1a0e6f22")
ATOM = "http://www.w3.org/2005/Atom"
LEAST = 0.01
"""A change in probability that is an entry of its own, though the word stays: one point."""


@dataclass(frozen=True, slots=True)
class Point:
    """The estimate of one day: as of an exclusive cut, with its range and who reported anew."""

    as_of: datetime
    p: float
    low: float
    high: float
    sources: tuple[str, ...]


def turns_of(points: Sequence[Point], yardstick: Yardstick) -> tuple[tuple[Point, Point], ...]:
    """Return each change worth telling, as the point last told and the one that differs from it.

    A change is told where the word of the yardstick is another, or the number has moved by a point
    since it was last told, so that small steps add up to an entry and noise does not.
    """
    turns: list[tuple[Point, Point]] = []
    told: Point | None = None
    for point in points:
        if told is None:
            told = point
            continue
        words = [yardstick.word_for(one.p)[0].word for one in (told, point)]
        if words[0] != words[1] or abs(point.p - told.p) >= LEAST:
            turns.append((told, point))
            told = point
    return tuple(turns)


def atom_text(
    watch: Watch, yardstick: Yardstick, points: Sequence[Point], *, known_at: datetime
) -> str:
    """Return the changes of a watch as an Atom feed, the newest first, with a line feed at its end.

    Each entry says the number before and now, its word and range, and which sources reported anew.
    Ids are made from the watch and the day, so a reader of the feed sees each change once.
    """
    # Names without a prefix, as readers of feeds expect them; no register of the library is set.
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    house = house_for(watch.yardstick)
    turns = turns_of(points, yardstick)
    newest = turns[-1][1].as_of if turns else points[-1].as_of if points else known_at
    _put(root, "id", _id(watch.id))
    _put(root, "title", watch.question)
    _put(root, "updated", _stamp(newest))
    author = ET.SubElement(root, "author")
    _put(author, "name", "Tocsin desk")
    _put(root, "generator", "Tocsin")
    for before, now in reversed(turns):
        entry = ET.SubElement(root, "entry")
        _put(entry, "id", _id(watch.id, _stamp(now.as_of)))
        _put(entry, "title", _headline(before, now, yardstick, house))
        _put(entry, "updated", _stamp(now.as_of))
        content = _put(entry, "content", _told(before, now, yardstick, house))
        content.set("type", "text")
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _put(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = harmless(one_line(text))
    return element


def _headline(before: Point, now: Point, yardstick: Yardstick, house: House) -> str:
    was, is_ = (house.told_apart(one.p) for one in (before, now))
    return f"{was} → {is_}: {yardstick.word_for(now.p)[0].word}"


def _told(before: Point, now: Point, yardstick: Yardstick, house: House) -> str:
    band, held = yardstick.word_for(now.p)
    nearest = "" if held else ", the nearest word of the scale"
    words = f"{band.word}{nearest} ({yardstick.name})"
    number = f"{house.told_apart(now.p)} (range {house.ranged(now.low, now.high)})"
    parts = [
        f"As of {moment_of(now.as_of)}: {words}, {number}.",
        f"As of {moment_of(before.as_of)} it was {house.told_apart(before.p)}.",
    ]
    if now.sources:
        parts.append(f"New reporting on that day: {listed(now.sources)}.")
    return " ".join(parts)


def _id(*names: str) -> str:
    return uuid.uuid5(SPACE, " ".join(names)).urn


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
