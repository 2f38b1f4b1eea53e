"""GDELT: lists of articles that its search gives, as CSV or JSON: addresses without a text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from tocsin.collect.captured import Limits, too_large
from tocsin.collect.decoding import decode
from tocsin.collect.kinds import Document, Found, Lead, Value
from tocsin.collect.metadata import Metadata, clean, host_of
from tocsin.collect.moment import moment_of
from tocsin.errors import CollectError, Malformed, NoFeed

__all__ = ["find_gdelt", "looks_like_gdelt"]

MOST = 50_000_000
_ROWS = 100_000
_CELL = 100_000


def looks_like_gdelt(head: bytes, _media_type: str) -> bool:
    """Say whether a document is a list of articles by GDELT, by its first line or names."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith((b"URL,MobileURL,", b'"URL","MobileURL"')) or (
        start[:1] == b"{" and b'"articles"' in start and b'"seendate"' in start
    )


def find_gdelt(
    document: Document, _options: Mapping[str, Value], _limits: Limits
) -> Iterator[Found]:
    """Yield a lead for each article of a list.

    When GDELT saw an article is not when it was published: the page itself has to say that.
    """
    try:
        data = document.stream.read(MOST + 1)
        if len(data) > MOST:
            raise too_large(len(data), MOST, "bytes", file=document.file, kept=False)
        text = decode(data).text
        rows = _objects(text) if text.lstrip()[:1] == "{" else _lines(text)
        taken = 0
        for number, row in rows:
            url = clean(row.get("url"))
            if url is None or host_of(url) is None:
                yield Malformed(
                    f"row {number} has no web address.",
                    hint="Mend it; the other rows are taken.",
                    file=document.file,
                    at=number,
                )
                continue
            taken += 1
            seen = moment_of(clean(row.get("seendate") or row.get("date")))
            yield Lead(url, said=document.said.or_else(Metadata(url=url)), updated=seen)
            if taken >= _ROWS:
                return
    except CollectError as fault:
        yield fault
        return
    except (csv.Error, ValueError, RecursionError) as fault:
        yield Malformed(
            f"the list cannot be read ({' '.join(str(fault).split())[:100]}).",
            hint="Save it anew, as CSV or JSON.",
            file=document.file,
        )
        return
    if not taken:
        yield NoFeed(
            "the list names no article.", hint="Look at the search that made it.",
            file=document.file,
        )  # fmt: skip


def _objects(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    row = json.loads(text)
    articles = row.get("articles")
    for number, one in enumerate(articles if isinstance(articles, list) else (), start=1):
        yield number, one if isinstance(one, dict) else {}


def _lines(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    if "\0" in text:
        raise ValueError("it holds characters that no text has")
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        yield (
            number,
            {
                str(name).strip().lower(): value[:_CELL]
                for name, value in row.items()
                if isinstance(value, str)
            },
        )
