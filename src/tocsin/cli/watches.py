"""Commands on watches: new, add, check, show, list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.errands import (
    AsJson,
    DeskFolder,
    KnownAt,
    WatchName,
    faults,
    file_named,
    open_desk,
    plain,
    say,
    tell_fault,
)

__all__ = ["app"]

app = typer.Typer(
    help="Make, check and show watches: standing questions.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def new(
    desk: DeskFolder,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A yes-or-no question.")],
    closes: Annotated[str, typer.Option("--closes", help="First day after the window, ISO.")],
    opens: Annotated[
        str | None, typer.Option("--opens", help="First day of the window (today).")
    ] = None,
    yardstick: Annotated[str, typer.Option("--yardstick", help="Scale of words.")] = "UK-PHIA",
    base: Annotated[
        str, typer.Option("--base", help="Count the base rate in: asked (questions), chronicle.")
    ] = "asked",
    as_json: AsJson = False,
) -> None:
    """Propose a complete watch from a question; edit the file it names.

    Example: tocsin watch new desk "Will X sign a treaty with Y before 2027?" --closes 2027-01-01
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import command_of, propose, utc_now
    from tocsin.weigh import doubts_of

    with faults(as_json=as_json):
        watch, file = propose(
            open_desk(desk, as_json=as_json),
            question,
            closes,
            opens=opens,
            yardstick=yardstick,
            now=utc_now(),
            base=base,
        )
    for doubt in doubts_of(watch.question, opens=watch.opens, closes=watch.closes, file=str(file)):
        tell_fault(doubt, as_json=as_json)
    if as_json:
        say(dumps({"watch": watch.id, "file": str(file)}))
    else:
        say(f"A watch is proposed in {file}: {len(watch.hypotheses)} hypotheses, ")
        say(f"{len(watch.indicators)} indicators. Read it, edit it, then:")
        say(f"  {command_of('watch', 'check', file)}\n  {command_of('assess', desk, watch.id)}")


@app.command()
def add(
    desk: DeskFolder,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A watch file.", parser=file_named)],
    as_json: AsJson = False,
) -> None:
    """Take a watch file into a desk, and read the waiting reports that its words match.

    Example: tocsin watch add desk watch.yaml
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import take_watch, utc_now

    with faults(as_json=as_json):
        watch, done = take_watch(open_desk(desk, as_json=as_json), file, now=utc_now())
    if as_json:
        say(dumps({"watch": watch.id, "revision": watch.revision, "read": done.read}))
    else:
        say(f"Watch {watch.id}, revision {watch.revision}. {done.read} waiting reports were read.")


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A watch file.", parser=file_named)],
    as_json: AsJson = False,
) -> None:
    """Check a watch file; all faults are shown at once, each with its line.

    Example: tocsin watch check watch.yaml
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import checked_watch, idle_lines

    with faults(as_json=as_json):
        watch = checked_watch(file)
    idle = idle_lines(watch)
    if as_json:
        row = {"watch": watch.id, "revision": watch.revision, "faults": []}
        say(dumps(row | {"without_words": list(idle)}))
    else:
        say(f"{file}: sound.")
        say(f"{len(watch.hypotheses)} hypotheses, {len(watch.indicators)} indicators.")
        for one in idle:
            say(f"  {one} has no words to match: no report moves it, only a note by hand.")


@app.command()
def show(
    desk: DeskFolder, watch: WatchName, known_at: KnownAt = None, as_json: AsJson = False
) -> None:
    """Show a watch as the desk knows it: hypotheses, indicators, base rate, revisions.

    Example: tocsin watch show desk belarus-entry
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import watch_row

    with faults(as_json=as_json):
        row = watch_row(open_desk(desk, as_json=as_json), watch, known_at=known_at)
    if as_json:
        say(dumps(row))
        return
    say(f"{row['question']}\n  {row['opens']} to {row['closes']}, {row['yardstick']}")
    base = row["base"]
    say(f"  base rate: {base['events']:g} in {base['exposure_days']:g} days")
    say(f"    {plain(base['source'])}")
    for one in row["hypotheses"]:
        mark = "YES" if one["resolves_yes"] else "no "
        say(f"  {mark} {one['id']}: {plain(one['text'])}")
    for one in row["indicators"]:
        seen = ", ".join(f"{h} {r:g}" for h, r in one["seen"].items())
        say(f"  {one['kind']:<12} {one['id']}: {plain(one['text'])}\n{'':15}{seen}")
    for one in row["assumptions"]:
        state = one["state"] and f"{one['state']} since {one['on']}, says {one['by']}"
        say(f"  {'key ' if one['key'] else ''}assumption {one['id']}: {plain(one['text'])}")
        say(f"{'':15}{plain(state or 'nobody has said how it stands')}")
    for one in row["overruled"]:
        said = f"{one['path']}: {one['value']} in place of {one['declared']}, set by {one['by']}"
        say(f"  {plain(said)}: “{plain(one['reason'])}” ({one['correction']})")
    for revision, told in zip(row["course"], row["told"], strict=True):
        say(f"  {plain(told)} ({revision['entry']}).")


@app.command(name="list")
def list_watches(desk: DeskFolder, as_json: AsJson = False) -> None:
    """List the watches of a desk.

    Example: tocsin watch list desk
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import status_of

    with faults(as_json=as_json):
        rows = status_of(open_desk(desk, as_json=as_json))["watches"]
    for row in rows:
        if as_json:
            say(dumps(row))
            continue
        line = f"  ({plain(row['line'])})" if row["line"] else ""
        say(f"{row['id']}  {plain(row['question'])}{line}")
