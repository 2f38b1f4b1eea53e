"""Feeds: where a desk's reports come from, as its file `feeds.yaml` declares them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from tocsin.collect import Kind, Value, kind_named, settled
from tocsin.collect.metadata import host_of
from tocsin.data.written import NotPlain, plain
from tocsin.desk.exporting import write_whole
from tocsin.desk.hints import command_of
from tocsin.desk.place import Desk, text_of
from tocsin.errors import BadArgument, KindFault
from tocsin.ledger import FeedLook

__all__ = ["FEEDS", "Feed", "add_feed", "feed_named", "feeds_of", "name_for", "remove_feed"]

FEEDS = "feeds.yaml"
FOLDER = "files"
"""The kind of a feed that is a folder, or a file that needs no kind: taken as `tocsin add` does."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_KEYS = ("name", "kind", "address", "options")
_OPENING = "# The desk's feeds: the commands `feed add` and `feed remove` write this file too.\n"


@dataclass(frozen=True, slots=True)
class Feed:
    """Where reports come from: an address of the web, a file or a folder, and of which kind.

    `options` are those that were set; the kind's defaults stand for the others.
    """

    name: str
    kind: str
    address: str
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def on_the_web(self) -> bool:
        """Whether it is asked over the network."""
        return self.address.lower().startswith(("http://", "https://"))

    @property
    def declared(self) -> Kind | None:
        """Its kind; None for files and folders. Raises `KindFault`."""
        return None if self.kind == FOLDER else kind_named(self.kind)

    def values(self) -> dict[str, Value]:
        """Return all options of its kind, as set or by default. Raises `KindFault`."""
        kind = self.declared
        return {} if kind is None else settled(kind, self.options)


def feeds_of(desk: Desk) -> tuple[Feed, ...]:
    """Return the desk's feeds, in the order of its file. Raises `BadArgument`, `KindFault`."""
    file = desk.path / FEEDS
    if not file.is_file():
        return ()
    text = text_of(file)
    try:
        values = plain(text)[1] or {}
    except NotPlain as fault:
        raise _fault(file, str(fault)) from None
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        at = None if mark is None else mark.line + 1
        raise _fault(file, "the file is no readable YAML", at) from None
    rows = values.get("feeds") if isinstance(values, dict) else None
    if not isinstance(rows, list):
        raise _fault(file, "the file has no list `feeds`")
    found: dict[str, Feed] = {}
    for number, row in enumerate(rows, start=1):
        feed = _feed(file, row, number)
        if feed.name in found:
            raise _fault(file, f"two feeds are named {feed.name!r}", number)
        found[feed.name] = feed
    return tuple(found.values())


def feed_named(desk: Desk, name: str) -> Feed:
    """Return a feed by its name. Raises `BadArgument` that lists those there are."""
    feeds = feeds_of(desk)
    for one in feeds:
        if one.name == name:
            return one
    listed = ", ".join(one.name for one in feeds) or "none"
    raise BadArgument(
        f"the desk has no feed {name!r}.",
        hint=f"There are: {listed}. Add one: {command_of('feed', 'add', desk.path, 'ADDRESS')}",
        file=str(desk.path / FEEDS),
    )


def add_feed(desk: Desk, feed: Feed) -> None:
    """Write a feed into the desk's file. Raises `BadArgument` for a name or address in use."""
    feeds = feeds_of(desk)
    for one in feeds:
        if one.name == feed.name:
            raise BadArgument(f"there is a feed {feed.name!r}.", hint="Give --name ANOTHER.")
        if (one.address, one.kind) == (feed.address, feed.kind):
            raise BadArgument(
                f"the feed {one.name!r} has that address.",
                hint=f"Look at it: {command_of('feed', 'list', desk.path)}",
            )
    feed.values()
    _write(desk, (*feeds, feed))


def remove_feed(desk: Desk, name: str, *, now: datetime) -> Feed:
    """Take a feed out of the desk's file; its reports and looks stay. Raises `BadArgument`."""
    gone = feed_named(desk, name)
    with desk.ledger() as ledger:
        # From here on its silence says nothing any more.
        ledger.add_look(FeedLook(gone.name, gone.address, "feed", now, "ended"))
    _write(desk, tuple(one for one in feeds_of(desk) if one.name != name))
    return gone


def name_for(desk: Desk, address: str) -> str:
    """Return a name for a feed by its address that no other feed of the desk has."""
    own = (host_of(address) or Path(address).stem).lower()
    base = re.sub(r"[^a-z0-9]+", "-", own).strip("-")[:40] or "feed"
    taken = {one.name for one in feeds_of(desk)}
    return next(
        name
        for number in range(1, len(taken) + 2)
        if (name := base if number == 1 else f"{base}-{number}") not in taken
    )


def _feed(file: Path, row: Any, number: int) -> Feed:
    if not isinstance(row, dict) or not set(row) <= set(_KEYS):
        raise _fault(file, f"a feed has {', '.join(_KEYS)} and nothing else", number)
    options = row.get("options") or {}
    texts = [row.get(name) for name in ("name", "kind", "address")]
    if not all(isinstance(one, str) and one for one in texts) or not isinstance(options, dict):
        raise _fault(file, "a feed needs name, kind and address", number)
    feed = Feed(str(texts[0]), str(texts[1]), str(texts[2]), options)
    if not _NAME.fullmatch(feed.name):
        raise _fault(file, "a feed's name has small letters, digits and dashes alone", number)
    try:
        feed.values()
    except KindFault as fault:
        fault.file = str(file)
        raise
    return feed


def _write(desk: Desk, feeds: tuple[Feed, ...]) -> None:
    rows = []
    for one in feeds:
        row: dict[str, Any] = {"name": one.name, "kind": one.kind, "address": one.address}
        if one.options:
            row["options"] = {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in one.options.items()
            }
        rows.append(row)
    text = _OPENING + yaml.safe_dump({"feeds": rows}, sort_keys=False, allow_unicode=True)
    write_whole(desk.path / FEEDS, text)


def _fault(file: Path, said: str, number: int | None = None) -> BadArgument:
    return BadArgument(f"{said}.", hint="Mend the file.", file=str(file), at=number)
