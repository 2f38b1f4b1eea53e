"""Web archives: WARC files, packed or not, WACZ packages of them, and CDX indexes into them."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from tocsin.collect.captured import Limits, too_large
from tocsin.collect.kinds import Document, Found, Lead, Value
from tocsin.collect.metadata import Metadata, clean, host_of
from tocsin.collect.served import capture_served
from tocsin.collect.unpacking import unpacked
from tocsin.collect.warc import Record, records
from tocsin.errors import CollectError, Malformed, NoFeed, NotText

__all__ = ["find_cdx", "find_wacz", "find_warc", "looks_like_wacz", "looks_like_warc"]

_TAKEN = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
_OK = 200
_WANTED = frozenset({"response", "resource", "conversion"})
_MEMBERS = 1_000
_LINE = 100_000
_RATIO = 200
"""How much larger a member of a package may be than it is packed: text seldom gets to a tenth."""


def looks_like_warc(head: bytes, media_type: str) -> bool:
    """Say whether a document is a WARC file, packed or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 100)
        except zlib.error:
            return False
    return head.startswith(b"WARC/") or media_type == "application/warc"


def looks_like_wacz(head: bytes, media_type: str) -> bool:
    """Say whether a document is a WACZ package."""
    named = b"datapackage.json" in head or b"archive/" in head or b"indexes/" in head
    return media_type == "application/wacz" or (head.startswith(b"PK\x03\x04") and named)


def find_warc(document: Document, options: Mapping[str, Value], limits: Limits) -> Iterator[Found]:
    """Yield the report of each page that a WARC file holds: answers with status 200 and resources.

    Pictures, styles and the like are passed over; a page that was captured twice with the same
    bytes is the same report. One record is held at a time.
    """
    taken = 0
    for found in _records(document.stream, document.file, document.said, options, limits):
        taken += 1
        yield found
    if not taken:
        yield _nothing(document.file)


def find_wacz(document: Document, options: Mapping[str, Value], limits: Limits) -> Iterator[Found]:
    """Yield the reports of the WARC files in a WACZ package. Nothing is unpacked to a disk."""
    taken = 0
    try:
        with zipfile.ZipFile(document.stream) as package:
            for member in _archives(package, document.file):
                if isinstance(member, CollectError):
                    yield member
                    continue
                where = f"{document.file}#{PurePosixPath(member.filename).name}"
                with package.open(member) as stream:
                    bounded = io.BufferedReader(_Bounded(stream, member))
                    for found in _records(bounded, where, document.said, options, limits):
                        taken += 1
                        yield found
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError,
            RuntimeError) as fault:  # fmt: skip
        yield _broken(f"this is no sound package ({_said(fault)})", document.file)
        return
    if not taken:
        yield _nothing(document.file)


def find_cdx(document: Document, options: Mapping[str, Value], limits: Limits) -> Iterator[Found]:
    """Yield what an index of captures leads to: records of the WARC files beside it, else leads.

    A lead is the page's address as the option `replay` makes it, with {url} and {timestamp}; where
    that is empty, the address itself: today's page, and not the one that was captured.
    """
    replay = str(options.get("replay") or "")
    include = str(options.get("include") or "")
    taken = 0
    fields: dict[str, int] = {}
    while line := document.stream.readline(_LINE):
        if line.lstrip().startswith(b"CDX "):
            fields = {name.decode("latin-1"): n for n, name in enumerate(line.split()[1:])}
            continue
        row = _row(line, fields)
        if row is None or row.get("status") not in (None, "200", "-"):
            continue
        url = clean(row.get("url"))
        kind = row.get("mime")
        if url is None or host_of(url) is None or include not in url:
            continue
        if kind not in (None, "-", "warc/revisit") and kind not in _TAKEN:
            continue
        taken += 1
        beside = _beside(document, row)
        if beside is not None:
            yield from _at(beside, row, document, options, limits)
            continue
        address = replay.replace("{timestamp}", row.get("timestamp") or "").replace("{url}", url)
        yield Lead(address or url, said=document.said.or_else(Metadata(url=url)))
    if not taken:
        yield NoFeed(
            "the index names no page that could be read.",
            hint="Name a CDX or CDXJ file.",
            file=document.file,
        )


def _records(
    stream: BinaryIO, file: str, said: Metadata, options: Mapping[str, Value], limits: Limits
) -> Iterator[Found]:
    include = str(options.get("include") or "")
    try:
        for record in records(stream, file=file, most=limits.file_bytes, kinds=_WANTED):
            url = clean(record.headers.get("warc-target-uri", "").strip("<>"))
            answered = record.http if record.status is not None else record.headers
            media_type, charset = _declared(answered.get("content-type", ""))
            page = media_type in _TAKEN and record.status in (None, _OK) and url is not None
            if page and include in (url or ""):
                own = said.or_else(Metadata(url=url, host=host_of(url)))
                yield from _page(record, f"{file}#{url}", media_type, charset, own, limits)
    except CollectError as fault:
        yield fault


