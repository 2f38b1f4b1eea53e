"""Robots: what a site's robots.txt asks of programs, as RFC 9309 has it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from tocsin.errors import CollectError, Declined, KeptOut, NotPublic
from tocsin.fetch.addresses import Where
from tocsin.fetch.asking import Fetcher

__all__ = ["TOKEN", "Robots", "Rules"]

TOKEN = "tocsin"  # noqa: S105  the name by which robots.txt files know this program
_KEPT = 24 * 3600.0
_MOST = 500_000
_SERVER = 500


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site asks: which addresses to leave alone, and how long to wait between two.

    `parsed` is None where the site asks nothing; `closed` says why nothing of it may be asked.
    """

    parsed: Protego | None = None
    closed: str | None = None

    @property
    def delay(self) -> float:
        """Seconds that the site asks to wait between two requests; 0 where it asks nothing."""
        asked = None if self.parsed is None else self.parsed.crawl_delay(TOKEN)
        return float(asked or 0.0)


class Robots:
    """The rules of each site, asked for once a day."""

    def __init__(self, fetcher: Fetcher, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._kept: dict[str, tuple[float, Rules]] = {}

    def of(self, place: Where) -> Rules:
        """Return what the site of an address asks. Raises `NotPublic`."""
        kept = self._kept.get(place.origin)
        if kept is not None and self._clock() - kept[0] < _KEPT:
            return kept[1]
        rules = self._asked(place.origin)
        self._kept[place.origin] = (self._clock(), rules)
        return rules

    def check(self, place: Where) -> Rules:
        """Return what the site asks. Raises `KeptOut` where it asks to leave the address alone."""
        rules = self.of(place)
        if rules.closed is not None:
            raise KeptOut(
                f"its robots.txt cannot be had ({rules.closed}), which counts as a no.",
                hint="It is asked again at the next look.",
                file=place.url,
            )
        if rules.parsed is not None and not rules.parsed.can_fetch(place.url, TOKEN):
            raise KeptOut(
                "its robots.txt asks programs to leave this address alone.",
                hint="Ask the site's owners, or add saved pages: tocsin add DESK FILE.",
                file=place.url,
            )
        return rules

    def _asked(self, origin: str) -> Rules:
        try:
            answer = self._fetcher.get(f"{origin}/robots.txt")
        except NotPublic:
            raise
        except Declined as no:
            # "No such page" asks nothing; "come again later" may stand before rules unknown.
            later = no.status >= _SERVER or no.status == 429
            return Rules(closed=f"status {no.status}") if later else Rules()
        except CollectError as fault:
            return Rules(closed=fault.message.rstrip("."))
        text = answer.body[:_MOST].decode("utf-8", "replace")
        try:
            return Rules(Protego.parse(text))
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
            return Rules()
