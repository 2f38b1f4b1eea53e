"""Commands on alerts: replay, send, list, ack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.errands import (
    AsJson,
    Author,
    DeskFolder,
    KnownAt,
    Reason,
    WatchName,
    clocks,
    faults,
    file_named,
    open_desk,
    plain,
    say,
)
from tocsin.errors import BadArgument, BadTime

if TYPE_CHECKING:
    from tocsin.desk import Desk

__all__ = ["app"]

app = typer.Typer(help="Warnings by rules of your own.", no_args_is_help=True)

RulesFile = Annotated[
    Path, typer.Option("--rules", metavar="FILE", help="The rules (YAML).", parser=file_named)
]
First = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="First day (the last day alone).")
]
Last = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day (today).")]


@app.command()
def replay(
    desk: DeskFolder,
    watch: WatchName,
    rules: RulesFile,
    first: First = None,
    last: Last = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """Say what the rules would have told, and on which day; nothing is sent or recorded.

    Example: tocsin alert replay desk belarus-entry --rules alerts.yaml --from 2022-10-01
    --to 2022-10-21
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import utc_now
    from tocsin.desk.alerting import alerts_of, rules_of
    from tocsin.nouns import clock_of

    with faults(as_json=as_json):
        now = utc_now()
        _, known = clocks(None, known_at, now=now)
        begin, end = _days(first, last, today=now.date())
        made = rules_of(rules)
        place = open_desk(desk, as_json=as_json)
        with place.ledger(read_only=True) as ledger:
            told = alerts_of(place, ledger, watch, made, first=begin, last=end, known_at=known)
    for one in told:
        row = {"watch": watch, "rule": one.rule, "as_of": clock_of(one.as_of), "what": one.what}
        say(dumps(row) if as_json else f"{row['as_of']}  {one.rule}: {plain(one.what)}")
    if not told and not as_json:
        say("No rule would have told anything.")


