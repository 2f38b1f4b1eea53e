"""Words: text as folded words with their places, and what two texts have in common of them."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tocsin.nouns import Span

__all__ = [
    "GRAM",
    "STOPS",
    "WINDOW",
    "Run",
    "Text",
    "ascii_of",
    "containment",
    "fingerprints",
    "grams",
    "runs",
    "sketch",
    "stem",
    "text_of",
]

GRAM = 5
"""Words in a fingerprint."""

WINDOW = 4
"""Fingerprints in a window, of which the least is kept: a shared run of GRAM + WINDOW - 1 words
always leaves one in common (Schleimer, Wilkerson and Aiken, Winnowing, SIGMOD 2003)."""

MAX_PLACES = 16
"""Places of one run of words that are tried; more are repetition within one text."""

SHORT = 2000
"""Characters up to which a text is kept as words: the same statement stands in many reports."""

FEW = 200
"""Words up to which fingerprints are kept, for the same reason."""

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
BREAK = re.compile(r"""\n|[.!?…]["”’')\]]*\s""")
QUOTES = re.compile(r'["“”„«»]')
OPENING = frozenset("“„«")
CLOSING = frozenset("”»")

STOPS = frozenset(
    (
        "a an the of in on at to for from by with and or but if as is are was were be been being it"
        " its this that these those he she they them his her their i we you our your who which what"
        " when where how not no has have had do does did will would can could may might should"
        " about after before over under into out up down than then there here so also more most"
        " other some such only just very one two new said says say saying told tell added according"
        " mr mrs ms because while since until during between against through all any each both own"
        " same too again further once us him me my itself themselves himself herself"
        " however although though rather instead yet thus therefore moreover meanwhile likewise"
        " additionally furthermore nevertheless nonetheless"
    ).split()
)
"""Words that say nothing of what a text is about."""

_MULTIPLIERS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1], np.uint64)


@dataclass(frozen=True, slots=True)
class Text:
    """A text as words: folded forms, where each stands, where sentences begin, which are quoted.

    `begins` and `ends` count characters of the text.
    `starts` holds numbers of words before which a sentence begins, and the count of words.
    `quoted` has one truth value a word: it stands between quotation marks.
    """

    words: tuple[str, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    starts: frozenset[int]
    quoted: tuple[bool, ...]

    def span(self, first: int, count: int) -> Span:
        """Return the span from word `first` over `count` words."""
        return Span(self.begins[first], self.ends[first + count - 1])


@dataclass(frozen=True, slots=True)
class Run:
    """`count` words that stand in both texts one after another, from word `a` and word `b`."""

    a: int
    b: int
    count: int


@lru_cache(maxsize=65536)
def ascii_of(word: str) -> str:
    """Return `word` in lower case, without accents, with straight apostrophes."""
    lowered = word.lower().replace("’", "'")
    if lowered.isascii():
        return lowered
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", lowered)
        if not unicodedata.combining(letter)
    )


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a light stem of a folded English word: one form for its common endings."""
    base = word.removesuffix("'s").removesuffix("'")
    if not base.isalpha():
        return base
    if len(base) > 4 and base.endswith("ies"):
        return base[:-3] + "i"
    for ending, least in (("ing", 6), ("ed", 5), ("es", 5), ("s", 4)):
        if len(base) >= least and base.endswith(ending) and not base.endswith("ss"):
            base = base[: -len(ending)]
            if ending in {"ing", "ed"} and base[-1] == base[-2] and base[-1] not in "aeiouls":
                base = base[:-1]
            break
    if len(base) > 4 and base.endswith("e"):
        base = base[:-1]
    return base[:-1] + "i" if len(base) > 3 and base.endswith("y") else base


def text_of(raw: str) -> Text:
    """Return `raw` as words; places count in the characters of `raw`."""
    return _cached_text(raw) if len(raw) <= SHORT else _text(raw)


def _text(raw: str) -> Text:
    words: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    starts: set[int] = {0}
    quoted: list[bool] = []
    inside = False
    end = 0
    for match in WORD.finditer(raw):
        begin, after = match.span()
        # One space is what nearly all words have between them, and says nothing.
        if begin - end != 1 or raw[end] != " ":
            gap = raw[end:begin]
            if words and BREAK.search(gap):
                starts.add(len(words))
            inside = _inside(gap, inside=inside)
        words.append(ascii_of(match.group()))
        begins.append(begin)
        ends.append(after)
        quoted.append(inside)
        end = after
    starts.add(len(words))
    return Text(tuple(words), tuple(begins), tuple(ends), frozenset(starts), tuple(quoted))


def _inside(gap: str, *, inside: bool) -> bool:
    """Return whether what follows `gap` is quoted, when what came before it was or was not."""
    for mark in QUOTES.findall(gap):
        inside = mark in OPENING or (mark not in CLOSING and not inside)
    # A quotation that is not closed ends with its paragraph, unless the next one reopens it.
    if inside and "\n" in gap and not QUOTES.search(gap.rsplit("\n", 1)[1]):
        return False
    return inside


@lru_cache(maxsize=8192)
def _cached_text(raw: str) -> Text:
    return _text(raw)


@lru_cache(maxsize=262144)
def _code(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _grams(words: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Return a hash of each run of GRAM words."""
    count = len(words) - GRAM + 1
    if count < 1:
        return np.zeros(0, np.uint64)
    codes = np.fromiter((_code(word) for word in words), np.uint64, len(words))
    hashes = np.zeros(count, np.uint64)
    for at in range(GRAM):
        hashes += codes[at : at + count] * _MULTIPLIERS[at]
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    return hashes ^ (hashes >> np.uint64(32))


