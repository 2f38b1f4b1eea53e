"""Web load: many who read a desk and some who decide on its statements, all at once."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from scripts.bench.made import SEED
from scripts.bench.webdesk import WATCH

if TYPE_CHECKING:
    import httpx

__all__ = ["Done", "Load", "load", "load_text"]

EVERY = 5.0
"""Seconds between two pages of one reader, and two acts of one writer."""

SLOWEST = 1.0
"""Seconds within which 99 of 100 answers are to be there."""

SHOWN = re.compile(r"\r\ntocsin-behind-since: ([^\r]+)")
"""What an answer says of the state that it shows, where that is not the newest."""

LENGTH = re.compile(r"\r\ncontent-length: (\d+)")

INBOX = f"/watch/{WATCH}/inbox"


@dataclass(frozen=True)
class Load:
    """How many read and write at an address, for how many seconds, and the desk's own clock."""

    url: str
    readers: int
    writers: int
    seconds: float
    now: Callable[[], datetime]


@dataclass(frozen=True)
class Done:
    """What came of it: answers, those that were wrong, entries made and found again, seconds.

    `behind` are pages that said that something newer is being worked in, and `oldest` the seconds
    since the oldest of them was made; `waiting` are those that said that they are being made,
    `contested` acts that were asked about since somebody was there first.
    """

    answers: int
    errors: int
    entered: int
    lost: int
    contested: int
    behind: int
    oldest: float
    waiting: int
    kinds: Mapping[str, tuple[int, float]]
    median: float
    p99: float
    longest: float

    @property
    def missed(self) -> bool:
        """Whether it is not what is asked for."""
        return bool(self.errors or self.lost or self.p99 >= SLOWEST)


@dataclass
class Tally:
    """What was seen so far, by the desk's clock."""

    now: Callable[[], datetime]
    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    entered: list[str] = field(default_factory=list)
    contested: int = 0
    behind: int = 0
    waiting: int = 0
    oldest: float = 0.0

    def add(self, name: str, seconds: float) -> None:
        """Take in what one answer took."""
        self.took.setdefault(name, []).append(seconds)

    def looked(self, since: str | None, *, waiting: bool) -> None:
        """Take in of when a page said to be, and whether it was one that is still being made."""
        self.waiting += waiting
        if since is not None:
            self.behind += 1
            age = self.now() - datetime.fromisoformat(since.upper())
            self.oldest = max(self.oldest, age.total_seconds())


