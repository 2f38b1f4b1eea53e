"""Mail: a saved message as a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr

from tocsin.collect.captured import LIMITS, Captured, Layout, Limits, captured_of, undatable
from tocsin.collect.decoding import Decoded, checked, declared_in_markup, decode
from tocsin.collect.metadata import Metadata, clean, host_of, language_code
from tocsin.collect.moment import moment_of
from tocsin.collect.page import rendered
from tocsin.errors import Empty, Malformed, TooLarge
from tocsin.nouns import SegmentKind, Span

__all__ = ["capture_mail"]

_LONGEST = 2_000
_PARTS = 1_000
_NAMED = ("From", "Date", "Subject", "Received", "Message-ID", "Content-Type", "MIME-Version", "To")
# RFC 3676 ends the text with "-- "; many programs strip the blank.
_SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)
# What the standard library's mail parser may raise on broken headers.
_FAULTS = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError)


def capture_mail(
    data: bytes, *, file: str, said: Metadata, limits: Limits = LIMITS
) -> tuple[Captured, Malformed | None]:
    """Return the report that a message is, and the fault of its date if that is none.

    Its text is the subject, a blank line, and the plain parts (else the rendered HTML part); a
    subject that stands in the body as a line is not put before it. The date is the header's, the
    publisher the list's name or else the sender's. Raises `NotText`, `Empty` and `Malformed`.
    """
    checked(data, decode(data), file=file)
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        parts = list(_parts(message))
    except (RecursionError, *_FAULTS) as fault:
        raise _malformed("it cannot be taken apart", file) from fault
    if not any(name in message for name in _NAMED):
        raise _malformed("it has no mail headers", file)
    stated = _stated(message)
    beyond: TooLarge | None = None
    try:
        body, layout, page = _body(parts, file, limits)
    except TooLarge as fault:
        # Kept, not read, like a text that is too long.
        beyond = fault
        body, layout, page = Decoded("", "utf-8", 0), (), Metadata()
    else:
        if not body.text or body.text.isspace():
            raise Empty("the message has no text.", hint="Save it with its text.", file=file)
    text, layout = _with_subject(body.text, layout, stated.title)
    captured = captured_of(
        data,
        Decoded(text, body.charset, body.faults),
        file=file,
        media_type="message/rfc822",
        said=said.or_else(stated).or_else(Metadata(url=page.url)),
        layout=layout,
        limits=limits,
        fault=beyond,
    )
    return captured, undatable(_header(message, "Date"), stated.published, file)


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts that are text and are no attachment, in order."""
    waiting, seen = [message], 0
    while waiting and seen < _PARTS:
        part, seen = waiting.pop(), seen + 1
        if part.get_content_disposition() == "attachment":
            continue
        payload = part.get_payload()
        if isinstance(payload, list):
            waiting.extend(p for p in reversed(payload) if isinstance(p, Message))
        elif part.get_content_maintype() == "text":
            yield part


def _body(parts: list[Message], file: str, limits: Limits) -> tuple[Decoded, Layout, Metadata]:
    plain = [_decoded(p) for p in parts if p.get_content_subtype() != "html"]
    plain = [part for part in plain if part.text.strip()]
    if plain:
        text = "\n\n".join(part.text for part in plain)
        whole = Decoded(text, plain[0].charset, sum(part.faults for part in plain))
        return whole, _signature(text), Metadata()
    pages = [_decoded(p) for p in parts if p.get_content_subtype() == "html"]
    page = next((part for part in pages if part.text.strip()), Decoded("", "utf-8", 0))
    text, layout, stated, _ = rendered(page.text, file=file, limits=limits)
    return Decoded(text, page.charset, page.faults), layout, stated


def _decoded(part: Message) -> Decoded:
    try:
        payload = part.get_payload(decode=True)
        declared = part.get_content_charset()
    except _FAULTS:
        return Decoded("", "utf-8", 0)
    data = payload if isinstance(payload, bytes) else b""
    return decode(data, declared or declared_in_markup(data))


def _signature(text: str) -> list[tuple[Span, SegmentKind]]:
    marks = list(_SIGNATURE.finditer(text))
    # A rule of dashes may also stand in the midst of a newsletter.
    if not marks or marks[-1].start() * 3 < len(text) * 2:
        return []
    return [(Span(marks[-1].start(), len(text)), "furniture")]


def _with_subject(text: str, layout: Layout, subject: str | None) -> tuple[str, Layout]:
    if subject is None or re.search(rf"(?m)^[ \t]*{re.escape(subject)}[ \t]*\r?$", text):
        return text, layout
    shift = len(subject) + 2
    moved = [(Span(span.start + shift, span.end + shift), kind) for span, kind in layout]
    return f"{subject}\n\n{text}", [(Span(0, len(subject)), "headline"), *moved]


def _stated(message: Message) -> Metadata:
    sender, address = _address(_header(message, "From"))
    named, _ = _address(_header(message, "List-Id"))
    published = moment_of(_header(message, "Date"))
    archived = (_header(message, "Archived-At") or "").strip("<> ")
    return Metadata(
        title=_header(message, "Subject"),
        published=published,
        published_by="none" if published is None else "mail header",
        publisher=clean(named) or clean(sender) or clean(address),
        host=clean(address.rpartition("@")[2].lower()) if "@" in address else None,
        author=clean(sender) if clean(named) else None,
        url=archived if host_of(archived) else None,
        language=language_code(_header(message, "Content-Language")),
    )


def _address(written: str | None) -> tuple[str, str]:
    """Return name and address of a sender, both empty where it is written like nobody's."""
    try:
        return parseaddr((written or "")[:_LONGEST])
    except (RecursionError, *_FAULTS):
        return "", ""


def _header(message: Message, name: str) -> str | None:
    try:
        raw = message.get(name)
        return clean(str(make_header(decode_header(raw)))) if raw is not None else None
    except _FAULTS:
        return clean(str(message.get(name, "")))


def _malformed(what: str, file: str) -> Malformed:
    return Malformed(f"this is no mail message: {what}.", hint="Save it as .eml.", file=file)
