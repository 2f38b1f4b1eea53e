"""Traits: what one piece of a page is like by itself, as named features."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.segment.cues import Vocabulary, found_in, tokens_of

__all__ = ["PARAGRAPH", "Traits", "length_of", "traits_of"]

PARAGRAPH = 18
"""Words from which a line that ends with a full stop is taken for running text."""

# Cues of a longer line stand at its ends; what lies between is not looked at.
HEAD, TAIL = 900, 300
# A line up to this many words can be a label, a menu or a caption that carries a cue.
CUED = 30
# "By" and names, at most this many words.
BY_NAME = 12

# Cues of what interrupts an article anywhere: pictures, players, posts, advertisements.
PASSING = frozenset({"credit", "credited", "described", "picture", "video", "embed", "advert"})

STOP = ".!。！؟।"
CLOSERS = "\"'”’»)]」』*_ "
ADDRESS = re.compile(r"https?:|www\.")
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+\.\w|\[email")
BY = re.compile(r"[*_]{0,2}(?:by|BY|By)\b[:\s]")
CREDITED = re.compile(r"(?:/|\bvia )(\w+)(?: Images)?$")
WORDY = re.compile(r"[^\W\d_]")
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Traits:
    """What the words of one piece say of it, without its neighbours.

    `size` is its length in words (for scripts without spaces, an equivalent). `end` is how it ends:
    "stop", "ask", "cut" (three dots), "colon" or "open". `shape` sums it up in a letter:

    - K it has a cue and is no long paragraph     - N it has no letters
    - P a paragraph, S a shorter sentence          - Q a short question
    - T a text that is cut off                     - C a line that ends with a colon
    - H at most 12 words without a full stop       - L more than that

    `outside` says that one of its cues speaks for "outside the article", `passing` that all those
    which do stand midway in articles as well; `own` are the names of its own features.
    """

    size: int
    end: str
    shape: str
    cues: frozenset[str]
    outside: bool
    passing: bool
    own: tuple[str, ...]


def traits_of(text: str, words: Vocabulary) -> Traits:
    """Return the traits of a piece with this text, which has no white space around it."""
    seen = text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"
    size = len(text.split())
    if UNSPACED.search(seen):
        size = max(size, len(text) // 3)
    tokens = tokens_of(seen)
    cues = found_in(tokens, words)
    outer = {name for name in cues if words.cues[name].kind is not None}
    outside = bool(outer)
    end = _end(text)
    length = length_of(size)
    own = (
        f"end:{end}:{length}",
        *(f"cue:{name}:{length}" for name in sorted(cues)),
        *_signs(seen, tokens, words, size=size),
    )
    shape = _shape(seen, size, end, outside=outside)
    return Traits(size, end, shape, cues, outside, outside and outer <= PASSING, own)


def length_of(size: int) -> str:
    """Return "short", "middling" or "long" for a line of `size` words."""
    if size <= 5:
        return "short"
    return "middling" if size <= 14 else "long"


def _end(text: str) -> str:
    bare = text[-12:].rstrip(CLOSERS)
    if bare.endswith(("…", "...")):
        return "cut"
    if bare.endswith(("?", "？", "؟")):
        return "ask"
    if bare.endswith((":", "：")):
        return "colon"
    return "stop" if bare and bare[-1] in STOP else "open"


def _shape(text: str, size: int, end: str, *, outside: bool) -> str:
    if outside and size <= CUED:
        return "K"
    if not WORDY.search(text):
        return "N"
    if end in {"stop", "ask"}:
        return "P" if size >= PARAGRAPH else "S" if end == "stop" else "Q"
    if end == "cut":
        return "T"
    if end == "colon":
        return "C"
    return "H" if size <= 12 else "L"


def _signs(text: str, tokens: Sequence[str], words: Vocabulary, *, size: int) -> list[str]:
    """Return the features of a piece's letters, signs and kinds of words."""
    signs: list[str] = []
    if _ends_with_agency(text, words):
        signs.append("words:agency end")
    if size > 14:
        return signs
    if not WORDY.search(text):
        signs.append("mark:wordless")
    if ADDRESS.search(text):
        signs.append("mark:address")
    if EMAIL.search(text):
        signs.append("mark:mail")
    if text[0] in "([" and text[-1] in ")]":
        signs.append("mark:bracketed")
        if tokens and tokens[0] in words.calls:
            signs.append("mark:bracketed call")
    if size <= BY_NAME and BY.match(text) and _names(text):
        signs.append("words:by name")
    return signs + _spoken_of([token for token in tokens if token[0].isalnum()], words)


def _spoken_of(said: Sequence[str], words: Vocabulary) -> list[str]:
    """Return the features of a short piece that is made of dates, or of agencies' names."""
    if not said:
        return []
    signs = []
    dated = sum(token in words.dates or token[0].isdigit() for token in said)
    written = sum(token in words.dates for token in said)
    if written and dated == len(said):
        signs.append("words:only dates")
    elif written and dated >= 2 and dated * 2 >= len(said):
        signs.append("words:mostly dates")
    if words.agencies.issuperset(said):
        signs.append("words:only agencies")
    return signs


def _ends_with_agency(text: str, words: Vocabulary) -> bool:
    ending = CREDITED.search(text[-60:]) if text[-1].isalpha() else None
    return ending is not None and ending.group(1).lower() in words.agencies


def _names(text: str) -> bool:
    """Say whether the words after "By" are mostly written with a capital and end no sentence."""
    written = [word for word in text.split()[1:] if word[0].isalpha() and len(word) > 2]
    capital = sum(word[0].isupper() for word in written)
    return bool(written) and capital * 3 >= len(written) * 2 and _end(text) == "open"
