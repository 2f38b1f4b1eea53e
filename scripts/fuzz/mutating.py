"""Mutating: a document broken in a way that its number says, the same one for ever."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

__all__ = ["LONGEST", "mutated"]

LONGEST = 60_000
"""Bytes that a broken document has at most."""

TOKENS: tuple[bytes, ...] = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r\n",
    b"\r\n\r\n",
    b"\n\n",
    b"\x1b[2J",
    b"<",
    b">",
    b"</",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"<!DOCTYPE x [<!ENTITY a '&a;'>]>",
    b"&a;",
    b"&#0;",
    b"&#xD800;",
    b'"',
    b"'",
    b"\\",
    b"\\ud800",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"NaN",
    b"1e999",
    b"-1",
    b"0",
    b"99999999999999999999",
    b"2022-99-99",
    b"0001-01-01T00:00:00+23:59",
    b"--",
    b"---\n",
    b"--b",
    b"From ",
    b"Content-Length: ",
    b"Content-Type: text/html; charset=",
    b"charset=utf-7",
    b"Content-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"ffffffff\r\n",
    b"http://[",
    b"//",
    b"../../../x",
    b"\xe2\x80\xae",
    b"=cmd|' /C x'!A0",
    b"%",
    b"%00",
    b"&a [*a]",
    b"!!python/object:x ",
    b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PAR1",
    b"WARC/1.0\r\n",
    b"endobj",
    b"stream\n",
)

NUMBER = re.compile(rb"\d+")
NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483648", b"18446744073709551616", b"9" * 400, b"1.5")


def mutated(data: bytes, others: Sequence[bytes], number: int) -> bytes:
    """Return `data` broken in the way that `number` says; `others` are what may be mixed in.

    Of `random` only what it promises to keep for ever is used: the same number always gives the
    same bytes, on every Python.
    """
    rng = random.Random(number)
    for _ in range(1 + int(rng.random() ** 2 * 6)):
        act = ACTS[_below(rng, len(ACTS))]
        data = act(data, others, rng)[:LONGEST]
    return data


def _below(rng: random.Random, most: int) -> int:
    return int(rng.random() * most) if most > 0 else 0


def _span(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = _below(rng, len(data) + 1)
    return start, min(len(data), start + 1 + int(rng.random() ** 3 * len(data)))


def _flip(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    at = _below(rng, len(data))
    return (
        data[:at] + bytes(one ^ (1 << _below(rng, 8)) for one in data[at : at + 1]) + data[at + 1 :]
    )


def _byte(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    at = _below(rng, len(data))
    return data[:at] + bytes((_below(rng, 256),)) + data[at + 1 :]


def _cut(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def _end(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    return data[: _below(rng, len(data))]


def _again(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:end] + data[start:end] * (1 + int(rng.random() ** 6 * 3_000)) + data[end:]


def _put(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    at = _below(rng, len(data) + 1)
    return data[:at] + TOKENS[_below(rng, len(TOKENS))] + data[at:]


def _over(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + TOKENS[_below(rng, len(TOKENS))] + data[end:]


def _splice(data: bytes, others: Sequence[bytes], rng: random.Random) -> bytes:
    if not others:
        return data
    other = others[_below(rng, len(others))]
    start, end = _span(other, rng)
    at, to = _span(data, rng)
    return data[:at] + other[start:end] + data[to:]


def _count(data: bytes, _others: Sequence[bytes], rng: random.Random) -> bytes:
    """Put another number in the place of one."""
    found = list(NUMBER.finditer(data))
    if not found:
        return data
    one = found[_below(rng, len(found))]
    return data[: one.start()] + NUMBERS[_below(rng, len(NUMBERS))] + data[one.end() :]


ACTS: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    _flip,
    _byte,
    _cut,
    _end,
    _again,
    _put,
    _over,
    _splice,
    _count,
)
