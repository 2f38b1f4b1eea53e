"""Outside: the words beside a claim by which it is called false, refused, feared or not said."""

from __future__ import annotations

import re

from tocsin.nouns import Statement
from tocsin.weigh.cues import cue
from tocsin.weigh.patterns import Match, expression_of

__all__ = [
    "called_false",
    "feared_outside",
    "is_declared",
    "refused_after",
    "refused_outside",
    "unspoken",
    "wrongly",
]

_ENDED = re.compile(r"[;!?]\s|\.[\"'”’)]*\s")
_WORD = re.compile(r"\w+")
_WRONGLY = re.compile(
    r"(?<!\bnot\s)\b(?:falsely|wrongly|mistakenly|erroneously|incorrectly|untruthfully)\b",
    re.IGNORECASE,
)
_CUT_SHORT = re.compile(
    r"[,;]?\s+(?:but|while|although|though|whereas|however)\b[^.;:!?]{0,60}?"
    r"\b(?:refus(?:ed|es)|declin(?:ed|es)|reject(?:ed|s)(?:\s+(?:it|this|that|them))?|baulked"
    r"|balked|(?:did|does|has|have|would|will|do)\s*(?:not|n['’]t))(?=\s*(?:[.;:!?,\"”’)]|$))",
    re.IGNORECASE,
)
"""Another who will not have it: "agreed to a ceasefire, but the rebels refused"."""


def is_declared(statement: Statement, found: Match) -> bool:
    """Say whether the verb of saying is among the words that matched."""
    saying = statement.cue
    return saying is not None and any(span.overlaps(saying) for _, span in found.slots)


def called_false(statement: Statement, found: Match) -> str:
    """Find the words that call it false: "reports that ... are untrue", "dismissed claims of"."""
    text, offset = statement.text, statement.span.start
    first, last = found.cover.start - offset, found.cover.end - offset
    ends = [m.end() for m in _ENDED.finditer(text, 0, first)]
    before = text[max(ends, default=0) : first]
    tail = _ENDED.search(text, last)
    after = text[last : len(text) if tail is None else tail.start()]
    said = rf"(?:{expression_of(cue('claims')).pattern})"
    mistaken = rf"(?:{expression_of(cue('mistaken')).pattern})"
    think = rf"(?:{expression_of(cue('thinking')).pattern})"
    untrue = rf"(?:{expression_of(cue('false')).pattern})"
    retracting = rf"(?:{expression_of(cue('retracting')).pattern})"
    leading = (
        rf"{mistaken}[^.;:!?]{{0,30}}?\bto\s+(?:\w+\s+)?{think}",
        rf"(?<!not\s){untrue}\s+(?:that\b|(?:\w+\s+)?{said})",
        rf"(?:{expression_of(cue('dismissing')).pattern})\s+(?:\w+\s+){{0,3}}?{said}",
        rf"{retracting}\s+(?:the|its|his|her|their)\s+(?:\w+\s+)?{said}",
    )
    for form in leading:
        if told := re.search(form, before, re.IGNORECASE):
            return told.group()
    if not re.search(rf"{said}\s+(?:that|of|about|on)\b", before, re.IGNORECASE):
        return ""
    judged = (
        r"(?<!not\s)(?<!n['’]t\s)(?<!never\s)"
        r"\b(?:is|are|was|were|as|be|been|prov(?:e|es|ed|en|ing)|turn(?:s|ed|ing)?\s+out)"
        r"\s+(?:to\s+(?:be|have\s+been)\s+)?"
        rf"(?!(?:never|hardly|not\s+(?!to\s+be\s+true|true))\b)(?:\w+\s+)?{untrue}"
        r"|\b(?:prov(?:e|es|ed|en|ing)|turn(?:s|ed|ing)?\s+out)\s+not\s+to\s+(?:be|have\s+been)\s+"
        rf"(?:{expression_of(cue('true')).pattern})"
    )
    told = re.search(judged, after, re.IGNORECASE)
    return told.group() if told else ""


def unspoken(statement: Statement, found: Match) -> str:
    """Find the words by which it is just not said: "stopped short of saying that"."""
    before = statement.text[: max(found.cover.start - statement.span.start, 0)]
    ends = [m.end() for m in _ENDED.finditer(before)]
    told = expression_of(cue("unspoken")).search(before, max(ends, default=0))
    return told.group() if told else ""


def wrongly(statement: Statement, found: Match) -> str:
    """Find "falsely" beside the verb of saying: "they wrongly reported that"."""
    if statement.cue is None:
        return ""
    start = statement.cue.start - statement.span.start
    first = found.cover.start - statement.span.start
    if not 0 <= start < first:
        return ""
    told = _WRONGLY.search(statement.text, max(0, start - 20), first)
    if told is None or len(_WORD.findall(statement.text, start, told.start())) > 1:
        return ""
    # Right before the verb of saying, or right after it.
    beside = not _WORD.search(statement.text, told.end(), start)
    return told.group() if beside or told.start() >= start else ""


def refused_after(statement: Statement, found: Match) -> str:
    """Find the words by which another refuses what matched, right after it.

    A match that reaches over them is about the refusal.
    """
    last = found.cover.end - statement.span.start
    told = _CUT_SHORT.search(statement.text, last)
    if told is None or _ENDED.search(statement.text, last, told.start() + 1):
        return ""
    return told.group().strip(" ,;")


def refused_outside(statement: Statement, found: Match) -> str:
    """A verb of refusing outside the content, such as "refused" before "to sign".

    One that is part of what matched is the sign itself: "refused to extend the truce".
    """
    words = _cue_of(statement)
    if is_declared(statement, found):
        return ""
    return words if expression_of(cue("refusing")).search(words) else ""


def feared_outside(statement: Statement) -> str:
    """A cue of concern outside the content, such as "voiced fears that" before it."""
    words = _cue_of(statement)
    return words if expression_of(cue("feared")).search(words) else ""


def _cue_of(statement: Statement) -> str:
    """Return the verb of saying as it stands in the statement, "" where there is none."""
    if statement.cue is None:
        return ""
    start = statement.cue.start - statement.span.start
    if not 0 <= start < len(statement.text):
        return ""
    return statement.text[start : start + len(statement.cue)]
