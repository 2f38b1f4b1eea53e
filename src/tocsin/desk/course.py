"""Course: what became of a watch, turn by turn: taken in, revised, ended, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

from tocsin.desk.place import WATCHES, Desk
from tocsin.ledger import Ledger
from tocsin.nouns import Resolution, Turn, clock_of, iso_of, parse_interval

__all__ = ["course_of", "turn_row"]


def course_of(
    desk: Desk,
    ledger: Ledger,
    name: str,
    *,
    as_of: datetime | None = None,
    known_at: datetime | None = None,
) -> tuple[Turn, ...]:
    """Return the turns of a watch in the order in which they were entered.

    `known_at` cuts on ledger time. With `as_of`, an end is left out that was decided only later,
    and so is its taking back: no reader of that day could know it. An annulment never is.
    """
    turns = [*_revisions(desk, ledger, name, known_at), *_ends(ledger, name, as_of, known_at)]
    return tuple(sorted(turns, key=lambda one: one.at))


def turn_row(turn: Turn) -> dict[str, Any]:
    """Return a turn as printed with --json."""
    return {
        "kind": turn.kind,
        "at": clock_of(turn.at),
        "by": turn.by,
        "why": turn.why,
        "entry": turn.entry,
        "outcome": turn.outcome,
        "on": iso_of(turn.on),
        "held": turn.held,
    }


def _revisions(desk: Desk, ledger: Ledger, name: str, known_at: datetime | None) -> Iterator[Turn]:
    said = None
    for number, one in enumerate(ledger.watch_revisions(name, known_at=known_at)):
        revised = desk.parse(one.text, file=f"{WATCHES}/{name}.yaml").revised
        # What was left standing from the revision before says nothing of this one.
        own = None if revised == said else revised
        said = revised
        yield Turn(
            kind="revised" if number else "taken in",
            at=one.at,
            by=None if own is None else own.by,
            why=None if own is None else own.why,
            entry=one.revision,
        )


def _kind(end: Resolution) -> Literal["taken back", "annulled", "resolved"]:
    if end.undoes is not None:
        return "taken back"
    return "annulled" if end.outcome is None else "resolved"


def _ends(
    ledger: Ledger, name: str, as_of: datetime | None, known_at: datetime | None
) -> Iterator[Turn]:
    entered = ledger.resolutions(name, known_at=known_at, undone=True)
    off = {one.undoes for one in entered}
    seen: dict[str, Resolution] = {}
    for one in entered:
        of = one if one.undoes is None else seen.get(one.undoes)
        if of is None or not (as_of is None or _decided_by(of, as_of)):
            continue
        seen[one.id] = one
        yield Turn(
            kind=_kind(one),
            at=one.at,
            by=one.author,
            why=one.reason,
            entry=one.id,
            outcome=of.outcome,
            on=of.resolved_on,
            held=one.id not in off,
        )


def _decided_by(end: Resolution, as_of: datetime) -> bool:
    # An annulment is of the question, and so of every day of it.
    return end.outcome is None or parse_interval(str(iso_of(end.resolved_on))).known_by(as_of)
