"""Delivering: a warning is given out once to each place, and every try leaves an entry."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast

from tocsin.errors import BadArgument, TocsinError
from tocsin.ledger import Export, Ledger
from tocsin.nouns import sha256_of
from tocsin.publish import Alert

__all__ = ["NAMED", "SENT", "Delivery", "alert_id", "deliver", "deliveries_of", "is_sent", "mail"]

SENT = "alert"
NAMED = 8
PATIENCE = 60
"""Seconds that a mail command may take."""

CLAIM = timedelta(minutes=10)
"""For so long a try that neither arrived nor failed is taken to be under way."""

State = Literal["begun", "delivered", "failed"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a warning stands at a place ("printed", "mail", "hook duty"): its newest try.

    `tries` are the requests that it took, `why` says why it failed.
    """

    to: str
    state: State
    at: datetime
    tries: int
    why: str | None


def deliver(
    ledger: Ledger,
    name: str,
    alert: Alert,
    to: str,
    give: Callable[[], int],
    *,
    version: str,
    known_at: datetime,
    clock: Callable[[], datetime],
) -> bool:
    """Give a warning to a place by `give`, which returns its tries; False where it has it already.

    That it begins is entered before, and how it ended after: of two that run at once one gives it
    out. Only one that was killed in between is tried again, after a while. What `give` raises is
    entered as a failure and raised on.
    """

    def enter(state: State, **told: object) -> None:
        summary: Mapping[str, object] = {
            "rule": alert.rule,
            "what": alert.what,
            "to": to,
            "state": state,
            **told,
        }
        digest = _digest(name, alert)
        ledger.add_export(
            Export(SENT, name, alert.as_of, known_at, version, digest, clock(), summary)
        )

    with ledger.writing():
        if _held(ledger, name, alert, to, now=clock()):
            return False
        enter("begun")
    try:
        tries = give()
    except TocsinError as fault:
        enter("failed", why=fault.message, code=fault.code)
        raise
    enter("delivered", tries=tries)
    return True


def is_sent(ledger: Ledger, name: str, alert: Alert, to: str, *, now: datetime) -> bool:
    """Say whether a warning was given to a place, or is just being given."""
    return _held(ledger, name, alert, to, now=now)


def _held(ledger: Ledger, name: str, alert: Alert, to: str, *, now: datetime) -> bool:
    digest = _digest(name, alert)
    rows = [one for one in ledger.exports(name) if one.kind == SENT and one.sha256 == digest]
    for one in deliveries_of(rows):
        if one.to == to:
            return one.state == "delivered" or (one.state == "begun" and now - one.at < CLAIM)
    return False


def deliveries_of(rows: list[Export]) -> tuple[Delivery, ...]:
    """Return how one warning stands at each place, by its entries as recorded."""
    newest = {one.to: one for one in map(_delivery, rows)}
    return tuple(newest.values())


def _delivery(one: Export) -> Delivery:
    told = one.summary
    why, tries = told.get("why"), told.get("tries", 0)
    return Delivery(
        to=str(told.get("to", "")),
        state=cast("State", told.get("state", "delivered")),
        at=one.at,
        tries=tries if isinstance(tries, int) else 0,
        why=None if why is None else str(why),
    )


def alert_id(name: str, alert: Alert) -> str:
    """Return the id of a warning of a watch."""
    return _digest(name, alert)[:NAMED]


def _digest(name: str, alert: Alert) -> str:
    told = f"{name}\n{alert.rule}\n{alert.as_of.isoformat()}\n{alert.what}"
    return sha256_of(told.encode("utf-8", "surrogatepass"))


def mail(command: str, text: str) -> int:
    """Give a warning to a command, as its standard input. Raises `BadArgument` where it fails.

    The command is no shell's: words alone, so nothing of a report can be run.
    """
    try:
        words = shlex.split(command)
        done = subprocess.run(  # noqa: S603  the words are the caller's own, and no report's
            words, input=text, text=True, encoding="utf-8", timeout=PATIENCE, check=False
        )
    except (OSError, ValueError, IndexError, subprocess.TimeoutExpired) as error:
        raise BadArgument(
            f"the mail command cannot be run: {error}.", hint="It is given the warning to read."
        ) from None
    if done.returncode != 0:
        raise BadArgument(
            f"the mail command left with {done.returncode}.", hint="The warning is not sent."
        )
    return 1
