"""Assuming: how the assumptions of a watch stand, by what people said of them, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from tocsin.nouns import Assumed, Confidence, Correction, Level, Watch, parse_interval

__all__ = ["STATES", "assumed", "capped"]

STATES = ("holds", "doubted", "broken")
"""How an assumption can stand once a person has looked at it."""

CAPS: dict[str, Level] = {"doubted": "moderate", "broken": "low"}
"""What confidence can be at most while a key assumption stands so."""

ORDER: tuple[Level, ...] = ("low", "moderate", "high")


def assumed(
    watch: Watch, corrections: Iterable[Correction], *, as_of: datetime
) -> tuple[Assumed, ...]:
    """Return how each assumption of the watch stands as of a day, in the watch's order.

    Of what people said, the latest day up to `as_of` counts, and of one day the latest entry: of
    one time the last that is given, as a ledger gives them in the order of entry.
    """
    said: dict[str, list[tuple[datetime, Correction]]] = {}
    # Of one second the ledger's order of entry decides: the sort leaves it as it was.
    ordered = sorted(corrections, key=lambda one: one.at)
    undone = {one.undoes for one in ordered if one.undoes is not None}
    for one in ordered:
        name, _, assumption = one.target.partition(":")
        if one.kind != "assumption" or name != watch.id or one.id in undone:
            continue
        day = parse_interval(str(one.value["on"]))
        if day.start is not None and day.known_by(as_of):
            said.setdefault(assumption, []).append((day.start, one))
    found = []
    for each in watch.assumptions:
        if each.id not in said:
            found.append(Assumed(each.id))
            continue
        # Of one day the last entered: `max` takes the first of equals.
        day_of, last = max(reversed(said[each.id]), key=lambda one: one[0])
        state = cast("Any", last.value["state"])
        found.append(Assumed(each.id, state, last.author, last.reason, day_of, last.id))
    return tuple(found)


def capped(confidence: Confidence, watch: Watch, standing: Iterable[Assumed]) -> Confidence:
    """Return `confidence` no higher than key assumptions that are doubted or broken allow.

    Each of them is told among the reasons, also where confidence is no higher without it.
    """
    texts = {one.id: one.text for one in watch.assumptions if one.key}
    level, reasons = confidence.level, list(confidence.reasons)
    for one in standing:
        if one.assumption not in texts or one.state not in CAPS:
            continue
        cap = CAPS[one.state]
        level = min(level, cap, key=ORDER.index)
        text = texts[one.assumption].rstrip(".")
        reasons.append(
            f"The key assumption “{text}” is {one.state}, so confidence is no higher than {cap}."
        )
    return replace(confidence, level=level, reasons=tuple(reasons))
