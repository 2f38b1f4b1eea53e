"""Pictures: what tells where, when and with what one was taken becomes zeros; its pixels stay.

A picture is walked by its parts, and what is needed to draw it is named; all else is filled with
zeros in its place. Nothing is encoded anew, so the pixels are those that came, and nothing moves.
Sources: ITU T.81 (JPEG), JFIF 1.02, W3C PNG (third edition), GIF89a, RFC 9649 (WebP).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

__all__ = ["END", "blanked"]

END = -1
"""The end of a picture that has none: it breaks off."""

_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
_GIF = (b"GIF87a", b"GIF89a")
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_JXL = (b"\0\0\0\x0cJXL \r\n\x87\n", b"\0\0\0\x0cjP  \r\n\x87\n")
_BRANDS = frozenset(
    {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
    | {b"crx ", b"miaf", b"MA1A", b"MA1B", b"jpeg", b"jxl "}
)

# Markers of JPEG whose segments are needed to draw it: frames, tables, scans, intervals, lines.
_DRAWN = frozenset({0xC4, 0xCC, 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, *range(0xC0, 0xD0)})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_FIRST = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, *range(0xE0, 0xF0), 0xFE})
_JFIF, _ADOBE = 14, 12

_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs cICP acTL fcTL fdAT".split()
)
_VOID = b"voId"
"""A private, ancillary chunk that every reader passes over."""

_WEBP = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_TOLD = 0x20 | 0x08 | 0x04  # colour profile, Exif and XMP, in the flags of VP8X
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_SUB = 255


def blanked(data: bytes) -> tuple[bytes, int] | None:
    """Return a picture without what it tells beside its pixels, as long as it was, and its end.

    None where `data` begins with no picture. JPEG, PNG, GIF and WebP keep what draws them; of one
    that breaks off, or is none within, everything from there on is zeros, and its end is `END`.
    TIFF, HEIF, AVIF, JPEG XL and JPEG 2000 become zeros behind their first bytes: what of them
    draws and what tells is not told apart here. What stands behind the end is not touched.
    """
    kept = bytearray(data)
    walk = _walk(data)
    if walk is None:
        return None
    try:
        end = walk(kept)
    except _BrokenOffError as broken:
        kept[broken.at :] = bytes(len(kept) - broken.at)
        end = END
    return bytes(kept), end


class _BrokenOffError(Exception):
    """A picture is none from here on."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def _walk(data: bytes) -> Callable[[bytearray], int] | None:
    head = bytes(data[:16])
    if head.startswith(_JPEG):
        return _jpeg if _begins(data) else None
    if head.startswith(_PNG):
        return _png
    if head.startswith(_GIF):
        return _gif
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp
    if head.startswith((*_TIFF, *_JXL)) or (head[4:8] == b"ftyp" and head[8:12] in _BRANDS):
        return _nothing
    return None


def _begins(data: bytes) -> bool:
    """Say whether a JPEG begins here, and no three letters that look like it."""
    if len(data) < 6 or data[3] not in _FIRST:
        return False
    behind = 4 + int.from_bytes(data[4:6], "big")
    if behind + 1 < len(data):
        return data[behind] == 0xFF
    return data[6:10] in (b"Exif", b"JFIF", b"http", b"ICC_", b"Phot", b"Adob")


def _nothing(kept: bytearray) -> int:
    raise _BrokenOffError(min(12, len(kept)))


def _jpeg(kept: bytearray) -> int:
    at = 2
    while True:
        if kept[at : at + 1] != b"\xff":
            raise _BrokenOffError(at)
        while kept[at + 1 : at + 2] == b"\xff":
            at += 1  # fill
        marker = kept[at + 1] if at + 1 < len(kept) else None
        if marker is None or marker == 0:
            raise _BrokenOffError(at)
        at += 2
        if marker == 0xD9:
            return at
        if marker in _ALONE:
            continue
        size = int.from_bytes(kept[at : at + 2], "big")
        if size < 2 or at + size > len(kept):
            raise _BrokenOffError(min(at + 2, len(kept)))
        if marker not in _DRAWN:
            _segment(kept, marker, at + 2, at + size)
        at += size
        if marker == 0xDA:
            at = _scanned(kept, at)


