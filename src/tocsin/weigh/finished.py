"""Finished: whether what a noun names is told to be over - an exercise that ended is none held."""

from __future__ import annotations

import re

from tocsin.nouns import Statement
from tocsin.weigh.cues import cue
from tocsin.weigh.patterns import Match, expression_of

__all__ = ["finished"]

FEW = r"(?:\s+[\w’'-]+){0,4}?\s+$"
"""Words between "completed" and what is completed: its article, whose it is, what sort."""

_WITHIN = re.compile(
    r"[,;:(]|\b(?:of|on|in|at|near|with|for|about|by|to|and|or|after|before|during|from|against|that|which|who)\b",
    re.IGNORECASE,
)
"""Behind which a noun is no longer what its sentence is about: "the deal on exercises"."""

_BEGUN = re.compile(
    r"(?:\s+[\w’'-]+){0,6}?\s+(?:beg[au]n|begins|start(?:ed|s)|opened|opens)\b", re.IGNORECASE
)
"""Behind "after the exercise": it has then only begun."""

_AFTER = re.compile(r"\bafter(?:\s+[\w’'-]+){0,3}?\s+$", re.IGNORECASE)


def finished(statement: Statement, found: Match, text: str, offset: int) -> str:
    """Return the words by which it is over, "" where none say so.

    Only of what is named and not done in the match: a withdrawal that is completed has come about,
    while an exercise that is completed is held no more. `text` begins at `offset` in the report.
    """
    if any(slot == "action" for slot, _ in found.slots):
        return ""
    nouns = [span for slot, span in found.slots if slot in {"object", "other"}]
    for span in nouns:
        start, end = span.start - offset, span.end - offset
        leading = rf"(?:{expression_of(cue('finishing')).pattern})"
        if told := re.search(leading + FEW, text[:start], re.IGNORECASE):
            between = text[told.start() : start]
            if _WITHIN.search(re.sub(r"^.*?\bof\b", "", between)) is None:
                return between.strip()
        after = _AFTER.search(text[:start])
        if after and _BEGUN.match(text, end) is None:
            return text[after.start() : end]
        if words := _over(statement, text, offset, start):
            return words
    return ""


def _over(statement: Statement, text: str, offset: int, start: int) -> str:
    """Return what is said of the subject, where the noun is what the subject is about."""
    subject = statement.claim.actor
    if subject is None:
        return ""
    first, last = subject.start - offset, subject.end - offset
    if not 0 <= first <= start < last <= len(text) or _WITHIN.search(text, first, start):
        return ""
    ending = (
        r"(?:\s*,[^,]{1,80},)?\s+((?:(?:has|have|had|was|were|is|are|been|now|all|since|already"
        rf"|officially)\s+)*(?:{expression_of(cue('over')).pattern}))"
        r"(?=\s*(?:$|[.,;:!?\"”’)])|\s+(?:in|on|at|last|this|since|by|for|after|when|as|and|but"
        r"|without|ahead|early|with|yesterday|today|earlier|\w+day)\b)"
    )
    told = re.compile(ending, re.IGNORECASE).match(text, last)
    return told.group(1) if told else ""
