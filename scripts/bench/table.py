"""The table: ratios of rows that stand beside each other, and whether what is asked is met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from scripts.bench.measure import Done
from scripts.bench.rows import LONG, ROWS, Beside, Row

KINDS = ("time", "clock", "memory", "lost")


@dataclass(frozen=True)
class Ratio:
    """How a row stands to another, for the same number of reports; `lost` is None if not counted.

    `lost` is the part of their statements that bear on the watch which the row does not find.
    `clock` is told only where it is asked: what else the machine does counts in it.
    """

    beside: str
    time: float
    memory: float
    lost: float | None = None
    clock: float | None = None


def compared(one: Row, done: Mapping[str, Done]) -> Iterator[tuple[Beside, Ratio]]:
    """A row's ratios to each that it stands beside and that was measured."""
    ours = done[one.name]
    for other in one.beside:
        if other.name in done:
            theirs = done[other.name]
            lost = None
            if ours.bearing is not None and theirs.bearing:
                lost = 1.0 - ours.bearing / theirs.bearing
            clock = None if other.clock is None else theirs.rate / ours.rate
            ratio = Ratio(other.name, ours.cost / theirs.cost, ours.peak / theirs.peak, lost, clock)
            yield other, ratio


def missed(asked_of: Beside, ratio: Ratio) -> bool:
    """Whether a ratio is not what is asked of it; what could not be told is missed too."""
    bounds, figures = asdict(asked_of), asdict(ratio)
    return any(
        bounds[kind] is not None and (figures[kind] is None or figures[kind] > bounds[kind])
        for kind in KINDS
    )


def too_large(one: Row, done: Done) -> bool:
    """Whether a row held more memory than it may."""
    return one.peak is not None and done.peak > one.peak


def too_slow(one: Row, done: Done) -> bool:
    """Whether one of what a row does took longer than it may."""
    return one.each is not None and done.seconds / done.reports > one.each


def asked(asked_of: Beside, ratio: Ratio) -> str:
    """What is asked of a ratio, and whether it is reached."""
    bounds = asdict(asked_of)
    said = [f"{kind} ≤ {bounds[kind]:.4g}" for kind in KINDS if bounds[kind] is not None]
    return f"{', '.join(said)}: {'missed' if missed(asked_of, ratio) else 'met'}" if said else ""


HEAD = (
    "row",
    "reports",
    "seconds",
    "a second",
    "peak MB",
    "beside",
    "time",
    "clock",
    "memory",
    "lost",
    "asked",
)
LEFT = {0, 5, 10}
"""Columns of words; figures stand to the right."""


def table_text(done: Mapping[str, Done]) -> str:
    """The table for a person."""
    lines: list[tuple[str, ...]] = [HEAD]
    for one in (*ROWS, *LONG):
        if one.name in done:
            lines += _lines(one, done)
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at in LEFT else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _lines(one: Row, done: Mapping[str, Done]) -> Iterator[tuple[str, ...]]:
    ours, ratios = done[one.name], list(compared(one, done))
    own: tuple[str, ...] = (
        one.name,
        f"{ours.reports:,}",
        f"{ours.seconds:.2f}",
        f"{ours.rate:,.0f}" if ours.rate >= 10 else f"{ours.rate:.1f}",
        f"{ours.peak:,.0f}",
    )
    if not ratios or one.peak is not None:
        kept = "missed" if too_large(one, ours) else "met"
        yield (
            *own,
            "",
            "",
            "",
            "",
            "",
            "" if one.peak is None else f"peak ≤ {one.peak:,.0f}: {kept}",
        )
        own = ("", "", "", "", "")
    limit = "" if one.each is None else f"; each ≤ {one.each * 1000:g} ms: "
    limit += ("missed" if too_slow(one, ours) else "met") if limit else ""
    for other, ratio in ratios:
        lost = "" if ratio.lost is None else f"{ratio.lost:.2%}"
        yield (
            *own,
            ratio.beside,
            f"{ratio.time:.2f}",
            "" if ratio.clock is None else f"{ratio.clock:.2f}",
            f"{ratio.memory:.2f}",
            lost,
            asked(other, ratio) + limit,
        )
        own, limit = ("", "", "", "", ""), ""
