"""Commands by which people overrule, add and decide: correct, undo, note, resolve, annul."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.errands import (
    AsJson,
    AsOf,
    Author,
    DeskFolder,
    Reason,
    WatchName,
    clocks,
    faults,
    open_desk,
    plain,
    progress,
    say,
    tell_fault,
)
from tocsin.errors import AlreadyHeld, BadArgument

__all__ = ["annul", "correct", "note", "resolve", "undo"]


def correct(
    desk: DeskFolder,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="statement, reject, bearing, grade, published, join, split, weight or assumption.",
        ),
    ],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="The id it is about.")],
    author: Author,
    reason: Reason,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="What holds instead.")
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Overrule a machine reading or any weight; it holds until undone and survives re-runs.

    A weight is set by the address that `tocsin explain` prints for it (WATCH:PATH); the estimate
    before and after is shown as of --as-of, by default today or, where the window is over,
    before its last day.

    Example: tocsin correct desk statement s0123 --set act=threat --author AK --reason "a warning"
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import correct as record
    from tocsin.desk import undo_command, utc_now

    if kind == "weight":
        _reweigh(desk, target, values or [], author, reason, as_of, as_json=as_json)
        return
    with faults(as_json=as_json):
        if as_of is not None:
            raise BadArgument("--as-of is for a correction of a weight.")
        try:
            made = record(
                open_desk(desk, as_json=as_json),
                kind,
                target,
                values or [],
                author=author,
                reason=reason,
                now=utc_now(),
            )
        except AlreadyHeld as told:
            tell_fault(told, as_json=as_json)
            made = told.entry
    say(
        dumps({"correction": made})
        if as_json
        else f"Correction {made}. Undo: {undo_command(desk, made, author)}"
    )


def _reweigh(
    desk: Path,
    target: str,
    values: list[str],
    author: str,
    reason: str,
    as_of: str | None,
    *,
    as_json: bool,
) -> None:
    """Set a number of an estimate, and print the estimate before and after, bar by bar."""
    from tocsin.cli.contract import dumps
    from tocsin.desk import reweigh, undo_command, utc_now
    from tocsin.nouns import clock_of, number

    with faults(as_json=as_json):
        now = utc_now()
        cut = None if as_of is None else clocks(as_of, None, now=now)[0]
        done = reweigh(
            open_desk(desk, as_json=as_json),
            target,
            values,
            author=author,
            reason=reason,
            now=now,
            as_of=cut,
        )
    before, after = done.before.event, done.after.event
    if as_json:
        row = {
            "correction": done.correction,
            "watch": done.before.watch,
            "as_of": clock_of(done.before.as_of),
            "before": {"p": number(before.p), "word": before.word},
            "after": {"p": number(after.p), "word": after.word},
            "points": number(done.points),
            "bars": [
                {"term": one.term, "before": number(one.before), "after": number(one.after)}
                for one in done.moved
            ],
        }
        say(dumps(row))
        return
    say(f"Correction {done.correction}. Undo: {undo_command(desk, done.correction, author)}")
    say(
        f"As of {clock_of(done.before.as_of)}: {before.p:.2%} ({before.word}) → {after.p:.2%} "
        f"({after.word}), {done.points:+.2f} points."
    )
    for one in done.moved:
        moved = one.after - one.before
        say(f"  {moved:+.4f}  {plain(one.term)}: {one.before:+.4f} → {one.after:+.4f}")
    if not done.moved:
        say("  No bar moved: nothing that counts here hangs on it.")


def undo(
    desk: DeskFolder,
    correction: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a correction, note or resolution.")
    ],
    author: Author,
    reason: Reason,
    as_json: AsJson = False,
) -> None:
    """Take back a correction, a note, or how a watch ended; both entries stay in the ledger.

    Example: tocsin undo desk c0123 --author AK --reason "misread"
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import undo as record
    from tocsin.desk import utc_now

    with faults(as_json=as_json):
        made = record(
            open_desk(desk, as_json=as_json),
            correction,
            author=author,
            reason=reason,
            now=utc_now(),
        )
    say(
        dumps({"correction": made, "undoes": correction})
        if as_json
        else f"{plain(correction)} no longer holds ({made})."
    )


