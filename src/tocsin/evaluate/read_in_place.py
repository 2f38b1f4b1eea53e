"""Read in place: the statements that a reader makes of a labelled sentence amid its own text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from tocsin.errors import BadArgument
from tocsin.evaluate.labels import Sample
from tocsin.evaluate.tasks import public_gold
from tocsin.evaluate.weighed import read_text, report_of
from tocsin.nouns import Span, Statement
from tocsin.read import Reader
from tocsin.read.cues import cues

__all__ = ["BEFORE", "alike", "context_of", "half_of", "shares", "statements_in", "texts_folder"]

BEFORE = 3000
"""Characters of the text before a sentence's own paragraph that are read with it, at most."""

_UNDATED = date(2000, 1, 1)
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_BRACKET = re.compile(r"\s*\((\w+)\)")
_EMPTY = frozenset("the a an of for and on in at to".split())


def texts_folder() -> Path:
    """Return the folder of the texts that the labels point into. Raises `BadArgument`."""
    folder = public_gold()
    if folder is None:
        raise BadArgument(
            "the labels are offsets into texts that are not here.",
            hint="Set TOCSIN_GOLD to the folder that holds them.",
        )
    return folder


def context_of(sample: Sample) -> Span:
    """Return the sentence's paragraph with up to `BEFORE` characters of whole lines before it."""
    text, span = sample.document, sample.span
    past = text.find("\n\n", span.end)
    past = len(text) if past < 0 else past
    lowest = max(0, span.start - BEFORE)
    if lowest == 0:
        return Span(0, past)
    for mark in ("\n\n", "\n"):
        at = text.find(mark, lowest, span.start)
        if at >= 0:
            return Span(at + len(mark), past)
    return Span(text.rfind("\n", 0, lowest) + 1, past)


def statements_in(reader: Reader, sample: Sample) -> tuple[Statement, ...]:
    """Return the statements of which the content shares a character with the labelled sentence."""
    named = _DAY.search(sample.doc)
    day = _UNDATED if named is None else date(*(int(part) for part in named.groups()))
    report = report_of(sample.document, day, "the report", name=sample.doc)
    reading = read_text(reader, report, [context_of(sample)])
    return tuple(s for s in reading.statements if s.content.overlaps(sample.span))


def shares(found: Span | None, label: Span | None) -> bool:
    """Say whether two spans share a character, as in the ruler's overlap; nothing is like nothing.

    Spans of labels have no punctuation at their ends, so that what is shared is a word.
    """
    if found is None or label is None:
        return found is label
    return found.overlaps(label)


def alike(found: Span, label: Span, text: str) -> bool:
    """Say whether two phrases of `text` name the same, titles apart.

    They do where each word of the one, or the initials that it is made of, stand in the other
    ("Orlik" and "Minister Pavel Orlik", "Belvian MoW" and "Belvian Ministry of Works"), or where
    the one has the other in brackets behind it.
    """
    left, right = _words(found.of(text)), _words(label.of(text))
    if not left or not right:
        return False
    short = _BRACKET.match(text, found.end)
    if short is not None and right == [short.group(1)]:
        return True
    return _within(left, right) or _within(right, left)


def _words(phrase: str) -> list[str]:
    words = [re.sub(r"['’]s?$", "", word) for word in _WORD.findall(phrase)]
    kept = [word for word in words if word.casefold() not in _EMPTY]
    named = [word for word in kept if word.casefold() not in cues().titles]
    return named or kept


def _within(some: Sequence[str], others: Sequence[str]) -> bool:
    folded = {word.casefold() for word in others}
    return all(word.casefold() in folded or _spells(word, others) for word in some)


def _spells(letters: str, words: Collection[str]) -> bool:
    """Say whether a word of two and more capitals is made of the initials of some of `words`."""
    if sum(letter.isupper() for letter in letters) < 2:
        return False
    initials = "".join(word[0] for word in words).casefold()
    return len(letters) > 1 and letters.casefold().replace("o", "") in initials.replace("o", "")


def half_of(sample_id: str) -> int:
    """Return 0 for the half of a set that rules may be made on, 1 for the half that tests them."""
    return hashlib.sha256(sample_id.encode()).digest()[0] % 2
