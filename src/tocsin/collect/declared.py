"""Declared: the kinds of source that there are, the shipped ones and those of other packages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from tocsin.collect import archive, dumps, exports, gdelt, mbox, pdf, sitemap, syndication
from tocsin.collect.captured import Limits
from tocsin.collect.kinds import Document, Found, Kind, Option, Value
from tocsin.collect.served import capture_served
from tocsin.errors import KindFault

__all__ = ["COMMON", "GROUP", "KINDS", "WEB", "kind_named", "kind_of", "kinds"]

GROUP = "tocsin.kinds"
"""The entry-point group by which another package adds a kind: `name = "package.module:KIND"`."""

_HEAD = 4_096

COMMON = (
    Option("publisher", "text", "", "Who publishes what does not say so itself."),
    Option("language", "text", "", "The language of what does not say so: a code such as en."),
)
"""Options of every kind that is watched as a feed."""

_INCLUDE = Option("include", "text", "", "Only addresses that hold these characters.")

_ALLOW = Option(
    "allow", "list", (), "Hosts on a private network that this feed may lead to, by name."
)

WEB = (
    Option(
        "pages", "yes or no", True, "Ask for the page of each entry; else take what stands here."
    ),
    Option("most", "number", 30, "At most so many pages in one look; the others wait."),
    Option(
        "days",
        "number",
        30,
        "After the first look, leave alone what changed before so many days; 0: nothing.",
    ),
    Option(
        "again",
        "number",
        24,
        "Ask a page that is still listed again after so many hours, then ever later, to see "
        "whether it was changed; 0: never.",
    ),
    _INCLUDE,
    _ALLOW,
    *COMMON,
)
"""Options of kinds whose documents name addresses."""


def _page(document: Document, _options: Mapping[str, Value], limits: Limits) -> Iterator[Found]:
    yield from capture_served(
        document.stream.read(limits.file_bytes + 1),
        file=document.file,
        media_type=document.media_type,
        charset=document.charset,
        said=document.said,
        limits=limits,
    )


def _only(*media_types: str) -> Callable[[bytes, str], bool]:
    return lambda _head, media_type: media_type in media_types


KINDS: tuple[Kind, ...] = (
    Kind(
        "rss",
        "RSS, RDF and Atom",
        "The entries of a feed, newest first, and the pages that they lead to; where a page cannot "
        "be had, the words of the entry.",
        "What left the feed before a look at it: most hold the last 10 to 50 entries. What a site "
        "shows only to who pays or has an account. The dates of entries whose feed states none.",
        syndication.find_rss,
        endings=(".rss", ".atom", ".rdf"),
        options=WEB,
        recognises=syndication.looks_like_rss,
        on_the_web=True,
    ),
    Kind(
        "jsonfeed",
        "JSON Feed",
        "As RSS: items, and the pages that they lead to.",
        "What left the feed before a look at it. Further pages of one feed (`next_url`).",
        syndication.find_json_feed,
        options=WEB,
        recognises=syndication.looks_like_json_feed,
        on_the_web=True,
    ),
    Kind(
        "sitemap",
        "Sitemap",
        "All addresses that a site lists, packed by gzip or not, with the lists that a list names; "
        "of news sitemaps date and outlet too.",
        "Pages that the site does not list. What was published, where only a change is dated: the "
        "page itself has to say it.",
        sitemap.find_sitemap,
        options=WEB,
        recognises=sitemap.looks_like_sitemap,
        on_the_web=True,
    ),
    Kind(
        "gdelt",
        "GDELT article list",
        "The addresses that a search of GDELT gave, as CSV or JSON, and today's pages there.",
        "The text as it stood when GDELT saw it, and pages gone since. When an article was "
        "published: GDELT states when it saw it.",
        gdelt.find_gdelt,
        options=WEB,
        recognises=gdelt.looks_like_gdelt,
        on_the_web=True,
    ),
    Kind(
        "page",
        "Single page",
        "One page, text or PDF, each time that it changed: its versions are kept.",
        "What stood there between two looks. What only a program in a browser shows.",
        _page,
        options=(_ALLOW, *COMMON),
        recognises=_only("text/html", "application/xhtml+xml", "text/plain"),
        on_the_web=True,
    ),
    Kind(
        "pdf",
        "PDF",
        "The text of a PDF's pages, in the order in which its makers wrote it.",
        "Pictures of text. The day of publication, unless a manifest or a feed says it. Columns "
        "and tables may run into each other.",
        pdf.find_pdf,
        endings=(".pdf",),
        options=(_ALLOW, *COMMON),
        recognises=lambda head, media_type: (
            media_type == "application/pdf" or head.lstrip().startswith(b"%PDF-")
        ),
        on_the_web=True,
    ),
    Kind(
        "mbox",
        "Mailbox",
        "Each message of a mailbox: subject, sender, date, its plain or HTML text.",
        "Attachments, pictures, and messages that are encrypted.",
        mbox.find_mbox,
        endings=(".mbox",),
        options=COMMON,
        recognises=mbox.looks_like_mbox,
    ),
    Kind(
        "warc",
        "WARC",
        "Pages, texts and PDFs as a crawler got them, packed by gzip or not, with their address.",
        "Pages that need a program to show them; requests; answers other than 200; records that "
        "only point to another (`revisit`). Brotli and Zstandard within a record.",
        archive.find_warc,
        endings=(".warc", ".warc.gz"),
        options=(_INCLUDE, *COMMON),
        recognises=archive.looks_like_warc,
    ),
    Kind(
        "wacz",
        "WACZ",
        "The pages of the WARC files in a package. Nothing is unpacked to a disk.",
        "What a WARC file cannot hold either; the package's own list of pages.",
        archive.find_wacz,
        endings=(".wacz",),
        options=(_INCLUDE, *COMMON),
        recognises=archive.looks_like_wacz,
    ),
    Kind(
        "cdx",
        "CDX index",
        "The captures that an index names: those whose WARC file lies beside it are read from it.",
        "Captures whose file is not at hand: their addresses are asked, and give today's page "
        "unless the option replay names an archive.",
        archive.find_cdx,
        endings=(".cdx", ".cdxj"),
        options=(
            Option(
                "replay", "text", "", "Address of a capture in an archive, with {timestamp}, {url}."
            ),
            *WEB,
        ),
        recognises=lambda head, _media_type: head.lstrip().startswith(b"CDX "),
        on_the_web=True,
    ),
    Kind(
        "lines",
        "JSON lines",
        "A news collection with an object a line, packed by gzip or not. An option says which "
        "column is what where its name does not.",
        "Texts in other files that a row points to.",
        dumps.find_lines,
        endings=(".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
        options=tuple(
            Option(name, "text", "", f"The column that holds the {name}.") for name in dumps.COLUMNS
        ),
    ),
    Kind(
        "parquet",
        "Parquet",
        "A news collection in columns, a batch of rows at a time.",
        "Groups of rows above 1 GB; columns within columns.",
        dumps.find_parquet,
        endings=(".parquet",),
        options=tuple(
            Option(name, "text", "", f"The column that holds the {name}.") for name in dumps.COLUMNS
        ),
        recognises=lambda head, _media_type: head.startswith(b"PAR1"),
        extra="parquet",
    ),
    Kind(
        "telegram",
        "Telegram export",
        "The messages with words of a chat, channel or whole account (`result.json`), with who "
        "passed them on from whom.",
        "Pictures, recordings and polls; messages that were deleted before the export; the address "
        "of a message.",
        exports.find_telegram,
        options=COMMON,
        recognises=exports.looks_like_telegram,
    ),
    Kind(
        "mastodon",
        "Mastodon export",
        "The posts of an account (`outbox.json`); posts of others that it passed on, as addresses.",
        "Pictures and polls; posts that were deleted before the export.",
        exports.find_mastodon,
        options=COMMON,
        recognises=exports.looks_like_mastodon,
    ),
)
"""The shipped kinds, in the order in which they are tried."""


def kinds(added: Iterable[EntryPoint] | None = None) -> tuple[tuple[Kind, ...], list[KindFault]]:
    """Return all kinds, those of other packages behind the shipped ones, and their faults.

    `added` are entry points; None: those of the group `tocsin.kinds` that are installed. One that
    cannot be loaded, is no kind or takes a name that is there already is a fault and left out.
    """
    if added is None:
        there, faults = _installed()
        return there, list(faults)
    return _all(added)


@cache
def _installed() -> tuple[tuple[Kind, ...], list[KindFault]]:
    return _all(entry_points(group=GROUP))


def _all(points: Iterable[EntryPoint]) -> tuple[tuple[Kind, ...], list[KindFault]]:
    found = {one.name: one for one in KINDS}
    faults = []
    for point in sorted(points, key=lambda one: (one.name, one.value)):
        why = None
        made: Any = None
        try:
            made = point.load()
        except Exception as fault:  # noqa: BLE001  another's package may fail in any way
            why = f"{type(fault).__name__}: {' '.join(str(fault).split())[:200]}"
        if why is None and not isinstance(made, Kind):
            why = "it is no Kind"
        if why is None and made.name in found:
            why = f"the name {made.name!r} is taken"
        if why is not None:
            faults.append(
                KindFault(
                    f"the kind {point.name} of another package cannot be used: {why}.",
                    hint="Mend that package, or uninstall it.",
                    at=point.value,
                )
            )
            continue
        found[made.name] = made
    return tuple(found.values()), faults


def kind_named(name: str) -> Kind:
    """Return the kind of that name. Raises `KindFault` that lists those there are."""
    known, _ = kinds()
    for one in known:
        if one.name == name:
            return one
    raise KindFault(
        f"there is no kind of source {name!r}.",
        hint=f"There are: {', '.join(one.name for one in known)}.",
        at=name,
    )


def kind_of(head: bytes, media_type: str, *, name: str = "") -> Kind | None:
    """Return the kind of a document by its file's name, else its first bytes and declared type."""
    known, _ = kinds()
    low = name.lower()
    for one in known:
        if any(low.endswith(ending) for ending in one.endings):
            return one
    return next((one for one in known if one.recognises(head[:_HEAD], media_type)), None)
