"""Printed: values as they leave in JSON: numbers to twelve digits, null for what is absent."""

from __future__ import annotations

import math
from typing import Any

__all__ = ["DIGITS", "number", "printed"]

DIGITS = 12
"""Significant digits of every number that is printed."""


def number(value: float | None) -> float | None:
    """Return `value` rounded to 12 significant digits; None for None."""
    if value is None or not math.isfinite(value):
        return None
    rounded = float(f"{value:.{DIGITS}g}")
    return 0.0 if rounded == 0 else rounded


def printed(value: Any) -> Any:
    """Return a value for JSON: every float by `number`, and null where a text is empty."""
    if isinstance(value, dict):
        return {name: printed(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [printed(inner) for inner in value]
    if isinstance(value, float):
        return number(value)
    return None if value == "" else value
