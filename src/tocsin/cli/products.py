"""Commands that hand things on: export, demo."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.errands import (
    AsJson,
    AsOf,
    DeskFolder,
    KnownAt,
    WatchName,
    clocks,
    faults,
    open_desk,
    progress,
    say,
)

__all__ = ["demo", "export"]


def export(
    desk: DeskFolder,
    watch: WatchName,
    what: Annotated[
        str,
        typer.Option(
            "--what", help="assessment, statements, origins, matrix, waterfall, views or evidence."
        ),
    ] = "assessment",
    form: Annotated[
        str, typer.Option("--format", help="md, html or json; csv or json for tables.")
    ] = "",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write there, not to the terminal.")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """Write the assessment (Markdown or one HTML page), or a table as CSV or JSON.

    Example: tocsin export desk belarus-entry --format html --to assessment.html
    """
    from tocsin.desk import export_of, utc_now, write_whole

    with faults(as_json=as_json):
        place = open_desk(desk, as_json=as_json)
        cut, known = clocks(as_of, known_at, now=utc_now())
        with place.ledger(read_only=True) as ledger:
            chosen = form or ("json" if as_json else "md" if what == "assessment" else "csv")
            text = export_of(place, ledger, watch, what, chosen, as_of=cut, known_at=known)
        if to is None:
            say(text.rstrip("\n"))
        else:
            write_whole(to, text)
            if not as_json:
                say(f"Written: {to}")


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to put the example's desk.")
    ] = Path("tocsin-demo"),
    as_json: AsJson = False,
) -> None:
    """Run the bundled example from reports to a cited assessment.

    Example: tocsin demo
    """
    from tocsin.cli.contract import dumps, estimate_row
    from tocsin.desk import demonstrate, utc_now
    from tocsin.publish import estimate_text

    with faults(as_json=as_json), progress(shown=not as_json) as told:
        shown = demonstrate(folder, now=utc_now(), progress=told)
    if as_json:
        say(dumps(estimate_row(shown.case.estimate)))
        return
    say(
        f"{shown.reports} made-up reports on public facts: {shown.statements} statements from "
        f"{shown.origins} origins.\n"
    )
    say(estimate_text(shown.case))
    say(f"\nThe assessment, every sentence with its source:\n  {shown.html}\n  {shown.markdown}")
    say("\nWhat to do next")
    for command in shown.next_commands:
        say(f"  {command.replace('tocsin', program(), 1)}")


def program() -> str:
    """Return the word by which this command can be called again from here."""
    called = Path(sys.argv[0])
    if called.name != "tocsin" or shutil.which("tocsin") is not None:
        return "tocsin"
    return os.path.relpath(called)
