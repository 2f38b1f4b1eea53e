"""Asked: how often what people ask came true, as the base rate of a proposed watch."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from tocsin.data import load
from tocsin.errors import BadArgument

__all__ = ["ASKED", "CHRONICLE", "base_rate", "share_of"]

BASE = "base"
ASKED, CHRONICLE = "asked", "chronicle"
"""What a base rate may be counted in."""

NODES = (
    (0.0, 0.533333333333333),
    (0.958572464613819, 0.222075922005613),
    (2.020182870456086, 0.011257411327721),
)
"""Gauss-Hermite: places and weights of five points for a mean over a normal distribution."""


def base_rate(base: str, family: Mapping[str, Any], name: str, days: float) -> dict[str, Any]:
    """Return the base rate of a proposed watch of the family `name`, for a window of `days`.

    `base` is what it is counted in. Raises `BadArgument` for another, and for a family that the
    chronicle was not counted for.
    """
    if base == ASKED:
        return _base(family, name, days)
    if base == CHRONICLE:
        return _counted(family, days)
    listed = f"{ASKED} (asked questions), {CHRONICLE} (a chronicle of the world)"
    raise BadArgument(f"there is no base {base!r}.", hint=f"There are: {listed}.")


def _counted(family: Mapping[str, Any], days: float) -> dict[str, Any]:
    """Return the counts of the chronicle for that kind of event as the base rate."""
    row = load("reference_classes.yaml")["classes"].get(family["class"])
    if row is None:
        raise BadArgument(
            f"no chronicle was counted for questions of this kind: {family['name'].casefold()}.",
            hint=f"Leave the base to asked questions, or count your own into the watch's `{BASE}`.",
        )
    chance = -math.expm1(-(row["events"] + 0.5) / row["exposure_days"] * days)
    return {
        "class": f"{family['name'].casefold()}: any {row['unit']} named in such news",
        "events": row["events"],
        "exposure_days": row["exposure_days"],
        "source": f"{row['source']}: {chance:.1%} for a window of {days:.0f} days",
        "caveat": f"{row['caveat']} Checked by a person: {row['checked']}.",
    }


def _base(family: Mapping[str, Any], name: str, days: float) -> dict[str, Any]:
    """Return the base rate: how often questions of that kind and length came true, as a rate.

    Events k are what makes a count as sure as the fit is, the exposure E what makes the rate
    (k + 1/2) / E give that chance over the window.
    """
    rates = load("asked_rates.yaml")
    row = rates["families"][name]
    share = share_of(name, days)
    came, of = row["came_true"], row["of"]
    spread = share * (1.0 - share)
    # The variance of the logit: of the family as far as it was counted, and of who asks.
    doubt = 1.0 / (rates["family_width"] ** -2 + of * spread) + rates["asker_width"] ** 2
    events = max(round(share / (doubt * spread) - 0.5, 1), 0.5)
    exposure = (events + 0.5) * days / -math.log1p(-share)
    asked = sum(one["of"] for one in rates["families"].values())
    return {
        "class": "questions with a date that people asked about public affairs",
        "events": events,
        "exposure_days": round(exposure, 1),
        "source": f"fitted to {asked} asked questions, of this kind {came} of {of} came true "
        f"(asked_rates.yaml): {share:.1%} for a window of {days:.0f} days; events and exposure "
        "stand for that share, and for how sure it is",
        "caveat": "Asked questions are no sample of the world: they are asked because people think "
        "that it might happen. The kind was told by keywords."
        + _chronicle(family, load("reference_classes.yaml"), days),
    }


def share_of(name: str, days: float) -> float:
    """Return how often a question of a family, asked for so many days, comes true.

    The mean over askers: who asks is not known, and some ask of what comes true far oftener.
    """
    rates = load("asked_rates.yaml")
    middle = (
        rates["intercept"]
        + rates["families"][name]["effect"]
        + rates["log_days"] * math.log(max(days, 1.0) / rates["usual_days"])
    )
    spread = math.sqrt(2.0) * rates["asker_width"]
    return math.fsum(
        weight / (1.0 + math.exp(-(middle + side * spread * node)))
        for node, weight in NODES
        for side in ((1, -1) if node else (1,))
    )


def _chronicle(family: Mapping[str, Any], data: Mapping[str, Any], days: float) -> str:
    row = data["classes"].get(family["class"])
    if row is None:
        return ""
    chance = -math.expm1(-(row["events"] + 0.5) / row["exposure_days"] * days)
    return (
        f" A chronicle of the world gives {chance:.1%} for this window, for any {row['unit']} that "
        f"it names in such news ({row['events']:g} in {row['exposure_days']:,} days). "
        f"{row['caveat']}"
    )
