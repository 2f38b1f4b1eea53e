"""The gate: whether a text has any word of any watch, and is worth reading."""

from __future__ import annotations

import re

from tocsin.nouns import Lexicon

__all__ = ["Gate"]


class Gate:
    """Lets through the texts that hold a phrase of a lexicon; an empty lexicon lets all through.

    All phrases are compiled into one tree of common beginnings that a text is run through once, so
    that a hundred watches cost hardly more than one.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.version = lexicon.version
        phrases = sorted({" ".join(p.casefold().split()) for p in lexicon.phrases} - {""})
        self._pattern = re.compile(_pattern(phrases)) if phrases else None

    def lets(self, text: str) -> bool:
        """Say whether `text` is to be read."""
        return self._pattern is None or self._pattern.search(text.casefold()) is not None


_END = "\0"
_GAP = r"[\s\u2010-\u2013-]"
_QUOTE = "'\u2018\u2019"


class _Branch(dict[str, "_Branch"]):
    """The phrases that go on with each character; `_END` where one is complete."""


def _pattern(phrases: list[str]) -> str:
    trunk = _Branch()
    for phrase in phrases:
        branch = trunk
        for character in phrase:
            branch = branch.setdefault(character, _Branch())
        branch[_END] = _Branch()
    return rf"(?<!\w)(?:{_written(trunk)})"


def _written(branch: _Branch) -> str:
    """The expression for all endings of a branch; `*` is any ending, a blank any white space."""
    if "*" in branch and set(branch["*"]) == {_END}:
        return ""  # any ending is a match, and so are all longer ones
    parts = []
    for character, below in sorted(branch.items()):
        if character == _END:
            parts.append(r"(?!\w)")
        elif character == "*":
            parts.append(rf"\w*(?:{_written(below)})")
        elif character == " ":
            parts.append(rf"{_GAP}+(?:{_written(below)})")
        elif character in _QUOTE:
            parts.append(f"[{_QUOTE}](?:{_written(below)})")
        else:
            parts.append(f"{re.escape(character)}(?:{_written(below)})")
    return "|".join(parts)
