"""Commands that keep a desk for the long run: verify, backup, restore, withdraw, erase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.errands import (
    AsJson,
    Author,
    DeskFolder,
    Exit,
    LedgerAddress,
    faults,
    open_desk,
    plain,
    say,
)

if TYPE_CHECKING:
    from tocsin.desk.packing import Kind
    from tocsin.desk.withdrawing import Left

__all__ = [
    "backup",
    "compact",
    "erase",
    "export_desk",
    "export_warc",
    "import_",
    "restore",
    "verify",
    "withdraw",
]

ReportName = Annotated[
    str, typer.Argument(metavar="REPORT", help="The report's id, or its file where one has it.")
]
Because = Annotated[str, typer.Option("--because", help="Why; kept in the ledger.")]


def verify(
    desk: DeskFolder,
    head: Annotated[
        str | None,
        typer.Option(
            "--head", metavar="LINK", help="A link noted down before: it must still be in there."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Work out whether a desk's ledger still is what was entered; name whatever is not.

    Every entry is linked to the one before it. A changed byte is named with its entry, table and
    column. The newest link is printed: noted down elsewhere and given as --head later, it finds
    what is cut off at the end, and a chain that was made anew as a whole.

    Example: tocsin verify desk
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk.keeping import link_of, verified

    with faults(as_json=as_json):
        found = verified(desk, head=None if head is None else link_of(head))
    if as_json:
        say(
            dumps(
                {
                    "entries": found.entries,
                    "erased": found.erased,
                    "head": str(found.head),
                    "flaws": [
                        {
                            "message": one.message,
                            "table": one.table,
                            "row": one.row,
                            "column": one.column,
                            "entry": one.entry,
                        }
                        for one in found.flaws
                    ],
                }
            )
        )
    else:
        for one in found.flaws:
            say(plain(one.message))
        gone = f", {found.erased:,} of them erased" if found.erased else ""
        said = "Sound" if not found.flaws else f"Not sound, {len(found.flaws):,} flaws"
        say(f"{said}: {found.entries:,} entries{gone}. Newest link {found.head}")
    if found.flaws:
        raise typer.Exit(Exit.NOTHING_USABLE)


def withdraw(
    desk: DeskFolder,
    report: ReportName,
    because: Because,
    author: Author,
    as_json: AsJson = False,
) -> None:
    """Let a report count for nothing from now on: it is kept, and as known before it counts still.

    What that does to each estimate is shown. `tocsin undo` takes it back.

    Example: tocsin withdraw desk report-0123.txt --because "a forgery" --author AK
    """
    from tocsin.desk import undo_command, utc_now
    from tocsin.desk.withdrawing import withdraw as record

    with faults(as_json=as_json):
        done = record(
            open_desk(desk, as_json=as_json),
            report,
            author=author,
            because=because,
            now=utc_now(),
        )
    _tell(done, "withdrawn: kept, and it counts for nothing", as_json=as_json)
    if not as_json:
        say(f"Undo: {undo_command(desk, done.entry, author)}")


def erase(
    desk: DeskFolder,
    report: ReportName,
    because: Because,
    author: Author,
    as_json: AsJson = False,
) -> None:
    """Take a report out of the desk for good, where the law asks for it: this cannot be undone.

    Its bytes, text and all that was read in it are gone, also as known before, and so are published
    texts that quote it. A stone stays, with who, why, when, and what that did to each estimate; the
    chain of entries still verifies. What people wrote about it stays, and so do backups.

    Example: tocsin erase desk report-0123.txt --because "court order 12/345" --author AK
    """
    from tocsin.desk import utc_now
    from tocsin.desk.withdrawing import erase as record
    from tocsin.web.shelving import shelf_of

    with faults(as_json=as_json):
        done = record(
            open_desk(desk, as_json=as_json),
            report,
            author=author,
            because=because,
            now=utc_now(),
        )
    shelf = shelf_of(desk)
    if shelf is not None:
        shelf.clear()
    _tell(done, "erased: its bytes and all that was read in it are gone", as_json=as_json)


def _tell(done: Left, what: str, *, as_json: bool) -> None:
    from tocsin.cli.contract import dumps
    from tocsin.nouns import clock_of, number

    if as_json:
        row = {
            "report": done.report,
            "file": done.file,
            "entry": done.entry,
            "moved": [
                {
                    "watch": one.watch,
                    "as_of": clock_of(one.as_of),
                    "before": number(one.before),
                    "after": number(one.after),
                    "points": number((one.after - one.before) * 100.0),
                }
                for one in done.moved
            ],
            "beside": list(done.beside),
            "unpublished": list(done.unpublished),
            "settled": done.settled,
        }
        say(dumps(row))
        return
    say(f"Report {done.report} ({plain(done.file)}) is {what} ({done.entry}).")
    for one in done.moved:
        points = (one.after - one.before) * 100.0
        said = f"{one.before:.2%} → {one.after:.2%}, {points:+.2f} points"
        say(f"  {one.watch} as of {clock_of(one.as_of)}: {said}")
    if not done.moved:
        say("  No estimate moved.")
    for other in done.beside:
        say(f"  Report {other} holds the same bytes or text: those stay with it.")
    for other in done.unpublished:
        say(f"  Published assessment {other} quoted it: its text is gone as well.")
    if not done.settled:
        say(
            "  Another process reads the desk: its log may hold what is gone until "
            "you run: tocsin compact DESK"
        )


def backup(
    desk: DeskFolder,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, such as desk.zip.")],
    as_json: AsJson = False,
) -> None:
    """Write a whole desk to one new file, as it stands at this moment; others may go on using it.

    It holds the database (of a desk in PostgreSQL its entries, as an export does), the watches,
    registers and trained weights, each with its hash, and the newest link of the chain. It is not
    encrypted.

    Example: tocsin backup desk desk-2026-11-22.zip
    """
    _packed(desk, file, "backup", as_json=as_json)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that backup wrote.")],
    desk: DeskFolder,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Make a desk of a backup, in a new folder; it is there once all of it was verified.

    The backup of a desk in PostgreSQL makes one with SQLite's file, or with --ledger one in
    PostgreSQL again.

    Example: tocsin restore desk-2026-11-22.zip desk
    """
    _unpacked(file, desk, "backup", ledger, as_json=as_json)


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file that tocsin export --what desk wrote.")
    ],
    desk: DeskFolder,
    ledger: LedgerAddress = None,
    as_json: AsJson = False,
) -> None:
    """Make a desk of an export of a whole desk, in a new folder, with the same entries and chain.

    With --ledger its ledger stands in PostgreSQL, whichever database it came from.

    Example: tocsin import desk-export.zip desk
    """
    _unpacked(file, desk, "export", ledger, as_json=as_json)


