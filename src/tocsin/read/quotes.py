"""Quotations: what stands between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.nouns import Span
from tocsin.read.sentences import Passage

__all__ = ["Quote", "quotations"]

_OPEN = frozenset("“„«")
_CLOSE = frozenset("”»")
_PLAIN = '"'


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch between quotation marks, the marks with it, within one passage.

    `span` counts in the report. Pieces of one quotation that runs over paragraphs share `group`.
    """

    span: Span
    passage: int
    group: int


def quotations(text: str, passages: Sequence[Passage]) -> tuple[Quote, ...]:
    """Return the quotations in the `passages` of a report's `text`, in order.

    A quotation that a paragraph leaves open goes on in the next when that begins with an opening
    mark, and otherwise ends with its paragraph.
    """
    found: list[Quote] = []
    group = 0
    left_open = False
    for number, passage in enumerate(passages):
        pairs, open_at_end = _pairs(text, passage.span)
        for place, (start, end) in enumerate(pairs):
            goes_on = place == 0 and left_open and start == passage.span.start
            group += not goes_on
            found.append(Quote(Span(start, end), number, group))
        left_open = open_at_end
    return tuple(found)


def _pairs(text: str, span: Span) -> tuple[list[tuple[int, int]], bool]:
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    for at in range(span.start, span.end):
        mark = text[at]
        if mark in _OPEN or (mark == _PLAIN and opened is None and _opens(text, at, span)):
            if opened is None:
                opened = at
        elif opened is not None and (mark in _CLOSE or mark == _PLAIN):
            pairs.append((opened, at + 1))
            opened = None
    if opened is None:
        return pairs, False
    pairs.append((opened, span.end))
    return pairs, True


def _opens(text: str, at: int, span: Span) -> bool:
    """Say whether a plain mark can open: something follows it, and no word runs into it."""
    if at + 1 >= span.end or text[at + 1].isspace():
        return False
    return at == span.start or not (text[at - 1].isalnum() or text[at - 1] in ".,!?")