def _page(
    record: Record,
    where: str,
    media_type: str,
    charset: str | None,
    said: Metadata,
    limits: Limits,
) -> Iterator[Found]:
    try:
        if record.body is None:
            raise too_large(record.size, limits.file_bytes, "bytes", file=where, kept=False)
        chunked = "chunked" in record.http.get("transfer-encoding", "").lower()
        sent = _dechunked(record.body, where) if chunked else record.body
        encoding = record.http.get("content-encoding", "")
        body = b"".join(unpacked([sent], encoding, most=limits.file_bytes, file=where))
    except CollectError as fault:
        yield fault
        return
    yield from capture_served(
        body, file=where, media_type=media_type, charset=charset, said=said, limits=limits
    )


def _declared(content_type: str) -> tuple[str, str | None]:
    """Return the media type and the charset that a header declares."""
    media_type, _, rest = content_type.partition(";")
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", rest, re.IGNORECASE)
    return media_type.strip().lower(), found.group(1) if found else None


def _dechunked(sent: bytes, file: str) -> bytes:
    """Return the content of a body that was sent in chunks; one that is not chunked as it is.

    Some crawlers undo the chunks and keep the header.
    """
    pieces: list[bytes] = []
    at = 0
    while at < len(sent):
        end = sent.find(b"\r\n", at, at + 100)
        try:
            size = int(sent[at:end].partition(b";")[0].strip() or b"x", 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            if at == 0:
                return sent
            raise _broken("its chunks are broken", file)
        if size == 0:
            return b"".join(pieces)
        pieces.append(sent[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    raise _broken("its content breaks off before its end", file)


def _archives(package: zipfile.ZipFile, file: str) -> Iterator[zipfile.ZipInfo | CollectError]:
    members = package.infolist()
    if len(members) > _MEMBERS:
        yield _broken(f"the package has {len(members):,} members, more than are looked at", file)
    for member in members[:_MEMBERS]:
        name = member.filename.lower()
        if not name.endswith((".warc", ".warc.gz")):
            continue
        if member.flag_bits & 1:
            yield NotText("the package is locked by a password.", hint="Save it open.", file=file)
        elif member.file_size > _RATIO * max(member.compress_size, 1_000):
            yield _broken(f"{clean(member.filename)} would unpack to far more than it is", file)
        else:
            yield member


class _Bounded(io.RawIOBase):
    """A member of a package, of which no more is read than it says that it has."""

    def __init__(self, inner: Any, member: zipfile.ZipInfo) -> None:
        self._inner = inner
        self._left = member.file_size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._inner.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)


def _row(line: bytes, fields: Mapping[str, int]) -> dict[str, str] | None:
    """Return a line of an index by name: CDXJ, or CDX by its header, else in its usual order."""
    text = line.decode("utf-8", "replace").strip()
    if text.endswith("}") and "{" in text:
        key, _, told = text.partition("{")
        try:
            row = json.loads("{" + told)
        except (ValueError, RecursionError):
            return None
        found = {name: str(value) for name, value in row.items() if isinstance(value, str | int)}
        return {**found, "timestamp": (key.split() or [""])[-1]}
    parts = text.split()
    order = fields or {"N": 0, "b": 1, "a": 2, "m": 3, "s": 4, "k": 5, "S": 6, "V": 7, "g": 8}
    names = {"a": "url", "b": "timestamp", "m": "mime", "s": "status", "V": "offset",
             "g": "filename"}  # fmt: skip
    if not fields and len(parts) == 11:
        order = {"b": 1, "a": 2, "m": 3, "s": 4, "V": 9, "g": 10}
    if len(parts) < 3:
        return None
    return {names[n]: parts[at] for n, at in order.items() if n in names and at < len(parts)}


def _beside(document: Document, row: Mapping[str, str]) -> str | None:
    """Return the WARC file that a line names, where it lies in the index's own folder."""
    name = row.get("filename") or ""
    plain = PurePosixPath(name.replace("\\", "/")).name
    if document.folder is None or not plain or plain != name or not row.get("offset"):
        return None
    from pathlib import Path

    path = Path(document.folder) / plain
    return str(path) if path.is_file() and not path.is_symlink() else None


def _at(
    path: str,
    row: Mapping[str, str],
    document: Document,
    options: Mapping[str, Value],
    limits: Limits,
) -> Iterator[Found]:
    try:
        offset = int(row["offset"])
        with open(path, "rb") as stream:  # noqa: PTH123  a stream is what is wanted
            stream.seek(max(0, offset))
            found = next(_records(stream, path, document.said, options, limits), None)
        if found is not None:
            yield found
    except (OSError, ValueError, OverflowError) as fault:
        yield _broken(f"the record it names cannot be found ({_said(fault)})", document.file)


def _nothing(file: str) -> NoFeed:
    return NoFeed(
        "the archive holds no page that could be read.",
        hint="Look at the option include, and at what was captured.",
        file=file,
    )


def _said(fault: Exception) -> str:
    return " ".join(str(fault).split())[:160] or type(fault).__name__


def _broken(what: str, file: str) -> Malformed:
    return Malformed(f"{what}.", hint="Capture it anew; what was whole is taken.", file=file)
