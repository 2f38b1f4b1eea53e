"""Commands for very many reports: scale, which reads on an engine, and merge into a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.errands import AsJson, DeskFolder, Exit, faults, open_desk, progress, say
from tocsin.cli.errands import tell_fault as tell

if TYPE_CHECKING:
    from tocsin.desk import Added
    from tocsin.scale import Ran

__all__ = ["merge", "scale"]

Folder = Annotated[
    str, typer.Option("--to", metavar="FOLDER", help="Where Parquet goes: a folder or an address.")
]


def scale(
    desk: DeskFolder,
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…", help="Files of .jsonl, .parquet or .warc, folders, addresses."
        ),
    ],
    to: Folder,
    ray: Annotated[
        str | None,
        typer.Option("--ray", metavar="ADDRESS", help="Read on this Ray cluster; local makes one."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, help="Processes that read; by default one a core."),
    ] = None,
    trace: Annotated[
        bool, typer.Option("--trace", help="Find origins on the engine, too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read very many reports on an engine, by what a desk watches, into Parquet by day.

    What is read is not in the desk until it is merged. Given again it goes on where it stopped.
    Files and the folder may be in an object store. Needs the extra tocsin[scale].

    Example: tocsin scale desk archive/ --to read/
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import command_of, utc_now
    from tocsin.errors import TocsinError
    from tocsin.scale import lexicon_for
    from tocsin.scale import scale as read

    with faults(as_json=as_json), progress(shown=not as_json) as told:
        place = open_desk(desk, as_json=as_json)
        wrong: list[TocsinError] = []
        lexicon = lexicon_for(place, faults=wrong, now=utc_now())
        ran = read(
            place,
            inputs,
            to=to,
            ray=ray,
            workers=workers,
            lexicon=lexicon,
            traced=trace,
            progress=told,
        )
        ran.faults[:0] = wrong
    for fault in ran.faults:
        tell(fault, as_json=as_json)
    row = _row(ran)
    if as_json:
        say(dumps(row))
    else:
        say(", ".join(f"{count:,} {word}" for word, count in row.items() if count))
        say(f"Next: {command_of('merge', desk, to)}")
    if ran.faults:
        raise typer.Exit(Exit.SOME_REFUSED if ran.pieces else Exit.NOTHING_USABLE)


def _row(ran: Ran) -> dict[str, int | None]:
    known = ("read", "skipped", "kept", "failed", "refused")
    return {
        "pieces": ran.pieces,
        "before": ran.before,
        **{word: ran.counts.get(word, 0) for word in known},
        "statements": ran.statements,
        "undated": ran.undated,
        "origins": ran.origins,
    }


def merge(
    desk: DeskFolder,
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder that scale filled.")],
    feed: Annotated[str, typer.Option("--feed", help="The name of where they come from.")] = (
        "files"
    ),
    as_json: AsJson = False,
) -> None:
    """Take what was read on an engine into a desk, and trace it; nothing is read again.

    The desk holds then what `tocsin add` of the same files would have given it.

    Example: tocsin merge desk read/
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import utc_now
    from tocsin.scale import merge as take

    with faults(as_json=as_json), progress(shown=not as_json) as told:
        place = open_desk(desk, as_json=as_json)
        done = take(place, folder, now=utc_now(), feed=feed, progress=told)
    for fault in done.faults:
        tell(fault, as_json=as_json)
    row = _added(done)
    if as_json:
        say(dumps(row))
    else:
        say(", ".join(f"{count:,} {word}" for word, count in row.items() if count or word == "new"))
    if done.faults:
        usable = done.new + done.known + done.read
        raise typer.Exit(Exit.SOME_REFUSED if usable else Exit.NOTHING_USABLE)


def _added(done: Added) -> dict[str, int]:
    words = ("new", "known", "read", "skipped", "unread", "undated", "refused")
    return {word: getattr(done, word) for word in words}
