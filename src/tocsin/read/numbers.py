"""Numbers as news text writes them: digits, words, and both together."""

from __future__ import annotations

import re

__all__ = ["NUMBER", "value_of"]

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_DOZEN = {"dozen": 12}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = "|".join(sorted({*_UNITS, *_TENS}, key=len, reverse=True))
_BIG = "|".join(_SCALES)
_WORD = rf"(?:{_SMALL}|{_BIG}|dozen)"

NUMBER = (
    rf"(?:(?:half\s+a\s+|(?:{_DIGITS})\s*[-\s]\s*)(?:{_BIG}|dozen)\b"
    rf"|(?:{_DIGITS})(?:\s*(?:{_BIG}|[km](?![a-z])|bn\b))?"
    rf"|(?:an?\s+(?=(?:{_BIG}|dozen)\b))?{_WORD}(?:[-\s]+(?:and[-\s]+)?{_WORD}){{0,9}}\b)"
)
"""The source of a regular expression (ignoring case, no groups) for one number."""

_PIECES = re.compile(rf"{_DIGITS}|[a-z]+")


def value_of(text: str) -> float | None:
    """Return the number that `text` writes, None where it writes none.

    Reads "3,200", "twenty-one", "a hundred and fifty", "half a million", "two dozen".
    """
    total = current = 0.0
    seen = False
    half = False
    for piece in _PIECES.findall(text.lower()):
        if piece[0].isdigit():
            current += float(piece.replace(",", ""))
        elif piece in _UNITS or piece in _TENS:
            current += _UNITS.get(piece, _TENS.get(piece, 0))
        elif piece == "half":
            half = True
            continue
        elif piece in _SCALES or piece in _DOZEN or piece in _SHORT:
            scale = _SCALES.get(piece) or _DOZEN.get(piece) or _SHORT[piece]
            current = (current or 1.0) * scale * (0.5 if half else 1.0)
            half = False
            if scale >= 1_000:
                total, current = total + current, 0.0
        elif piece in {"a", "an", "and"}:
            continue
        else:
            return None
        seen = True
    return total + current if seen else None


_SHORT = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
