"""Quotations: what stands between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.nouns import Span
from tocsin.read.sentences import Passage

__all__ = ["Quote", "quotations"]

_OPEN = frozenset("“„«")
_CLOSE = frozenset("”»")
_SINGLE = frozenset("'`")
_MARK = '"'


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
        pairs, open_at_end = _pairs(text, passage)
        for place, (start, end) in enumerate(pairs):
            goes_on = place == 0 and left_open and start == passage.span.start
            group += not goes_on
            found.append(Quote(Span(start, end), number, group))
        left_open = open_at_end
    return tuple(found)


def _pairs(text: str, passage: Passage) -> tuple[list[tuple[int, int]], bool]:
    """The pairs of marks in a passage, and whether one is open at its end."""
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    offset = passage.span.start
    for at, mark in enumerate(passage.text):
        if mark != _MARK:
            continue
        written = text[offset + at]
        if opened is None:
            doubled = text[offset + at + 1 : offset + at + 2] == written in _SINGLE
            if written in _OPEN or doubled or _opens(passage.text, written, at):
                opened = at
        elif written not in _OPEN:
            pairs.append((offset + opened, offset + at + 1))
            opened = None
    if opened is None:
        return pairs, False
    pairs.append((offset + opened, passage.span.end))
    return pairs, True


def _opens(text: str, written: str, at: int) -> bool:
    """Say whether a mark without direction can open: something follows it, no word runs into it."""
    if written in _CLOSE | _SINGLE or at + 1 >= len(text) or text[at + 1].isspace():
        return False
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ".,!?")
