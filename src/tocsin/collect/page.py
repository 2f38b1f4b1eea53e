"""Pages: an HTML document as a report, with what its markup says about itself."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from tocsin.collect.captured import LIMITS, Captured, Layout, Limits, captured_of
from tocsin.collect.decoding import Decoded, checked, declared_in_markup, decode
from tocsin.collect.metadata import Metadata, clean, host_of, language_code
from tocsin.collect.moment import dates_in, moment_of
from tocsin.collect.rendering import parse, render
from tocsin.errors import Empty, TooLarge
from tocsin.nouns import iso_of

__all__ = ["capture_page", "rendered"]

_ELEMENTS = 2_000
_JSON_SCRIPTS, _JSON_LENGTH, _JSON_NODES = 20, 300_000, 20_000
_HTMLDATE_LENGTH = 1_000_000
_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date", "dcterms.date", "pubdate", "publishdate", "publication_date",
    "cxenseparse:recs:publishtime", "citation_publication_date", "date",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified",
    "last-modified", "revised",
)  # fmt: skip


def capture_page(
    data: bytes,
    *,
    file: str,
    said: Metadata,
    media_type: str = "text/html",
    charset: str | None = None,
    otherwise: Metadata | None = None,
    limits: Limits = LIMITS,
) -> Captured:
    """Return the report that an HTML page is.

    Its text is the rendering; its `charset` and `faults` are those of the bytes. `said` goes before
    what the page states and `otherwise` behind it, `charset` (what came with it declares) before
    what it declares itself.
    Raises `NotText` and `Empty`.
    """
    source = checked(data, decode(data, charset or declared_in_markup(data)), file=file)
    try:
        text, layout, stated, language = rendered(source.text, file=file, limits=limits)
    except TooLarge as fault:
        # Kept, not read, like a text that is too long.
        unread = Decoded("", source.charset, source.faults)
        return captured_of(
            data, unread, file=file, media_type=media_type, said=said, limits=limits, fault=fault
        )
    if not text or text.isspace():
        raise Empty("the page holds no text.", hint="Save it once it has loaded.", file=file)
    return captured_of(
        data,
        Decoded(text, source.charset, source.faults),
        file=file,
        media_type=media_type,
        said=said.or_else(stated).or_else(otherwise or Metadata()),
        layout=layout,
        prose=_prose(text, layout),
        language=language,
        limits=limits,
    )


def rendered(
    markup: str, *, file: str, limits: Limits = LIMITS
) -> tuple[str, Layout, Metadata, str | None]:
    """Return text, layout, metadata and declared language of a page. Raises `TooLarge`."""
    tree = parse(markup, file=file, limits=limits)
    metas = _metas(tree)
    stated = _json_ld(tree).or_else(_from_metas(tree, metas))
    if stated.published is None and len(markup) <= _HTMLDATE_LENGTH:
        stated = stated.or_else(_guessed(markup))
    shown = render(tree, stated.title, file=file, limits=limits)
    lang = language_code(_attribute(tree, "html", "lang"))
    return shown.text, shown.layout, stated, lang or language_code(metas.get("og:locale"))


def _prose(text: str, layout: Layout) -> str:
    """Return the text without its furniture, by which the language is better told."""
    kept, at = [], 0
    for span, kind in layout:
        if kind == "furniture":
            kept.append(text[at : span.start])
            at = span.end
    return "".join((*kept, text[at:]))


def _metas(tree: Any) -> dict[str, str]:
    """Return the first non-empty content of each `meta`, by its name in lower case."""
    metas: dict[str, str] = {}
    # A slice, for walking the list of elements itself takes the square of their number.
    for node in tree.document.get_elements_by_tag_name("meta")[:_ELEMENTS]:
        content = clean(node.getattr("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (node.getattr(attribute) or "").strip().lower()
            if name and content:
                metas.setdefault(name, content)
    return metas


def _from_metas(tree: Any, metas: Mapping[str, str]) -> Metadata:
    published = next(
        (found for name in _PUBLISHED if (found := _moment(metas.get(name)))), None
    ) or _moment(_attribute(tree, "time[itemprop~=datePublished]", "datetime"))
    canonical = _attribute(tree, "link[rel~=canonical]", "href")
    # A copy often names the original as canonical, but its own address in og:url.
    url = next((u for u in (metas.get("og:url"), canonical) if host_of(u)), None)
    titled = tree.document.query_selector("head title")
    author = metas.get("author") or metas.get("article:author") or metas.get("dc.creator")
    return Metadata(
        title=metas.get("og:title") or (clean(titled.text) if titled is not None else None),
        published=published,
        published_by="none" if published is None else "meta",
        updated=next((found for name in _UPDATED if (found := _moment(metas.get(name)))), None),
        publisher=metas.get("og:site_name")
        or metas.get("application-name")
        or metas.get("dc.publisher"),
        host=host_of(url),
        # Some sites write the address of the author's page where his name belongs.
        author=None if author is None or host_of(author) else author,
        url=url,
    )


def _attribute(tree: Any, selector: str, name: str) -> str | None:
    node = tree.document.query_selector(selector)
    return None if node is None else clean(node.getattr(name))


def _json_ld(tree: Any) -> Metadata:
    best: Mapping[str, object] = {}
    for thing in _things(tree):
        types = thing.get("@type")
        named = types if isinstance(types, list) else [types]
        if any(isinstance(t, str) and t.endswith(("Article", "Posting", "Report")) for t in named):
            best = thing
            break
        if not best and "datePublished" in thing:
            best = thing
    published = _moment(best.get("datePublished"))
    url = next((u for u in map(clean, (best.get("url"), _id(best))) if host_of(u)), None)
    return Metadata(
        title=clean(best.get("headline")),
        published=published,
        published_by="none" if published is None else "json-ld",
        updated=_moment(best.get("dateModified")),
        publisher=_names(best.get("publisher")),
        host=host_of(url),
        author=_names(best.get("author")),
        url=url,
    )


def _things(tree: Any) -> Iterator[Mapping[str, object]]:
    """Yield the objects of the page's JSON-LD, outer before inner, as far as the bounds go."""
    scripts = 0
    for node in tree.document.get_elements_by_tag_name("script")[:_ELEMENTS]:
        if "ld+json" not in (node.getattr("type") or "").lower():
            continue
        scripts += 1
        source = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", node.text or "")
        if scripts > _JSON_SCRIPTS or len(source) > _JSON_LENGTH:
            continue
        try:
            waiting: list[object] = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        for seen, value in enumerate(waiting):
            if seen > _JSON_NODES:
                break
            if isinstance(value, dict):
                yield value
                waiting.extend(v for v in value.values() if isinstance(v, dict | list))
            elif isinstance(value, list):
                waiting.extend(v for v in value if isinstance(v, dict | list))


