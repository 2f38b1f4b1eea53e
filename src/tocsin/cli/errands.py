"""What every command shares: options, clocks, faults on standard error, exit codes, progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.errors import BadTime, TocsinError, UsageError

if TYPE_CHECKING:
    from tocsin.desk import Desk

__all__ = [
    "AsJson",
    "AsOf",
    "Author",
    "DeskFolder",
    "Exit",
    "KnownAt",
    "Reason",
    "WatchName",
    "Weights",
    "clocks",
    "faults",
    "file_named",
    "open_desk",
    "plain",
    "progress",
    "say",
    "tell_fault",
    "time_of",
]


class Exit(IntEnum):
    """What a command's exit code means."""

    DONE = 0
    SOME_REFUSED = 1
    USAGE = 2
    NOTHING_USABLE = 3
    INTERRUPTED = 130


def _folder(text: str | Path) -> Path:
    """Return the folder of a desk: no name is a slip of a script, not the folder one is in."""
    if not str(text).strip():
        raise typer.BadParameter("it is empty: name the desk's folder, or . for this one.")
    return Path(text)


def file_named(text: str | Path) -> Path:
    """Return the file or folder of a name; none would be the folder one is in, all of it."""
    if not str(text).strip():
        raise typer.BadParameter("it is empty: name a file, or . for this folder.")
    return Path(text)


DeskFolder = Annotated[
    Path, typer.Argument(metavar="DESK", help="The desk's folder.", parser=_folder)
]
WatchName = Annotated[str, typer.Argument(metavar="WATCH", help="The watch's id.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="T", help="Publication time to cut at: a date (all of it) or a time."
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option("--known-at", metavar="T", help="Ledger time to cut at: what this desk knew."),
]
Weights = Annotated[
    Path | None,
    typer.Option("--weights", metavar="DIR", help="Read by these trained weights."),
]
LedgerAddress = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="URL",
        help="Keep the ledger in PostgreSQL: postgresql://USER@HOST/DATABASE?schema=NAME",
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", min=0, metavar="N", help="Processes that read; 0 is one a core."),
]
Author = Annotated[str, typer.Option("--author", help="Who says so; kept in the ledger.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept in the ledger.")]


def clocks(as_of: str | None, known_at: str | None, *, now: datetime) -> tuple[datetime, datetime]:
    """Return both cuts; a clock that is not given is the whole of today."""
    today = now.date().isoformat()
    # An empty time is a slip of a script, not today: it is refused.
    cut = time_of("--as-of", today if as_of is None else as_of)
    return cut, time_of("--known-at", today if known_at is None else known_at)


def time_of(option: str, text: str) -> datetime:
    """Return the cut that the time `text` of an option means. Raises `BadTime`, naming it."""
    from tocsin.nouns import cut_of

    try:
        return cut_of(text)
    except BadTime as error:
        error.at = option
        raise


def open_desk(path: Path, *, as_json: bool = False) -> Desk:
    """Open the desk in `path` and take edited watch files in. Raises `NotADesk`.

    A watch file that is wrong is told, and what the ledger last had of it stands.
    """
    from tocsin.desk import Desk, utc_now

    desk = Desk.open(path)
    for fault in desk.take_edits(now=utc_now()):
        tell_fault(fault, as_json=as_json)
    return desk


def say(text: str = "") -> None:
    """Print one line, whatever the terminal can take."""
    sys.stdout.write(text + "\n")


def plain(text: str) -> str:
    """Return text of a report made harmless for a terminal: no control or direction characters."""
    return "".join(
        one if one.isprintable() or one == " " else " " if one.isspace() else "�" for one in text
    )


def tell_fault(error: TocsinError, *, as_json: bool) -> None:
    """Print a fault on standard error: one JSON line, or a sentence for a person."""
    if as_json:
        sys.stderr.write(json.dumps(error.as_row(), ensure_ascii=True) + "\n")
    else:
        sys.stderr.write("".join(plain(line) + "\n" for line in error.lines()))


@contextmanager
def faults(*, as_json: bool) -> Iterator[None]:
    """Turn a coded error into its line on standard error and its exit code."""
    try:
        yield
    except UsageError as error:
        tell_fault(error, as_json=as_json)
        raise typer.Exit(Exit.USAGE) from None
    except TocsinError as error:
        tell_fault(error, as_json=as_json)
        raise typer.Exit(Exit.NOTHING_USABLE) from None


@contextmanager
def progress(*, shown: bool, what: str = "reports") -> Iterator[Callable[[str, int], None]]:
    """Show a live count per stage, of `what`, on standard error when a person watches."""
    if not shown or not sys.stderr.isatty():
        yield lambda _stage, _count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:>8}"),
        BarColumn(),
        TextColumn(f"{{task.completed:,.0f}} {what}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def told(stage: str, count: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=None)
            bar.advance(tasks[stage], count)

        yield told
