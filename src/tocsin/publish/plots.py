"""Plots: how the rows of each chart are drawn, to be told apart in print and in grey."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tocsin.publish.axes import (
    DOWN,
    INK,
    MIDDLE,
    PALE,
    UP,
    axes_below,
    cut,
    legend_of,
    logit,
    mark_in_per_cent,
    name_rows,
    wrapped,
)
from tocsin.publish.figures import signed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "Way",
    "board",
    "calibration",
    "counts",
    "history",
    "lineage",
    "matrix",
    "places",
    "tall",
    "waterfall",
]

Rows = Sequence[Mapping[str, Any]]
Draw = Callable[["Figure"], None]


HATCH = "////"
STATES = {
    "observed": ("o", INK),
    "partly": ("o", MIDDLE),
    "looked for and not seen": ("X", DOWN),
    "expired": ("D", PALE),
    "not collected": ("s", "#ffffff"),
}
BASES = {
    "announced": ("s", "#ffffff"),
    "observed": ("o", INK),
    "claimed": ("o", "#ffffff"),
    "estimated": ("D", MIDDLE),
}


def tall(count: int, *, row: float = 0.3, least: float = 2.6) -> float:
    """Return inches that so many rows take."""
    return max(least, row * count + 1.0)


def history(rows: Rows) -> Draw:
    """The probability by day with its range, and the base rate alone, in log-odds."""

    def draw(figure: Figure) -> None:
        axes = axes_below(figure)
        days = [datetime.fromisoformat(str(row["as_of"])[:10]) for row in rows]
        p, low, high, base = ([logit(row[name]) for row in rows] for name in FOUR)
        axes.fill_between(days, low, high, color=DOWN, linewidth=0, label="range (80 %)")
        axes.plot(days, p, color=INK, linewidth=1.8, label="estimate")
        axes.plot(days, base, color=UP, linewidth=1.2, linestyle="--", label="base rate alone")
        mark_in_per_cent(axes, [*low, *high, *base])
        axes.legend(frameon=False, ncols=3, loc="upper left", bbox_to_anchor=(0.0, -0.1))
        axes.grid(axis="y", color=PALE)

    return draw


FOUR = ("p", "low", "high", "base")


def waterfall(rows: Rows) -> Draw:
    """The bars from the base rate to the estimate, in log-odds."""

    def draw(figure: Figure) -> None:
        axes = axes_below(figure, left=0.42)
        for place, row in enumerate(rows):
            start, end = row["from_logodds"], row["to_logodds"]
            up = end >= start
            if row["logodds"] is None:
                axes.plot([end], [place], marker="|", markersize=16, color=INK, markeredgewidth=3)
                told = str(row["p"])
            else:
                axes.barh(
                    place,
                    end - start,
                    left=start,
                    height=0.62,
                    color=UP if up else DOWN,
                    edgecolor=INK,
                    linewidth=0.6,
                    hatch="" if up else HATCH,
                )
                told = signed(row["logodds"])
            axes.annotate(
                told,
                (max(start, end), place),
                xytext=(5, 0),
                va="center",
                textcoords="offset points",
                fontsize=8,
            )
        name_rows(axes, [str(row["cause"]) for row in rows])
        values = [row[name] for row in rows for name in ("from_logodds", "to_logodds")]
        low, high = min(values), max(values)
        axes.set_xlim(low - 0.2, high + max(0.4, (high - low) * 0.12))
        mark_in_per_cent(axes, values, across=True)
        axes.grid(axis="x", color=PALE)
        axes.set_axisbelow(True)

    return draw


def board(rows: Rows) -> Draw:
    """The state of each indicator as a mark, and its coverage as a bar."""

    def draw(figure: Figure) -> None:
        axes = axes_below(figure, left=0.45, bottom=1.2)
        for place, row in enumerate(rows):
            axes.barh(
                place,
                row["coverage"] * 100,
                height=0.5,
                color=PALE,
                edgecolor=MIDDLE,
                linewidth=0.6,
            )
            marker, fill = STATES[str(row["state"])]
            axes.plot(
                [-4],
                [place],
                marker=marker,
                color=fill,
                markeredgecolor=INK,
                markersize=8,
                clip_on=False,
            )
            if row["logodds"] is not None:
                axes.annotate(
                    signed(row["logodds"]),
                    (102, place),
                    va="center",
                    fontsize=8,
                    annotation_clip=False,
                )
        name_rows(axes, [str(row["text"]) for row in rows], pad=26)
        axes.set_xlim(0, 100)
        axes.set_xlabel("coverage, % (at the right: the bar in log-odds)")
        legend_of(figure, axes, STATES, down=-0.75, ncols=3)

    return draw


def matrix(rows: Rows, heads: Sequence[str]) -> Draw:
    """What each indicator says of each hypothesis, by letter and by shade."""

    def draw(figure: Figure) -> None:
        axes = axes_below(figure, left=0.42, bottom=1.3)
        for place, row in enumerate(rows):
            for column, head in enumerate(heads):
                letter = str(row[head] or "").partition(" ")[0]
                fill, hatch = SHADES.get(letter, ("#ffffff", ""))
                axes.barh(
                    place,
                    0.96,
                    left=column - 0.48,
                    height=0.9,
                    color=fill,
                    hatch=hatch,
                    edgecolor=MIDDLE,
                    linewidth=0.5,
                )
                axes.annotate(
                    letter or "–",
                    (column, place),
                    ha="center",
                    va="center",
                    fontsize=9,
                    color="#ffffff" if letter == "CC" else INK,
                    fontweight="bold",
                    bbox=None if letter == "CC" else PLATE,
                )
        name_rows(axes, [str(row["indicator"]) for row in rows])
        axes.set_xlim(-0.5, len(heads) - 0.5)
        axes.set_xticks(range(len(heads)), [wrapped(head) for head in heads], fontsize=7.5)
        axes.tick_params(length=0)

    return draw


PLATE = {"boxstyle": "round,pad=0.15", "facecolor": "#ffffff", "edgecolor": "none", "alpha": 0.85}
SHADES = {
    "CC": (UP, ""),
    "C": ("#c98f73", ""),
    "N": ("#ffffff", ""),
    "I": (DOWN, HATCH),
    "II": (DOWN, "xxxx"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A way of lineage: its points as a cubic curve, its figures and where they stand."""

    points: Sequence[tuple[float, float]]
    at: tuple[float, float]
    told: str
    thickness: float
    circle: bool


