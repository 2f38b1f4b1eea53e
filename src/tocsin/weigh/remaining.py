"""Remaining: "are left in the town" says what is still there, and not that it has left."""

from __future__ import annotations

import re

from tocsin.nouns import Statement
from tocsin.weigh.patterns import Match, content_of

__all__ = ["remaining"]

_BE = r"(?:is|are|was|were|be|been|being|['’]re|['’]s)"
_ADVERB = r"(?:still|only|now|just|also|all|yet|not|currently|reportedly|\w+ly)"
_COUNTED = (
    r"(?:\d[\d,.]*|some|about|around|nearly|almost|barely|fewer|less|no|few|several|many|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|scores)"
)
_OVER = re.compile(
    rf"\b{_BE}(?:\s+{_ADVERB})*\s+$"
    rf"|\bthere\s+(?:{_BE}|remain(?:s|ed)?)\s[^.;:!?]*(?<!\bwho\s)(?<!\bthat\s)$"
    rf"|(?:^\W*with|\b(?:has|have|had))(?:\s+{_ADVERB})*\s+{_COUNTED}(?:\s+\w[\w,.-]*){{1,5}}\s+$",
    re.IGNORECASE,
)
"""Before a "left" that is said of what is left over."""
_PERFECT = re.compile(
    rf"\b(?:has|have|had|having|who|that|which)(?:\s+{_ADVERB})*\s+$", re.IGNORECASE
)
_KEPT = re.compile(
    rf"\s+(?:only\s+|just\s+)?{_COUNTED}\b[^.,;:!?]*?\b(?:in|on|at|there|behind)\b", re.IGNORECASE
)
"""Behind a "left" that has them stay: "left 300 soldiers at the base"."""
_ENDS = re.compile(
    r"\s*(?:$|[.,;:!?\"”’)]|(?:in|on|at|there|here|behind|inside|within|near|along|around|to|with"
    r"|after|by|and)\b)",
    re.IGNORECASE,
)


def remaining(statement: Statement, found: Match) -> str:
    """Return the words by which a matched "left" says what is left over, "" where it does not.

    "Some 900 soldiers are left in the country", "there are 900 left", "has 30 tanks left": who
    leaves somebody there does not take him away.
    """
    text, offset = content_of(statement)
    for _, span in found.slots:
        first, past = span.start - offset, span.end - offset
        if text[first:past].casefold() != "left" or _PERFECT.search(text, 0, first):
            continue
        before = re.split(r"[.;:!?,]\s", text[:first])[-1]
        object_ = [s.start - offset for slot, s in found.slots if slot == "object"]
        if object_ and min(object_) > past and _KEPT.match(text, past):
            return text[first:past]
        if _OVER.search(before) and _ENDS.match(text, past):
            return text[first:past]
    return ""
