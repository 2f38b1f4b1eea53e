"""Encoding: a text as words, the numbers that stand for them, and windows of them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tocsin.nouns import Span

__all__ = [
    "HINTS",
    "MARKS",
    "Encoded",
    "Window",
    "encode",
    "hints_of",
    "touched",
    "windows",
    "words_of",
]

_WORD = re.compile(r"\w+|[^\w\s]")
_PIECES = 6
"""Pieces of one word that are looked at: more make no other word of it."""

_SHAPES = 8
MARKS = _SHAPES * 4
"""How many marks a word may bear: its shape, in quotation marks or not, first of a line or not."""

HINTS = 8
"""How many hints a word may bear: one bit each for source, cue and content as rules see them."""

_OPENING, _CLOSING, _EITHER = "“«", "”»", '"'


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as a network sees it, word by word.

    `spans` are the words in code points of the text; `pieces` the vocabulary's numbers for each,
    never none; `marks` (0 up to MARKS) what the vocabulary forgets: capitals, quotation, lines;
    `hints` (0 up to HINTS) what rules say of the word.
    """

    spans: tuple[Span, ...]
    pieces: tuple[tuple[int, ...], ...]
    marks: tuple[int, ...]
    hints: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` up to `past` seen together; `core_first` up to `core_past` are its own."""

    first: int
    past: int
    core_first: int
    core_past: int


def words_of(text: str) -> tuple[Span, ...]:
    """Return the words of a text: runs of letters and digits, or one other character."""
    return tuple(Span(*found.span()) for found in _WORD.finditer(text))


def encode(text: str, tokenizer: Any, hints: Sequence[int] | None = None) -> Encoded:
    """Encode a text by a word-piece `tokenizer` (of the library tokenizers)."""
    spans = words_of(text)
    pieces: list[list[int]] = [[] for _ in spans]
    if spans:
        words = [text[s.start : s.end] for s in spans]
        found = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        for piece, word in zip(found.ids, found.word_ids, strict=True):
            if word is not None and len(pieces[word]) < _PIECES:
                pieces[word].append(piece)
    unknown = tokenizer.token_to_id("[UNK]")
    return Encoded(
        spans,
        tuple(tuple(p) or (unknown,) for p in pieces),
        _marks(text, spans),
        tuple(hints) if hints is not None else (0,) * len(spans),
    )


def hints_of(
    spans: Sequence[Span], roles: Iterable[tuple[Sequence[Span], Sequence[Span], Sequence[Span]]]
) -> tuple[int, ...]:
    """Return a hint for each word from the (source, cue, content) spans that rules have found."""
    hints = [0] * len(spans)
    for parts in roles:
        for bit, part in enumerate(parts):
            for n in touched(spans, part):
                hints[n] |= 1 << bit
    return tuple(hints)


def touched(spans: Sequence[Span], parts: Iterable[Span]) -> list[int]:
    """Return the words, in order, that share a character with one of `parts`."""
    found: set[int] = set()
    for part in parts:
        first = bisect.bisect_right(spans, part.start, key=lambda span: span.end)
        past = bisect.bisect_left(spans, part.end, key=lambda span: span.start)
        found.update(range(first, past))
    return sorted(found)


def windows(sizes: Sequence[int], *, room: int, overlap: int) -> tuple[Window, ...]:
    """Cut words of these `sizes` (pieces) into windows of at most `room` pieces each.

    Neighbours share about `overlap` pieces, at most half of `room`; each word is in the core of
    exactly one window, the border being in the middle of what they share. No word is larger than
    `room`.
    """
    edges: list[tuple[int, int]] = []
    first = 0
    while first < len(sizes):
        past, filled = first, 0
        while past < len(sizes) and (past == first or filled + sizes[past] <= room):
            filled += sizes[past]
            past += 1
        edges.append((first, past))
        if past == len(sizes):
            break
        back, shared = past, 0
        while back - 1 > first and shared + sizes[back - 1] <= overlap:
            back -= 1
            shared += sizes[back]
        first = back
    cuts = [0, *((b[0] + a[1]) // 2 for a, b in pairwise(edges)), len(sizes)]
    return tuple(Window(*edge, cuts[n], cuts[n + 1]) for n, edge in enumerate(edges))


def _marks(text: str, spans: Sequence[Span]) -> tuple[int, ...]:
    marks: list[int] = []
    quoted = False
    last = 0
    for span in spans:
        first_of_line = last == 0 or "\n" in text[last : span.start]
        if first_of_line:
            quoted = False
        word = text[span.start : span.end]
        closes = word in _CLOSING or (word in _EITHER and quoted)
        if word in _OPENING or (word in _EITHER and not quoted):
            quoted = True
        marks.append(_shape(word) + _SHAPES * quoted + 2 * _SHAPES * first_of_line)
        if closes:
            quoted = False
        last = span.end
    return tuple(marks)


def _shape(word: str) -> int:
    if word in _OPENING + _CLOSING + _EITHER:
        return 6
    if not word[0].isalnum() and word[0] != "_":
        return 5
    if any(c.isdigit() for c in word):
        return 3
    if word.islower():
        return 0
    if len(word) == 1:
        return 7
    if word.isupper():
        return 2
    return 1 if word[1:].islower() else 4
