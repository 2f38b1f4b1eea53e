"""Commands on estimates: assess, explain, changes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
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
    open_desk,
    plain,
    progress,
    say,
    time_of,
)
from tocsin.errors import BadArgument

if TYPE_CHECKING:
    from tocsin.nouns import Change

__all__ = ["assess", "changes", "explain"]

LEAST = 0.005
"""Log-odds below which a mover is told together with others."""


def assess(
    desk: DeskFolder,
    watch: WatchName,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--form", help="As Markdown: full, short (200 words) or change (what moved it)."
        ),
    ] = None,
    style: Annotated[
        str | None,
        typer.Option("--style", help="uk, us, or the file of a house's own (that of the scale)."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the estimate of a watch, now or as of any past day, with its waterfall.

    With --form or --style the assessment itself is printed, as Markdown: in full, as a short form,
    or as a notice of what changed. A style tells the likelihood on its own yardstick.

    Example: tocsin assess desk belarus-entry --as-of 2022-10-21 --form short --style us
    """
    from tocsin.cli.contract import dumps, estimate_row
    from tocsin.desk import (
        Weighing,
        case_of,
        command_of,
        sensitivity_of,
        situation_of,
        utc_now,
        written,
    )
    from tocsin.publish import (
        estimate_text,
        late_terms,
        markdown,
        phase_told,
        sensitivity_rows,
    )

    with faults(as_json=as_json):
        if as_json and (form or style):
            raise BadArgument(
                "--json prints the figures, which have no form and no style.",
                hint="Leave --json out, or export the assessment: tocsin export DESK WATCH --json",
            )
        cut, known = clocks(as_of, known_at, now=utc_now())
        place = open_desk(desk, as_json=as_json)
        with place.ledger(read_only=True) as ledger:
            with progress(shown=not as_json, what="days") as told:
                weighing = Weighing(place, ledger, watch, known_at=known, told=told)
                now = situation_of(
                    place, ledger, watch, as_of=cut, known_at=known, weighing=weighing
                )
                case = None if as_json else case_of(place, ledger, now, weighing=weighing)
            if case is None:
                late = late_terms(now.watch, now.matrix)
                phase = phase_told(now.watch, now.estimate.as_of, now.resolution)
                hanging = sensitivity_rows(
                    now.watch,
                    now.matrix,
                    now.estimate,
                    sensitivity_of(place, now),
                )
                say(
                    dumps(
                        estimate_row(
                            now.estimate, now.resolution, phase=phase, late=late, hanging=hanging
                        )
                    )
                )
                return
            if form is not None or style is not None:
                say(markdown(written(case, style=style, form=form)[0]).rstrip("\n"))
                return
            if now.resolution is not None:
                ended = now.resolution
                outcome = "annulled" if ended.outcome is None else f"resolved as {ended.outcome}"
                say(f"{outcome} by {plain(ended.author)}: {plain(ended.reason)}")
            elif cut > now.watch.closes and not ledger.resolutions(watch, known_at=known):
                ending = command_of(
                    *("resolve", desk, watch, "HYPOTHESIS", "--on", "DATE"),
                    *("--author", "NAME", "--reason", "WHY"),
                )
                say(f"The window has closed. End it: {ending}")
            say(estimate_text(case))


