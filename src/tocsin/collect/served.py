"""Served: bytes that a server gave, as reports, by the type that it declared."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.collect.captured import LIMITS, Captured, Limits, captured_of, too_large
from tocsin.collect.decoding import checked, decode
from tocsin.collect.metadata import Metadata
from tocsin.collect.page import capture_page
from tocsin.collect.pdf import capture_pdf
from tocsin.errors import CollectError, NotText

__all__ = ["capture_served"]

_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})
_PLAIN = frozenset({"text/plain", "text/markdown"})


def capture_served(
    data: bytes,
    *,
    file: str,
    media_type: str,
    charset: str | None,
    said: Metadata,
    otherwise: Metadata | None = None,
    limits: Limits = LIMITS,
) -> Iterator[Captured | CollectError]:
    """Yield the report that a page, a text or a PDF is, and its fault; never raises one.

    `said` goes before what it states itself, `otherwise` behind. Where no type is declared, the
    bytes tell. What the header declares of the charset goes before
    what the page does, as in browsers.
    """
    try:
        if len(data) > limits.file_bytes:
            raise too_large(len(data), limits.file_bytes, "bytes", file=file, kept=False)
        if media_type == "application/pdf" or data[:1024].lstrip().startswith(b"%PDF-"):
            captured, fault = capture_pdf(data, file=file, said=said, limits=limits)
            yield captured
            if fault is not None:
                yield fault
        elif media_type in _PAGES or (not media_type and b"<" in data[:1024]):
            yield capture_page(
                data, file=file, said=said, charset=charset, otherwise=otherwise, limits=limits
            )
        elif media_type in _PLAIN or not media_type:
            decoded = checked(data, decode(data, charset), file=file)
            known = said.or_else(otherwise or Metadata())
            yield captured_of(
                data, decoded, file=file, media_type="text/plain", said=known, limits=limits
            )
        else:
            raise NotText(
                f"it is {media_type[:80]}, which is not read.",
                hint="Save what is needed of it as text.",
                file=file,
            )
    except CollectError as fault:
        yield fault
