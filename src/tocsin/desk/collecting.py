"""Collecting: one look at each feed of a desk, and what came of it, in the ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from tocsin.collect import gather
from tocsin.desk.adding import BATCH, Added, read_waiting, take_in
from tocsin.desk.feeds import Feed, feed_named, feeds_of
from tocsin.desk.looking import Look
from tocsin.desk.place import Desk, utc_now
from tocsin.errors import BadArgument
from tocsin.fetch import BOUNDS, MANNERS, Bounds, Fetcher, Manners, Visitor
from tocsin.ledger import FeedLook, Ledger

__all__ = ["Collected", "Guests", "collect"]


class Guests:
    """Those who ask: one for all feeds that may lead to the same private hosts.

    A site is known again by whoever asked it before in the same round, with its pauses and rules.
    """

    def __init__(self, *, manners: Manners = MANNERS, bounds: Bounds = BOUNDS) -> None:
        self._manners = manners
        self._bounds = bounds
        self._known: dict[frozenset[str], Visitor] = {}

    def of(self, allow: Collection[str]) -> Visitor:
        """Return whoever asks for a feed that may lead to these hosts besides public ones."""
        key = frozenset(allow)
        if key not in self._known:
            fetcher = Fetcher(allow=key, bounds=self._bounds)
            self._known[key] = Visitor(fetcher, manners=self._manners)
        return self._known[key]


@dataclass(slots=True)
class Collected:
    """What a round gave: the look at each feed, those that were passed over, and what was added."""

    looks: list[FeedLook] = field(default_factory=list)
    resting: list[tuple[Feed, datetime]] = field(default_factory=list)
    added: Added = field(default_factory=Added)


def collect(
    desk: Desk,
    *,
    names: Sequence[str] = (),
    guests: Guests | None = None,
    clock: Callable[[], datetime] = utc_now,
    progress: Callable[[str, int], None] | None = None,
    reading: bool = True,
    jobs: int = 1,
) -> Collected:
    """Look at the feeds named (none: at all that are due) and read what is new.

    What a page gave is acknowledged at once, so that a round that is broken off goes on where it
    was. A feed that failed is left alone for a while, longer each time, unless it is named. `jobs`
    are the processes that read, as in `add`. Raises `BadArgument` for a feed that is not there, and
    where there is none.
    """
    chosen = tuple(feed_named(desk, name) for name in names) or feeds_of(desk)
    if not chosen:
        raise BadArgument(
            "the desk has no feeds.",
            hint=f"Add one: tocsin feed add {desk.path} ADDRESS",
            file=str(desk.path),
        )
    told = progress or (lambda _stage, _count: None)
    guests = guests or Guests()
    done = Collected()
    with desk.ledger() as ledger:
        for feed in chosen:
            last = ledger.last_look(feed.name, feed.address)
            until = None if last is None or names else last.not_before
            if until is not None and until > clock():
                done.resting.append((feed, until))
                continue
            if not feed.on_the_web and Path(feed.address).is_dir():
                look = _folder(ledger, feed, done.added, last, clock)
            else:
                look = Look(ledger, feed, guests, done.added, clock, told).take()
            done.looks.append(look)
    if reading:
        after = read_waiting(desk, now=clock(), progress=progress, jobs=jobs)
        for name in ("read", "skipped", "unread"):
            setattr(done.added, name, getattr(done.added, name) + getattr(after, name))
        done.added.faults.extend(after.faults)
    return done


def _folder(
    ledger: Ledger,
    feed: Feed,
    added: Added,
    last: FeedLook | None,
    clock: Callable[[], datetime],
) -> FeedLook:
    """Take a folder's reports in, as `tocsin add` does, and return the look at it."""
    before = (added.new, added.known, added.refused)
    now = clock()
    found = gather([feed.address], feed=feed.name)
    while batch := list(islice(found, BATCH)):
        with ledger.writing():
            for one in batch:
                take_in(ledger, one, added, feed=feed.name, now=now)
    new, known, refused = (
        after - was
        for after, was in zip((added.new, added.known, added.refused), before, strict=True)
    )
    look = FeedLook(
        feed.name,
        feed.address,
        "feed",
        now,
        "new" if new else "same",
        new=new,
        known=known,
        refused=refused,
        last_new=now if new else last.last_new if last is not None else None,
    )
    ledger.add_look(look)
    return look
