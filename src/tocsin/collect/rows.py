"""Rows: reports in JSON, one an object, one a line or in a list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from tocsin.collect.captured import (
    LIMITS,
    Captured,
    Layout,
    Limits,
    captured_of,
    too_large,
    undatable,
)
from tocsin.collect.decoding import Decoded, checked, decode
from tocsin.collect.metadata import Metadata, clean, host_of, language_code
from tocsin.collect.moment import moment_of
from tocsin.errors import CollectError, Malformed
from tocsin.nouns import Interval, Span

__all__ = ["capture_json", "capture_lines", "capture_row"]

_BLANK = " \t\r\n"
_MARKED = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_TEXT = ("text", "body", "content")
_LISTS = ("reports", "articles", "items", "rows")
_DECODER = json.JSONDecoder()


def capture_lines(
    stream: BinaryIO, *, file: str, said: Metadata, limits: Limits = LIMITS, first: int = 1
) -> Iterator[Captured | CollectError]:
    """Yield the report of each line of a .jsonl file, or the fault of that line.

    A report's `file` is the file's with "#" and the line, and its bytes are the line's. What a
    row states goes before `said`, which is for the whole file. Reads one line at a time. `first`
    is the number of the line at which the stream stands.
    """
    for number, line in _lines(stream, limits, first):
        where = f"{file}#{number}"
        if isinstance(line, int):
            yield too_large(line, limits.row_bytes, "bytes", file=file, kept=False, at=number)
            continue
        if not line.strip():
            continue
        try:
            decoded = checked(line, decode(line), file=file)
            row = json.loads(decoded.text)
            yield _captured(row, line, decoded, file=where, said=said, limits=limits)
            yield from _undated(row, where)
        except (ValueError, RecursionError) as fault:
            yield _malformed(f"line {number} is no JSON: {_reason(fault)}", file, number)
        except CollectError as fault:
            yield type(fault)(fault.message, hint=fault.hint, file=file, at=number)


def capture_json(
    data: bytes, *, file: str, said: Metadata, limits: Limits = LIMITS
) -> Iterator[Captured | CollectError]:
    """Yield the reports of a .json file: an object, a list of them, or an object that holds one.

    In a list a report's `file` is the file's with "#" and its number from 1, and its bytes are
    the object's, in UTF-8. Raises `NotText`, `Empty`, and `Malformed` where there is no object.
    """
    decoded = checked(data, decode(data), file=file)
    text = decoded.text
    start = _next(text, 0)
    if text[start] == "[":
        yield from _listed(text, start, decoded, file=file, said=said, limits=limits)
        return
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as fault:
        at = fault.lineno if isinstance(fault, json.JSONDecodeError) else None
        raise _malformed(f"this is no JSON: {_reason(fault)}", file, at) from None
    held = next(
        (name for name in _LISTS if isinstance(row, dict) and isinstance(row.get(name), list)), None
    )
    if held is None or any(name in row for name in _TEXT):
        yield _captured(row, data, decoded, file=file, said=said, limits=limits)
        yield from _undated(row, file)
        return
    for number, entry in enumerate(row[held], start=1):
        own = json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace")
        yield from _one(entry, own, decoded, number, file=file, said=said, limits=limits)


def capture_row(
    row: Mapping[str, object], *, file: str, said: Metadata, limits: Limits = LIMITS
) -> Iterator[Captured | CollectError]:
    """Yield the report that a row of a table is, and the fault of its date; never raises one.

    Its bytes are the row as JSON, with its names sorted.
    """
    try:
        data = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode(
            "utf-8", "replace"
        )
        if len(data) > limits.row_bytes:
            raise too_large(len(data), limits.row_bytes, "bytes", file=file, kept=False)
        yield _captured(row, data, Decoded("", "utf-8", 0), file=file, said=said, limits=limits)
        yield from _undated(row, file)
    except CollectError as fault:
        yield fault
    except (ValueError, RecursionError) as fault:
        yield _malformed(f"the row cannot be written down: {_reason(fault)}", file, None)


def _listed(
    text: str, start: int, decoded: Decoded, *, file: str, said: Metadata, limits: Limits
) -> Iterator[Captured | CollectError]:
    at, number = _next(text, start + 1), 0
    if text[at : at + 1] == "]":
        return
    while True:
        number += 1
        try:
            row, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as fault:
            yield _broken(f"object {number} is no JSON: {_reason(fault)}", text, at, file)
            return
        own = text[at:end].encode("utf-8", "replace")
        yield from _one(row, own, decoded, number, file=file, said=said, limits=limits)
        after = _next(text, end)
        mark = text[after : after + 1]
        if mark == "]":
            return
        if mark != ",":
            yield _broken(f"after object {number} the list breaks off", text, after, file)
            return
        at = _next(text, after + 1)


def _one(
    row: object,
    own: bytes,
    decoded: Decoded,
    number: int,
    *,
    file: str,
    said: Metadata,
    limits: Limits,
) -> Iterator[Captured | CollectError]:
    # The faults of a list cannot be told apart by object: each counts its own half characters.
    each = Decoded("", decoded.charset, 0)
    try:
        yield _captured(row, own, each, file=f"{file}#{number}", said=said, limits=limits)
        yield from _undated(row, f"{file}#{number}")
    except CollectError as fault:
        yield type(fault)(fault.message, hint=fault.hint, file=file, at=number)


def _captured(
    row: object, data: bytes, decoded: Decoded, *, file: str, said: Metadata, limits: Limits
) -> Captured:
    if not isinstance(row, dict):
        raise _malformed("this row is no JSON object", file, None)
    body = next(
        (value for name in _TEXT if isinstance(value := row.get(name), str) and value.strip()), None
    )
    if body is None:
        raise _malformed(f"this row has no text (fields: {', '.join(_TEXT)})", file, None)
    title = row.get("title")
    titled = isinstance(title, str) and bool(title.strip())
    text, faults = _whole(f"{title}\n\n{body}" if titled else body)
    layout: Layout = [(Span(0, len(str(title))), "headline")] if titled else []
    return captured_of(
        data,
        Decoded(text, decoded.charset, decoded.faults + faults),
        file=file,
        media_type="application/json",
        said=_stated(row).or_else(said),
        layout=layout,
        limits=limits,
    )


def _stated(row: Mapping[str, object]) -> Metadata:
    published = next(
        (found for name in ("published", "date") if (found := _moment(row.get(name)))), None
    )
    url = clean(row.get("url"))
    return Metadata(
        title=clean(row.get("title")),
        published=published,
        published_by="none" if published is None else "row",
        updated=_moment(row.get("updated")),
        publisher=_name(row.get("publisher"))
        or _name(row.get("outlet"))
        or _name(row.get("source")),
        host=clean(row.get("host")) or host_of(url),
        author=_name(row.get("author")),
        url=url,
        language=language_code(clean(row.get("language"))),
        translation_of=clean(row.get("translation_of")),
        translator=_name(row.get("translator")),
    )


def _undated(row: object, file: str) -> Iterator[Malformed]:
    """Yield the fault of a row that states a date which is none."""
    values = row if isinstance(row, dict) else {}
    given = [values.get(name) for name in ("published", "date")]
    stated = next((clean(str(one)) for one in given if one not in (None, "")), None)
    found = next((at for one in given if (at := _moment(one)) is not None), None)
    if (fault := undatable(stated, found, file)) is not None:
        yield fault


def _moment(value: object) -> Interval | None:
    return moment_of(value) if isinstance(value, str | int | float) else None


def _name(value: object) -> str | None:
    if isinstance(value, list):
        named = (clean(v.get("name") if isinstance(v, dict) else v) for v in value[:20])
        return clean(", ".join(name for name in named if name))
    return clean(value.get("name") if isinstance(value, dict) else value)


def _whole(text: str) -> tuple[str, int]:
    """Return `text` with its half characters (lone surrogates) replaced, and their number."""
    try:
        text.encode()
    except UnicodeEncodeError:
        mended = "".join("�" if "\ud800" <= c <= "\udfff" else c for c in text)
        return mended, sum(1 for c in text if "\ud800" <= c <= "\udfff")
    return text, 0


def _lines(stream: BinaryIO, limits: Limits, first: int) -> Iterator[tuple[int, bytes | int]]:
    """Yield each line with its number; its length for one too long, which is passed over."""
    head = stream.read(4)
    if head.startswith(_MARKED):
        # A newline is two or four bytes there, so the file is taken in one piece.
        whole = decode(head + stream.read(limits.file_bytes)).text
        for number, text in enumerate(whole.split("\n"), start=first):
            yield number, text.encode()
        return
    number, kept = first, head
    most = limits.row_bytes + 1  # the one more tells a line that is too long from one that is not
    while True:
        while b"\n" in kept:  # the first four bytes may hold line ends already
            line, _, kept = kept.partition(b"\n")
            yield number, line
            number += 1
        read = stream.readline(most)
        kept += read
        if not kept:
            return
        line = kept.removesuffix(b"\n")
        kept = b""
        if len(line) <= limits.row_bytes:
            yield number, line
        else:
            size = len(line)
            while read and not read.endswith(b"\n"):
                read = stream.readline(most)
                size += len(read.removesuffix(b"\n"))
            yield number, size
        number += 1


def _next(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


def _reason(fault: Exception) -> str:
    if isinstance(fault, json.JSONDecodeError):
        return f"{fault.msg} at character {fault.colno}"
    return "it is nested too deep" if isinstance(fault, RecursionError) else "a number is too long"


def _broken(what: str, text: str, at: int, file: str) -> Malformed:
    return _malformed(
        f"{what}. What stands after it is left out", file, text.count("\n", 0, at) + 1
    )


def _malformed(what: str, file: str, line: int | None) -> Malformed:
    return Malformed(f"{what}.", hint="Mend it; the other rows are captured.", file=file, at=line)
