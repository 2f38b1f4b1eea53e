"""Visiting: asking politely, by each site's rules, pausing between requests and backing off."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tocsin.errors import Declined, NoAnswer
from tocsin.fetch.addresses import Where, where
from tocsin.fetch.asking import Answer, Fetcher, Known, is_wait
from tocsin.fetch.robots import Robots

__all__ = ["MANNERS", "Manners", "Visitor", "hand_over"]

_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Manners:
    """How a site is treated; all in seconds but `tries`.

    At least `pause` lies between two requests to one site, more where its robots.txt asks so, up
    to `longest_pause`. What fails is tried `tries` times in all, after 1, 2, 4 … times `backoff`;
    a site that asks to wait longer than `patience` is left alone until the next look.
    """

    pause: float = 1.0
    longest_pause: float = 30.0
    tries: int = 3
    backoff: float = 1.0
    patience: float = 20.0

    def rest(self, fault: NoAnswer | Declined, tried: int) -> float | None:
        """Return the seconds to wait before what failed `tried` times is tried again.

        None where it would fail again: the answer was a no, and not "later".
        """
        if isinstance(fault, Declined):
            if not is_wait(fault.status):
                return None
            if fault.retry_after is not None:
                return fault.retry_after
        return self.backoff * float(2 ** (tried - 1))

    def gives_up(self, rest: float, tried: int) -> bool:
        """Say whether what failed is left for another time."""
        return tried >= self.tries or rest > self.patience


MANNERS = Manners()


class Visitor:
    """Asks addresses one after another, as a guest does.

    Clock and sleep are handed in, so that a caller may count another time.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        manners: Manners = MANNERS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.fetcher = fetcher
        self.manners = manners
        self.robots = Robots(fetcher, clock=clock)
        self.requests = 0
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._resting: dict[str, float] = {}

    def get(self, url: str, known: Known | None = None) -> Answer:
        """Ask an address, when its site lets us and has had its pause.

        Raises `NotPublic`, `KeptOut`, `NoAnswer`, `Declined`, `TooLarge`; `Declined` without
        asking where the site asked to be left alone for a while.
        """
        place = where(url, allow=self.fetcher.allow)
        self._awake(place)
        rules = self.robots.check(place)
        pause = min(max(self.manners.pause, rules.delay), self.manners.longest_pause)
        tried = 0
        while True:
            tried += 1
            self._wait(place, pause)
            try:
                return self.fetcher.get(url, known, permit=self.robots.check)
            except (NoAnswer, Declined) as fault:
                rest = self.manners.rest(fault, tried)
                if rest is None:
                    raise
                if self.manners.gives_up(rest, tried):
                    if isinstance(fault, Declined) and (
                        fault.status == _TOO_MANY or fault.retry_after is not None
                    ):
                        self._resting[place.origin] = self._clock() + rest
                    raise
            self._next[place.origin] = self._clock() + max(rest, pause)

    def _awake(self, place: Where) -> None:
        left = self._resting.get(place.origin, 0.0) - self._clock()
        if left > 0:
            raise Declined(
                f"its site asked to be left alone for {left:.0f} seconds more.",
                status=_TOO_MANY,
                retry_after=left,
                hint="It is asked again later, and less often.",
                file=place.url,
            )

    def _wait(self, place: Where, pause: float) -> None:
        left = self._next.get(place.origin, 0.0) - self._clock()
        if left > 0:
            self._sleep(left)
        self.requests += 1
        self._next[place.origin] = self._clock() + pause


def hand_over(
    fetcher: Fetcher,
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    manners: Manners = MANNERS,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Answer, int]:
    """Hand `body` to an address, as often as manners have it, and return how many tries it took.

    What was tried again may have arrived before: whoever sends it names it, so that it is known
    again. Raises `NotPublic`, `NoAnswer`, `Declined`.
    """
    tried = 0
    while True:
        tried += 1
        try:
            return fetcher.post(url, body, headers), tried
        except (NoAnswer, Declined) as fault:
            rest = manners.rest(fault, tried)
            if rest is None or manners.gives_up(rest, tried):
                raise
        sleep(rest)