def _id(thing: Mapping[str, object]) -> object:
    page = thing.get("mainEntityOfPage")
    return page.get("@id") if isinstance(page, dict) else page


def _names(value: object) -> str | None:
    """Return the name or names of a JSON-LD person or organisation."""
    if isinstance(value, list):
        names = [
            name for entry in value[:20] if not isinstance(entry, list) and (name := _names(entry))
        ]
        return clean(", ".join(names))
    if isinstance(value, dict):
        value = value.get("name")
    name = clean(value)
    return None if name is None or host_of(name) else name


def _moment(value: object) -> Any:
    return moment_of(value if isinstance(value, str) else None, midnight=False)


def _guessed(markup: str) -> Metadata:
    try:
        # Fixed bounds: by default the library asks the clock, and a page would change with it.
        # Bytes: a text that begins with "http" and has no blank the library would ask the web for.
        found = _finder()(
            markup.replace("\0", "").encode(),
            extensive_search=False,
            original_date=True,
            min_date="1995-01-01",
            max_date="2099-12-31",
        )
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError):
        return Metadata()
    if found is None or (found.endswith("-01") and not _written(found, markup)):
        return Metadata()
    published = moment_of(found)
    return Metadata(published=published, published_by="none" if published is None else "htmldate")


def _written(day: str, markup: str) -> bool:
    """Say whether the page writes that day: the library fills up "October 2022" with a 1."""
    year, month, _ = day.split("-")
    numbers = (
        rf"(?<!\d)(?:0?1[./-]0?{int(month)}|0?{int(month)}[./-]0?1)[./-](?:{year}|{year[2:]})(?!\d)"
    )
    return re.search(numbers, markup) is not None or any(
        iso_of(interval.start) == day for _, interval in dates_in(markup, packed=True)
    )


@cache
def _finder() -> Callable[..., str | None]:
    import htmldate

    # Its complaints about odd pages are for its developers, not for a person who adds files.
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    find_date: Callable[..., str | None] = htmldate.find_date
    return find_date
