"""PDF: a document whose pages hold text, as a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tocsin.collect.captured import Captured, Limits, captured_of, too_large
from tocsin.collect.contained import contained
from tocsin.collect.decoding import Decoded
from tocsin.collect.kinds import Document, Found, Value
from tocsin.collect.metadata import Metadata, clean
from tocsin.errors import CollectError, Empty, Malformed, NotText

__all__ = ["capture_pdf", "find_pdf"]


def find_pdf(document: Document, _options: Mapping[str, Value], limits: Limits) -> Iterator[Found]:
    """Yield the report that a PDF is, and the fault of pages that cannot be read."""
    try:
        if document.size > limits.file_bytes:
            raise too_large(
                document.size, limits.file_bytes, "bytes", file=document.file, kept=False
            )
        data = document.stream.read(limits.file_bytes + 1)
        captured, fault = capture_pdf(data, file=document.file, said=document.said, limits=limits)
        yield captured
        if fault is not None:
            yield fault
    except CollectError as fault:
        yield fault


def capture_pdf(
    data: bytes, *, file: str, said: Metadata, limits: Limits
) -> tuple[Captured, Malformed | None]:
    """Return the report that a PDF is: its pages' text, a blank line between two.

    The day on which a PDF was made is not that on which it was published: without another word it
    is undated. Raises `NotText` where it is locked, `Empty` where its pages are pictures alone,
    `Malformed` and `TooLarge`.
    """
    found = contained("pdf", data, file=file, characters=limits.characters)
    if found.get("locked"):
        raise NotText("it is locked by a password.", hint="Save it without one.", file=file)
    pages = [str(one) for one in found["pages"]]
    text = "\n\n".join(one.strip("\n") for one in pages if one.strip())
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "�")
    if not whole.strip():
        raise Empty(
            "its pages hold no text: they may be pictures of text.",
            hint="Make text of it by character recognition.",
            file=file,
        )
    broken = int(found.get("faults", 0))
    stated = Metadata(title=clean(found.get("title")), author=clean(found.get("author")))
    captured = captured_of(
        data,
        Decoded(whole, "utf-8", whole.count("�")),
        file=file,
        media_type="application/pdf",
        said=said.or_else(stated),
        limits=limits,
    )
    if not broken:
        return captured, None
    return captured, Malformed(
        f"{broken} of its {len(pages)} pages cannot be read; the others were.",
        hint="Save it anew from the program that made it.",
        file=file,
    )
