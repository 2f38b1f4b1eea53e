"""Bulk: which of very many texts may share a sentence, found in one pass over all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import Any

import numpy as np

from tocsin.trace.neighbours import BEFORE, FIRST
from tocsin.trace.words import GRAM, WINDOW, ascii_of

__all__ = ["sharing"]

CHUNK = 2_000
"""Texts that are taken apart at a time."""

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Truths = np.ndarray[Any, np.dtype[np.bool_]]

NONE = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
MIXES = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
BASE = 0x9E3779B97F4A7C15
NEXT = np.uint64(0xD6E8FEB86659FD93)
"""Odd numbers: sums of bytes and of words times their powers tell orders apart."""

NOT_WORD = re.compile(r"[^\w\s']|_")
APOSTROPHE = 39


def sharing(texts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs (later, earlier) of the places of texts that may share words, in order.

    They share a winnowed fingerprint, as texts with eight words in a row in common do; five in a
    row may be all that they share. Of what very many have each is paired with a bounded number
    before it, as by `near`. Eight bytes are held for each fingerprint, about two in five words; no
    texts are held but those of one chunk.
    """
    coming = iter(texts)
    found: list[Hashes] = []
    places: list[Numbers] = []
    count = 0
    while chunk := list(islice(coming, CHUNK)):
        hashes, windows = _printed(chunk)
        found.append(hashes)
        places.append(np.repeat(np.arange(count, count + len(chunk)), windows))
        count += len(chunk)
    if not found:
        return
    # Hash and place in one number: sorting these takes a fifth of the time of sorting two.
    bits = np.uint64(max(1, count.bit_length()))
    marked = np.concatenate(found) >> bits << bits
    marked |= np.concatenate(places).astype(np.uint64)
    yield from _paired(marked, bits, count)


def _printed(chunk: list[str]) -> tuple[Hashes, Numbers]:
    """Return the winnowed fingerprints of some texts, one after the other, and each one's count."""
    data, ends = _bytes_of(chunk)
    words, begins = _words(data)
    counts = np.diff(np.searchsorted(begins, ends), prepend=0)
    total = len(words)
    hashes = np.zeros(total + WINDOW, np.uint64)
    # Room behind the last text, as there is behind all others, for windows that reach past it.
    words = np.concatenate((words, np.zeros(GRAM + WINDOW, np.uint64)))
    for step in range(GRAM):
        hashes *= NEXT
        hashes += words[step : step + total + WINDOW]
    hashes = _mixed(hashes)
    firsts = np.cumsum(counts) - counts
    grams = np.maximum(counts - GRAM + 1, 0)
    hashes[~_within(firsts, grams, len(hashes))] = NONE
    least = hashes[:total].copy()
    for step in range(1, WINDOW):
        np.minimum(least, hashes[step : step + total], out=least)
    windows = np.where(grams > 0, np.maximum(grams - WINDOW + 1, 1), 0)
    return least[_within(firsts, windows, total)], windows


def _bytes_of(chunk: list[str]) -> tuple[np.ndarray[Any, np.dtype[np.uint8]], Numbers]:
    """Return the texts as bytes with a line end behind each, and where each is over."""
    parts = [
        text.encode() if text.isascii() else _folded(text).encode("utf-8", "surrogatepass")
        for text in chunk
    ]
    joined = b"\n".join([*parts, b""])
    ends = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)) + 1)
    return np.frombuffer(joined, np.uint8), ends


def _folded(text: str) -> str:
    return NOT_WORD.sub(" ", ascii_of.__wrapped__(text))


@cache
def _letters() -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Return for each byte what it counts for in a word: case is folded, 0 stands in none."""
    table = np.zeros(256, np.uint8)
    for one in range(256):
        if one >= 128 or chr(one).isalnum():
            table[one] = ord(chr(one).lower()) if one < 128 else one
    return table


def _words(data: np.ndarray[Any, np.dtype[np.uint8]]) -> tuple[Hashes, Numbers]:
    """Return a hash of each word and where it begins, in bytes."""
    letters = _letters()[data]
    quotes = np.flatnonzero(data == APOSTROPHE)
    quotes = quotes[(quotes > 0) & (quotes < len(data) - 1)]
    inner = quotes[(letters[quotes - 1] > 0) & (letters[quotes + 1] > 0)]
    letters[inner] = APOSTROPHE
    edges = np.flatnonzero(np.diff((letters > 0).astype(np.int8), prepend=0))
    begins, ends = edges[::2], edges[1::2]
    # A word's hash is the sum over its bytes, each times a power that tells its place.
    forth, back = _powers(len(data))
    sums = np.zeros(len(data) + 1, np.uint64)
    np.cumsum(letters * forth, out=sums[1:])
    return _mixed((sums[ends] - sums[begins]) * back[begins]), begins


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the powers of BASE, and of its inverse modulo 2^64, that so many bytes need."""
    forth, back = (_powers_of(base, size.bit_length()) for base in (BASE, pow(BASE, -1, 1 << 64)))
    return forth[:size], back


@lru_cache(maxsize=4)
def _powers_of(base: int, bits: int) -> Hashes:
    steps = np.full(1 << bits, base, np.uint64)
    steps[0] = 1
    return np.multiply.accumulate(steps)


def _mixed(hashes: Hashes) -> Hashes:
    for mix in MIXES:
        hashes = (hashes ^ (hashes >> np.uint64(30))) * mix
    return hashes ^ (hashes >> np.uint64(31))


def _within(begins: Numbers, lengths: Numbers, size: int) -> Truths:
    """Return for each of `size` places whether it is in one of these stretches."""
    steps = np.bincount(begins, minlength=size + 1) - np.bincount(
        begins + lengths, minlength=size + 1
    )
    return np.asarray(np.cumsum(steps[:size]) > 0)


def _paired(marked: Hashes, bits: np.uint64, count: int) -> Iterator[tuple[int, int]]:
    marked = np.sort(marked)
    marked = marked[np.diff(marked, prepend=~marked[:1]) != 0]
    hashes = marked >> bits
    places = (marked & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    at = np.arange(len(hashes))
    opens = np.diff(hashes, prepend=~hashes[:1]) != 0
    shared = at[~opens]
    first = np.maximum.accumulate(np.where(opens, at, 0))[shared]
    others = [shared - step for step in range(1, BEFORE + 1)]
    others += [first + step for step in range(FIRST)]
    pairs = []
    for other in others:
        sound = (other >= first) & (other < shared)
        pairs.append(places[shared[sound]] * count + places[other[sound]])
    both = np.unique(np.concatenate(pairs))
    yield from zip((both // count).tolist(), (both % count).tolist(), strict=True)
