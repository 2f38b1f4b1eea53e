"""Finding: the feed at an address, and three of its reports as they would be read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from tocsin.collect import (
    GUESSES,
    Captured,
    Document,
    Found,
    Kind,
    Lead,
    Metadata,
    Value,
    capture_served,
    feeds_named,
    found_in,
    gather,
    kind_named,
    kind_of,
    settled,
)
from tocsin.desk.collecting import Guests
from tocsin.desk.feeds import FOLDER, Feed, name_for
from tocsin.desk.looking import newest, readable_of, said_by
from tocsin.desk.place import Desk
from tocsin.desk.unread import unread_because
from tocsin.errors import CollectError, NoFeed, TocsinError, Unreachable
from tocsin.fetch import Answer, Visitor
from tocsin.nouns import iso_of

__all__ = ["SAMPLES", "Finding", "find_feed", "sample_row"]

SAMPLES = 3
NAMED = 5
_HEAD = 4_096
_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Finding:
    """A feed that was found, what it is, a few of its reports, and what was in the way."""

    feed: Feed
    title: str
    samples: tuple[Captured, ...]
    faults: tuple[TocsinError, ...]


def find_feed(
    desk: Desk,
    address: str,
    *,
    kind: str | None = None,
    name: str | None = None,
    options: Mapping[str, object] | None = None,
    guests: Guests | None = None,
) -> Finding:
    """Return the feed at an address of the web, a file or a folder, with three sample reports.

    Of a page, the feed is what it names; else what stands where feeds usually do; else the page
    itself. Nothing is entered. Raises `CollectError` where nothing is there, `KindFault`.
    """
    given = dict(options or {})
    if not address.lower().startswith(("http://", "https://")):
        return _of_path(desk, Path(address), kind, name, given)
    allow = tuple(str(given.get("allow") or "").split(",")) if "allow" in given else ()
    visitor = (guests or Guests()).of([one.strip() for one in allow if one.strip()])
    answer = visitor.get(address)
    own = kind_named(kind) if kind is not None else _kind(answer)
    if kind is None and own is not None and own.name == "page":
        answer, own = _behind(visitor, answer) or (answer, own)
    if own is None or not own.on_the_web:
        told = "no kind of source that can be watched" if own is None else f"{own.title}: a file"
        raise NoFeed(
            f"this is {told}.",
            hint="Save it, and add the file: tocsin add DESK FILE.",
            file=address,
        )
    values = settled(own, given)
    found = answer.asked if answer.asked != address else address
    feed = Feed(name or name_for(desk, found), own.name, found, given)
    samples, faults = _sampled(visitor, own, answer, values)
    return Finding(feed, own.title, samples, faults)


def sample_row(one: Captured) -> dict[str, Any]:
    """Return what a person is shown of a report before it is one: as it would be read."""
    report = one.report
    unread = unread_because(report)
    words = readable_of(report)
    return {
        "title": report.title,
        "publisher": report.publisher or report.host,
        "published": None if report.published is None else iso_of(report.published.start),
        "url": report.url,
        "language": report.language,
        "characters": len(words),
        "unread": None if unread is None else unread.message,
        "text": words[:_SHOWN],
    }


def _of_path(
    desk: Desk, path: Path, kind: str | None, name: str | None, given: Mapping[str, object]
) -> Finding:
    if not path.exists():
        raise Unreachable(
            "there is no such file, folder or web address.",
            hint="An address of the web begins with https://.",
            file=str(path),
        )
    whole = str(path.absolute())
    own: Kind | None = None
    if path.is_file():
        with path.open("rb") as stream:
            own = kind_named(kind) if kind else kind_of(stream.read(_HEAD), "", name=path.name)
    named = name or name_for(desk, whole)
    found: Iterator[Found] = gather([path])
    faults: tuple[TocsinError, ...] = ()
    if own is None:
        first = tuple(islice(found, SAMPLES * 4))
        samples = tuple(one for one in first if isinstance(one, Captured))[:SAMPLES]
        faults = tuple(one for one in first if isinstance(one, CollectError))[:SAMPLES]
        return Finding(Feed(named, FOLDER, whole, {}), "Files", samples, faults)
    values = settled(own, given)
    with path.open("rb") as stream:
        document = Document(
            whole, stream, path.stat().st_size, folder=str(path.parent), said=said_by(values)
        )
        first = tuple(islice(found_in(own, document, values), SAMPLES * 4))
    kept = [one if isinstance(one, Captured) else one.instead for one in first
            if isinstance(one, Captured | Lead)]  # fmt: skip
    samples = tuple(one for one in kept if one is not None)[:SAMPLES]
    faults = tuple(one for one in first if isinstance(one, CollectError))[:SAMPLES]
    return Finding(Feed(named, own.name, whole, dict(given)), own.title, samples, faults)


def _kind(answer: Answer) -> Kind | None:
    return kind_of(answer.body[:_HEAD], answer.media_type)


def _behind(visitor: Visitor, answer: Answer) -> tuple[Answer, Kind] | None:
    """Return the first feed that a page names, or that stands where feeds usually do."""
    try:
        named = feeds_named(answer.body, address=answer.url, charset=answer.charset)
    except CollectError:
        named = ()
    guesses = [urljoin(answer.url, one) for one in GUESSES]
    for url in dict.fromkeys([*(url for url, _ in named[:NAMED]), *guesses]):
        if named and url in guesses and url not in dict(named):
            break  # what it names leads nowhere: guessing would find another's
        try:
            found = visitor.get(url)
        except CollectError:
            continue
        kind = _kind(found)
        if kind is not None and kind.on_the_web and kind.name not in ("page", "pdf"):
            return found, kind
    return None


def _sampled(
    visitor: Visitor, kind: Kind, answer: Answer, values: Mapping[str, Value]
) -> tuple[tuple[Captured, ...], tuple[TocsinError, ...]]:
    found = list(_found(kind, answer, values))
    lists = newest([one for one in found if isinstance(one, Lead) and one.what == "list"])
    faults: list[TocsinError] = [one for one in found if isinstance(one, CollectError)]
    if lists and not any(isinstance(one, Lead) and one.what == "page" for one in found):
        try:
            found += list(_found(kind, visitor.get(lists[0].url), values))
        except CollectError as fault:
            faults.append(fault)
    samples = [one for one in found if isinstance(one, Captured)][:SAMPLES]
    include = str(values.get("include") or "")
    pages = [one for one in found if isinstance(one, Lead) and one.what == "page"]
    for lead in newest([one for one in pages if include in one.url]):
        if len(samples) >= SAMPLES or len(faults) > SAMPLES:
            break
        samples.extend(_of_lead(visitor, lead, values, faults))
    if not samples and not pages and not lists:
        raise (
            faults[0]
            if faults
            else NoFeed("nothing stands there yet.", hint="Look again later.", file=answer.url)
        )
    return tuple(samples), tuple(faults)


def _found(kind: Kind, answer: Answer, values: Mapping[str, Value]) -> Iterator[Found]:
    single = kind.name in ("page", "pdf")
    document = Document(
        answer.url,
        io.BytesIO(answer.body),
        len(answer.body),
        address=answer.url,
        media_type=answer.media_type,
        charset=answer.charset,
        said=said_by(values).or_else(Metadata(url=answer.url if single else None)),
    )
    return found_in(kind, document, values)


def _of_lead(
    visitor: Visitor, lead: Lead, values: Mapping[str, Value], faults: list[TocsinError]
) -> list[Captured]:
    if values.get("pages") is not False:
        try:
            answer = visitor.get(lead.url)
            said = said_by(values).or_else(lead.said)
            found = capture_served(
                answer.body,
                file=answer.url,
                media_type=answer.media_type,
                charset=answer.charset,
                said=replace(said, url=answer.url),
                otherwise=lead.otherwise,
            )
            kept = [one for one in found if isinstance(one, Captured)]
            if kept:
                return kept
        except CollectError as fault:
            faults.append(fault)
    return [] if lead.instead is None else [lead.instead]
