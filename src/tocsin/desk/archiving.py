"""Archiving: all captured bytes of a desk as one WARC file, for the tools of web archives."""

from __future__ import annotations

import re
import zlib
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from http.client import responses
from pathlib import Path
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from tocsin import __version__
from tocsin.desk.packing import fresh
from tocsin.desk.place import Desk
from tocsin.ledger import FeedLook, Ledger
from tocsin.nouns import Report, iso_of

__all__ = ["Archived", "archive"]

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_SENT = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Headers that tell of the body as it was sent; what is kept is the body unpacked."""

_KEPT = "/:?#[]@!$&'()*+,;=%-._~"
_OK = range(200, 300)

Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Archived:
    """An archive: how many reports went in, of how many the server's answer, the size of all."""

    file: Path
    reports: int
    answers: int
    size: int


def archive(desk: Desk, to: Path) -> Archived:
    """Write the bytes of all reports of a desk to a new WARC 1.1 file, each record packed alone.

    A page whose bytes a look has is the answer to it, with status and headers; all else is a
    resource under the report's own name. Behind each stands a record of what is known of it. What
    was erased is not in there; the same desk gives the same bytes. Raises `Refused` where the file
    is there already.
    """
    count = answers = 0
    with fresh(to) as writing, desk.ledger(read_only=True) as ledger, ledger.snapshot():
        recorded = sorted((at, report) for report, at in ledger.recorded())
        newest = recorded[-1][0] if recorded else datetime(1970, 1, 1, tzinfo=UTC)
        looks = _looks(ledger)
        away = ledger.withdrawn()
        writing.write(_opening(newest))
        for _, own in recorded:
            report = ledger.report(own)
            data = ledger.data(report.sha256)
            look = looks.get(own)
            if look is not None and look.sha256 != report.sha256:
                look = None  # its bytes came with others, or otherwise: no answer is made up
            count += 1
            answers += look is not None
            for record in _records(ledger, report, data, look, withdrawn=own in away):
                writing.write(record)
    return Archived(to, count, answers, to.stat().st_size)


def _looks(ledger: Ledger) -> dict[str, FeedLook]:
    """Return, by report, the first look whose answer it was."""
    found: dict[str, FeedLook] = {}
    for feed in sorted({name for name, _, _ in ledger.feed_days()}):
        for look in ledger.looks(feed):
            whole = look.sha256 is not None and look.status in _OK and look.final is not None
            if look.report is not None and whole:
                found.setdefault(look.report, look)
    return found


def _opening(at: datetime) -> bytes:
    told = (
        ("software", f"Tocsin/{__version__}"),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
    )  # fmt: skip
    return _record("warcinfo", f"info {iso_of(at)}", at, "application/warc-fields", _lines(told))


def _records(
    ledger: Ledger, report: Report, data: bytes, look: FeedLook | None, *, withdrawn: bool
) -> Iterator[bytes]:
    captures = ledger.captures(report.id)
    at = look.at if look is not None else captures[0].at
    if look is None:
        where = f"urn:tocsin:report:{report.id}"
        own = {"WARC-Target-URI": where, "WARC-Payload-Digest": _digest(data)}
        yield _record("resource", report.id, at, _type_of(report), data, own)
    else:
        where = _address(look.final or look.address)
        own = {"WARC-Target-URI": where, "WARC-Payload-Digest": _digest(data)}
        answer = _head(look, len(data)) + data
        kind = "application/http;msgtype=response"
        yield _record("response", report.id, at, kind, answer, own)
    known = {
        "report": report.id,
        "sha256": report.sha256,
        "file": report.file,
        "asked": look.address if look is not None else None,
        "title": report.title,
        "publisher": report.publisher,
        "author": report.author,
        "url": report.url,
        "published": iso_of(report.published.start) if report.published else None,
        "language": report.language,
        "withdrawn": "yes" if withdrawn else None,
    }
    told = [(name, value) for name, value in known.items() if value]
    told += [("captured", f"{iso_of(one.at)} {one.feed}") for one in captures]
    beside = {"WARC-Target-URI": where, "WARC-Refers-To": _id_of("of", report.id)}
    yield _record(
        "metadata", f"known {report.id}", at, "application/warc-fields", _lines(told), beside
    )


def _head(look: FeedLook, size: int) -> bytes:
    """Return the head of an answer, with what told of its body as it was sent under other names."""
    status = look.status or 200
    lines = [f"HTTP/1.1 {status} {responses.get(status, '')}".rstrip()]
    for name, value in look.headers.items():
        if _NAME.fullmatch(name):
            shown = f"x-archive-orig-{name}" if name.lower() in _SENT else name
            lines.append(f"{shown}: {_plain(str(value))}")
    lines.append(f"content-length: {size}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace")


def _type_of(report: Report) -> str:
    charset = f"; charset={report.charset}" if report.media_type.startswith("text/") else ""
    return _plain(f"{report.media_type}{charset}")


def _record(
    kind: str,
    name: str,
    at: datetime,
    content_type: str,
    block: bytes,
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Return a record, packed; `name` makes its id, so that the same record has the same."""
    of = "of" if kind in ("response", "resource") else kind
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": _id_of(of, name),
        "WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        **(more or {}),
        "WARC-Block-Digest": _digest(block),
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{field}: {_plain(value)}\r\n" for field, value in head.items())
    whole = f"WARC/1.1\r\n{lines}\r\n".encode("utf-8", "replace") + block + b"\r\n\r\n"
    return zlib.compress(whole, 6, wbits=31)  # gzip, without a date


def _lines(told: Fields) -> bytes:
    text = "".join(f"{name}: {_plain(value)}\r\n" for name, value in told)
    return text.encode("utf-8", "replace")


def _plain(value: str) -> str:
    """Return a value on one line: none can add a header, or end a head."""
    return _UNSEEN.sub(" ", value).strip()


def _address(url: str) -> str:
    return quote(_plain(url), safe=_KEPT)


def _id_of(kind: str, name: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, f'urn:tocsin:{kind}:{name}')}>"


def _digest(data: bytes) -> str:
    # SHA-1 in base 32 is what the tools of web archives check; the SHA-256 stands beside it.
    return "sha1:" + b32encode(sha1(data, usedforsecurity=False).digest()).decode()
