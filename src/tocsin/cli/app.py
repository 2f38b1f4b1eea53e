"""The command line: all commands by name, none of which imports anything heavy until it runs."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from tocsin import __version__
from tocsin.cli import desks, estimates, files, measure, people, products, watches
from tocsin.cli.errands import Exit, say, tell_fault
from tocsin.errors import BadArgument, TocsinError

__all__ = ["app", "main"]

app = typer.Typer(
    name="tocsin",
    help="Indications and warning from open reporting: estimates that lead to their sentences.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        say(f"tocsin {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    _ = version


for panel, commands in (
    ("A desk", (desks.init, desks.add, desks.status, desks.doctor, desks.search)),
    ("Estimates", (estimates.assess, estimates.explain, estimates.changes)),
    ("People decide", (people.correct, people.undo, people.note, people.resolve, people.annul)),
    ("Products", (products.export, products.demo)),
    ("Single reports", (files.read, files.segment, files.trace, files.text)),
):
    for command in commands:
        app.command(rich_help_panel=panel)(command)
app.command(name="eval", rich_help_panel="Products")(measure.evaluate)
app.add_typer(watches.app, name="watch", rich_help_panel="A desk")


def main() -> None:
    """Run the command line."""
    # Reports hold any character; a terminal of another encoding gets escapes, not a crash.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    as_json = "--json" in sys.argv
    try:
        code = app(standalone_mode=False)
    except Exception as error:
        told = getattr(error, "format_message", None)
        if told is not None:
            # Wrong words on the command line, as the library that parses them tells it.
            hint = f"{' '.join(['tocsin', *sys.argv[1:2]])} --help"
            tell_fault(BadArgument(told(), hint=hint), as_json=as_json)
            sys.exit(Exit.USAGE)
        if "TOCSIN_TRACEBACK" in os.environ:
            raise
        kind = type(error).__name__
        hint = "Please report it; TOCSIN_TRACEBACK=1 shows where it happened."
        tell_fault(
            TocsinError(f"a fault of Tocsin's own: {kind}: {error}", hint=hint), as_json=as_json
        )
        sys.exit(Exit.NOTHING_USABLE)
    sys.exit(code if isinstance(code, int) else Exit.DONE)
