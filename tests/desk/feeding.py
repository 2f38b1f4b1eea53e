"""Feeding: a desk that looks at feeds of a server on this machine, and a clock to move on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.servers import Site

from tocsin.desk import (
    Collected,
    Desk,
    Feed,
    Guests,
    add_feed,
    collect,
)
from tocsin.fetch import Bounds, Manners
from tocsin.nouns import Report

__all__ = ["ALLOW", "NOW", "QUICK", "Clock", "look", "page", "pages", "reports", "rss", "watched"]


NOW = datetime(2022, 10, 20, 12, tzinfo=UTC)
ALLOW = {"allow": "127.0.0.1"}
QUICK = Manners(pause=0.0, backoff=0.0, tries=2, patience=0.05)


class Clock:
    """The time of a desk, which a test moves on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


def page(title: str, words: str, aside: str = "") -> str:
    return (
        f"<html><head><title>{title}</title></head><body><nav>{aside}</nav><article>"
        f"<h1>{title}</h1><p>{words}</p></article></body></html>"
    )


def rss(site: Site, *numbers: int, path: str = "/rss", day: int = 18) -> str:
    """A feed of these pages, the first the newest."""
    items = "".join(
        f"<item><title>Ferry {n}</title><link>{site.url}/{n}</link><description>In short: {n}."
        f"</description><pubDate>{day} Oct 2022 {n % 24:02}:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    text = f'<rss version="2.0"><channel><title>Gazette</title>{items}</channel></rss>'
    return site.page(path, text, "application/rss+xml", ETag=f'"{hash(text)}"')


def pages(site: Site, *numbers: int) -> None:
    for n in numbers:
        site.page(f"/{n}", page(f"Ferry {n}", f"Ferry number {n} did not leave the harbour."))


def watched(desk: Desk, address: str, kind: str = "rss", **options: object) -> Feed:
    feed = Feed("gazette", kind, address, {**ALLOW, **options})
    add_feed(desk, feed)
    return feed


def look(desk: Desk, clock: Clock, *names: str) -> Collected:
    guests = Guests(manners=QUICK, bounds=Bounds(seconds=2, connect=1, bytes_=200_000))
    return collect(desk, names=names, guests=guests, clock=clock)


def reports(desk: Desk) -> list[Report]:
    with desk.ledger(read_only=True) as ledger:
        return list(ledger.reports())
