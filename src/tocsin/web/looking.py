"""Looking: the inbox that an address asks for, at its clocks, out of what is kept of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request

from tocsin.desk import Desk, Situation
from tocsin.errors import BadArgument, UnknownWatch
from tocsin.nouns import DAY, parse_interval
from tocsin.web.acting import Acting
from tocsin.web.asking import asked
from tocsin.web.items import items_of
from tocsin.web.keeping import Keeper
from tocsin.web.sifting import FACETS, Sieve, Wanted
from tocsin.web.watchpages import Seen

__all__ = ["CARRIED", "LONGEST", "Look", "looking", "wanted_of"]

CARRIED = ("as_of", "known_at", "since", "q", "all", "came", "only", "not", "page")
"""What an address of the inbox can say, beside which statement is open."""


MOST_PAGES = 100_000
LONGEST = 200
"""Letters of what is searched for."""


@dataclass(frozen=True, slots=True)
class Look:
    """An inbox as it is asked for: to be used while the desk is open for reading."""

    seen: Seen
    sieve: Sieve
    wanted: Wanted
    pairs: tuple[tuple[str, str], ...]
    page: int
    number: int

    def query(self, *, without: Sequence[str] = (), **changed: str | int | None) -> str:
        """Return the address of this inbox from its "?" on, with some of it changed."""
        pairs = [pair for pair in self.pairs if pair[0] not in {*changed, *without}]
        pairs += [(name, str(value)) for name, value in changed.items() if value is not None]
        return f"?{urlencode(pairs)}" if pairs else "?"

    def turned(self, facet: str, value: str, state: str) -> str:
        """Return the address with a value of a facet put to "only", "not" or "any"."""
        own = f"{facet}:{value}"
        pairs = [
            pair
            for pair in self.pairs
            if pair[0] != "page" and pair not in {("only", own), ("not", own)}
        ]
        if state != "any":
            pairs.append((state, own))
        return f"?{urlencode(pairs)}" if pairs else "?"


@contextmanager
def looking(request: Request, query: QueryParams, *, newest: bool = True) -> Iterator[Look]:
    """Give the inbox that a query of a watch asks for. Raises `UnknownWatch`, `BadArgument`.

    Without `newest` it is the one that was made last, if one was: what was entered since is not
    weighed in it, and its `number` is of now all the same.

    Without `as_of` it is that of today, or of the last day of a window that is over: after the
    close no time is left that a decision could move the estimate of.
    """
    keeper: Keeper = request.app.state.keeper
    name = request.path_params["watch"]
    told = asked(query, now=keeper.now)
    with keeper.reading() as (desk, ledger):
        if not ledger.watch_revisions(name, known_at=told.known_at):
            raise UnknownWatch(
                f"there is no watch {name!r} on this desk at that time.",
                hint="The front page lists those there are.",
            )
        if "as_of" not in told.given:
            closes = desk.watch(ledger, name, known_at=told.known_at).closes
            cut = min(told.as_of, closes - DAY)
            told = replace(told, as_of=cut, since=min(told.since, cut - timedelta(days=7)))
        shared: Acting = request.app.state.acting
        # The desk is in the value, so that its number is of no other while it stands in a key.
        key = (name, told.as_of, told.known_at, ledger.numbers(), id(desk))

        def made() -> tuple[Desk, Situation, Sieve]:
            # How steady it was is not told here, which spares most of the work after each act.
            now = keeper.glance(desk, ledger, name, as_of=told.as_of, known_at=told.known_at)
            sieve = Sieve(items_of(now, desk.register, dict(ledger.recorded())))
            shared.last(key[:3], (now, sieve))
            return desk, now, sieve

        last = None if newest else shared.newest.get(key[:3])
        now, sieve = shared.looks.get(key, made)[1:] if last is None else last
        yield Look(
            seen=Seen(keeper, desk, ledger, told, now),
            sieve=sieve,
            wanted=wanted_of(query),
            pairs=tuple(pair for pair in query.multi_items() if pair[0] in CARRIED and pair[1]),
            page=_page(query.get("page")),
            number=len(ledger.corrections(undone=True)),
        )


def wanted_of(query: QueryParams) -> Wanted:
    """Return what a query wants of an inbox. Raises `BadArgument`, `BadTime`."""
    chosen: dict[str, dict[str, set[str]]] = {"only": {}, "not": {}}
    for state, found in chosen.items():
        for one in query.getlist(state):
            facet, colon, value = one.partition(":")
            if facet not in FACETS or not colon:
                raise BadArgument(
                    f"{one!r} is no FACET:VALUE.", hint=f"Facets: {', '.join(FACETS)}.", at=state
                )
            found.setdefault(facet, set()).add(value)
    came = query.get("came", "").strip()
    only, without = (
        {facet: frozenset(values) for facet, values in found.items()} for found in chosen.values()
    )
    return Wanted(
        only=only,
        without=without,
        words=tuple(dict.fromkeys(query.get("q", "")[:LONGEST].split())),
        whole=query.get("all", "") == "1",
        came=parse_interval(came).start if came else None,
    )


def _page(written: str | None) -> int:
    if written is None or not (written.isascii() and written.isdecimal()):
        return 0
    return min(int(written[:9]), MOST_PAGES)