@app.command()
def send(
    desk: DeskFolder,
    watch: WatchName,
    rules: RulesFile,
    first: First = None,
    last: Last = None,
    command: Annotated[
        str | None,
        typer.Option("--mail", metavar="COMMAND", help="Gets each warning on its input."),
    ] = None,
    hook: Annotated[
        str | None,
        typer.Option("--hook", metavar="NAME", help="A hook of the desk's hooks.yaml."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Give out the warnings of the rules that were not given out yet, and record them.

    Each says what, by when, how sure and what to watch next. With --mail a command gets each on its
    standard input, with --hook a web address as JSON, signed; else they are printed. Every try is
    recorded. What a place refuses comes again, what it took does not.

    Example: tocsin alert send desk belarus-entry --rules alerts.yaml --from 2022-10-15
    --to 2022-10-21
    """
    from tocsin import __version__
    from tocsin.cli.contract import dumps
    from tocsin.desk import utc_now
    from tocsin.desk.alerting import alerts_of, rules_of, warning_of
    from tocsin.desk.delivering import alert_id, deliver, is_sent
    from tocsin.nouns import clock_of

    with faults(as_json=as_json):
        now = utc_now()
        _, known = clocks(None, None, now=now)
        begin, end = _days(first, last, today=now.date())
        made = rules_of(rules)
        place = open_desk(desk, as_json=as_json)
        to, give = _way(place, command, hook)
        count = 0
        with place.ledger() as ledger:
            for one in alerts_of(
                *(place, ledger, watch, made), first=begin, last=end, known_at=known
            ):
                if is_sent(ledger, watch, one, to, now=now):
                    continue
                text, row = warning_of(place, ledger, watch, one, known_at=known)
                named = alert_id(watch, one)
                told = {"type": "tocsin.alert", "alert": named, **row}
                if not deliver(
                    *(ledger, watch, one, to, partial(give, named, text, told)),
                    version=__version__,
                    known_at=known,
                    clock=utc_now,
                ):
                    continue
                count += 1
                if as_json:
                    line = {"watch": watch, "rule": one.rule, "as_of": clock_of(one.as_of)}
                    say(dumps({**line, "what": one.what, "text": text, "to": to}))
                elif to == PRINTED:
                    say(f"{text}\n")
    if not as_json:
        say(f"{count} sent." if count else "Nothing new to send.")


PRINTED = "printed"

Give = Callable[[str, str, Mapping[str, object]], int]
"""Gives a warning (its id, in words, as a row) to a place, and returns how many tries it took."""


def _way(desk: Desk, command: str | None, hook: str | None) -> tuple[str, Give]:
    """Return what a place is called in the ledger, and how a warning comes there."""
    from tocsin.desk import utc_now
    from tocsin.desk.delivering import mail
    from tocsin.desk.hooks import hook_named, send_to

    if command is not None and hook is not None:
        raise BadArgument("--mail and --hook are two places.", hint="Call it for each.")
    if command is not None:
        return "mail", lambda _id, text, _row: mail(command, text + "\n")
    if hook is None:
        return PRINTED, lambda _id, _text, _row: 1
    found = hook_named(desk, hook)
    return f"hook {found.name}", lambda named, _text, row: send_to(
        found, f"tocsin-{named}", row, at=utc_now()
    )


@app.command(name="list")
def list_(
    desk: DeskFolder,
    as_json: AsJson = False,
) -> None:
    """List the warnings that were sent, what came of each try, and who acknowledged each.

    Example: tocsin alert list desk
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk.alerting import sent
    from tocsin.nouns import clock_of, iso_of

    with faults(as_json=as_json):
        place = open_desk(desk, as_json=as_json)
        with place.ledger(read_only=True) as ledger:
            known = sent(ledger)
    for one in known:
        row: dict[str, str | None] = {"alert": one.id, "watch": one.watch, "rule": one.rule}
        row |= {"what": one.what, "as_of": clock_of(one.as_of), "sent": iso_of(one.at)}
        if as_json:
            places = [
                {"to": d.to, "state": d.state, "at": iso_of(d.at), "tries": d.tries, "why": d.why}
                for d in one.deliveries
            ]
            told = {"acknowledged_by": one.by, "reason": one.why, "deliveries": places}
            say(dumps({**row, **told}))
            continue
        by = "open" if one.by is None else f"acknowledged by {one.by}: {one.why}"
        say(plain(f"{one.id}  {row['as_of']}  {one.watch}, {one.rule}: {one.what} ({by})"))
        for d in one.deliveries:
            say(plain(f"    {d.to}: {d.state}{'' if d.why is None else f', {d.why}'}"))
    if not known and not as_json:
        say("No warning was sent.")


@app.command()
def ack(
    desk: DeskFolder,
    alert: Annotated[str, typer.Argument(metavar="ALERT", help="The warning's id (alert list).")],
    author: Author,
    reason: Reason,
    as_json: AsJson = False,
) -> None:
    """Record that a person has taken note of a warning, and what they do about it.

    Example: tocsin alert ack desk a0123 --author AK --reason "Told the duty officer"
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import utc_now
    from tocsin.desk.alerting import acknowledge

    with faults(as_json=as_json):
        place = open_desk(desk, as_json=as_json)
        with place.ledger() as ledger:
            one = acknowledge(ledger, alert, author=author, reason=reason, now=utc_now())
    row = {"alert": one.id, "acknowledged_by": one.by, "reason": one.why}
    say(dumps(row) if as_json else plain(f"{one.id}: acknowledged by {one.by}."))


def _days(first: str | None, last: str | None, *, today: date) -> tuple[date, date]:
    end = today if last is None else _day("--to", last)
    return end if first is None else _day("--from", first), end


def _day(option: str, text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise BadTime(f"{text!r} is no day.", hint="Write 2022-10-21.", at=option) from None
    if not date.min + timedelta(days=2) < found < date.max - timedelta(days=2):
        raise BadTime(f"{text!r} is no day to count from.", hint="Write 2022-10-21.", at=option)
    return found
