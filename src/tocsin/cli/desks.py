"""Commands that keep a desk: init, add, status, doctor, search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.errands import (
    AsJson,
    DeskFolder,
    Exit,
    Jobs,
    LedgerAddress,
    Weights,
    faults,
    file_named,
    open_desk,
    plain,
    progress,
    say,
)
from tocsin.cli.errands import tell_fault as tell

if TYPE_CHECKING:
    from tocsin.nouns import Translation

COUNTED = {"refusals": "faults of files", "refused": "reports too long"}
"""What a person is told of counts whose names would be taken for one another."""

__all__ = ["add", "doctor", "init", "search", "status"]


def init(
    desk: DeskFolder,
    weights: Weights = None,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Make a new desk: a folder with a ledger and a place for watches.

    With --weights it keeps a copy of trained weights in its folder `weights`, and reads by them.
    With --ledger the ledger stands in a schema of a PostgreSQL database; the password, where one is
    asked for, comes from ~/.pgpass or PGPASSWORD, and is not kept.

    Example: tocsin init desk
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import Desk, command_of

    with faults(as_json=as_json):
        made = Desk.create(desk, weights=weights, ledger=ledger)
    if as_json:
        say(dumps({"desk": str(made.path)}))
    else:
        asking = command_of("watch", "new", made.path, "QUESTION", "--closes", "DATE")
        say(f"A desk is in {made.path}. Next: {asking}")


def add(
    desk: DeskFolder,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE…]",
            help="Files or folders of reports; without any, read what waits.",
            parser=file_named,
        ),
    ] = None,
    feed: Annotated[str, typer.Option("--feed", help="The name of where they come from.")] = (
        "files"
    ),
    translates: Annotated[
        str | None,
        typer.Option(
            "--translates",
            metavar="ORIGINAL",
            help="The one file is a translation of this report: its file or id.",
        ),
    ] = None,
    translator: Annotated[
        str | None,
        typer.Option("--translator", metavar="NAME", help="The person or machine that made it."),
    ] = None,
    jobs: Jobs = 1,
    as_json: AsJson = False,
) -> None:
    """Add reports: capture them, and read those that hold words of a watch.

    With --jobs several processes read, and one writes: what is entered is the same.

    Example: tocsin add desk reports/
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import add as add_reports
    from tocsin.desk import command_of, utc_now

    with faults(as_json=as_json), progress(shown=not as_json) as told:
        done = add_reports(
            open_desk(desk, as_json=as_json),
            paths or [],
            now=utc_now(),
            feed=feed,
            translation=_translation(translates, translator),
            progress=told,
            jobs=jobs,
        )
    for fault in done.faults:
        tell(fault, as_json=as_json)
    row = {
        "new": done.new,
        "known": done.known,
        "read": done.read,
        "skipped": done.skipped,
        "unread": done.unread,
        "undated": done.undated,
        "refused": done.refused,
    }
    if as_json:
        say(dumps(row))
    else:
        say(", ".join(f"{count:,} {word}" for word, count in row.items() if count or word == "new"))
        if done.undated:
            say(f"{done.undated} without a readable date: see {command_of('doctor', desk)}")
    if done.faults:
        usable = done.new + done.known + done.read
        raise typer.Exit(Exit.SOME_REFUSED if usable else Exit.NOTHING_USABLE)


def _translation(translates: str | None, translator: str | None) -> Translation | None:
    """Return what was said of a translation. Raises `BadArgument` where half of it is missing."""
    from tocsin.errors import BadArgument
    from tocsin.nouns import Translation

    of, by = ((value or "").strip() or None for value in (translates, translator))
    if (of is None) != (by is None) or (of is None and (translates or translator)):
        raise BadArgument(
            "a translation needs its original and its translator.",
            hint="--translates ORIGINAL --translator NAME; the name of a machine will do.",
        )
    return None if of is None else Translation(of, by)


def status(desk: DeskFolder, as_json: AsJson = False) -> None:
    """Show what a desk holds.

    Example: tocsin status desk
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import status_of

    with faults(as_json=as_json):
        row = status_of(open_desk(desk, as_json=as_json))
    if as_json:
        say(dumps(row))
        return
    counts = row["counts"]
    by = "the rules" if row["weights"] is None else f"trained weights {row['weights']}"
    say(f"Desk {desk}, read by {by}")
    for word, count in counts.items():
        say(f"  {COUNTED.get(word, word):<18} {count:>9,}")
    for unread in row["unread"]:
        said = f"  not read: {unread['reports']:,}, {unread['why']} ({plain(unread['language'])})."
        say(f"{said} {plain(unread['mend'])}")
    for feed in row["feeds"]:
        when = feed["looked"][:16].replace("T", " ") if feed["looked"] else "never"
        say(f"  feed {feed['name']}: {feed['standing']}, asked {when} ({plain(feed['address'])})")
    for watch in row["watches"]:
        line = f"; {plain(watch['line'])}" if watch["line"] else ""
        say(f"  watch {watch['id']}: {watch['question']} (closes {watch['closes']}{line})")


def doctor(desk: DeskFolder, as_json: AsJson = False) -> None:
    """Check a desk: undated and unread reports, refused files, the ledger's own soundness.

    Example: tocsin doctor desk
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import diagnose

    with faults(as_json=as_json):
        found = list(diagnose(open_desk(desk, as_json=as_json)))
    for row in found:
        if as_json:
            say(dumps(row))
        else:
            where = f"{plain(row['file'])}: " if row["file"] else ""
            say(f"{row['code']}  {where}{plain(row['message'])}")
            for line in row["evidence"]:
                say(f"      {plain(line)}")
            if row["hint"]:
                say(f"      {plain(row['hint'])}")
    if not found and not as_json:
        say("Nothing to mend.")
    if any(row["grave"] for row in found):
        raise typer.Exit(Exit.NOTHING_USABLE)


def search(
    desk: DeskFolder,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What to look for.")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Most hits.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Search the text of all captured reports.

    Example: tocsin search desk "joint group"
    """
    from tocsin.cli.contract import dumps, interval_row, translation_row
    from tocsin.errors import BadArgument

    with faults(as_json=as_json):
        if not words.strip():
            raise BadArgument("there is nothing to look for.", hint="Give a word or more.")
        place = open_desk(desk, as_json=as_json)
        with place.ledger(read_only=True) as ledger:
            hits = ledger.search(words, limit)
    for hit in hits:
        report = hit.report
        if as_json:
            say(
                dumps(
                    {
                        "report": report.id,
                        "file": report.file,
                        "start": hit.span.start,
                        "end": hit.span.end,
                        "published": interval_row(report.published),
                        "snippet": hit.snippet,
                        "translation": translation_row(report.translation),
                    }
                )
            )
        else:
            by = "" if report.translation is None else f"  [{plain(report.translation.told)}]"
            say(f"{plain(report.file)}{by}  {plain(' '.join(hit.snippet.split()))}")
    if not hits and not as_json:
        say("Nothing found.")
