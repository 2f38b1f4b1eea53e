"""Forged requests: what would have us ask an inner address, in all spellings and by all ways."""

from __future__ import annotations

import ipaddress
import random
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

from scripts.fuzz.parsers import PARSERS

from tocsin.errors import TocsinError
from tocsin.fetch import Bounds, Fetcher

__all__ = ["Forged", "forge", "spellings"]

QUICK = Bounds(seconds=2.0, connect=1.0, bytes_=10_000, redirects=3)

INNER = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32", "169.254.169.254/32",
    "100.100.100.200/32", "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001:db8::/32",
    "fc00::/7", "fd00:ec2::254/128", "fe80::/10", "fec0::/10", "ff00::/8",
)  # fmt: skip
"""Ranges of the IANA registries of special addresses, and what clouds answer their machines at."""

OUTER = ("93.184.216.34", "8.8.8.8", "1.1.1.1", "2606:2800:220:1:248:1893:25c8:1946")
MOVED = (301, 302, 303, 307, 308)
SCHEMES = ("file", "gopher", "ftp", "dict", "ldap", "unix", "jar:http", "view-source:http")
IN_DOCUMENTS = (
    "{}",
    '<html><head><base href="{0}"><link rel="canonical" href="{0}"></head>{0}</html>',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "{}">]><rss><channel>&b;</channel></rss>',
)

_watching: list[Forged] = []
_open: set[int] = set()


@dataclass(slots=True)
class Forged:
    """How many were tried in each way, how many left for which address, and the controls."""

    tried: Counter[str] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)
    refused: int = 0
    served: int = 0
    let_out: int = 0


class _LeftError(OSError):
    """A request was about to leave for an address: it is told, and stopped."""


def _watch(event: str, given: tuple[object, ...]) -> None:
    if not _watching or event not in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        return
    where = given[-1] if event != "socket.getaddrinfo" else given[:2]
    if isinstance(where, tuple) and where[0] == "127.0.0.1" and where[1] in _open:
        return
    _watching[-1].left.append(f"{event} {where}")
    raise _LeftError(f"{event} {where}")


def forge(each: int, *, seed: int) -> Forged:
    """Try `each` addresses of every inner range in every spelling and way; nothing is sent.

    Each connection and each question to the name service of this process is seen before it is made;
    one that is not to the server that redirects is counted and stopped.
    """
    rng = random.Random(seed)
    found = Forged()
    with _served() as port, _seen(found):
        redirects = Fetcher(allow=(f"127.0.0.1:{port}",), bounds=QUICK)
        answer = redirects.get(_to(port, 302, f"http://127.0.0.1:{port}/there"))
        found.served += answer.body == b"there"
        for address in _addresses(each, rng):
            for url in (*spellings(address), *(f"{one}://{_host(address)}/" for one in SCHEMES)):
                _one(found, "asked for", Fetcher(bounds=QUICK), url)
                _one(found, "redirected to", redirects, _to(port, rng.choice(MOVED), url))
            for said in _answers(address, rng):
                resolver = _Names(said)
                named = Fetcher(bounds=QUICK, resolver=resolver)
                _one(found, "named by a name service", named, "http://news.example/a")
        for address in _addresses(1, rng):
            for url in spellings(address):
                _in_documents(found, url)
    _let_out(found)
    return found