def note(
    desk: DeskFolder,
    watch: WatchName,
    indicator: Annotated[str, typer.Argument(metavar="INDICATOR", help="The indicator's id.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What was observed.")],
    author: Author,
    basis: Annotated[str, typer.Option("--basis", help="How it is known.")],
    when: Annotated[str, typer.Option("--when", help="When it was observed, ISO.")],
    absent: Annotated[bool, typer.Option("--absent", help="Looked for and not seen.")] = False,
    credibility: Annotated[
        int | None, typer.Option("--credibility", min=1, max=6, help="1 to 6; 6 is unknown.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Enter an observation by hand, with its author and basis.

    Example: tocsin note desk belarus-entry strike-group "No trains seen" --absent --author AK
    --basis "own visit" --when 2022-10-20
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import note as record
    from tocsin.desk import undo_command, utc_now

    with faults(as_json=as_json):
        try:
            made = record(
                open_desk(desk, as_json=as_json),
                watch,
                indicator,
                text,
                direction="absent" if absent else "seen",
                author=author,
                basis=basis,
                when=when,
                credibility=credibility,
                now=utc_now(),
            )
        except AlreadyHeld as told:
            tell_fault(told, as_json=as_json)
            made = told.entry
    undoing = undo_command(desk, made, author)
    say(dumps({"note": made}) if as_json else f"Note {made}. Undo: {undoing}")


def resolve(
    desk: DeskFolder,
    watch: WatchName,
    outcome: Annotated[str, typer.Argument(metavar="HYPOTHESIS", help="What came true.")],
    author: Author,
    reason: Reason,
    on: Annotated[
        str,
        typer.Option(
            "--on", help="The day it came true (YES); the close, or the later day it was sure (NO)."
        ),
    ],
    spans: Annotated[
        list[str] | None,
        typer.Option("--span", metavar="REPORT:START:END", help="Where it shows; repeatable."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Resolve a watch, and print its score beside that of the base rate alone.

    Example: tocsin resolve desk belarus-entry support --on 2023-01-01
    --author AK --reason "no entry"
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import resolve as record
    from tocsin.desk import undo_command, utc_now

    with faults(as_json=as_json), progress(shown=not as_json, what="days") as told:
        row = record(
            open_desk(desk, as_json=as_json),
            watch,
            outcome,
            on=on,
            author=author,
            reason=reason,
            spans=spans or [],
            now=utc_now(),
            told=told,
        )
    if as_json:
        say(dumps(row))
        return
    say(f"{watch}: {outcome} came true ({'YES' if row['happened'] else 'NO'}).")
    spread = f" of {row['open_days']}, evenly spread" if row["open_days"] > row["days"] else ""
    say(f"  days scored         {row['days']}{spread}")
    say(f"  Brier score         {row['brier']:.4f}   (0 is best, 0.25 a coin)")
    say(f"  base rate alone     {row['brier_base']:.4f}")
    say(f"  skill against it    {row['skill']:+.2f}")
    say(f"  log score           {row['log']:.4f}   (base rate alone {row['log_base']:.4f})")
    many, base = row["brier_many"], row["brier_many_base"]
    say(f"  all hypotheses      {many:.4f}   (base rate alone {base:.4f}; 0 is best, 2 worst)")
    for one in row["assessors"]:
        say(
            f"  {plain(one['source'])}: {one['brier']:.4f} on {one['days']} "
            f"{'day' if one['days'] == 1 else 'days'}, ours {one['ours']:.4f}, "
            f"skill {one['skill']:+.2f}"
        )
    say(f"Undo: {undo_command(desk, row['resolution'], author)}")


def annul(
    desk: DeskFolder, watch: WatchName, author: Author, reason: Reason, as_json: AsJson = False
) -> None:
    """End a watch without an outcome, and say why; it is not scored.

    Example: tocsin annul desk belarus-entry --author AK --reason "the question was ambiguous"
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import annul as record
    from tocsin.desk import undo_command, utc_now

    with faults(as_json=as_json):
        made = record(
            open_desk(desk, as_json=as_json), watch, author=author, reason=reason, now=utc_now()
        )
    say(
        dumps({"resolution": made})
        if as_json
        else f"{watch} is annulled. Undo: {undo_command(desk, made, author)}"
    )
