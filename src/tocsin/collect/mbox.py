"""Mailboxes: files of many messages, each of which is a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from tocsin.collect.captured import Limits, too_large
from tocsin.collect.kinds import Document, Found, Value
from tocsin.collect.mail import capture_mail
from tocsin.errors import CollectError, NotText

__all__ = ["find_mbox", "looks_like_mbox"]

_FROM = b"From "
_ESCAPED = b">From "
_LINE = 1_000_000


def looks_like_mbox(head: bytes, media_type: str) -> bool:
    """Say whether a document is a mailbox."""
    return media_type == "application/mbox" or head.startswith(_FROM)


def find_mbox(document: Document, _options: Mapping[str, Value], limits: Limits) -> Iterator[Found]:
    """Yield the report of each message, or its fault; one message is held at a time."""
    number = 0
    for message in _messages(document.stream, limits.row_bytes):
        number += 1
        where = f"{document.file}#{number}"
        if message is None:
            yield NotText(
                "this is no mailbox: its first line does not begin with “From ”.",
                hint="Save a single message as .eml.",
                file=document.file,
            )
            return
        if isinstance(message, int):
            yield too_large(
                message, limits.row_bytes, "bytes", file=document.file, kept=False, at=number
            )
            continue
        try:
            captured, fault = capture_mail(message, file=where, said=document.said, limits=limits)
        except CollectError as refused:
            yield type(refused)(refused.message, hint=refused.hint, file=document.file, at=number)
            continue
        yield captured
        if fault is not None:
            yield fault


def _messages(stream: BinaryIO, most: int) -> Iterator[bytes | int | None]:
    """Yield each message without the line that opens it; the size of one that is too long."""
    lines: list[bytes] = []
    size, begun, blank, at_start = 0, False, True, True
    while line := stream.readline(_LINE):
        if at_start and blank and line.startswith(_FROM):
            if begun:
                yield b"".join(lines) if size <= most else size
            lines, size, begun, blank = [], 0, True, False
            at_start = line.endswith(b"\n")
            continue
        if not begun:
            if line.strip():
                yield None
                return
            continue
        size += len(line)
        if size <= most:
            # One mark is taken off, as it was put on: a line of the text may begin with "From ".
            quoted = at_start and line.lstrip(b">").startswith(_FROM) and line.startswith(b">")
            lines.append(line[1:] if quoted else line)
        else:
            lines.clear()
        blank = line in (b"\n", b"\r\n")
        at_start = line.endswith(b"\n")
    if begun:
        yield b"".join(lines) if size <= most else size
