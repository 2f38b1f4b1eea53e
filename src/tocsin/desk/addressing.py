"""Addressing: whether a desk has the number or the assumption that a person speaks of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from tocsin.desk.hints import command_of
from tocsin.desk.place import Desk
from tocsin.desk.situation import Situation, situation_of
from tocsin.errors import BadArgument, UnknownEntry
from tocsin.ledger import Ledger
from tocsin.nouns import Watch, parse_interval
from tocsin.weigh.reweigh import Address, address_of, check_figure, check_value
from tocsin.weigh.watchfile import FIGURES

__all__ = ["check_assumption", "check_weight"]


def check_weight(
    desk: Desk, ledger: Ledger, target: str, value: Mapping[str, object], *, now: datetime
) -> None:
    """Raise where `target`, WATCH:PATH, is no number of the desk, or cannot be what is given.

    Raises `UnknownWatch`, `UnknownEntry`, `BadArgument`.
    """
    name, colon, path = target.partition(":")
    if not colon:
        raise BadArgument(
            f"{target!r} is no WATCH:PATH.",
            hint=f"They stand in: {command_of('explain', desk.path, 'WATCH')}",
        )
    watch = desk.watch(ledger, name)
    address = address_of(path)
    given = str(value["value"])
    if address.part in (*FIGURES, "grades"):
        check_figure(watch, address, given)
        return
    check_value(address, given)
    known = now + timedelta(seconds=1)
    seen = situation_of(desk, ledger, name, as_of=known, known_at=known, with_history=False)
    _among(desk, watch, address, _held(desk, seen, address))


def check_assumption(
    desk: Desk, ledger: Ledger, target: str, value: Mapping[str, object], *, now: datetime
) -> None:
    """Raise where `target`, WATCH:ID, is no assumption, or its state is of a day to come.

    Raises `UnknownWatch`, `UnknownEntry`, `BadArgument`.
    """
    name, colon, assumption = target.partition(":")
    if not colon:
        raise BadArgument(
            f"{target!r} is no WATCH:ASSUMPTION.",
            hint=f"They stand in: {command_of('watch', 'show', desk.path, 'WATCH')}",
        )
    ids = [one.id for one in desk.watch(ledger, name).assumptions]
    if assumption not in ids:
        raise UnknownEntry(
            f"the watch {name!r} has no assumption {assumption!r}.",
            hint=f"It has: {', '.join(ids) or 'none'}.",
        )
    day = parse_interval(str(value["on"])).start
    if day is None or day > now:
        raise BadArgument(
            f"{value['on']!r} is no day that has come.", hint="Give --set on=2022-10-21."
        )


def _held(desk: Desk, seen: Situation, address: Address) -> Collection[tuple[str, ...]]:
    """Return the owners that the desk has of the address's part."""
    match address.part:
        case "origins":
            looks = address.name == "share"
            return {
                (one.origin, row.indicator)
                for row in seen.matrix.rows
                for one in (row.looks if looks else row.evidence)
            }
        case "views":
            return {(view.origin, view.proposition) for view in seen.matrix.views}
        case "sources":
            spoken = {origin.source for origin in seen.origins}
            return {(one,) for one in spoken | set(desk.register.sources)}
    return {(s.id,) for reading in seen.readings for s in reading.statements}


def _among(desk: Desk, watch: Watch, address: Address, held: Collection[tuple[str, ...]]) -> None:
    if address.owner in held:
        return
    near = [one for one in sorted(held) if one[-1] == address.owner[-1]][:5]
    there = ", ".join(".".join((address.part, *one, address.name)) for one in near)
    all_of_them = command_of("explain", desk.path, watch.id)
    raise UnknownEntry(
        f"nothing of this watch stands at {address.path!r}.",
        hint=f"{f'There are: {there}. ' if there else ''}All of them: {all_of_them}",
    )
