"""The command that draws: chart."""

from __future__ import annotations

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
    plain,
    say,
)
from tocsin.errors import BadArgument

__all__ = ["chart"]


def chart(
    desk: DeskFolder,
    watch: WatchName,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="CHART",
            help="history, waterfall, board, matrix, lineage, counts, map or calibration.",
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="A .svg, .png or .txt (without it: the text)."),
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", help="Of counts: what is counted (the most disputed).")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """Draw a chart of a watch as SVG or PNG, or print the same as text.

    Each is made for print and for grey, and has its rows in words, with how it is read. Calibration
    is that of all watches of the desk that have ended.

    Example: tocsin chart desk belarus-entry waterfall --to waterfall.png
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import utc_now, write_whole
    from tocsin.publish.pictures import FORMS, drawn, twin
    from tocsin.web.charts import picture_of

    with faults(as_json=as_json):
        form = "txt" if to is None else to.suffix.removeprefix(".").lower()
        if form not in FORMS:
            raise BadArgument(
                f"no picture is written as {to}.", hint=f"End its name in: {', '.join(FORMS)}."
            )
        if unit is not None and kind != "counts":
            raise BadArgument("--unit is for counts.", hint="Leave it out.")
        cut, known = clocks(as_of, known_at, now=utc_now())
        place = open_desk(desk, as_json=as_json)
        with place.ledger(read_only=True) as ledger:
            made = picture_of(place, ledger, watch, kind, as_of=cut, known_at=known, unit=unit)
        if to is not None:
            write_whole(to, drawn(made, form))
            row = {"written": str(to), "chart": kind, "rows": len(made.rows)}
            say(dumps(row) if as_json else f"Written: {plain(str(to))}")
        elif as_json:
            for one in made.rows:
                say(dumps(dict(one)))
        else:
            say(twin(made).rstrip("\n"))
