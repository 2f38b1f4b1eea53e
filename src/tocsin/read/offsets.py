"""Offsets: from characters of a text to its tokens, without walking through the text each time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["Offsets"]


class Offsets:
    """The starts of a text's tokens, in order: finds the tokens that touch given characters.

    spaCy's own look-up walks the text, which is quadratic where there is much to look up.
    """

    __slots__ = ("_doc", "_starts")

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]

    def span(self, start: int, end: int) -> Span | None:
        """Return the tokens that share a character with [start, end), None where none does."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        if first < len(self._doc):
            token = self._doc[first]
            if token.idx + len(token) <= start:
                first += 1
        return self._doc[first:last] if first < last else None
