"""The command line: all commands by name, none of which imports anything heavy until it runs."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from tocsin.cli import (
    accounts,
    alerting,
    backtesting,
    charting,
    collecting,
    contributing,
    desks,
    editing,
    estimates,
    files,
    history,
    keeping,
    linting,
    matching,
    measure,
    people,
    products,
    scaling,
    serving,
    training,
    watches,
)
from tocsin.cli.calling import in_order, wrong_call
from tocsin.cli.errands import Exit, say, tell_fault
from tocsin.errors import Interrupted, TocsinError, Unreachable

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
        from tocsin import __version__

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
    (
        "A desk",
        (
            desks.init,
            desks.add,
            collecting.collect,
            contributing.contribute,
            desks.status,
            desks.doctor,
            desks.search,
            serving.serve,
        ),
    ),
    ("Estimates", (estimates.assess, estimates.explain, estimates.changes, history.history)),
    ("People decide", (people.correct, people.undo, people.note, people.resolve, people.annul)),
    ("Products", (editing.edit, products.export, charting.chart, linting.lint, products.demo)),
    (
        "Keeping",
        (
            keeping.verify,
            keeping.backup,
            keeping.restore,
            keeping.compact,
            keeping.withdraw,
            keeping.erase,
        ),
    ),
    ("Very many reports", (scaling.scale, scaling.merge)),
    ("Single reports", (files.read, files.segment, files.trace, files.text)),
):
    for command in commands:
        app.command(rich_help_panel=panel)(command)
app.command(name="import", rich_help_panel="Keeping")(keeping.import_)
app.command(rich_help_panel="Products")(backtesting.backtest)
app.command(name="eval", rich_help_panel="Products")(measure.evaluate)
watches.app.command()(matching.learnt)
watches.app.command()(matching.suggest)
app.add_typer(collecting.app, name="feed", rich_help_panel="A desk")
app.add_typer(watches.app, name="watch", rich_help_panel="A desk")
app.add_typer(contributing.app, name="contact", rich_help_panel="A desk")
app.add_typer(accounts.app, name="account", rich_help_panel="A desk")
app.add_typer(alerting.app, name="alert", rich_help_panel="Products")
app.add_typer(training.app, name="train", rich_help_panel="Products")
GROUPS = frozenset({"account", "alert", "contact", "feed", "train", "watch"})
"""Commands that only lead to others."""


def main() -> None:
    """Run the command line."""
    # Reports hold any character; a terminal of another encoding gets escapes, not a crash.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = in_order(sys.argv[1:], GROUPS)
    as_json = "--json" in arguments
    try:
        code = app(arguments, prog_name="tocsin", standalone_mode=False)
        sys.stdout.flush()
        if code == Exit.INTERRUPTED:
            stop = Interrupted("stopped before the end.", hint="What was acknowledged is kept.")
            tell_fault(stop, as_json=as_json)
    except BrokenPipeError:
        # Whoever read our output wants no more of it (`| head`), which is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.DONE
    except Exception as error:
        if "TOCSIN_TRACEBACK" in os.environ:
            raise
        code = _failed(error, as_json=as_json)
    sys.exit(code if isinstance(code, int) else Exit.DONE)


def _failed(error: Exception, *, as_json: bool) -> Exit:
    """Tell what stopped a command, and return the exit code of it."""
    told = getattr(error, "format_message", None)
    if told is not None:
        # Wrong words on the command line, as the library that parses them tells it.
        message = told()
        # Without a message the help was shown: a person needs no more.
        if message or as_json:
            tell_fault(wrong_call(error, message), as_json=as_json)
        return Exit.USAGE
    kind = type(error).__name__
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        tell_fault(
            Unreachable(
                f"the system refused: {reason}.",
                hint="See that it is there, that you may read and write it, and that there is room",
                file=None if error.filename is None else str(error.filename),
            ),
            as_json=as_json,
        )
        return Exit.NOTHING_USABLE
    hint = "Please report it; TOCSIN_TRACEBACK=1 shows where it happened."
    fault = TocsinError(f"a fault of Tocsin's own: {kind}: {error}", hint=hint)
    tell_fault(fault, as_json=as_json)
    return Exit.NOTHING_USABLE