def load(asked: Load, desk: Path, pages: Mapping[str, str]) -> Done:
    """Have readers and writers at work, and look for every entry in the ledger afterwards."""
    from tocsin.desk import Desk

    tally = asyncio.run(_together(asked, list(pages.values())))
    with Desk.open(desk).ledger(read_only=True) as ledger:
        there = {one.id for one in ledger.corrections(undone=True)}
    for one in sorted(set(tally.wrong)):
        print(one)
    took = sorted(one for found in tally.took.values() for one in found) or [0.0]
    return Done(
        answers=len(took),
        errors=len(tally.wrong),
        entered=len(tally.entered),
        lost=sum(one not in there for one in tally.entered),
        contested=tally.contested,
        behind=tally.behind,
        oldest=tally.oldest,
        waiting=tally.waiting,
        median=took[len(took) // 2],
        p99=p99_of(took),
        kinds={name: (len(found), p99_of(found)) for name, found in sorted(tally.took.items())},
        longest=took[-1],
    )


def p99_of(took: Sequence[float]) -> float:
    """Return the seconds within which 99 of 100 answers came."""
    ranked = sorted(took)
    return ranked[min(int(len(ranked) * 0.99), len(ranked) - 1)]


def load_text(done: Done) -> str:
    """Return the figures as lines."""
    kinds = "".join(
        f"\n{name:40} {count:>6,} {slow:>8.3f} s" for name, (count, slow) in done.kinds.items()
    )
    return (
        f"{done.answers:,} answers, {done.errors} errors; {done.entered} entries made, "
        f"{done.lost} lost, {done.contested} asked about\n"
        f"median {done.median:.3f} s, p99 {done.p99:.3f} s (must: under {SLOWEST:.0f} s), "
        f"longest {done.longest:.3f} s\n"
        f"{done.behind} pages were those of before, made at most {done.oldest:.0f} s ago; "
        f"{done.waiting} said they are being made\n"
        f"by address, answers and p99:{kinds}"
    )


async def _together(asked: Load, pages: list[str]) -> Tally:
    tally = Tally(asked.now)
    until = time.perf_counter() + asked.seconds
    readers = [_read(asked.url, n, pages, until, tally) for n in range(asked.readers)]
    writers = [_write(asked.url, n, until, tally) for n in range(asked.writers)]
    await asyncio.gather(*readers, *writers)
    return tally


async def _read(url: str, number: int, pages: list[str], until: float, tally: Tally) -> None:
    """Ask for pages over one connection, as a browser does, and unpack none of them.

    Who reads has a machine of his own: what asks here must not be what is waited for.
    """
    rng = random.Random(SEED + number)
    place = urlsplit(url)
    await asyncio.sleep(rng.random() * EVERY)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    while time.perf_counter() < until:
        began = time.perf_counter()
        address = rng.choice(pages).partition("#")[0]
        asked = f"GET {address} HTTP/1.1\r\nhost: {place.netloc}\r\naccept-encoding: gzip\r\n\r\n"
        try:
            writer.write(asked.encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = LENGTH.search(head)
            await reader.readexactly(int(length[1]) if length else 0)
        except (OSError, asyncio.IncompleteReadError) as fault:
            tally.wrong.append(f"{address}: {type(fault).__name__}")
            return
        tally.add(address.partition("?")[0], time.perf_counter() - began)
        status = head.split(" ", 2)[1]
        if status != "200":
            tally.wrong.append(f"{address}: {status}")
        shown = SHOWN.search(head)
        tally.looked(shown[1] if shown else None, waiting="\r\nrefresh:" in head)
        await asyncio.sleep(max(EVERY - (time.perf_counter() - began), 0))
    writer.close()


async def _write(url: str, number: int, until: float, tally: Tally) -> None:
    import httpx

    rng = random.Random(SEED * 2 + number)
    await asyncio.sleep(rng.random() * EVERY)
    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        while time.perf_counter() < until:
            began = time.perf_counter()
            await _acted(client, rng, f"W{number}", tally)
            await asyncio.sleep(max(EVERY - (time.perf_counter() - began), 0))


async def _acted(client: httpx.AsyncClient, rng: random.Random, name: str, tally: Tally) -> None:
    """Open the inbox, decide on one of its statements, and follow where that leads."""
    import httpx
    from lxml import html

    page = await _got(client, INBOX, tally)
    if page is None or "refresh" in page.headers:
        return
    tree: Any = html.document_fromstring(page.content)
    fields = dict(tree.get_element_by_id("acts").fields)
    sent = {key: value or "" for key, value in fields.items() if key != "keep"}
    items = [one.get("data-id") for one in tree.find_class("item")]
    sent |= {"do": "grade", "statement": rng.choice(items), "author": name, "reliability": ""}
    sent |= {"reason": f"{name} at {time.perf_counter():.6f}", "credibility": rng.choice("1234")}
    began = time.perf_counter()
    try:
        answer = await client.post(INBOX, data=sent)
    except httpx.HTTPError as fault:
        tally.wrong.append(f"POST: {fault}")
        return
    tally.add("an act", time.perf_counter() - began)
    if answer.status_code == 409:
        tally.contested += 1
        return
    if answer.status_code != 303:
        tally.wrong.append(f"POST: {answer.status_code}")
        return
    leads = answer.headers["location"]
    tally.entered += parse_qs(urlsplit(leads).query).get("done", [])
    await _got(client, leads, tally, "after an act")


async def _got(
    client: httpx.AsyncClient, address: str, tally: Tally, name: str = ""
) -> httpx.Response | None:
    import httpx

    began = time.perf_counter()
    try:
        answer = await client.get(address)
    except httpx.HTTPError as fault:
        tally.wrong.append(f"{address.partition('?')[0]}: {type(fault).__name__}")
        return None
    tally.add(name or address.partition("?")[0], time.perf_counter() - began)
    if answer.status_code != 200:
        tally.wrong.append(f"{address.partition('?')[0]}: {answer.status_code}")
        return None
    told = answer.headers.get("tocsin-behind-since")
    tally.looked(told, waiting="refresh" in answer.headers)
    return answer
