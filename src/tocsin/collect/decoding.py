"""Decoding: from captured bytes to the characters that all offsets count in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tocsin.errors import Empty, NotText

__all__ = ["Decoded", "checked", "declared_in_markup", "decode", "garbled"]

UTF_8 = "utf-8"
FALLBACK = "windows-1252"

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Python also knows "codecs" that unpack archives or run escapes: only encodings of text are let in.
_ALLOWED = re.compile(
    r"utf-(8|16|32)(-(le|be))?|cp(125\d|1006|874|866|855|852|850|437|932|949|950)|iso8859-\d{1,2}|"
    r"koi8-[rut]|mac-\w+|gbk|gb2312|gb18030|hz|big5(hkscs)?|euc_(jp|kr|jis_2004|jisx0213)|"
    r"shift_jis(_2004|x0213)?|iso2022_(jp|kr)\w*|johab|tis-620|kz1048|ptcp154"
)
# What ASCII and Latin-1 declare is in practice windows-1252, as browsers have it; text that is
# declared ASCII and is not says nothing about itself.
_MEANT = {"iso8859-1": FALLBACK, "cp1252": FALLBACK, "utf-16": "utf-16-le", "utf-32": "utf-32-le"}

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive (or an Office document)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"7z\xbc\xaf", "a 7z archive"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"

_SAMPLE = 5_000
_ENOUGH = 20
"""Letters by which an encoding is told, and accented ones below which nothing is said."""

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that gave it, and the number of characters that it could not give."""

    text: str
    charset: str
    faults: int


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the characters of `data`: byte-order mark, `declared`, UTF-8, else windows-1252.

    UTF-8 it is while most of what is not ASCII can be read as such.
    The mark is no part of the text. What the encoding cannot give becomes U+FFFD and is counted.
    Nothing is normalised and newlines stay as they are. Never raises: an unknown `declared` counts
    as none.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], charset)
    charset_declared = _known(declared)
    if charset_declared is not None:
        return _replacing(data, charset_declared)
    try:
        return Decoded(data.decode(UTF_8), UTF_8, 0)
    except UnicodeDecodeError:
        # A file cut off in mid letter, or with a stray byte, is UTF-8 all the same: in no other
        # encoding do most bytes beyond ASCII go together as its letters do.
        found = _replacing(data, UTF_8)
        whole = sum(not one.isascii() for one in found.text) - found.text.count("\ufffd")
        return found if whole > found.faults else _replacing(data, FALLBACK)


def declared_in_markup(data: bytes) -> str | None:
    """Return the charset that an HTML `meta` or an XML declaration at the start of `data` names.

    A declaration that can be read as ASCII rules out UTF-16 and UTF-32: then UTF-8 is meant.
    """
    head = _COMMENT.sub(b" ", data[:4096])
    found = _XML.search(head) or _META.search(head)
    if found is None:
        return None
    label = found.group(1).decode("ascii", "replace")
    return UTF_8 if label.lower().startswith(("utf-16", "utf-32", "ucs-")) else label


def checked(data: bytes, decoded: Decoded, *, file: str) -> Decoded:
    """Return `decoded` when it is text with something in it.

    Raises `NotText` for bytes of a known binary format, and where more than one character in
    twenty is a control character (or, decoded as windows-1252 for want of better, no character at
    all); `Empty` where there is only white space.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise NotText(f"this is {what}, no text.", hint="Save it as text or HTML.", file=file)
    text = decoded.text
    if not text or text.isspace():
        raise Empty("there is nothing in it.", hint="Leave it out, or capture it anew.", file=file)
    encoded = text.encode(UTF_8, "replace")
    controls = len(encoded) - len(encoded.translate(None, _CONTROLS))
    # Bytes that windows-1252 leaves undefined are as telling as control characters; an encoding
    # that was declared wrongly is a lesser fault, until it leaves hardly a word.
    guessed = decoded.charset == FALLBACK
    if (controls + (decoded.faults if guessed else 0)) * 20 > len(text):
        raise NotText(
            "these bytes are no text in any encoding that is read.",
            hint="Save it as text in UTF-8. (UTF-16 needs its byte-order mark.)",
            file=file,
        )
    if decoded.faults * 2 > len(text):
        raise NotText(
            f"most of it is no text in {decoded.charset}, the encoding that it declares.",
            hint="Mend the declaration, or save it in UTF-8.",
            file=file,
        )
    return decoded


def garbled(text: str, charset: str) -> bool:
    """Say whether text taken for windows-1252, for want of better, is of another encoding.

    Of the letters of a language that is written in it few have an accent; of Cyrillic, Greek or
    Arabic bytes nearly all give one that has.
    """
    if charset not in (FALLBACK, "cp1252"):
        return False
    letters = [one for one in text[:_SAMPLE] if one.isalpha()]
    accented = sum(not one.isascii() for one in letters)
    return accented >= _ENOUGH and accented * 3 > len(letters)


def _replacing(data: bytes, charset: str) -> Decoded:
    try:
        return Decoded(data.decode(charset), charset, 0)
    except UnicodeDecodeError:
        text = data.decode(charset, "replace")
        return Decoded(text, charset, len(text) - len(data.decode(charset, "ignore")))


def _known(declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    if not _ALLOWED.fullmatch(name):
        return None
    return _MEANT.get(name, name)
