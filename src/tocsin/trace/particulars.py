"""Particulars: names and figures in what is said, by which like words tell of other things."""

from __future__ import annotations

import re
from functools import lru_cache

from tocsin.read.numbers import NUMBER, value_of
from tocsin.trace.utterances import Utterance, topic_of
from tocsin.trace.words import text_of

__all__ = ["Places", "dates_in", "figures_in", "of_others", "own_particulars"]

FIGURE = re.compile(rf"(?<![\w.,])(?<!\w-)(?:{NUMBER})(?![\w])", re.IGNORECASE)
KNOWN = re.compile(
    r"\b(?:the|these|those|both|its|their|his|her|our|other|of|no|any|every|each)\s+$",
    re.IGNORECASE,
)
"""What stands before a number word that counts nothing new: "the two states", "one of three"."""

REACH = 12

Places = tuple[tuple[int, int], ...]
Figure = tuple[float, int, int]


def own_particulars(one: Utterance, other: Utterance) -> frozenset[str]:
    """Return the names, as stems, and the figures that `one` has and `other` lacks.

    A name is a word written with a capital, or with figures among letters; the first word has its
    capital from where it stands. A figure is one number in digits or in words ("12", "twelve").
    Those of dates are none.
    """
    return _named(one) - other.stems | _figures(one, own=True) - _figures(other, own=False)


def of_others(one: Utterance, other: Utterance) -> bool:
    """Say whether each of two utterances has a name or a figure that the other lacks."""
    return bool(own_particulars(one, other)) and bool(own_particulars(other, one))


def figures_in(one: Utterance, *, own: bool) -> tuple[Figure, ...]:
    """Return the numbers in what is said, with where each begins and ends in it.

    `own` leaves out words that count nothing new. "One" is a figure where it counts people or
    things, and else a pronoun. Those of dates are none.
    """
    at = one.statement.content.start
    counted = tuple((q.span.start - at, q.span.end - at) for q in one.statement.quantities)
    return _figures_in(one.statement.content.of(one.report.text), counted, dates_in(one), own)


@lru_cache(maxsize=8192)
def _figures_in(raw: str, counted: Places, dates: Places, own: bool) -> tuple[Figure, ...]:
    # What is said is held against much else that shares its words.
    found: list[Figure] = []
    for match in FIGURE.finditer(raw):
        begin, end = match.span()
        if any(begin < last and first < end for first, last in dates):
            continue
        counts = any(begin < last and first < end for first, last in counted)
        if own and not counts and not match.group()[0].isdigit():
            known = KNOWN.search(raw[max(0, begin - REACH) : begin])
            if known is not None or match.group().lower() == "one":
                continue
        value = value_of(match.group())
        if value is not None:
            found.append((value, begin, end))
    return tuple(found)


def dates_in(one: Utterance) -> Places:
    """Return where the dates in what is said begin and end in it."""
    at = one.statement.content.start
    return tuple((date.span.start - at, date.span.end - at) for date in one.statement.dates)


def _named(one: Utterance) -> frozenset[str]:
    raw = one.statement.content.of(one.report.text)
    text = text_of(raw)
    dates = dates_in(one)
    return one.stems & frozenset(
        topic_of(word)
        for word, begin, end in zip(text.words[1:], text.begins[1:], text.ends[1:], strict=True)
        if not word.isdigit()
        and (not raw[begin:end].islower() or any(letter.isdigit() for letter in word))
        and not any(begin < last and first < end for first, last in dates)
    )


def _figures(one: Utterance, *, own: bool) -> frozenset[str]:
    return frozenset(
        f"{value:g}" if value < 1e6 else f"{value:.0f}" for value, _, _ in figures_in(one, own=own)
    )
