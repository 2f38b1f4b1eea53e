"""Asking: the clocks of a page, out of its address and back into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from tocsin.errors import BadArgument, BadTime
from tocsin.nouns import clock_of, cut_of

__all__ = ["LOOKED_BACK", "Asked", "asked"]

LOOKED_BACK = timedelta(days=7)
"""How far back changes are told where no day is named: as the commands do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The clocks of a page: exclusive cuts, as `cut_of` gives them; `since` is never after `as_of`.

    `given` are those that the address names, and no others: a link carries on what was asked.
    """

    as_of: datetime
    known_at: datetime
    since: datetime
    given: Mapping[str, str]

    def query(self, **changed: str | None) -> str:
        """Return the clocks as the end of an address, "" for none; None takes one out."""
        asked = {**self.given, **changed}
        kept = {name: value for name, value in asked.items() if value is not None}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def day(self) -> str:
        """The publication clock as a person writes it: a day, or a time."""
        return clock_of(self.as_of)


def asked(query: Mapping[str, str], *, now: datetime) -> Asked:
    """Return what a query asks for; a clock that is not named, or is empty, is all of today.

    Without `since` a week is looked back. Raises `BadTime`, and `BadArgument` where `since` lies
    after `as_of`.
    """
    given = {
        name: query[name].strip()
        for name in ("as_of", "known_at", "since")
        if query.get(name, "").strip()
    }
    today = now.date().isoformat()
    as_of, known_at = (_cut(name, given.get(name, today)) for name in ("as_of", "known_at"))
    since = _cut("since", given["since"]) if "since" in given else as_of - LOOKED_BACK
    if since > as_of:
        raise BadArgument(
            f"since {clock_of(since)} lies after as of {clock_of(as_of)}.",
            hint="Give the earlier day as since.",
            at="since",
        )
    return Asked(as_of, known_at, since, given)


def _cut(name: str, text: str) -> datetime:
    try:
        return cut_of(text)
    except BadTime as error:
        error.at = name
        raise
