"""Stamps: the fields of a row that say when something was done to what the row holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tocsin.collect.moment import moment_of
from tocsin.nouns import DAY

__all__ = ["TAKEN", "WRITTEN", "stamps"]

_CHANGED = ("updat", "modif", "lastmod", "edit", "revis", "amend", "correct", "chang")
TAKEN = (
    *_CHANGED, "captur", "retriev", "crawl", "access", "fetch", "scrap", "archiv", "download",
    "collect", "harvest", "ingest", "snapshot", "saved", "indexed",
)  # fmt: skip
"""How words begin that tell when a text was taken, or put as it stands."""

WRITTEN = (*_CHANGED, "writ", "creat", "publish", "post", "added", "asked")
"""How words begin that tell when a question was put into its words."""

_NO_TIME = frozenset({"id", "ids", "by", "count", "number", "no", "hash", "version", "size", "url"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MICROSECOND = DAY / 86_400_000_000


def stamps(values: Mapping[str, Any], beginnings: tuple[str, ...]) -> Iterator[tuple[str, date]]:
    """Yield each field that is named so and holds a time, with the last day that it may mean.

    Names are taken apart at case, hyphen and underscore: `dateModified` and `last_modified` are
    both of what begins with "modif". "edited_by" and "revision_id" hold no time.
    """
    for name, value in values.items():
        words = [one.casefold() for one in _WORD.findall(str(name))]
        if _NO_TIME.intersection(words) or not any(w.startswith(beginnings) for w in words):
            continue
        stated = moment_of(value) if isinstance(value, str | int | float) else None
        if stated is not None and stated.end is not None:
            yield str(name), (stated.end - _MICROSECOND).date()
