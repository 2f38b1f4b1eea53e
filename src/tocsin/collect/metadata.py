"""Metadata: what a file, its folder's manifest or its page says about a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tocsin.nouns import Interval, Translation

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Metadata", "clean", "host_of", "language_code", "language_of"]

_LONGEST = 2000
_ENOUGH_LETTERS = 100
_SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about a report; None where nothing is.

    `published_by` names where `published` was read, as in `Report`. `language` is what was
    declared, an ISO 639-1 code. `translation_of` names the original of a translation, by its file
    or its report's id; `translator` is who made it, as written.
    """

    title: str | None = None
    published: Interval | None = None
    published_by: str = "none"
    updated: Interval | None = None
    publisher: str | None = None
    host: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    translation_of: str | None = None
    translator: str | None = None

    @property
    def translation(self) -> Translation | None:
        """What is said of a translation; None where nothing is."""
        if self.translation_of is None and self.translator is None:
            return None
        return Translation(self.translation_of, self.translator)

    def or_else(self, other: Metadata) -> Metadata:
        """Return these values, with the gaps filled from `other`."""
        values = {
            field.name: getattr(self, field.name)
            if getattr(self, field.name) is not None
            else getattr(other, field.name)
            for field in fields(self)
        }
        # The date and what it was read from travel together.
        dated = self if self.published is not None else other
        values["published_by"] = dated.published_by if dated.published is not None else "none"
        return Metadata(**values)


def clean(value: object) -> str | None:
    """Return `value` as one line of text without half characters; None when nothing is left."""
    if not isinstance(value, str):
        return None
    # Half of a surrogate pair, from JSON or a mail header, is no character and cannot be stored.
    whole = value[: 2 * _LONGEST].encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    return " ".join(whole.split())[:_LONGEST].rstrip() or None


def host_of(url: str | None) -> str | None:
    """Return the host that an address names, in lower case, without "www."; None without one."""
    if url is None:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return clean((host or "").removeprefix("www."))


def language_code(declared: str | None) -> str | None:
    """Return the ISO 639-1 code at the head of a declared language ("en-GB" → "en"), else None."""
    match = re.fullmatch(r"([A-Za-z]{2})(?:[-_].*)?", (declared or "").strip())
    return match.group(1).lower() if match else None


_ENGLISH = frozenset({"the", "of", "and", "that", "were", "have", "with", "from", "which"})
_LITTLE = 0.08
"""Share of little English words from which a text is English: no other language nears it."""


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`; None below a hundred letters."""
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS:
        return None
    # A short English item full of foreign names is taken for a language of those names; its little
    # words are surer, and cheaper to ask.
    words = re.findall(r"[a-z]+", sample.lower())
    if sum(word in _ENGLISH for word in words) > _LITTLE * len(words):
        return "en"
    code, _ = _classifier()(sample)
    return language_code(code)


@cache
def _classifier() -> Callable[[str], tuple[str, float]]:
    import py3langid

    classify: Callable[[str], tuple[str, float]] = py3langid.classify
    return classify
