"""Sitemaps: lists of a site's addresses, and lists of such lists."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from tocsin.collect.captured import Limits
from tocsin.collect.kinds import Document, Found, Lead, Value
from tocsin.collect.metadata import Metadata, clean, host_of, language_code
from tocsin.collect.moment import moment_of
from tocsin.collect.unpacking import unpacked
from tocsin.errors import CollectError, Malformed, NoFeed

__all__ = ["find_sitemap", "looks_like_sitemap"]

MOST = 52_428_800
"""Bytes of a sitemap, unpacked: the most that its rules allow."""

_ADDRESSES = 50_000
_DEPTH = 20
_TEXT = 4_000
_GZIP = b"\x1f\x8b"
_ENTRY = frozenset({"url", "sitemap"})
_TAKEN = frozenset({"loc", "lastmod", "publication_date", "title", "name", "language"})
_PIECE = 65_536


def looks_like_sitemap(head: bytes, _media_type: str) -> bool:
    """Say whether a document is a sitemap, or a list of sitemaps."""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 4096)
        except zlib.error:
            return False
    return re.search(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", head) is not None


def find_sitemap(
    document: Document, _options: Mapping[str, Value], _limits: Limits
) -> Iterator[Found]:
    """Yield a lead for each address of a sitemap, packed or not; the newest are not first."""
    reading = _Reading(document.file)
    try:
        yield from reading.through(_pieces(document))
    except CollectError as fault:
        yield fault
        return
    if not reading.any:
        yield NoFeed(
            "the sitemap names no address.", hint="Look at it in a browser.", file=document.file
        )


def _pieces(document: Document) -> Iterator[bytes]:
    head = document.stream.read(2)
    pieces = _read(document, head)
    encoding = "gzip" if head == _GZIP else "identity"
    return unpacked(pieces, encoding, most=MOST, file=document.file)


def _read(document: Document, head: bytes) -> Iterator[bytes]:
    yield head
    while piece := document.stream.read(_PIECE):
        yield piece


class _Reading:
    """What a parser has met so far. Declarations of entities end it: no sitemap needs any."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.any = False
        self.path: list[str] = []
        self.values: dict[str, str] = {}
        self.ready: list[Lead] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._declared

    def through(self, pieces: Iterator[bytes]) -> Iterator[Found]:
        number = 0
        try:
            for piece in pieces:
                self.parser.Parse(piece, False)
                for lead in self._taken():
                    number += 1
                    if number > _ADDRESSES:
                        raise self._broken(f"it names more than {_ADDRESSES:,} addresses")
                    yield lead
            self.parser.Parse(b"", True)
        except expat.ExpatError as fault:
            yield from self._taken()
            said = expat.errors.messages[fault.code]
            raise self._broken(f"it is no XML ({said})", fault.lineno) from None
        except (LookupError, ValueError) as fault:
            # An encoding that is none, or one that the parser cannot be told of.
            raise self._broken(f"it is in an encoding that is not read ({fault})") from None
        yield from self._taken()

    def _taken(self) -> list[Lead]:
        taken, self.ready = self.ready, []
        self.any = self.any or bool(taken)
        return taken

    def _start(self, name: str, _attributes: object) -> None:
        own = name.rpartition(":")[2].lower()
        if len(self.path) >= _DEPTH:
            raise self._broken("it is nested too deep", self.parser.CurrentLineNumber)
        self.path.append(own)
        if own in _ENTRY:
            self.values = {}

    def _characters(self, data: str) -> None:
        if self.path and (own := self.path[-1]) in _TAKEN and self._within():
            # An image within an entry has an address and a title too: those are none of the page's.
            self.values[own] = (self.values.get(own, "") + data)[:_TEXT]

    def _within(self) -> bool:
        above = self.path[-2] if len(self.path) > 1 else ""
        return above in _ENTRY or above in ("news", "publication")

    def _end(self, _name: str) -> None:
        own = self.path.pop()
        if own not in _ENTRY:
            return
        url = clean(self.values.get("loc"))
        if url is None or host_of(url) is None:
            return
        published = moment_of(self.values.get("publication_date"))
        said = Metadata(
            url=url,
            published=published,
            published_by="none" if published is None else "feed",
            publisher=clean(self.values.get("name")),
            language=language_code(clean(self.values.get("language"))),
        )
        changed = moment_of(self.values.get("lastmod")) or published
        self.ready.append(Lead(url, "list" if own == "sitemap" else "page", said, updated=changed))

    def _declared(self, *_values: object) -> None:
        raise self._broken("it declares entities, which no sitemap needs")

    def _broken(self, what: str, line: int | None = None) -> Malformed:
        return Malformed(
            f"{what}. What stands before it was taken.",
            hint="Tell the site's owners.",
            file=self.file,
            at=line,
        )
