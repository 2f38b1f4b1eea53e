"""Grounding: the rows of an explanation, each a figure with the places that it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.desk.place import WATCHES
from tocsin.nouns import Place, Reading, Watch

__all__ = ["ground_of", "line_of", "row_of", "sentence_of"]

QUOTE = 300
"""Characters of a sentence that are shown; the span leads to all of it."""


def sentence_of(
    place: Place,
    pages: Mapping[str, Reading],
    *,
    note: str,
    weights: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return a place of a report as a ground, with its words.

    Raises `KeyError` for a report that is not among `pages`.
    """
    report, span = place
    page = pages[report].report
    quote = " ".join(span.of(page.text).split())
    return {
        "ref": f"{page.file}, characters {span.start} to {span.end}",
        "report": report,
        "start": span.start,
        "end": span.end,
        "quote": quote if len(quote) <= QUOTE else quote[:QUOTE].rsplit(" ", 1)[0] + " …",
        "note": note,
        "weights": list(weights),
    }


def line_of(
    watch: Watch,
    place: str,
    text: str,
    *,
    note: str = "",
    weights: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return the line of the watch file that declares `place`, as a ground."""
    line = watch.lines.get(place)
    where = f"{WATCHES}/{watch.id}.yaml" + (f", line {line}" if line else " (the default)")
    return ground_of(f"{where}: {text}" if text else where, note=note, weights=weights)


def ground_of(
    ref: str,
    *,
    quote: str | None = None,
    note: str = "",
    weights: Sequence[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return a ground that is no place of a report: a line, a row or an entry by its `ref`."""
    return {
        "ref": ref,
        "report": None,
        "start": None,
        "end": None,
        "quote": quote,
        "note": note,
        "weights": list(weights),
    }


def row_of(figure: str, value: str, grounds: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a figure with the grounds it stands on."""
    return {"figure": figure, "value": value, "grounds": grounds}
