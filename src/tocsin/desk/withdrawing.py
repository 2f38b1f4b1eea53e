"""Withdrawing and erasing: reports that are not to count, or to be there, and what that moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tocsin.desk.deciding import signed
from tocsin.desk.hints import command_of, undo_command
from tocsin.desk.place import Desk
from tocsin.desk.publishing import cited_in
from tocsin.desk.situation import situation_of
from tocsin.desk.tracing import bring_up
from tocsin.errors import BadArgument, Cited, Refused, UnknownEntry
from tocsin.ledger import Ledger, Shift
from tocsin.nouns import DAY, Correction, Report, digest_of

__all__ = ["Left", "erase", "withdraw"]

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Left:
    """What an act on a report did: its entry, and each watch's estimate before and after.

    `beside` are other reports that hold the same bytes or text, `unpublished` the published
    assessments whose text went with an erased report, `settled` whether nothing of what is gone
    can still stand in the log beside the ledger.
    """

    report: str
    file: str
    entry: str
    moved: tuple[Shift, ...]
    beside: tuple[str, ...] = ()
    unpublished: tuple[str, ...] = ()
    settled: bool = True


def withdraw(desk: Desk, report: str, *, author: str, because: str, now: datetime) -> Left:
    """Record that a report is kept and counts for nothing from now on.

    As known before, it counts still. The entry can be undone. Raises `UnknownEntry`; `Refused`
    where it is withdrawn already; `Cited` where a published assessment stands on it and `because`
    does not name that.
    """
    signed(author, because)
    with desk.ledger() as ledger:
        desk.record_watches(ledger, now=now, faults=[])
        found = _report_of(desk, ledger, report)
        before = _estimates(desk, ledger, now=now)
        own = digest_of("c", "withdraw", found.id, author, because, now.isoformat())
        made = Correction(own, "withdraw", found.id, {}, author, because, now)
        with ledger.writing():
            for one in ledger.corrections():
                if (one.kind, one.target) == ("withdraw", found.id):
                    raise Refused(
                        f"report {found.id} was withdrawn by {one.author}.",
                        hint="To let it count again: " + undo_command(desk.path, one.id, author),
                        at=found.id,
                    )
            _check_cited(ledger, found.id, because)
            ledger.add_correction(made)
        bring_up(desk, ledger)
        moved = _shifts(before, _estimates(desk, ledger, now=now))
    return Left(found.id, found.file, own, moved)


def erase(desk: Desk, report: str, *, author: str, because: str, now: datetime) -> Left:
    """Take a report out of the desk for good, with what was read in it, and leave a stone.

    Its bytes, text, readings, captures, the published texts that quote it and editors' changes to
    sentences that do are gone at every known time; the stone tells who did so, why, when, and what
    that changed in each estimate. What else people wrote, and copies elsewhere, are not touched.
    Raises `UnknownEntry`, `Erased`.
    """
    signed(author, because)
    with desk.ledger() as ledger:
        desk.record_watches(ledger, now=now, faults=[])
        found = _report_of(desk, ledger, report)
        before = _estimates(desk, ledger, now=now)
        stone, beside = ledger.erase(
            found.id,
            author=author,
            reason=because,
            at=now,
            moved=lambda: _shifts(before, _estimates(desk, ledger, now=now)),
        )
        bring_up(desk, ledger)
        settled = ledger.settle()
    return Left(
        found.id,
        found.file,
        stone.id,
        tuple(stone.moved),
        beside,
        tuple(stone.unpublished),
        settled,
    )


def _report_of(desk: Desk, ledger: Ledger, name: str) -> Report:
    """Return the report of an id, or of a file's name where just one has it."""
    try:
        return ledger.report(name)
    except UnknownEntry:
        said = name.replace("\\", "/")
        found = [
            one.id
            for one in ledger.reports()
            if said and (one.file == name or f"/{one.file}".endswith(f"/{said}"))
        ]
    if len(found) == 1:
        return ledger.report(found[0])
    if found:
        raise BadArgument(
            f"{len(found)} reports came from a file {name!r}.",
            hint=f"Name one by its id: {', '.join(sorted(found)[:8])}.",
        )
    raise UnknownEntry(
        f"there is no report {name!r} on this desk.",
        hint=f"Find it: {command_of('search', desk.path, 'WORDS', '--json')}",
        at=name,
    )


def _check_cited(ledger: Ledger, report: str, because: str) -> None:
    """See that a withdrawal of what was published says so. Raises `Cited` where it does not."""
    found = cited_in(ledger)
    reading = ledger.newest()(report) if found else None
    for statement in () if reading is None else reading.statements:
        if statement.id in found:
            newest = found[statement.id][-1]
            if newest.id not in because:
                raise Cited(
                    f"the report is cited in assessment {newest.id} of {newest.watch}, published "
                    f"on {newest.at.date()}: it is locked.",
                    hint=f"Open it again by naming {newest.id} in the reason, then publish anew.",
                    at=report,
                )


def _estimates(desk: Desk, ledger: Ledger, *, now: datetime) -> dict[str, tuple[datetime, float]]:
    """Return P(YES) of each watch with its cut: now, or before the last day of a closed window."""
    known = now + SECOND
    found = {}
    for revision in ledger.watches():
        cut = min(known, desk.watch(ledger, revision.id).closes - DAY)
        made = situation_of(
            *(desk, ledger, revision.id), as_of=cut, known_at=known, with_history=False
        )
        found[revision.id] = cut, made.estimate.event.p
    return found


def _shifts(
    before: Mapping[str, tuple[datetime, float]], after: Mapping[str, tuple[datetime, float]]
) -> tuple[Shift, ...]:
    return tuple(
        Shift(name, cut, p, after[name][1])
        for name, (cut, p) in sorted(before.items())
        if after[name][1] != p
    )
