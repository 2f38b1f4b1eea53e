"""Commands on feeds: add, list, remove, kinds, versions; and collect, which looks at them."""

from __future__ import annotations

import re
import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli.errands import (
    AsJson,
    DeskFolder,
    Exit,
    Jobs,
    faults,
    open_desk,
    plain,
    progress,
    say,
    tell_fault,
)
from tocsin.errors import BadArgument

if TYPE_CHECKING:
    from tocsin.desk import Collected, Desk, Finding

__all__ = ["app", "collect"]

app = typer.Typer(
    help="Say where reports come from: feeds, sitemaps, pages, archives.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_SPAN = re.compile(r"(\d{1,5})\s*(s|m|h|d)")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LEAST = 60
_WIDTH = 88


@app.command()
def add(
    desk: DeskFolder,
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="A web address, a file or a folder.")
    ],
    name: Annotated[
        str | None, typer.Option("--name", help="What to call it; else by its host.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Its kind, where it is not told by itself.")
    ] = None,
    options: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="OPTION=VALUE", help="An option of its kind; repeatable."),
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", metavar="HOST", help="A host of yours it may lead to; repeatable."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Find the feed at an address, show three of its reports, and watch it after one yes.

    Of a page, the feed is what it names, else what stands where feeds usually do, else the page
    itself. Only public addresses are asked, unless --allow names the host.

    Example: tocsin feed add desk https://gazette.example/ --yes
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import add_feed, command_of, find_feed, sample_row

    with faults(as_json=as_json):
        place = open_desk(desk, as_json=as_json)
        found = find_feed(place, address, kind=kind, name=name, options=_options(options, allow))
        rows = [sample_row(one) for one in found.samples]
        if not as_json:
            _shown(found, rows)
        if not yes:
            _asked(as_json=as_json)
        add_feed(place, found.feed)
    feed = found.feed
    if as_json:
        told = {"name": feed.name, "kind": feed.kind, "address": feed.address}
        say(dumps({**told, "samples": rows, "faults": [one.as_row() for one in found.faults]}))
    else:
        say(f"Watched as {feed.name}. Next: {command_of('collect', desk)}")


@app.command(name="list")
def list_(desk: DeskFolder, as_json: AsJson = False) -> None:
    """List the feeds of a desk: what each is, how it stands, when it was last asked.

    Example: tocsin feed list desk
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import Desk, feed_rows, utc_now

    with faults(as_json=as_json):
        place = Desk.open(desk)
        with place.ledger(read_only=True) as ledger:
            rows = feed_rows(place, ledger, now=utc_now())
    for row in rows:
        if as_json:
            say(dumps(row))
            continue
        say(f"{row['name']}  {row['kind']}  {row['standing']}  {plain(row['address'])}")
        if row["looked"]:
            told = f": {plain(row['told'])}" if row["told"] else ""
            left = f", {row['waiting']:,} wait" if row["waiting"] else ""
            say(f"    asked {_minute(row['looked'])}: {row['result']}{left}{told}")
    if not rows and not as_json:
        say("No feeds.")


@app.command()
def remove(
    desk: DeskFolder,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The feed's name.")],
    as_json: AsJson = False,
) -> None:
    """Take a feed off. Its reports stay, and what it was asked; it is asked no more.

    Example: tocsin feed remove desk gazette-example
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import Desk, remove_feed, utc_now

    with faults(as_json=as_json):
        gone = remove_feed(Desk.open(desk), name, now=utc_now())
    if as_json:
        say(dumps({"name": gone.name, "kind": gone.kind, "address": gone.address}))
    else:
        say(f"{gone.name} is taken off. What it gave stays.")


@app.command()
def kinds(as_json: AsJson = False) -> None:
    """List the kinds of source there are, with their options; other packages may add some.

    Example: tocsin feed kinds
    """
    from tocsin.cli.contract import dumps
    from tocsin.collect import kinds as all_kinds

    found, broken = all_kinds()
    for kind in found:
        if as_json:
            options = [
                {"name": o.name, "type": o.type, "default": o.default, "help": o.help}
                for o in kind.options
            ]
            row = {"name": kind.name, "title": kind.title, "sees": kind.sees}
            say(dumps({**row, "misses": kind.misses, "options": options}))
            continue
        say(f"{kind.name}: {kind.title}. {kind.sees}")
        say(f"    Does not see: {kind.misses}")
        for option in kind.options:
            say(f"    {option.name} ({option.type}): {option.help}")
    for fault in broken:
        tell_fault(fault, as_json=as_json)


