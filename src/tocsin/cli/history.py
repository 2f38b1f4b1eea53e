"""The command that tells how an estimate went day by day: history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli.errands import (
    AsJson,
    DeskFolder,
    KnownAt,
    WatchName,
    clocks,
    faults,
    file_named,
    open_desk,
    plain,
    progress,
    say,
)
from tocsin.errors import BadTime

if TYPE_CHECKING:
    from tocsin.desk import History, Past

__all__ = ["history"]

WIDE = 24
"""Columns of the longest bar of the terminal."""

FIXED = ("as_of", "p", "low", "high", "base", "new")
"""Columns of the CSV before those of the terms."""


def history(
    desk: DeskFolder,
    watch: WatchName,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="First day; without it, the watch's opening."),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--to", metavar="DAY", help="Last day; without it, today or the close."),
    ] = None,
    known_at: KnownAt = None,
    csv: Annotated[
        Path | None,
        typer.Option(
            "--csv", metavar="OUT", help="Write the days there as CSV.", parser=file_named
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the estimate of a watch on every day of a span, with what came on each.

    Each day is what `assess --as-of` that day says of probability, range and waterfall: it rests on
    what was published by its end. Log-odds are in JSON and CSV.

    Example: tocsin history desk belarus-entry --from 2022-10-01 --to 2022-10-21
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import history_of, utc_now, write_whole

    with faults(as_json=as_json):
        now = utc_now()
        _, known = clocks(None, known_at, now=now)
        start = None if first is None else _day("--from", first)
        end = None if last is None else _day("--to", last)
        place = open_desk(desk, as_json=as_json)
        with (
            place.ledger(read_only=True) as ledger,
            progress(shown=not as_json, what="days") as told,
        ):
            if end is None:
                closes = place.watch(ledger, watch, known_at=known).closes
                # The close is exclusive: at midnight, its last day is the one before.
                end = min(now, closes - timedelta(seconds=1)).date()
            made = history_of(
                place, ledger, watch, first=start, last=end, known_at=known, told=told
            )
        rows = [_row(made, one) for one in made.days]
        if csv is not None:
            write_whole(csv, _csv_of(made, rows))
        if as_json:
            for row in rows:
                say(dumps(row))
            return
        for line in _lines(made):
            say(line)
        if csv is not None:
            say(f"Written: {plain(str(csv))}")


def _day(option: str, text: str) -> date:
    from tocsin.nouns import cut_of

    try:
        cut_of(text)
        return date.fromisoformat(text)
    except (BadTime, ValueError):
        raise BadTime(f"{text!r} is no day.", hint="Write 2022-10-21.", at=option) from None


def _row(made: History, past: Past) -> dict[str, Any]:
    from tocsin.nouns import clock_of, number

    day = past.day
    return {
        "watch": made.watch.id,
        "as_of": clock_of(day.as_of),
        "known_at": clock_of(made.known_at),
        "p": number(day.p),
        "low": number(past.low),
        "high": number(past.high),
        "base": number(day.base),
        "waterfall": [
            {"term": bar.term, "kind": bar.kind, "logodds": number(bar.logodds)}
            for bar in day.waterfall
        ],
        "new": list(past.new),
    }


def _csv_of(made: History, rows: list[dict[str, Any]]) -> str:
    """Return a row a day, with a column for each term that speaks on any; empty where it is still.

    Of an assessor with several views the column has their sum.
    """
    import csv
    import io

    bars = [bar for row in rows for bar in row["waterfall"] if bar["kind"] in {"indicator", "view"}]
    spoken = {bar["term"] for bar in bars}
    terms = [one.id for one in made.watch.indicators if one.id in spoken]
    terms += sorted(spoken.difference(terms))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*FIXED, *terms, "floor"))
    for row in rows:
        sums: dict[str, float] = {}
        for bar in row["waterfall"]:
            sums[bar["term"]] = sums.get(bar["term"], 0.0) + bar["logodds"]
        fixed = (*(row[name] for name in FIXED[:-1]), len(row["new"]))
        writer.writerow((*fixed, *(sums.get(term) for term in (*terms, "floor"))))
    return out.getvalue()


def _lines(made: History) -> Iterator[str]:
    from tocsin.nouns import clock_of
    from tocsin.publish.figures import number_of, percent_of

    yield plain(made.watch.question)
    top = max(past.day.p for past in made.days)
    for past in made.days:
        bar = "▆" * max(round(WIDE * past.day.p / top), 1)
        by = sorted({plain(made.sources.get(one, one)) for one in past.new})
        came = f"  + {', '.join(by)}" if by else ""
        low, high = (number_of(one, decimals=1) for one in (past.low, past.high))
        shown = f"{percent_of(past.day.p, decimals=1):>14}  {f'{low} to {high}':>12}"
        yield f"{clock_of(past.day.as_of)}{shown}  {bar:<{WIDE}}{came}".rstrip()
