"""Parsers: everything that takes bytes of others, with sound documents to begin from."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from protego import Protego
from scripts.fuzz.seeds import (
    CDX,
    CHUNKED,
    FRONT,
    GDELT,
    HTML,
    INDEX,
    JSONFEED,
    MAIL,
    MANIFEST,
    MASTODON,
    MBOX,
    PACKAGE,
    PACKED_ROWS,
    PACKED_WARC,
    PDF,
    ROBOTS,
    ROWS,
    RSS,
    SITEMAP,
    TELEGRAM,
    TEXT,
    WARC,
    WATCH,
)

from tocsin.collect import (
    Captured,
    Document,
    Lead,
    capture_bytes,
    found_in,
    kind_named,
    read_manifest,
    settled,
)
from tocsin.errors import CollectError, KindFault, TocsinError
from tocsin.weigh import parse_watch

__all__ = ["PARSERS", "Parser", "tried"]


@dataclass(frozen=True, slots=True)
class Parser:
    """What is done with a document, documents to begin from, and whether it takes a process.

    `parse` yields what was found or raises a coded error. One that takes a process of its own
    (`slow`) gets about one document a second, and what it runs through there is not seen.
    """

    parse: Callable[[bytes], Iterable[object]]
    seeds: tuple[bytes, ...]
    slow: bool = False


def tried(parser: Parser, data: bytes) -> str | None:
    """Give a document to a parser; return a sentence where that is no report and no coded error."""
    try:
        for one in parser.parse(data):
            if isinstance(one, KindFault):
                return f"its kind failed: {one.message}"
            if isinstance(one, CollectError) and not (one.code and one.message):
                return f"a fault without code or words: {one!r}"
            if isinstance(one, Captured):
                one.report.text.encode()
            if isinstance(one, Lead):
                one.url.encode()
    except TocsinError as fault:
        return None if fault.code != TocsinError.code else f"a fault without a code: {fault}"
    except Exception as fault:  # noqa: BLE001  whatever it is, it is what is looked for
        return f"{type(fault).__name__}: {str(fault)[:200]}"
    return None


def _ending(ending: str) -> Callable[[bytes], Iterable[object]]:
    return lambda data: capture_bytes(data, file=f"a{ending}")


def _kind(name: str, media_type: str = "") -> Callable[[bytes], Iterable[object]]:
    kind = kind_named(name)
    options = settled(kind, {})

    def parse(data: bytes) -> Iterable[object]:
        document = Document(
            "a.file",
            io.BytesIO(data),
            len(data),
            address="http://a.example/",
            media_type=media_type,
        )
        return found_in(kind, document, options)

    return parse


def _packed(name: str) -> Callable[[bytes], Iterable[object]]:
    """What breaks within a packed document: bytes that are broken first, and packed then."""
    parse = _kind(name)
    return lambda data: parse(gzip.compress(data, 1))


def _package(data: bytes) -> Iterable[object]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("archive/a.warc", data)
    return _kind("wacz")(out.getvalue())


def _manifest(data: bytes) -> Iterator[object]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "manifest.csv").write_bytes(data)
        yield from read_manifest(Path(folder)).faults


def _watch(data: bytes) -> Iterator[object]:
    yield parse_watch(data.decode("utf-8", "replace"), file="watch.yaml")


def _robots(data: bytes) -> Iterator[object]:
    """As `tocsin.fetch.robots` does; what it forgives there is forgiven here."""
    try:
        rules = Protego.parse(data.decode("utf-8", "replace"))
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return
    yield rules.can_fetch("http://a.example/x?y", "tocsin"), rules.crawl_delay("tocsin")


PARSERS: Mapping[str, Parser] = {
    "text": Parser(_ending(".txt"), (TEXT, TEXT.decode().encode("utf-16"))),
    "html": Parser(_ending(".html"), (HTML,)),
    "markdown": Parser(_ending(".md"), (FRONT, TEXT)),
    "mail": Parser(_ending(".eml"), (MAIL,)),
    "json": Parser(_ending(".json"), (b"[" + ROWS.strip().replace(b"\n", b",") + b"]", ROWS)),
    "jsonl": Parser(_ending(".jsonl"), (ROWS,)),
    "jsonfeed": Parser(_kind("jsonfeed"), (JSONFEED,)),
    "sitemap": Parser(_kind("sitemap"), (SITEMAP, INDEX)),
    "sitemap, packed": Parser(_packed("sitemap"), (SITEMAP, INDEX)),
    "gdelt": Parser(_kind("gdelt"), GDELT),
    "page": Parser(_kind("page", "text/html"), (HTML,)),
    "mbox": Parser(_kind("mbox"), (MBOX,)),
    "warc": Parser(_kind("warc"), (WARC, CHUNKED, PACKED_WARC)),
    "warc, packed": Parser(_packed("warc"), (WARC, CHUNKED)),
    "wacz": Parser(_kind("wacz"), (PACKAGE,)),
    "wacz, within": Parser(_package, (WARC, CHUNKED)),
    "cdx": Parser(_kind("cdx"), CDX),
    "lines": Parser(_kind("lines"), (ROWS, PACKED_ROWS)),
    "telegram": Parser(_kind("telegram"), (TELEGRAM,)),
    "mastodon": Parser(_kind("mastodon"), (MASTODON,)),
    "manifest": Parser(_manifest, (MANIFEST,)),
    "robots": Parser(_robots, (ROBOTS,)),
    "watch": Parser(_watch, (WATCH,)),
    "rss": Parser(_kind("rss"), (RSS,), slow=True),
    "pdf": Parser(_kind("pdf"), (PDF,), slow=True),
}
"""Every parser by its name. Parquet is missing: its file is taken apart by Arrow alone."""
