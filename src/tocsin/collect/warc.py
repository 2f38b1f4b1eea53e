"""WARC: the records of a web archive's file, one at a time, whatever its state."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from tocsin.collect.unpacking import Unpacked
from tocsin.errors import Malformed

__all__ = ["Record", "records"]

_LINE = 65_536
_LINES = 500
_BLANKS = 1_000
_PIECE = 65_536
_GZIP = b"\x1f\x8b"
_VERSION = re.compile(rb"WARC/\d{1,3}\.\d{1,3}\s*")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its own headers, those of the answer that it holds, and what follows them.

    Names of headers are in lower case. `status` is None where it holds no answer of HTTP. `body` is
    None where it has more bytes than are taken; `size` says how many it is said to have.
    """

    number: int
    headers: Mapping[str, str]
    status: int | None
    http: Mapping[str, str]
    body: bytes | None
    size: int


def records(stream: BinaryIO, *, file: str, most: int, kinds: frozenset[str]) -> Iterator[Record]:
    """Yield the records of these types in a WARC file, packed by gzip (whole or by record) or not.

    A body of more than `most` bytes is passed over. Raises `Malformed` where the file breaks its
    rules or breaks off: what stood before was yielded.
    """
    source = _source(stream, file)
    number = 0
    while (headers := _head(source, file, number)) is not None:
        number += 1
        size = _size(headers, file, number)
        if headers.get("warc-type") not in kinds:
            _passed(source, size, file, number)
            continue
        status: int | None = None
        http: dict[str, str] = {}
        left = size
        if headers.get("content-type", "").lower().startswith("application/http"):
            status, http, left = _http(source, size, file, number)
        body = None
        if left > most:
            _passed(source, left, file, number)
        else:
            body = source.read(left)
            if len(body) < left:
                raise _broken(number, "breaks off before its end", file)
        yield Record(number, headers, status, http, body, left)


def _source(stream: BinaryIO, file: str) -> io.BufferedIOBase:
    head = stream.read(2)
    joined = _Joined(head, stream)
    if head != _GZIP:
        return io.BufferedReader(joined, _PIECE)
    return io.BufferedReader(Unpacked(io.BufferedReader(joined, _PIECE), file=file), _PIECE)


class _Joined(io.RawIOBase):
    """The bytes that were looked at, and the stream that they were taken from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def _head(source: io.BufferedIOBase, file: str, number: int) -> dict[str, str] | None:
    """Return the headers of the next record, None behind the last."""
    for _ in range(_BLANKS):
        line = source.readline(_LINE)
        if not line:
            return None
        if line.strip():
            break
    if not _VERSION.fullmatch(line):
        what = "is no WARC file" if number == 0 else "is followed by what is no record"
        raise _broken(number, what, file)
    headers, _ = _headers(source, file, number + 1)
    return headers


def _headers(source: io.BufferedIOBase, file: str, number: int) -> tuple[dict[str, str], int]:
    """Return headers up to the blank line, and how many bytes they took."""
    found: dict[str, str] = {}
    taken = 0
    for _ in range(_LINES):
        line = source.readline(_LINE)
        taken += len(line)
        if not line.endswith(b"\n"):
            raise _broken(number, "has headers without an end", file)
        if not line.strip():
            return found, taken
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    raise _broken(number, "has more headers than are read", file)


def _http(
    source: io.BufferedIOBase, size: int, file: str, number: int
) -> tuple[int | None, dict[str, str], int]:
    line = source.readline(min(_LINE, size))
    match = _STATUS.match(line)
    if match is None:
        return None, {}, max(0, size - len(line))
    headers, taken = _headers(source, file, number)
    left = size - len(line) - taken
    if left < 0:
        raise _broken(number, "has headers that go beyond its end", file)
    return int(match.group(1)), headers, left


def _size(headers: Mapping[str, str], file: str, number: int) -> int:
    written = headers.get("content-length", "")
    if not (written.isascii() and written.isdigit() and len(written) < 16):
        raise _broken(number, "does not say how long it is", file)
    return int(written)


def _passed(source: io.BufferedIOBase, size: int, file: str, number: int) -> None:
    left = size
    while left > 0:
        piece = source.read(min(left, _PIECE))
        if not piece:
            raise _broken(number, "breaks off before its end", file)
        left -= len(piece)


def _broken(number: int, what: str, file: str) -> Malformed:
    where = f"record {number}" if number else "it"
    return Malformed(
        f"{where} {what}.", hint="Capture it anew; what was whole is taken.", file=file
    )
