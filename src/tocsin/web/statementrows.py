"""Rows of statements: an item of an inbox for other programs, as JSON and flat for a table."""

from __future__ import annotations

from typing import Any

from tocsin.nouns import iso_of
from tocsin.web.sifting import Item

__all__ = ["DIRECTIONS", "figure", "flat", "row_of"]

DIRECTIONS = {
    "seen": "sign of",
    "absent": "looked for and not seen",
    "view": "a view on",
    "none": "moves nothing",
}
"""What each direction of a bearing is called."""


def row_of(item: Item) -> dict[str, Any]:
    """Return a statement with all that an inbox tells of it, under the names of the contract."""
    statement, report = item.statement, item.reading.report
    return {
        "statement": statement.id,
        "report": report.id,
        "file": report.file,
        "start": statement.span.start,
        "end": statement.span.end,
        "text": statement.text,
        "speaker": statement.speaker.text if statement.speaker else None,
        "chain": [{"name": one.name.text, "via": one.via} for one in statement.chain],
        "outlet": report.publisher or report.host,
        "published": iso_of(report.published.start) if report.published else None,
        "came": iso_of(item.came),
        "act": statement.act,
        "polarity": statement.polarity,
        "likelihood": statement.likelihood.phrase if statement.likelihood else None,
        "verification": [one.status for one in statement.verification],
        "grade": item.grade,
        "source": item.origin.source if item.origin else None,
        "origin": item.origin.id if item.origin else None,
        "bearings": [
            {
                "target": one.target,
                "direction": one.direction,
                "probability": figure(one.probability),
                "reason": one.reason,
                "by": one.by,
            }
            for one in item.bearings
        ],
        "decisions": [one.id for one in item.decisions],
    }


def flat(value: object) -> object:
    """Return a value as a cell of a table: of a list, its parts in words."""
    if isinstance(value, list | tuple):
        return "; ".join(
            " ".join(str(part) for part in one.values()) if isinstance(one, dict) else str(one)
            for one in value
        )
    return value


def figure(value: float) -> float:
    """Return a number as `--json` prints it, to 12 significant digits."""
    return float(f"{value:.12g}")