def _segment(kept: bytearray, marker: int, start: int, end: int) -> None:
    """Blank a segment, but for what of JFIF and Adobe says how colours and pixels are meant."""
    stays = 0
    if marker == 0xE0 and kept[start : start + 5] == b"JFIF\0" and end - start >= _JFIF:
        kept[start + 12 : start + 14] = b"\0\0"  # the sizes of a thumbnail
        stays = _JFIF
    elif marker == 0xEE and kept[start : start + 5] == b"Adobe" and end - start >= _ADOBE:
        stays = _ADOBE
    kept[start + stays : end] = bytes(end - start - stays)


def _scanned(kept: bytearray, at: int) -> int:
    """Return where the marker behind a scan stands."""
    while True:
        at = kept.find(b"\xff", at)
        if at < 0 or at + 1 >= len(kept):
            raise _BrokenOffError(len(kept))
        if kept[at + 1] != 0 and not 0xD0 <= kept[at + 1] <= 0xD7:
            return at
        at += 2


def _png(kept: bytearray) -> int:
    at = len(_PNG)
    while True:
        size = int.from_bytes(kept[at : at + 4], "big")
        end = at + 12 + size
        name = bytes(kept[at + 4 : at + 8])
        if len(name) < 4 or end > len(kept):
            raise _BrokenOffError(min(at + 8, len(kept)) if name in _CHUNKS else at)
        if name not in _CHUNKS:
            kept[at + 4 : end - 4] = _VOID + bytes(size)
            kept[end - 4 : end] = zlib.crc32(kept[at + 4 : end - 4]).to_bytes(4, "big")
        at = end
        if name == b"IEND":
            return at


def _gif(kept: bytearray) -> int:
    if len(kept) < 13:
        raise _BrokenOffError(6)
    at = 13 + _table(kept[10])
    while True:
        if at >= len(kept):
            raise _BrokenOffError(len(kept))
        begins, label = kept[at], kept[at + 1 : at + 2]
        if begins == 0x3B:
            return at + 1
        if begins == 0x2C and at + 11 <= len(kept):
            at = _behind(kept, at + 11 + _table(kept[at + 9]), len(kept))
        elif begins == 0x21 and label:
            end = _behind(kept, at + 2, at)
            loops = label == b"\xff" and bytes(kept[at + 3 : at + 14]) in _LOOPS
            if label != b"\xf9" and not loops:
                kept[at + 1] = 0xFE  # a comment, of zeros
                _zeros(kept, at + 2, end - 1)
            at = end
        else:
            raise _BrokenOffError(at)


def _table(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _behind(kept: bytearray, at: int, since: int) -> int:
    """Return where a row of sub-blocks ends; where it does not, the picture is none `since`."""
    while at < len(kept):
        if kept[at] == 0:
            return at + 1
        at += 1 + kept[at]
    raise _BrokenOffError(since)


def _zeros(kept: bytearray, at: int, end: int) -> None:
    """Fill a place with sub-blocks of zeros: the sizes of those that were there may be letters."""
    while at < end:
        size = min(_SUB, end - at - 1)
        if end - at - 1 - size == 1:
            size -= 1  # a block of one byte has no room for anything
        kept[at : at + 1 + size] = bytes([size]) + bytes(size)
        at += 1 + size


def _webp(kept: bytearray) -> int:
    end = 8 + int.from_bytes(kept[4:8], "little")
    end += end & 1
    _chunks(kept, 12, min(end, len(kept)))
    return end if end <= len(kept) else END


def _chunks(kept: bytearray, at: int, end: int) -> None:
    while at < end:
        name, size = bytes(kept[at : at + 4]), int.from_bytes(kept[at + 4 : at + 8], "little")
        start, at = at + 8, at + 8 + size + (size & 1)
        stop = min(start + size, end)
        if name not in _WEBP:
            kept[start - 8 : start - 4] = b"VOID"
            kept[start:stop] = bytes(max(0, stop - start))
        elif name == b"VP8X" and size:
            kept[start] &= 0xFF ^ _TOLD
        elif name == b"ANMF":
            _chunks(kept, min(start + 16, end), stop)
