"""Syndication: RSS, RDF, Atom and JSON Feed documents, whose entries lead to reports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from tocsin.collect.captured import Captured, Limits, captured_of, too_large
from tocsin.collect.contained import contained
from tocsin.collect.decoding import Decoded, decode
from tocsin.collect.kinds import Document, Found, Lead, Value
from tocsin.collect.metadata import Metadata, clean, host_of, language_code
from tocsin.collect.moment import moment_of
from tocsin.collect.page import rendered
from tocsin.errors import CollectError, Malformed, NoFeed
from tocsin.nouns import Interval, Span

__all__ = ["find_json_feed", "find_rss", "looks_like_json_feed", "looks_like_rss"]

MOST = 5_000_000
"""Bytes of a feed's document that are taken."""

_ENTRIES = 2_000
_JSON_FEED = "https://jsonfeed.org/version/"
_RSS_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_ROOTS = (b"<rss", b"<feed", b"<rdf:RDF", b"<channel")


def looks_like_rss(head: bytes, media_type: str) -> bool:
    """Say whether a document is a feed in XML."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] != b"<" or b"<html" in start[:600].lower():
        return False
    return media_type in _RSS_TYPES or any(root in start for root in _ROOTS)


def looks_like_json_feed(head: bytes, media_type: str) -> bool:
    """Say whether a document is a JSON Feed."""
    return media_type == "application/feed+json" or (
        head.lstrip()[:1] == b"{" and b"jsonfeed.org/version/" in head.replace(b"\\/", b"/")
    )


def find_rss(document: Document, _options: Mapping[str, Value], limits: Limits) -> Iterator[Found]:
    """Yield a lead for each entry of an RSS, RDF or Atom document, in its order."""
    try:
        data = _whole(document)
        found = contained(
            "feed",
            data,
            file=document.file,
            address=document.address,
            media_type=document.media_type,
            charset=document.charset,
        )
    except CollectError as fault:
        yield fault
        return
    if not found["entries"] and not found["version"]:
        yield NoFeed(
            "this is no feed: it has no entries.",
            hint="Name the address of the feed itself.",
            file=document.file,
        )
        return
    if found["fault"] and not found["entries"]:
        yield _malformed(f"the feed is broken ({found['fault']})", document.file)
    if found["left_out"]:
        yield _malformed(
            f"the feed has {found['left_out']:,} entries more than are taken", document.file
        )
    channel = Metadata(
        publisher=clean(found["title"]), language=language_code(clean(found["language"]))
    )
    for number, entry in enumerate(found["entries"], start=1):
        yield from _lead(entry, number, channel, document, limits)


def find_json_feed(
    document: Document, _options: Mapping[str, Value], limits: Limits
) -> Iterator[Found]:
    """Yield a lead for each item of a JSON Feed, in its order."""
    try:
        row = json.loads(decode(_whole(document)).text)
    except CollectError as fault:
        yield fault
        return
    except (ValueError, RecursionError):
        yield _malformed("the feed is no JSON", document.file)
        return
    items = row.get("items") if isinstance(row, dict) else None
    if not isinstance(items, list):
        yield NoFeed(
            "this is no JSON Feed: it has no items.",
            hint="Name the address of the feed itself.",
            file=document.file,
        )
        return
    channel = Metadata(
        publisher=clean(row.get("title")), language=language_code(clean(row.get("language")))
    )
    for number, item in enumerate(items[:_ENTRIES], start=1):
        if not isinstance(item, dict):
            yield _malformed(f"item {number} is no object", document.file)
            continue
        yield from _lead(_item(item), number, channel, document, limits)


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item of a JSON Feed with the names that entries have."""
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    plain = item.get("content_text")
    html = item.get("content_html") or item.get("summary") or ""
    return {
        "id": item.get("id"),
        "title": item.get("title"),
        "link": item.get("url") or item.get("external_url"),
        "published": item.get("date_published"),
        "updated": item.get("date_modified"),
        "author": first.get("name") if isinstance(first, dict) else None,
        "html": html if isinstance(html, str) else "",
        "plain": plain if isinstance(plain, str) else None,
    }


def _lead(
    entry: Mapping[str, Any],
    number: int,
    channel: Metadata,
    document: Document,
    limits: Limits,
) -> Iterator[Found]:
    where = f"{document.file}#{number}"
    link = _link(entry, document.address)
    published = _moment(entry, "published")
    if published is None and (written := clean(entry.get("published"))) is not None:
        yield _malformed(f"{written[:100]!r} is no date that can be read", where)
    updated = _moment(entry, "updated")
    stated = Metadata(
        title=clean(entry.get("title")),
        published=published,
        published_by="none" if published is None else "feed",
        updated=updated,
        author=clean(entry.get("author")),
        url=link,
    )
    # The feed of one who passes others on names each entry's own outlet.
    own = Metadata(publisher=clean(entry.get("source"))).or_else(document.said)
    try:
        instead = _own(entry, stated.or_else(own), channel, where, limits)
    except CollectError as fault:
        yield fault
        instead = None
    if link is None:
        yield instead or _malformed(f"entry {number} has neither an address nor a text", where)
        return
    # What the page says of its title and author goes before what the feed shortened.
    told = Metadata(
        published=published,
        published_by=stated.published_by,
        url=link,
        publisher=own.publisher,
        language=document.said.language,
    )
    own_site = host_of(link) == host_of(document.address)
    otherwise = Metadata(
        title=stated.title,
        author=stated.author,
        publisher=channel.publisher if own_site else None,
    )
    yield Lead(link, said=told, otherwise=otherwise, updated=updated or published, instead=instead)


def _own(
    entry: Mapping[str, Any], said: Metadata, channel: Metadata, where: str, limits: Limits
) -> Captured | None:
    """Return the report that an entry itself holds: its title, a blank line and its text."""
    # Half of a surrogate pair is no character: JSON can write it, and nothing can store it.
    html, plain = (
        str(entry.get(name) or "").encode("utf-8", "replace").decode("utf-8").replace("\0", "")
        for name in ("html", "plain")
    )
    body = plain or (rendered(html, file=where, limits=limits)[0] if html else "")
    title = said.title or ""
    if not body.strip():
        return None
    titled = bool(title) and title not in body
    text = f"{title}\n\n{body}" if titled else body
    data = json.dumps(dict(entry), ensure_ascii=True, sort_keys=True).encode()
    return captured_of(
        data,
        Decoded(text, "utf-8", 0),
        file=said.url or where,
        media_type="application/json",
        said=said.or_else(Metadata(publisher=channel.publisher)),
        layout=[(Span(0, len(title)), "headline")] if titled else [],
        language=channel.language,
        limits=limits,
    )


def _link(entry: Mapping[str, Any], base: str | None) -> str | None:
    for name in ("link", "id"):
        written = clean(entry.get(name))
        if written is None:
            continue
        try:
            whole = urljoin(base or "", written) if name == "link" else written
        except ValueError:
            continue
        if whole.lower().startswith(("http://", "https://")) and host_of(whole):
            return whole
    return None


def _moment(entry: Mapping[str, Any], name: str) -> Interval | None:
    written = entry.get(name)
    stated = moment_of(written) if isinstance(written, str) else None
    return stated or moment_of(entry.get(f"{name}_parsed"))


def _whole(document: Document) -> bytes:
    data = document.stream.read(MOST + 1)
    if len(data) > MOST:
        raise too_large(
            max(document.size, len(data)), MOST, "bytes", file=document.file, kept=False
        )
    return data


def _malformed(what: str, file: str) -> Malformed:
    return Malformed(f"{what}.", hint="Tell its makers; what can be read of it is.", file=file)
