"""Standing: how the feeds of a desk do, and which of them a person should see to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

from tocsin.desk.feeds import Feed, feeds_of
from tocsin.desk.hints import command_of
from tocsin.desk.listening import silent_after
from tocsin.desk.place import Desk
from tocsin.ledger import FeedLook, Ledger

__all__ = ["Standing", "feed_findings", "feed_rows", "standing_of"]

DEAD = 2
"""Days without an answer from which on a feed is called dead."""

Standing = Literal["new", "well", "failing", "dead", "silent", "not asked"]


def standing_of(feed: Feed, ledger: Ledger, *, now: datetime) -> tuple[Standing, FeedLook | None]:
    """Return how a feed stands at a time, and the last look at it."""
    last = ledger.last_look(feed.name, feed.address)
    if last is None or last.result == "ended":
        return "new", None
    listed = [row for row in ledger.feed_days() if row[0] == feed.name]
    days = [day for _, day, result in listed if result in ("new", "same")]
    heard = max(days, default=None)
    today = now.date()
    if not last.answered:
        begun = min(day for _, day, _ in listed)
        return ("dead" if (today - (heard or begun)).days >= DEAD else "failing"), last
    if (today - last.at.date()).days > DEAD:
        return "not asked", last
    news = [day for _, day, result in listed if result == "new"]
    if today >= silent_after(news, min(days)):
        return "silent", last
    return "well", last


def feed_rows(desk: Desk, ledger: Ledger, *, now: datetime) -> list[dict[str, Any]]:
    """Return the desk's feeds as rows: what each is, how it stands, and its last look."""
    rows = []
    for feed in feeds_of(desk):
        standing, last = standing_of(feed, ledger, now=now)
        rows.append(
            {
                "name": feed.name,
                "kind": feed.kind,
                "address": feed.address,
                "options": {name: _plain(value) for name, value in feed.options.items()},
                "standing": standing,
                "looked": None if last is None else last.at.isoformat(),
                "result": None if last is None else last.result,
                "last_new": None
                if last is None or last.last_new is None
                else last.last_new.isoformat(),
                "waiting": 0 if last is None else last.waiting,
                "code": None if last is None else last.code,
                "told": None if last is None else last.told,
                "not_before": None
                if last is None or last.not_before is None
                else last.not_before.isoformat(),
            }
        )
    return rows


def feed_findings(
    desk: Desk, ledger: Ledger, *, now: datetime
) -> Iterator[tuple[str, str, str, list[str], str]]:
    """Yield code, address, message, evidence and hint for each feed that a person should see to."""
    for row in feed_rows(desk, ledger, now=now):
        name, looked = row["name"], (row["looked"] or "")[:10]
        again = command_of("collect", desk.path, "--feed", name)
        if row["standing"] in ("dead", "failing"):
            dead = row["standing"] == "dead"
            yield (
                "D009",
                row["address"],
                f"the feed {name} gives no answer{'; coverage is lower for it' if dead else ''}.",
                [f"{looked}: {row['told']}"] if row["told"] else [],
                f"Try it: {again}, or take it off: {command_of('feed', 'remove', desk.path, name)}",
            )
        elif row["standing"] == "silent":
            when = f"since {row['last_new'][:10]}" if row["last_new"] else "so far"
            yield (
                "D010",
                row["address"],
                f"the feed {name} answers, and had nothing new {when}: coverage is lower for it.",
                [],
                "Look whether its site has another address for it.",
            )
        elif row["standing"] == "not asked":
            yield (
                "D010",
                row["address"],
                f"the feed {name} was last asked on {looked}: coverage is lower for it.",
                [],
                f"Ask: {command_of('collect', desk.path)}, or let it run: --every 15m",
            )


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