def compact(desk: DeskFolder, as_json: AsJson = False) -> None:
    """Give back room that nothing in a desk's ledger fills; nothing that it holds changes.

    Example: tocsin compact desk
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk.keeping import compacted

    with faults(as_json=as_json):
        before, after = compacted(desk)
    row = {"desk": str(desk), "before": before, "after": after}
    say(dumps(row) if as_json else f"{desk}: {before:,} bytes before, {after:,} now")


def export_desk(desk: Path, file: Path, *, as_json: bool) -> None:
    """Write a whole desk as lines of JSON: what `tocsin export --what desk` does."""
    _packed(desk, file, "export", as_json=as_json)


def export_warc(desk: Path, file: Path, *, as_json: bool) -> None:
    """Write the captured bytes of a desk as a WARC file: what `tocsin export --warc` does."""
    from tocsin.cli.contract import dumps
    from tocsin.desk.archiving import archive

    with faults(as_json=as_json):
        made = archive(open_desk(desk, as_json=as_json), file)
    row = {
        "written": str(made.file),
        "reports": made.reports,
        "answers": made.answers,
        "bytes": made.size,
    }
    said = f"Written: {plain(str(made.file))}, {made.reports:,} reports"
    told = f"{said}, {made.answers:,} of them with a server's answer, {made.size:,} bytes"
    say(dumps(row) if as_json else told)


def _packed(desk: Path, file: Path, kind: Kind, *, as_json: bool) -> None:
    from tocsin.cli.contract import dumps
    from tocsin.desk.packing import pack

    with faults(as_json=as_json):
        made = pack(desk, file, kind)
    row = {
        "written": str(made.file),
        "files": made.files,
        "bytes": made.size,
        "head": str(made.head),
    }
    said = f"Written: {plain(str(made.file))}, {made.files} files, {made.size:,} bytes"
    say(dumps(row) if as_json else f"{said}. Newest link {made.head}")


def _unpacked(file: Path, desk: Path, kind: Kind, ledger: str | None, *, as_json: bool) -> None:
    from tocsin.cli.contract import dumps
    from tocsin.desk.packing import unpack

    with faults(as_json=as_json):
        found = unpack(file, desk, kind, ledger=ledger)
    row = {"desk": str(desk), "entries": found.entries, "head": str(found.head)}
    said = f"A desk is in {plain(str(desk))}: {found.entries:,} entries, all verified"
    say(dumps(row) if as_json else f"{said}. Newest link {found.head}")
