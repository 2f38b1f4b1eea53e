"""Charts: the printed yardstick and the waterfall as figures for a page, each with its words.

Lengths are per cent of the width, so that a chart fits any screen and its letters keep their size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tocsin.nouns import Bar, Yardstick
from tocsin.publish.case import Case
from tocsin.publish.figures import factor_of, signed
from tocsin.publish.harmless import one_line
from tocsin.publish.house import House

__all__ = ["BandMark", "Scale", "Step", "Tick", "Waterfall", "scale_of", "waterfall_of"]

TICKS = (
    (0.1, 1, 10, 50, 90, 99, 99.9),
    (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 50, 70, 80, 90, 95, 98, 99, 99.5, 99.8, 99.9),
    (0.1, 0.2, 0.3, 0.5, 0.7, *range(1, 10), *range(10, 91, 5), *range(91, 100), 99.5, 99.9),
)
"""Per cents that a reader knows, for the axis of log-odds: coarse, fine and finest."""

FEWEST_TICKS, MOST_TICKS = 2, 5
MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class BandMark:
    """A band of the yardstick as drawn: its place in per cent, its lane, and its words in lines."""

    word: str
    low: float
    high: float
    lane: int
    words: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A yardstick with a probability and its range on it, all in per cent of the width."""

    name: str
    bands: tuple[BandMark, ...]
    lanes: int
    p: float
    low: float
    high: float
    told: str
    ranged: str
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis: its place in per cent of the width, and the per cent there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the waterfall: what it is, and its bar in per cent of the width.

    `way` is "up", "down", "none", "start" or "end"; `anchor` the id of the sentence that shows it.
    """

    name: str
    way: str
    start: float
    end: float
    logodds: str
    factor: str
    origins: str
    anchor: str | None

    @property
    def left(self) -> float:
        """The nearer end of the bar."""
        return min(self.start, self.end)

    @property
    def length(self) -> float:
        """The length of the bar, long enough to be seen."""
        return max(abs(self.end - self.start), 0.4)


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The rows from the base rate to the estimate, and the axis that they share."""

    steps: tuple[Step, ...]
    ticks: tuple[Tick, ...]
    words: str


def scale_of(case: Case, house: House) -> Scale:
    """Return the printed yardstick of a case."""
    event, yardstick = case.estimate.event, case.yardstick
    told, ranged = house.told(event.p, yardstick), house.ranged(event.low, event.high)
    lanes = _lanes(yardstick)
    chosen = yardstick.band_of(event.word)
    bands = tuple(
        BandMark(
            band.word,
            round(band.low * 100, 3),
            round(band.high * 100, 3),
            lane,
            tuple(band.word.split()),
            band == chosen,
        )
        for band, lane in zip(yardstick.bands, lanes, strict=True)
    )
    reach = f"{chosen.low * 100:g} to {chosen.high * 100:g}{house.percent}"
    where = "lies in" if event.within_band else "lies between the words of the scale, nearest to"
    return Scale(
        name=yardstick.name,
        bands=bands,
        lanes=max(lanes) + 1,
        p=round(event.p * 100, 3),
        low=round(event.low * 100, 3),
        high=round(event.high * 100, 3),
        told=told,
        ranged=ranged,
        anchor="start" if event.p < 0.2 else "end" if event.p > 0.8 else "middle",
        words=(
            f"On the scale {yardstick.name}, {told} {where} “{event.word}” ({reach}); "
            f"the range is {ranged}."
        ),
    )


def _lanes(yardstick: Yardstick) -> tuple[int, ...]:
    """Return a lane for each band, so that bands which overlap do not hide each other."""
    ends: list[float] = []
    lanes = []
    for band in yardstick.bands:
        lane = next((n for n, end in enumerate(ends) if band.low >= end), len(ends))
        if lane == len(ends):
            ends.append(band.high)
        ends[lane] = band.high
        lanes.append(lane)
    return tuple(lanes)


def waterfall_of(
    case: Case, house: House, leads: Mapping[str, Sequence[str]] | None = None
) -> Waterfall:
    """Return the waterfall of a case, the longest bars first, from the base to the estimate.

    `leads` gives for the sections "for" and "against" the ids that show each cause, in the same
    order; where they do not tell, a row leads to the section.
    """
    estimate = case.estimate
    moving = [bar for bar in estimate.waterfall if bar.kind in {"indicator", "view"}]
    moving.sort(key=lambda bar: (-abs(bar.logodds), bar.term))
    floor = [bar for bar in estimate.waterfall if bar.kind == "floor" and abs(bar.logodds) >= 5e-4]
    base, p = estimate.base, estimate.event.p
    heights = [_logit(base)]
    for bar in (*moving, *floor):
        heights.append(heights[-1] + bar.logodds)
    low, high = min(*heights, _logit(p)), max(*heights, _logit(p))
    if high - low < 0.5:
        # So little moved that a full width would exaggerate it.
        low, high = (low + high) / 2 - 0.25, (low + high) / 2 + 0.25

    def at(value: float) -> float:
        return round(MARGIN + (value - low) / (high - low) * (100 - 2 * MARGIN), 3)

    decimals = 1 if max(base, p) < 0.1 else 0
    first, last = house.percents(base, decimals=decimals), house.percents(p, decimals=decimals)
    steps = [Step("Base rate alone", "start", at(heights[0]), at(heights[0]), first, "", "", None)]
    for bar, before, after in zip((*moving, *floor), heights, heights[1:], strict=False):
        own = [one for one in moving if (one.logodds > 0) == (bar.logodds > 0)]
        steps.append(_step(bar, at(before), at(after), case, _anchor(bar, own, leads or {})))
    steps.append(Step("Estimate", "end", at(heights[-1]), at(heights[-1]), last, "", "", None))
    return Waterfall(
        tuple(steps),
        _ticks(low, high, at),
        f"From {first} by base rate alone to {last}, by {len(moving)} causes.",
    )


def _anchor(bar: Bar, own: Sequence[Bar], leads: Mapping[str, Sequence[str]]) -> str | None:
    if bar.kind == "floor":
        return None
    section = "for" if bar.logodds > 0 else "against"
    ids = leads.get(section, ())
    return ids[own.index(bar)] if len(ids) == len(own) else section


def _step(bar: Bar, start: float, end: float, case: Case, anchor: str | None) -> Step:
    way = "none" if abs(bar.logodds) < 0.005 else "up" if bar.logodds > 0 else "down"
    if bar.kind == "view":
        name = f"View of {one_line(bar.term.removeprefix('view: '))}"
    elif bar.kind == "floor":
        name = "Floor under every probability"
    else:
        name = one_line(next(i.text for i in case.watch.indicators if i.id == bar.term))
    return Step(
        name,
        way,
        start,
        end,
        signed(bar.logodds),
        f"{'×' if bar.logodds >= 0 else '÷'} {factor_of(bar.logodds)}",
        str(len(bar.origins)) if bar.origins else "",
        anchor,
    )


def _ticks(low: float, high: float, place: Callable[[float], float]) -> tuple[Tick, ...]:
    inside: list[float] = []
    for ticks in TICKS:
        inside = [p / 100 for p in ticks if low <= _logit(p / 100) <= high]
        if len(inside) >= FEWEST_TICKS:
            break
    while len(inside) > MOST_TICKS:
        inside = inside[::2]
    return tuple(Tick(place(_logit(p)), f"{p * 100:g}") for p in inside)


def _logit(p: float) -> float:
    return math.log(p) - math.log1p(-p)
