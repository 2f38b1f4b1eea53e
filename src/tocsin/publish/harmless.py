"""Harmless text: characters that could steer a page, a terminal or a reader's eye, made visible.

Report text is hostile until shown otherwise: it can hold terminal escapes, characters that turn the
direction of writing, and characters that no one sees. They are shown by their code point, never
passed on and never silently dropped. See Unicode Technical Report 36 on such attacks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

__all__ = ["code_point", "harmless", "is_harmful", "one_line", "pieces", "width_of"]

JOINERS = frozenset("\u200c\u200d\u00ad")
"""Invisible and needed: two joiners that scripts and emoji are written with, and soft hyphens."""

INVISIBLE = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters by category, and blank to the eye."""


def is_harmful(char: str) -> bool:
    """Say whether a character is a control, a direction mark, or invisible; line feeds are not."""
    if char in "\n\t" or char in JOINERS:
        return False
    if char in INVISIBLE:
        return True
    # Controls, formats (direction, tags), surrogates, unassigned, private, separators.
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}


def code_point(char: str) -> str:
    """Return how a character that is not shown as itself is named: "U+202E"."""
    return f"U+{ord(char):04X}"


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield runs of `text` in order: (run, False) to show as it is, (character, True) to name."""
    if text.isprintable():
        yield text, False
        return
    run = ""
    for char in text:
        if is_harmful(char):
            if run:
                yield run, False
            yield char, True
            run = ""
        else:
            run += char
    if run:
        yield run, False


def harmless(text: str) -> str:
    """Return `text` with each harmful character written as ⟨U+202E⟩."""
    if text.isprintable():
        return text
    return "".join(f"⟨{code_point(run)}⟩" if named else run for run, named in pieces(text))


def one_line(text: str) -> str:
    """Return `text` with each run of white space as one space, and nothing else changed."""
    return " ".join(text.split())


def width_of(text: str) -> int:
    """Return how many columns `text` takes: wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or char in JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
