"""Commands that hand things on: export, demo."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.errands import (
    AsJson,
    AsOf,
    DeskFolder,
    KnownAt,
    clocks,
    faults,
    open_desk,
    plain,
    progress,
    say,
)
from tocsin.cli.keeping import export_desk, export_warc
from tocsin.cli.serving import HOST, PORT
from tocsin.errors import BadArgument

if TYPE_CHECKING:
    from tocsin.nouns import Assessment
    from tocsin.publish import Case

__all__ = ["demo", "export"]

WHOLE = "--what desk --to FILE.zip"


def export(
    desk: DeskFolder,
    watch: Annotated[
        str | None,
        typer.Argument(metavar="[WATCH]", help="The watch's id; none for the whole desk."),
    ] = None,
    what: Annotated[
        str,
        typer.Option(
            "--what",
            help="assessment, statements, origins, matrix, waterfall, views, records, "
            "evidence, sensitivity or assumptions; desk for the whole of it, as lines in a zip.",
        ),
    ] = "assessment",
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="md, html, pdf, stix, misp (tags) or atom (changes); csv for tables; json (a "
            "document) or jsonl for both.",
        ),
    ] = None,
    cut: Annotated[
        str | None, typer.Option("--form", help="Of the assessment: full, short or change.")
    ] = None,
    style: Annotated[
        str | None, typer.Option("--style", help="uk, us, or the file of a house's own style.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write there, not to the terminal.")
    ] = None,
    warc: Annotated[
        bool,
        typer.Option("--warc", help="All captured bytes of the desk, as a web archive (WARC)."),
    ] = False,
    published: Annotated[
        bool,
        typer.Option("--publish", help="Record the assessment as published; locks what it cites."),
    ] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """Write the assessment, its changes, a table or a whole desk, in forms that others take in.

    The assessment leaves as Markdown, one HTML page, PDF, JSON, a bundle of STIX 2.1 or the tags of
    MISP's taxonomies, its changes as an Atom feed, and a table as CSV or JSON.

    With --publish the desk records that the assessment left it, and a later correction of a
    statement that it cites has to name it in its reason. Without, what is written is a draft.

    With --json one object a line is printed: the rows of a table, or the whole assessment. With
    --json and --to the line says what was written. With --what desk and no watch, every entry of
    the desk goes into one new zip, a line of JSON each, for `tocsin import` to make the desk anew;
    with --warc the bytes of all reports go into one new WARC file, packed, for web archives' tools.

    Example: tocsin export desk belarus-entry --format html --to assessment.html
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import export_of, publish, utc_now, write_whole

    if warc or what == "desk":
        with faults(as_json=as_json):
            alone = watch is None and form is None and (what == "desk") is not warc
            if to is None or not alone:
                raise BadArgument(
                    "a whole desk goes into a file of its own.",
                    hint=f"tocsin export DESK {'--warc --to FILE.warc.gz' if warc else WHOLE}",
                )
        (export_warc if warc else export_desk)(desk, to, as_json=as_json)
        return
    with faults(as_json=as_json):
        if watch is None:
            raise BadArgument("no watch is named.", hint="tocsin export DESK WATCH")
        if published and what != "assessment":
            raise BadArgument(
                f"--publish is for an assessment, and {what} is none.",
                hint="Leave --publish out, or --what.",
            )
        if published and cut not in {None, "full"}:
            raise BadArgument("what is published is the full form.", hint="Leave --form out.")
        when, known = clocks(as_of, known_at, now=utc_now())
        left: list[tuple[Assessment, Case]] = []
        chosen = _form_of(what, form, lines=as_json and to is None)
        if published and chosen == "atom":
            raise BadArgument("a feed is no assessment.", hint="Leave --publish out, or --format.")
        if chosen == "pdf" and to is None:
            raise BadArgument("a PDF is no text for a terminal.", hint="Name a file: --to FILE")
        place = open_desk(desk, as_json=as_json)
        with place.ledger(read_only=True) as ledger:
            text = export_of(
                *(place, ledger, watch, what, chosen),
                as_of=when,
                known_at=known,
                style=style,
                cut=cut,
                told=lambda *made: left.append(made),
            )
        if to is not None:
            write_whole(to, text)
        for assessment, case in left if published else ():
            with place.ledger() as ledger:
                publish(ledger, assessment, case, now=utc_now())
        if to is None and isinstance(text, str) and text:
            say(text.rstrip("\n"))
        elif to is not None:
            row = {"written": str(to), "what": what, "format": chosen}
            say(dumps(row) if as_json else f"Written: {plain(str(to))}")


def _form_of(what: str, form: str | None, *, lines: bool) -> str:
    """Return the form in which something leaves; with `lines`, one JSON object a line and no other.

    Raises `BadArgument` where lines are asked for and another form is named.
    """
    if not lines:
        return form if form is not None else "md" if what == "assessment" else "csv"
    if form not in {None, "json", "jsonl"}:
        raise BadArgument(
            f"--json prints JSON, not {form!r}.",
            hint="Leave --json out, or write the file: --to FILE",
        )
    return "jsonl"


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
    from tocsin.publish import estimate_text, late_terms, phase_told, sensitivity_rows

    with faults(as_json=as_json), progress(shown=not as_json) as told:
        shown = demonstrate(folder, now=utc_now(), progress=told)
    if as_json:
        late = late_terms(shown.case.watch, shown.case.matrix)
        made = shown.case.estimate
        phase = phase_told(shown.case.watch, made.as_of, shown.case.resolution)
        case = shown.case
        hanging = sensitivity_rows(case.watch, case.matrix, made, case.sensitivity)
        say(dumps(estimate_row(made, case.resolution, phase=phase, late=late, hanging=hanging)))
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
    opening = shown.opening.replace("tocsin", program(), 1)
    say(f"\nOpen it in the browser, at http://{HOST}:{PORT}/{shown.page}\n  {opening}")


def program() -> str:
    """Return the word by which this command can be called again from here."""
    called = Path(sys.argv[0])
    if called.name != "tocsin" or shutil.which("tocsin") is not None:
        return "tocsin"
    return os.path.relpath(called)
