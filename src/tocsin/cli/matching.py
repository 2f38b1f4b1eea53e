"""Commands on how statements match a watch: learnt, suggest."""

from __future__ import annotations

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
    plain,
    say,
)

__all__ = ["learnt", "suggest"]


def learnt(
    desk: DeskFolder,
    watch: WatchName,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table as CSV.")] = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """Show what a watch learnt from accepts and rejects: each pattern's weight before and after.

    A bearing that somebody set to the rules' direction is an accept, one set to another or to none
    and a rejected statement are rejects. Taken back, they teach nothing.

    Example: tocsin watch learnt desk belarus-entry
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import situation_of, utc_now
    from tocsin.desk.matching import flat, learnt_rows
    from tocsin.publish import csv_text

    with faults(as_json=as_json):
        cut, known = clocks(as_of, known_at, now=utc_now())
        place = open_desk(desk, as_json=as_json)
        with place.ledger(read_only=True) as ledger:
            now = situation_of(place, ledger, watch, as_of=cut, known_at=known, with_history=False)
            rows = learnt_rows(place, now)
    if as_json:
        for row in rows:
            say(dumps(row))
        return
    if as_csv:
        say(csv_text([flat(row) for row in rows]).rstrip("\n"))
        return
    if not rows:
        say("Nobody has accepted or rejected a bearing of this watch: nothing is learnt.")
    for row in rows:
        counts = f"{row['accepts']:g} accepted, {row['rejects']:g} rejected"
        if row["kind"] == "missed":
            say(f"{row['feature']}: {row['accepts']:g} accepted that no pattern finds")
        else:
            moved = f"chance {row['before']:.2f} to {row['after']:.2f}"
            say(f"{row['feature']}: {counts}; {moved} ({row['weight_after']:+.2f} log-odds)")
        if row["words"]:
            say(f"    {plain(row['words'])}")
        if (example := row["example"]) is not None and row["kind"] in {"pattern", "missed"}:
            say(f"    {example['before']:.2f} to {example['after']:.2f}: {plain(example['text'])}")


def suggest(
    desk: DeskFolder,
    watch: WatchName,
    by: Annotated[
        str | None,
        typer.Option("--by", help="words, or encoder (the default where it is installed)."),
    ] = None,
    least: Annotated[
        float | None, typer.Option("--least", min=0.0, max=1.0, help="The smallest cosine.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 20,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """Suggest statements that no pattern found and that stand near an indicator.

    They count for nothing until a person sets their bearing: nearness cannot tell "unlikely" from
    "certain". The encoder is an extra: pip install 'tocsin[encoder]'.

    Example: tocsin watch suggest desk belarus-entry --by words
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import situation_of, utc_now
    from tocsin.desk.matching import suggested

    with faults(as_json=as_json):
        cut, known = clocks(as_of, known_at, now=utc_now())
        place = open_desk(desk, as_json=as_json)
        with place.ledger(read_only=True) as ledger:
            now = situation_of(place, ledger, watch, as_of=cut, known_at=known, with_history=False)
            rows = list(suggested(place, now, by=by, least=least, limit=limit))
    if as_json:
        for row in rows:
            say(dumps(row))
        return
    if not rows:
        say("Nothing that fills no pattern stands near an indicator.")
    for row in rows:
        say(f"{row['cosine']:.2f}  {row['target']}, {plain(row['reason'])}")
        read = f"{row['act']}, {row['tense']}, {row['polarity']}"
        say(f"      {plain(row['file'])} ({read}): {plain(row['text'])}")
        say(f"      {row['accept']}")
    if rows:
        say("DIRECTION is seen or absent; none refuses. Nothing here counts until then.")
