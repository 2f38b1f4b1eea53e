"""Kinds: the score of standing questions by family and length of window, beside the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.evaluate.questions import LENGTHS

__all__ = ["ALL", "CAUTION", "kinds_head", "kinds_rows", "kinds_text"]

ALL = "all"

CAUTION = (
    "Few questions in a cell say nothing of it, and all of them prove little: they are by one "
    "author, who knew how they ended, on a few days of one war."
)


def kinds_head() -> tuple[str, ...]:
    """Return the head of the table."""
    return ("family", ALL, *LENGTHS)


def kinds_rows(figures: Mapping[str, Any] | None) -> list[tuple[str, ...]]:
    """Return a row for each family and one for all, in the columns of `kinds_head`.

    A cell has the Brier score of the first answers, how many questions it is of, and how many of
    them came true. No rows where nothing is scored.
    """
    if not figures or "by_family_and_length" not in figures:
        return []
    rows = [
        (family, _cell(figures["by_family"][family]), *(_cell(own.get(name)) for name in LENGTHS))
        for family, own in figures["by_family_and_length"].items()
    ]
    lengths = figures["by_length"]
    whole = _cell(_whole(list(lengths.values())))
    return [*rows, (ALL, whole, *(_cell(lengths.get(name)) for name in LENGTHS))]


def kinds_text(figures: Mapping[str, Any] | None) -> str:
    """Return the table and what it is worth for a person, "" where nothing is scored."""
    body = kinds_rows(figures)
    if not body:
        return ""
    rows = [kinds_head(), *body]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    title = "Brier at opening by family and length of window (yes of questions)"
    return "\n".join([title, *lines, CAUTION])


def _whole(kinds: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    count = sum(one["questions"] for one in kinds)
    return {
        "questions": count,
        "came_true": sum(one["came_true"] * one["questions"] for one in kinds) / count,
        "brier": sum(one["brier"] * one["questions"] for one in kinds) / count,
    }


def _cell(one: Mapping[str, Any] | None) -> str:
    if one is None:
        return ""
    yes = round(one["came_true"] * one["questions"])
    return f"{one['brier']:.3f} ({yes} of {one['questions']})"
