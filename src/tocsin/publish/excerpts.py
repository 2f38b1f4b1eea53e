"""Excerpts: cited spans in the paragraph around them, cut into pieces that a page can light."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.nouns import Span

__all__ = ["CONTEXT", "Excerpt", "Piece", "excerpts_of"]

CONTEXT = 400
"""The most characters that are shown on either side of a cited span."""

PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `lit` where a citation covers it, with the numbers that begin and end here."""

    text: str
    lit: bool
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a report's text; the flags say whether more of the paragraph stands around."""

    span: Span
    pieces: tuple[Piece, ...]
    more_before: bool
    more_after: bool


def excerpts_of(text: str, cited: Iterable[tuple[int, Span]]) -> tuple[Excerpt, ...]:
    """Return the excerpts of `text` that show the spans cited under those numbers, in order.

    Spans whose surroundings touch share an excerpt; spans may lie within or across each other.
    """
    places = sorted(cited, key=lambda one: (one[1], one[0]))
    windows: list[tuple[Span, bool, bool]] = []
    for _, span in places:
        window = _window(text, span)
        if windows and window[0].start <= windows[-1][0].end:
            last, before, after = windows[-1]
            if window[0].end > last.end:
                last, after = Span(last.start, window[0].end), window[2]
            windows[-1] = (last, before, after)
        else:
            windows.append(window)
    return tuple(
        Excerpt(window, _pieces(text, window, places), before, after)
        for window, before, after in windows
    )


def _window(text: str, span: Span) -> tuple[Span, bool, bool]:
    """Return the paragraph around `span`, at most `CONTEXT` beyond it, and what was left off."""
    first = text.rfind(PARAGRAPH, 0, span.start)
    first = 0 if first < 0 else first + len(PARAGRAPH)
    last = text.find(PARAGRAPH, span.end)
    last = len(text) if last < 0 else last
    start, end = max(first, span.start - CONTEXT), min(last, span.end + CONTEXT)
    if start > first:
        # Begin and end at a word, and never within the span itself.
        space = text.find(" ", start, span.start)
        start = span.start if space < 0 else space + 1
    if end < last:
        space = text.rfind(" ", span.end, end)
        end = span.end if space < 0 else space
    return Span(start, end), start > first, end < last


def _pieces(text: str, window: Span, places: Sequence[tuple[int, Span]]) -> tuple[Piece, ...]:
    inside = [(number, span) for number, span in places if window.holds(span)]
    edges = {window.start, window.end}
    for _, span in inside:
        edges |= {span.start, span.end}
    cuts = sorted(edges)
    return tuple(
        Piece(
            text[start:end],
            any(span.start <= start and end <= span.end for _, span in inside),
            tuple(number for number, span in inside if span.start == start),
            tuple(number for number, span in inside if span.end == end),
        )
        for start, end in pairwise(cuts)
    )
