"""Unpacking: compressed bytes made whole again, never more of them than are taken."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from tocsin.errors import Malformed, TooLarge

__all__ = ["ENCODINGS", "Unpacked", "unpacked"]

ENCODINGS = ("gzip", "x-gzip", "deflate", "identity")
"""The encodings of content that are undone; no other is ever asked for."""

_PIECE = 65_536
_MEMBERS = 10_000_000
_ALL = 1 << 40


def unpacked(pieces: Iterable[bytes], encoding: str, *, most: int, file: str) -> Iterator[bytes]:
    """Yield the bytes that `pieces` stand for under a content encoding, at most `most` of them.

    Raises `TooLarge` beyond that, as soon as it is known (a megabyte of gzip can stand for a
    gigabyte), and `Malformed` for an encoding that is not known, for broken data, and for data
    that ends before its end.
    """
    made = 0
    named = encoding.strip().lower() or "identity"
    if named not in ENCODINGS:
        raise Malformed(
            f"its content is encoded as {named[:40]!r}, which is not read.",
            hint="Nothing can be done from here: the server sends what was not asked for.",
            file=file,
        )
    source = pieces if named == "identity" else _inflated(pieces, named, file)
    for piece in source:
        made += len(piece)
        if made > most:
            raise TooLarge(
                f"it has more than the {most:,} bytes that are taken, unpacked. Not kept.",
                hint="Leave it out, or name a smaller part of it.",
                file=file,
            )
        if piece:
            yield piece


def _inflated(pieces: Iterable[bytes], named: str, file: str) -> Iterator[bytes]:
    engine = _Engine(raw=False) if named == "deflate" else _Engine(gzip=True)
    begun = False
    try:
        for piece in pieces:
            data = piece
            if not begun and named == "deflate" and data:
                # Some servers send bare deflate under that name, without the two bytes of zlib.
                engine = _Engine(raw=(data[0] & 0x0F) != 8)
            begun = begun or bool(data)
            yield from engine.fed(data)
    except zlib.error:
        raise Malformed(
            "its compressed content is broken.", hint="Capture it anew.", file=file
        ) from None
    if begun and not engine.done:
        raise Malformed(
            "its compressed content breaks off before its end.",
            hint="Capture it anew.",
            file=file,
        )


class _Engine:
    """A decompressor that goes on with the next member where one ends, piece by piece."""

    def __init__(self, *, gzip: bool = False, raw: bool = False) -> None:
        self.window = 16 + zlib.MAX_WBITS if gzip else -zlib.MAX_WBITS if raw else zlib.MAX_WBITS
        self.gzip = gzip
        self.inner = zlib.decompressobj(self.window)
        self.members = 1

    @property
    def done(self) -> bool:
        return self.inner.eof

    def fed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self.inner.eof:
                data = data.lstrip(b"\0")
                if not data or not self.gzip or not data.startswith(b"\x1f"):
                    return  # what stands behind the end is no part of it
                self.members += 1
                if self.members > _MEMBERS:
                    raise zlib.error("too many members")
                self.inner = zlib.decompressobj(self.window)
            yield self.inner.decompress(data, _PIECE)
            data = self.inner.unconsumed_tail or self.inner.unused_data


class Unpacked(io.RawIOBase):
    """What a stream packed by gzip stands for, as a stream; its faults are raised as they come."""

    def __init__(self, inner: BinaryIO, *, file: str, most: int = _ALL) -> None:
        self._pieces = unpacked(iter(lambda: inner.read(_PIECE), b""), "gzip", most=most, file=file)
        self._held = b""
        self._at = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` as far as the next piece goes. Raises `Malformed`, `TooLarge`."""
        if self._at >= len(self._held):
            self._held, self._at = next(self._pieces, b""), 0
        size = min(len(buffer), len(self._held) - self._at)
        buffer[:size] = self._held[self._at : self._at + size]
        self._at += size
        return size