@app.command()
def versions(
    desk: DeskFolder,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="A page that a feed led to.")],
    as_json: AsJson = False,
) -> None:
    """Show the versions of a page, what changed between them, and whether it is gone.

    Example: tocsin feed versions desk https://gazette.example/1
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import Desk, version_rows

    with faults(as_json=as_json):
        place = Desk.open(desk)
        with place.ledger(read_only=True) as ledger:
            rows = list(version_rows(place, ledger, address))
    for row in rows:
        if as_json:
            say(dumps(row))
            continue
        what = "gone" if row["gone"] else f"{row['report']}  {plain(row['title'] or '')}"
        say(f"{row['version']}. seen {_minute(row['seen'])}  {what}")
        for line in row["change"]:
            say(f"    {plain(line)}")


def collect(
    desk: DeskFolder,
    names: Annotated[
        list[str] | None,
        typer.Option("--feed", metavar="NAME", help="Only this feed, due or not; repeatable."),
    ] = None,
    every: Annotated[
        str | None,
        typer.Option("--every", metavar="TIME", help="Again and again: 15m, 2h, 1d."),
    ] = None,
    times: Annotated[
        int | None, typer.Option("--times", min=1, help="With --every: stop after so many rounds.")
    ] = None,
    jobs: Jobs = 1,
    as_json: AsJson = False,
) -> None:
    """Look at the feeds of a desk, once or every so often, and read what is new.

    What a page gave is kept at once; a round that is stopped goes on where it was. A feed that
    fails is left alone, longer each time; what each look gave stands in the ledger.

    Example: tocsin collect desk --every 15m
    """
    from tocsin.desk import Guests

    with faults(as_json=as_json):
        pause = None if every is None else _seconds(every)
        place = open_desk(desk, as_json=as_json)
        guests = Guests()
        worst = Exit.DONE
        number = 0
        while True:
            number += 1
            began = time.monotonic()
            worst = max(worst, _round(place, names or [], guests, jobs, as_json=as_json))
            if pause is None or (times is not None and number >= times):
                break
            sys.stdout.flush()
            time.sleep(max(0.0, pause - (time.monotonic() - began)))
    if worst is not Exit.DONE and (every is None or times is not None):
        raise typer.Exit(worst)


def _round(place: Desk, names: list[str], guests: Any, jobs: int, *, as_json: bool) -> Exit:
    from tocsin.desk import collect as look
    from tocsin.desk import utc_now

    with progress(shown=not as_json) as told:
        done = look(place, names=names, guests=guests, clock=utc_now, progress=told, jobs=jobs)
    for fault in done.added.faults:
        tell_fault(fault, as_json=as_json)
    _told(done, as_json=as_json)
    if not done.added.faults:
        return Exit.DONE
    usable = any(one.answered for one in done.looks) or done.added.new
    return Exit.SOME_REFUSED if usable else Exit.NOTHING_USABLE


def _told(done: Collected, *, as_json: bool) -> None:
    from tocsin.cli.contract import dumps

    for look in done.looks:
        row = {
            "feed": look.feed,
            "at": look.at.isoformat(),
            "result": look.result,
            "new": look.new,
            "known": look.known,
            "refused": look.refused,
            "waiting": look.waiting,
            "code": look.code,
            "not_before": None if look.not_before is None else look.not_before.isoformat(),
        }
        if as_json:
            say(dumps(row))
            continue
        counts = ((look.new, "new"), (look.known, "known"), (look.waiting, "waiting"))
        told = ", ".join(f"{number:,} {word}" for number, word in counts if number)
        why = f" ({plain(look.told)})" if look.told else ""
        say(f"{look.feed}: {look.result}{f', {told}' if told else ''}{why}")
    for feed, until in done.resting:
        if as_json:
            row = {"feed": feed.name, "result": "resting", "not_before": until.isoformat()}
            say(dumps(row))
        else:
            say(f"{feed.name}: left alone until {_minute(until.isoformat())}")


def _options(given: list[str] | None, allow: list[str] | None) -> dict[str, object]:
    options: dict[str, object] = {}
    for one in given or ():
        name, found, value = one.partition("=")
        if not found or not name.strip():
            raise BadArgument(f"{one!r} sets no option.", hint="Write --set most=10", at="--set")
        options[name.strip()] = value
    if allow:
        options["allow"] = ",".join(allow)
    return options


def _seconds(written: str) -> float:
    match = _SPAN.fullmatch(written.strip().lower())
    seconds = int(match.group(1)) * _UNITS[match.group(2)] if match else 0
    if seconds < _LEAST:
        raise BadArgument(
            f"{written!r} is no time between two rounds of a minute or more.",
            hint="Write 15m, 2h or 1d.",
            at="--every",
        )
    return float(seconds)


def _shown(found: Finding, rows: list[dict[str, Any]]) -> None:
    from textwrap import shorten

    say(f"{found.title}: {plain(found.feed.address)}")
    for number, row in enumerate(rows, start=1):
        say()
        say(f"  {number}. {plain(row['title'] or 'without a title')}")
        date = row["published"] or "no readable date"
        by = row["publisher"] or "no publisher"
        say(f"     {plain(by)}, {date}, {row['language'] or 'language unknown'}, "
            f"{row['characters']:,} characters to read")  # fmt: skip
        if row["unread"]:
            say(f"     not read: {plain(row['unread'])}")
        say(f"     {shorten(plain(row['text']), _WIDTH * 3, placeholder=' …')}")
    if not rows:
        say("  It has no report that can be shown yet.")
    for fault in found.faults[:3]:
        tell_fault(fault, as_json=False)
    say()


def _asked(*, as_json: bool) -> None:
    """Ask for one yes. Raises `BadArgument` where nobody can be asked, `Exit` for a no."""
    if as_json or not sys.stdin.isatty():
        raise BadArgument(
            "nobody can be asked here whether to watch it.", hint="Say --yes.", at="--yes"
        )
    if not typer.confirm("Watch it?", default=False):
        say("Nothing was changed.")
        raise typer.Exit(Exit.DONE)


def _minute(written: str) -> str:
    at = datetime.fromisoformat(written)
    return at.isoformat(sep=" ", timespec="minutes").removesuffix("+00:00")
