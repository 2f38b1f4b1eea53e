"""The command by which editors change an assessment's text: edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.errands import (
    AsJson,
    AsOf,
    DeskFolder,
    KnownAt,
    WatchName,
    clocks,
    faults,
    file_named,
    open_desk,
    plain,
    say,
)
from tocsin.errors import BadArgument

if TYPE_CHECKING:
    from tocsin.nouns import Edit

__all__ = ["edit"]

MOST = 10_000_000
"""Bytes of a proof that is taken in."""


def edit(
    desk: DeskFolder,
    watch: WatchName,
    proof: Annotated[
        Path | None,
        typer.Argument(metavar="[PROOF]", help="The changed proof.", parser=file_named),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Write a proof there.")
    ] = None,
    style: Annotated[
        str | None, typer.Option("--style", help="uk, us, or the file of a house's own style.")
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List the changes, and how each stands.")
    ] = False,
    author: Annotated[
        str | None, typer.Option("--author", help="Who says so; kept in the ledger.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; kept in the ledger.")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """Write an assessment as a proof to be changed, or take a changed proof in.

    Without a PROOF one is written, as Markdown with a line above each sentence. With one, each
    sentence that was changed becomes an entry of the ledger, and the text is checked again: names,
    numbers and quotations must stand in the places of the sentence, and a change that breaks a rule
    is not entered. A change stands in later versions while the generated sentence beneath it is the
    same. `tocsin undo` takes one back.

    Example: tocsin edit desk belarus-entry proof.md --author AK --reason "Plainer"
    """
    with faults(as_json=as_json):
        if proof is not None:
            if to is not None or listed or style or as_of or known_at:
                raise BadArgument(
                    "a proof is taken in as of the day and in the style that it was written in.",
                    hint="tocsin edit DESK WATCH PROOF --author NAME --reason WHY",
                )
            _take(desk, watch, proof, author or "", reason or "", as_json=as_json)
        elif listed:
            _list(desk, watch, as_of, known_at, as_json=as_json)
        else:
            _write(desk, watch, to, style, as_of, known_at, as_json=as_json)


def _write(
    desk: Path,
    watch: str,
    to: Path | None,
    style: str | None,
    as_of: str | None,
    known_at: str | None,
    *,
    as_json: bool,
) -> None:
    from tocsin.cli.contract import dumps
    from tocsin.desk import proof, utc_now, write_whole

    cut, known = clocks(as_of, known_at, now=utc_now())
    place = open_desk(desk, as_json=as_json)
    with place.ledger(read_only=True) as ledger:
        text = proof(place, ledger, watch, as_of=cut, known_at=known, style=style)
    if to is not None:
        write_whole(to, text)
        say(dumps({"written": str(to)}) if as_json else f"Written: {plain(str(to))}")
    else:
        say(dumps({"proof": text}) if as_json else text.rstrip("\n"))


def _take(desk: Path, watch: str, file: Path, author: str, reason: str, *, as_json: bool) -> None:
    from tocsin.cli.contract import dumps
    from tocsin.collect import decode
    from tocsin.desk import take_proof, undo_command, utc_now

    try:
        with file.open("rb") as opened:
            data = opened.read(MOST + 1)
    except OSError as error:
        raise BadArgument(f"it cannot be read: {error.strerror}.", file=str(file)) from None
    if len(data) > MOST:
        raise BadArgument("it is too long for a proof.", file=str(file))
    place = open_desk(desk, as_json=as_json)
    made = take_proof(place, watch, decode(data).text, author=author, reason=reason, now=utc_now())
    for one in made.edits:
        if as_json:
            say(dumps({"edit": one.entry, "watch": watch, **_row(one)}))
            continue
        what = "rewritten" if one.text else "left out"
        undo = undo_command(desk, one.entry, author)
        say(f"{one.entry}: a sentence of {one.section} is {what}. Undo: {undo}")
    for found in made.warnings if not as_json else ():
        say(f"  {found.rule}, {found.section}: {plain(found.message)} {plain(found.fix)}")


def _list(
    desk: Path, watch: str, as_of: str | None, known_at: str | None, *, as_json: bool
) -> None:
    from tocsin.cli.contract import dumps
    from tocsin.desk import edit_rows, utc_now
    from tocsin.publish.figures import day_of

    cut, known = clocks(as_of, known_at, now=utc_now())
    place = open_desk(desk, as_json=as_json)
    with place.ledger(read_only=True) as ledger:
        rows = edit_rows(place, ledger, watch, as_of=cut, known_at=known)
    for one, stands in rows:
        if as_json:
            row = {"edit": one.entry, "watch": watch, "stands": stands, **_row(one)}
            say(dumps({**row, "author": one.by, "reason": one.why}))
            continue
        say(plain(f"{one.entry}  {stands}  {one.section}, {day_of(one.at)}, {one.by}: {one.why}"))
        say(plain(f"    generated  {one.generated}"))
        say(plain(f"    edited     {one.text or '(left out)'}"))
    if not rows and not as_json:
        say("Nobody has changed this text.")


def _row(one: Edit) -> dict[str, str]:
    return {"section": one.section, "generated": one.generated, "text": one.text}