def explain(
    desk: DeskFolder,
    watch: WatchName,
    term: Annotated[
        str | None,
        typer.Argument(metavar="TERM", help="A bar, event or confidence (all)."),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """Lead from every figure of an estimate to its sentence, watch line or ledger entry.

    Example: tocsin explain desk belarus-entry
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import explained, situation_of, utc_now

    with faults(as_json=as_json):
        cut, known = clocks(as_of, known_at, now=utc_now())
        place = open_desk(desk, as_json=as_json)
        with place.ledger(read_only=True) as ledger:
            rows = list(
                explained(
                    place, situation_of(place, ledger, watch, as_of=cut, known_at=known), term
                )
            )
    for row in rows:
        if as_json:
            say(dumps(row))
            continue
        say(f"{row['figure']}: {row['value']}")
        for ground in row["grounds"]:
            say(f"    {plain(ground['ref'])}")
            if ground["quote"]:
                say(f"      “{plain(ground['quote'])}”")
            if ground["note"]:
                say(f"      {plain(ground['note'])}")
            for weight in ground["weights"]:
                say(f"      {plain(_weight(weight))}")


def _weight(row: Mapping[str, str | None]) -> str:
    """Return a number that a person can set, with its address, and who set it where one has."""
    told = f"{row['address']} = {row['value']}"
    if row["by"] is None:
        return told
    before = "" if row["declared"] is None else f"{row['declared']} without it; "
    return f"{told} ({before}set by {row['by']}: “{row['reason']}”)"


def _percent(p: float) -> str:
    """Return a probability in per cent, which is never none and never all."""
    return "under 0.1%" if p < 0.0005 else "over 99.9%" if p >= 0.9995 else f"{p:.1%}"


def changes(
    desk: DeskFolder,
    watch: WatchName,
    since: Annotated[str, typer.Option("--since", metavar="T", help="Publication time before.")],
    as_of: AsOf = None,
    known_at: KnownAt = None,
    as_json: AsJson = False,
) -> None:
    """Say what moved an estimate since a time, as named causes that add up.

    Each cause is taken apart: what raises the odds and what lowers them stand apart, with their
    signs, and add up to the cause.

    Example: tocsin changes desk belarus-entry --since 2022-10-01 --as-of 2022-10-21
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk import Weighing, situation_of, utc_now
    from tocsin.estimate import changes as causes_of
    from tocsin.nouns import clock_of, number

    with faults(as_json=as_json):
        cut, known = clocks(as_of, known_at, now=utc_now())
        start = time_of("--since", since)
        if start > cut:
            raise BadArgument(
                f"--since {clock_of(start)} lies after --as-of {clock_of(cut)}.",
                hint="Give the earlier time as --since.",
            )
        place = open_desk(desk, as_json=as_json)
        with place.ledger(read_only=True) as ledger:
            weighing = Weighing(place, ledger, watch, known_at=known)
            now, then = (
                situation_of(
                    *(place, ledger, watch),
                    as_of=at,
                    known_at=known,
                    with_history=False,
                    weighing=weighing,
                )
                for at in (cut, start)
            )
        causes = causes_of(then.state, now.state)
    was, now_p = then.estimate.event.p, now.estimate.event.p
    if as_json:
        row = {
            "watch": watch,
            "since": clock_of(then.estimate.as_of),
            "as_of": clock_of(cut),
            "before": number(was),
            "after": number(now_p),
            "changes": [
                {
                    "cause": c.cause,
                    "logodds": number(c.logodds),
                    "origins": list(c.origins),
                    "movers": [
                        {"term": m.term, "logodds": number(m.logodds), "origins": list(m.origins)}
                        for m in c.movers
                    ],
                }
                for c in causes
            ],
        }
        say(dumps(row))
        return
    sources = {origin.id: origin.source for origin in (*then.origins, *now.origins)}
    days = f"{clock_of(then.estimate.as_of)} to {clock_of(cut)}"
    say(f"{_percent(was)} → {_percent(now_p)}   ({days})")
    for change in causes:
        for line in _moved(change, sources):
            say(line)


def _moved(change: Change, sources: Mapping[str, str]) -> Iterator[str]:
    """Yield a cause, and its movers below it where there are several, each with its own sign."""

    def told(origins: Iterable[str]) -> str:
        by = ", ".join(dict.fromkeys(plain(sources.get(one, one)) for one in origins))
        return f": {by}" if by else ""

    large = [one for one in change.movers if abs(one.logodds) >= LEAST]
    if len(large) < 2:
        # Where what moved is known, an origin that moved nothing is not named as its cause.
        moving = {origin for one in change.movers for origin in one.origins}
        origins = [one for one in change.origins if one in moving or not change.movers]
        yield f"  {change.logodds:+.3f}  {change.cause}{told(origins)}"
        return
    yield f"  {change.logodds:+.3f}  {change.cause}"
    for one in large:
        # A view is named after its source.
        by = "" if one.term.startswith("view: ") else told(one.origins)
        yield f"      {one.logodds:+.3f}  {plain(one.term)}{by}"
    if rest := [one.logodds for one in change.movers if abs(one.logodds) < LEAST]:
        yield f"      {math.fsum(rest):+.3f}  {len(rest)} more, under {LEAST:g} each"
