"""Inlaid pictures: those that lie within what is captured, in base64 or as they are."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from tocsin.collect.pictures import END, blanked

__all__ = ["without_traces", "without_traces_in_text"]

# A letter of base64 as mail, a page, JSON or an address writes it, and what stands between two
# lines of it: quoted-printable ends a line with "=".
_LETTERS = r"[A-Za-z0-9+/]++"
_ESCAPED = r"\\/|%2[BbFf]|\\u002[BbFf]"
_GAP = r"[ \t]*=?\r?\n[ \t>]*|(?:\\r)?\\n|(?:%0[Dd])?%0[Aa]"
_SLASH = r"(?:/|\\/|%2[Ff]|\\u002[Ff])"
_RUN = (
    r"(?<![A-Za-z0-9+/])"
    rf"(?={_SLASH}9j{_SLASH}|iVBORw0KGgo|R0lGOD|UklGR|SUkqA|SUkrA|TU0AK|AAAA)"
    rf"(?:{_LETTERS}|{_ESCAPED}|{_GAP})++"
)
_BASE64 = re.compile(_RUN.encode(), re.ASCII)
_PIECE = re.compile(rf"({_LETTERS})|({_ESCAPED})|{_GAP}".encode(), re.ASCII)
_HINT = re.compile(rb"9j(?:/|\\/|%2[Ff]|\\u)|iVBORw0KGgo|R0lGOD|UklGR|SUk[qr]A|TU0AK|AAAA")
_PLAIN = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF....WEBP", re.DOTALL)
_LEAST = 40


def without_traces(data: bytes) -> bytes:
    """Return captured bytes whose pictures tell nothing beside their pixels.

    A picture in base64 (a part of a mail, an address `data:` in a page, a field of JSON) and one
    that lies there as it is (in a PDF, in a mail that sends bytes) is blanked where it stands, so
    that all else stays where it was. Bytes without one come back as they are, the same object.
    Pictures that are packed once more (in a zip, a stream that is deflated) are not seen.
    """
    if _HINT.search(data) is not None:
        data = _BASE64.sub(_within, data)
    return _as_they_are(data)


def without_traces_in_text(text: str) -> str:
    """Return a text whose pictures in base64 tell nothing beside their pixels."""
    data = text.encode("utf-8", "surrogatepass")
    kept = without_traces(data)
    return text if kept is data else kept.decode("utf-8", "surrogatepass")


def _within(match: re.Match[bytes]) -> bytes:
    run = match.group()
    if len(run) < _LEAST:
        return run
    pieces = list(_PIECE.finditer(run))
    letters = b"".join(one[1] or _meant(one[2]) for one in pieces)
    whole = len(letters) - (len(letters) % 4 == 1)
    data = b64decode(letters[:whole] + b"=" * (-whole % 4))
    found = blanked(data)
    if found is None:
        return run
    kept, end = found
    if end != END:
        kept = kept[:end] + bytes(len(kept) - end)
    if kept == data:
        return run
    fresh, at, written = b64encode(kept)[:whole] + letters[whole:], 0, []
    for one in pieces:
        was = one[1] or _meant(one[2])
        now = fresh[at : at + len(was)]
        written.append(one[0] if now == was else now)
        at += len(was)
    return b"".join(written)


def _meant(escaped: bytes | None) -> bytes:
    """Return the letter that an escape stands for, none for what stands between lines."""
    if not escaped:
        return b""
    return b"/" if escaped == b"\\/" or escaped[-1:] in b"Ff" else b"+"


def _as_they_are(data: bytes) -> bytes:
    """Blank pictures that are whole; of what only begins like one nothing is touched."""
    kept, at = None, 0
    while (match := _PLAIN.search(data, at)) is not None:
        begins = match.start()
        found = blanked(data[begins:])
        if found is None or found[1] == END:
            at = match.end()
            continue
        end = begins + found[1]
        if found[0][: found[1]] != data[begins:end]:
            kept = bytearray(data) if kept is None else kept
            kept[begins:end] = found[0][: found[1]]
        at = end
    return data if kept is None else bytes(kept)