def spellings(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterator[str]:
    """Yield an address as web addresses in the ways that some program takes for it."""
    if isinstance(address, ipaddress.IPv6Address):
        for host in (str(address), address.exploded, address.exploded.upper(), f"{address}%25eth0"):
            yield f"http://[{host}]/"
        return
    number = int(address)
    parts = str(address).split(".")
    eight = [f"0{int(one):o}" for one in parts]
    hexes = [f"0x{int(one):x}" for one in parts]
    rest = number & 0xFFFFFF
    plain = (
        str(address), f"{address}.", str(number), f"0x{number:x}", f"0{number:o}",
        ".".join(eight), ".".join(hexes), f"{parts[0]}.{rest}", f"{hexes[0]}.{rest}",
        f"{parts[0]}.{parts[1]}.{number & 0xFFFF}", ".".join(one.zfill(3) for one in parts),
        f"{eight[0]}.{hexes[1]}.{parts[2]}.{parts[3]}", str(number + (1 << 32)),
        str(address).translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
        str(address).replace(".", "\N{IDEOGRAPHIC FULL STOP}"), str(address).replace(".", "%2E"),
        f"news.example@{address}", f"user:word@{address}", f"{address}:443", f"{address}:1024",
        f"{address}#@news.example", f"news.example\\@{address}",
    )  # fmt: skip
    for host in plain:
        yield f"http://{host}/latest/"
    for inner in (
        (0xFFFF << 32) | number,
        number,
        (0x64FF9B << 96) | number,
        (0x64FF9B0001 << 80) | number,
        (0x2002 << 112) | (number << 80),
        (0x20010000 << 96) | (number ^ 0xFFFFFFFF),
        (0x2A00 << 112) | (0x00005EFE << 32) | number,
    ):
        yield f"http://[{ipaddress.IPv6Address(inner)}]/"
        groups = (f"{inner >> shift & 0xFFFF:x}" for shift in range(112, -1, -16))
        yield f"http://[{':'.join(groups)}]/"
    yield f"http://[::ffff:{address}]/"


def _addresses(
    each: int, rng: random.Random
) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    for written in INNER:
        range_ = ipaddress.ip_network(written)
        chosen = {0, range_.num_addresses - 1, min(1, range_.num_addresses - 1)}
        while len(chosen) < min(each, range_.num_addresses):
            chosen.add(rng.randrange(range_.num_addresses))
        for place in sorted(chosen)[: max(1, each)]:
            yield range_[place]


def _answers(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address, rng: random.Random
) -> Iterator[list[list[str]]]:
    """Yield what a name service says at the first, second and every later question."""
    outer = rng.choice(OUTER)
    yield [[str(address)]]
    yield [[outer, str(address)]]
    yield [[str(address), outer]]
    if isinstance(address, ipaddress.IPv4Address):
        yield [[f"::ffff:{address}"]]


class _Names:
    """A name service that says one thing after the other."""

    def __init__(self, said: list[list[str]]) -> None:
        self.said = said
        self.asked = 0

    def __call__(self, _host: str, _port: int) -> Sequence[str]:
        self.asked += 1
        return self.said[min(self.asked, len(self.said)) - 1]


def _one(found: Forged, way: str, fetcher: Fetcher, url: str) -> None:
    found.tried[way] += 1
    try:
        fetcher.get(url)
    except TocsinError:
        found.refused += 1


def _in_documents(found: Forged, url: str) -> None:
    for form in IN_DOCUMENTS:
        for parser in PARSERS.values():
            if not parser.slow:
                found.tried["written in a document"] += 1
                with suppress(TocsinError):
                    list(parser.parse(form.format(url).encode()))


def _let_out(found: Forged) -> None:
    """Ask public addresses, by number and by turncoat names: the watch has to see each leave."""
    seen = Forged()
    with _seen(seen):
        for outer in OUTER:
            before = len(seen.left)
            host = f"[{outer}]" if ":" in outer else outer
            with suppress(TocsinError):
                Fetcher(bounds=QUICK).get(f"http://{host}/")
            found.let_out += len(seen.left) > before
            turncoat = _Names([[outer], ["127.0.0.1"]])
            before = len(seen.left)
            with suppress(TocsinError):
                Fetcher(bounds=QUICK, resolver=turncoat).get("http://news.example/")
            found.tried["named otherwise at the second question"] += 1
            found.left += [one for one in seen.left[before:] if "127.0.0.1" in one]


@cache
def _hooked() -> None:
    sys.addaudithook(_watch)  # for good, so once; it looks where somebody watches


@contextmanager
def _seen(found: Forged) -> Iterator[None]:
    _hooked()
    _watching.append(found)
    try:
        yield
    finally:
        _watching.remove(found)


def _to(port: int, status: int, url: str) -> str:
    return f"http://127.0.0.1:{port}/?status={status}&to={quote(url, safe='')}"


def _host(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    return f"[{address}]" if isinstance(address, ipaddress.IPv6Address) else str(address)


@contextmanager
def _served() -> Iterator[int]:
    """Run a server that redirects whither it is told."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query)
            if self.path == "/there":
                self.send_response(200)
            else:
                self.send_response(int(asked["status"][0]))
                to = asked["to"][0].encode("utf-8").decode("latin-1")
                self.send_header("Location", to)
            self.end_headers()
            if self.path == "/there":
                self.wfile.write(b"there")

        def log_message(self, *_given: object) -> None:
            """Say nothing: what left is counted where it would."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port = int(server.server_address[1])
    _open.add(port)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        _open.discard(port)