def lineage(
    boxes: Sequence[tuple[str, float, float, float, float]],
    ways: Sequence[Way],
    size: tuple[float, float],
) -> Draw:
    """Names as boxes (name, left, top, width, height), and the ways between them as arrows."""

    def draw(figure: Figure) -> None:
        from matplotlib.patches import FancyArrowPatch, Rectangle
        from matplotlib.path import Path

        axes = axes_below(figure, left=0.02, right=0.98, bottom=0.15)
        axes.set_axis_off()
        axes.set_xlim(-10, size[0] + 10)
        axes.set_ylim(size[1] + 10, -10)
        for way in ways:
            codes = [Path.MOVETO, *[Path.CURVE4] * (len(way.points) - 1)]
            axes.add_patch(
                FancyArrowPatch(
                    path=Path(list(way.points), codes),
                    arrowstyle="-|>",
                    mutation_scale=9,
                    linewidth=way.thickness * 0.5,
                    color=UP if way.circle else MIDDLE,
                    linestyle="--" if way.circle else "-",
                    fill=False,
                )
            )
            if len(ways) <= LABELLED:
                axes.annotate(way.told, way.at, ha="center", va="center", fontsize=6.5, bbox=PLATE)
        for name, left, top, width, height in boxes:
            axes.add_patch(
                Rectangle(
                    (left, top),
                    width,
                    height,
                    facecolor=PALE,
                    edgecolor=INK,
                    linewidth=0.8,
                    zorder=3,
                )
            )
            middle = (left + 6, top + height / 2)
            axes.annotate(cut(name, 26), middle, va="center", fontsize=7, zorder=4)

    return draw


LABELLED = 45
"""Ways up to which each has its figures beside it; more would hide the picture."""


