"""Discovery: the feeds that a page names, and where sites without a word have theirs."""

from __future__ import annotations

from urllib.parse import urljoin

from tocsin.collect.captured import LIMITS, Limits
from tocsin.collect.decoding import declared_in_markup, decode
from tocsin.collect.metadata import clean, host_of
from tocsin.collect.rendering import parse

__all__ = ["GUESSES", "feeds_named"]

GUESSES = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/feed.json", "/sitemap.xml")
"""Where feeds usually are, in the order in which they are asked for."""

_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
)
_LINKS, _MOST = 2_000, 20


def feeds_named(
    data: bytes, *, address: str, charset: str | None = None, limits: Limits = LIMITS
) -> tuple[tuple[str, str], ...]:
    """Return address and title of the feeds that a page names as its own, the likeliest first.

    A feed of comments stands behind the others, as does one of another host. Raises `TooLarge`.
    """
    markup = decode(data, charset or declared_in_markup(data)).text
    tree = parse(markup, file=address, limits=limits)
    found: list[tuple[bool, bool, int, str, str]] = []
    document = tree.document
    # A slice, for walking the list of elements itself takes the square of their number.
    for node in () if document is None else document.get_elements_by_tag_name("link")[:_LINKS]:
        rel = (node.getattr("rel") or "").lower().split()
        kind = (node.getattr("type") or "").lower().partition(";")[0].strip()
        if "alternate" not in rel or kind not in _TYPES:
            continue
        try:
            url = urljoin(address, clean(node.getattr("href")) or "")
        except ValueError:
            continue
        title = clean(node.getattr("title")) or ""
        if host_of(url) is None or any(url == one[3] for one in found):
            continue
        comments = "comment" in f"{url} {title}".lower()
        found.append((comments, host_of(url) != host_of(address), len(found), url, title))
        if len(found) >= _MOST:
            break
    return tuple((url, title) for _, _, _, url, title in sorted(found))
