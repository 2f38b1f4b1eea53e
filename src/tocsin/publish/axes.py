"""Axes: what the plots have in common, their place, names, scales, marks and colours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from tocsin.publish.harmless import harmless, one_line
from tocsin.publish.pictures import HEAD

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = [
    "DOWN",
    "INK",
    "MIDDLE",
    "PALE",
    "UP",
    "axes_below",
    "cut",
    "legend_of",
    "logit",
    "mark_in_per_cent",
    "name_rows",
    "wrapped",
]

UP, DOWN, MIDDLE, INK, PALE = "#7a2f0b", "#9cc7e4", "#8c959f", "#1b1f24", "#e6e9ec"
"""Dark, light, between, black and nearly white: apart by lightness, and what lowers is hatched."""

LETTERS = 58
TICKS = (0.001, 0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.99, 0.999)


def axes_below(
    figure: Figure, *, left: float = 0.09, right: float = 0.93, bottom: float = 0.75
) -> Axes:
    """Return axes below the head; `left` and `right` are shares of the width, `bottom` inches."""
    height = float(figure.get_size_inches()[1])
    low, high = bottom / height, 1 - HEAD / height
    made: Axes = figure.add_axes((left, low, right - left, high - low))
    return made


def name_rows(axes: Axes, names: Sequence[str], *, pad: int = 4) -> None:
    """Name the rows of a chart, from above."""
    axes.set_yticks(range(len(names)), [cut(one, LETTERS) for one in names], fontsize=8)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0, pad=pad)


def mark_in_per_cent(axes: Axes, values: Sequence[float], *, across: bool = False) -> None:
    """Mark an axis of log-odds by the per cents that a reader knows."""
    low, high = min(values), max(values)
    fine = [one for one in FINE if low - 0.3 <= logit(one) <= high + 0.3]
    inside = [one for one in TICKS if low - 0.3 <= logit(one) <= high + 0.3]
    chosen = inside if len(inside) >= 4 else _apart(fine, (high - low + 0.6) / MOST_TICKS)
    ticks, labels = [logit(one) for one in chosen], [f"{one * 100:g} %" for one in chosen]
    (axes.set_xticks if across else axes.set_yticks)(ticks, labels)


def _apart(fine: Sequence[float], least: float) -> list[float]:
    """Return probabilities that stand so far apart in log-odds that their names do not touch."""
    kept: list[float] = []
    for one in fine:
        if not kept or logit(one) - logit(kept[-1]) >= least:
            kept.append(one)
    return kept


MOST_TICKS = 8
FINE = tuple(
    sorted(
        {
            *(round(n * 10.0**-e, 6) for e in (2, 3, 4) for n in range(1, 10)),
            *(n / 100 for n in range(5, 96, 5)),
            *(round(1 - n * 10.0**-e, 6) for e in (2, 3, 4) for n in range(1, 10)),
        }
    )
)


def legend_of(
    figure: Figure, axes: Axes, marks: Mapping[str, tuple[str, str]], *, down: float, ncols: int
) -> None:
    """Say below a chart what its marks mean: `down` inches from its axes, a negative number."""
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], linestyle="", marker=marker, color=fill, markeredgecolor=INK, label=name)
        for name, (marker, fill) in marks.items()
    ]
    height = float(figure.get_size_inches()[1]) * axes.get_position().height
    axes.legend(
        handles=handles,
        frameon=False,
        ncols=ncols,
        loc="upper left",
        fontsize=8,
        bbox_to_anchor=(-0.02, down / height),
        borderaxespad=0.0,
    )


def logit(p: float) -> float:
    """Return the log-odds of a probability, of none and of all those of one in a million."""
    held = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(held) - math.log1p(-held)


def cut(text: str, most: int) -> str:
    """Return words on one line, harmless, of so many letters at most."""
    line = harmless(one_line(text))
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def wrapped(text: str) -> str:
    """Return words on up to five short lines."""
    lines = wrap(harmless(one_line(text)), 20, max_lines=5, placeholder="…")
    return "\n".join(lines)