def counts(rows: Rows) -> Draw:
    """Figures that are told of one thing over time: ranges, open bounds, and on what basis."""

    def draw(figure: Figure) -> None:
        from matplotlib.dates import AutoDateLocator

        axes = axes_below(figure, bottom=0.95)
        for row in rows:
            day = datetime.fromisoformat(str(row["at"])[:10])
            low, high = row["low"], row["high"]
            ends = [one for one in (low, high) if one is not None]
            marker, fill = BASES.get(str(row["basis"]), BASES["claimed"])
            if len(ends) == 2 and low != high:
                axes.plot([day, day], ends, color=INK, linewidth=1.4)
            if len(ends) == 1:
                axes.annotate(
                    "",
                    (day, ends[0] * (0.8 if low is None else 1.25)),
                    (day, ends[0]),
                    arrowprops={"arrowstyle": "->", "linestyle": ":", "color": INK},
                )
            axes.plot(
                [day] * len(ends),
                ends,
                linestyle="",
                marker=marker,
                color=fill,
                markeredgecolor=UP if row["competes"] else INK,
                markeredgewidth=2.0 if row["competes"] else 0.9,
                markersize=7,
            )
        known = [one for row in rows for one in (row["low"], row["high"]) if one]
        if known and max(known) > 12 * min(known):
            axes.set_yscale("log")
        locator: Any = AutoDateLocator
        axes.xaxis.set_major_locator(locator(minticks=3, maxticks=7))
        axes.yaxis.set_major_formatter(lambda value, _at: f"{value:,.0f}")
        axes.set_ylabel(cut(str(rows[0]["unit"]), 40) if rows else "")
        axes.grid(axis="y", color=PALE)
        axes.margins(y=0.15)
        legend_of(figure, axes, BASES, down=-0.5, ncols=4)

    return draw


def places(
    rows: Rows, lands: Sequence[Sequence[tuple[float, float]]], box: tuple[float, ...]
) -> Draw:
    """Places by how many origins name them, over the outlines of states (lon, lat).

    `box` is west, south, east and north, in degrees.
    """

    def draw(figure: Figure) -> None:
        west, south, east, north = box
        axes = axes_below(figure, left=0.06, bottom=0.6)
        for ring in lands:
            axes.fill(
                [x for x, _ in ring],
                [y for _, y in ring],
                facecolor="#f6f6f3",
                edgecolor=MIDDLE,
                linewidth=0.5,
                zorder=1,
            )
        inside = [row for row in rows if row["lat"] is not None and row["origins"]]
        named: list[tuple[float, float]] = []
        for row in sorted(inside, key=lambda one: -one["origins"]):
            moves = (row["in"] or 0) + (row["out"] or 0)
            axes.plot(
                [row["lon"]],
                [row["lat"]],
                marker="o",
                linestyle="",
                zorder=3,
                markersize=3 + 2.4 * math.sqrt(row["origins"]),
                markeredgecolor=INK,
                color=UP if moves else DOWN,
                alpha=0.85,
            )
            clear = all(
                abs(row["lon"] - lon) > 0.13 * (east - west)
                or abs(row["lat"] - lat) > 0.025 * (north - south)
                for lon, lat in named
            )
            if (
                clear
                and len(named) < NAMED
                and west <= row["lon"] <= east
                and south <= row["lat"] <= north
            ):
                named.append((row["lon"], row["lat"]))
                told = f"{cut(str(row['place']), 22)} {row['origins']}"
                told += f" ▸{row['in']}" if row["in"] else ""
                told += f" ◂{row['out']}" if row["out"] else ""
                axes.annotate(
                    told,
                    (row["lon"], row["lat"]),
                    xytext=(6, 4),
                    fontsize=7,
                    zorder=4,
                    textcoords="offset points",
                    bbox=PLATE,
                )
        axes.set_xlim(west, east)
        axes.set_ylim(south, north)
        axes.set_aspect(1 / max(0.2, math.cos(math.radians((south + north) / 2))))
        axes.set_xlabel("degrees east")
        axes.set_ylabel("degrees north")

    return draw


NAMED = 16


def calibration(rows: Rows) -> Draw:
    """What came of what was said, by bins, with intervals."""

    def draw(figure: Figure) -> None:
        axes = axes_below(figure, left=0.1, right=0.62)
        axes.plot([0, 100], [0, 100], color=MIDDLE, linestyle=":", linewidth=1)
        for row in rows:
            said, seen = row["said"] * 100, row["seen"] * 100
            axes.plot([said, said], [row["low"] * 100, row["high"] * 100], color=INK, linewidth=1.4)
            axes.plot([said], [seen], marker="o", color=UP, markeredgecolor=INK, markersize=7)
            axes.annotate(
                str(row["questions"]),
                (said, seen),
                xytext=(8, -3),
                fontsize=8,
                textcoords="offset points",
            )
        axes.set_xlim(0, 100)
        axes.set_ylim(-2, 102)
        axes.set_xlabel("said, %")
        axes.set_ylabel("came true, %")
        axes.grid(color=PALE)

    return draw