def grams(words: Sequence[str]) -> tuple[int, ...]:
    """Return a hash of each run of GRAM words, in their order: equal ones for equal runs."""
    return tuple(_grams(words).tolist())


def fingerprints(words: Sequence[str]) -> tuple[int, ...]:
    """Return winnowed fingerprints, sorted: texts that share GRAM + WINDOW - 1 words share one."""
    return _cached_fingerprints(tuple(words)) if len(words) <= FEW else _fingerprints(words)


@lru_cache(maxsize=4096)
def _cached_fingerprints(words: tuple[str, ...]) -> tuple[int, ...]:
    return _fingerprints(words)


def _fingerprints(words: Sequence[str]) -> tuple[int, ...]:
    hashes = _grams(words)
    if not len(hashes):
        return ()
    if len(hashes) <= WINDOW:
        return (int(np.min(hashes)),)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
    return tuple(int(value) for value in np.unique(windows.min(axis=1)))


def sketch(words: Sequence[str], *, one_in: int = 8) -> frozenset[int]:
    """Return about every `one_in`-th run of GRAM words, chosen by its hash: a sample to compare."""
    hashes = _grams(words)
    kept = hashes[hashes % np.uint64(one_in) == 0]
    if len(kept) < 4:
        kept = np.sort(hashes)[:4]
    return frozenset(int(value) for value in kept)


def containment(
    one: frozenset[str] | frozenset[int], other: frozenset[str] | frozenset[int]
) -> float:
    """Return the part of the smaller set that the larger holds, in [0, 1]; 0 when one is empty."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def runs(a: Sequence[str], b: Sequence[str], *, least: int = GRAM) -> tuple[Run, ...]:
    """Return runs of at least `least` shared words, from left to right in `a`, without overlap.

    At each word the longest run that begins there is taken; a run may stand anywhere in `b`.
    """
    where: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(b) - least + 1):
        where.setdefault(tuple(b[at : at + least]), []).append(at)
    found: list[Run] = []
    at = 0
    while at <= len(a) - least:
        best = Run(at, 0, 0)
        for other in where.get(tuple(a[at : at + least]), ())[:MAX_PLACES]:
            count = least
            while (
                at + count < len(a) and other + count < len(b) and a[at + count] == b[other + count]
            ):
                count += 1
            if count > best.count:
                best = Run(at, other, count)
        if best.count:
            found.append(best)
            at += best.count
        else:
            at += 1
    return tuple(found)
