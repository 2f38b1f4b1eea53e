"""Checked: whether an advance is told as stalled, beaten or given up, or a deed as done to nothing.

"The advance on the town has stalled" has all the words of an advance on the town, and tells of
none that goes on. Other things that slow down are still there; an advance is what it covers.
"Gained no ground" denies what it seems to tell.
"""

from __future__ import annotations

import re
from functools import cache

from tocsin.weigh.cues import cue
from tocsin.weigh.patterns import Match
from tocsin.weigh.phrasing import expression_of, find

__all__ = ["checked", "nothing_done"]

_FAR = 10
"""Words between an advance and what became of it: of whom it is, and on what."""
_FEW = 5
"""Words between who checks it and the advance: whose it is, what sort."""

_APART = re.compile(
    r"[,;:()]|\b(?:and|or|but|when|after|before|as|while|since|because|once|until|who|which|that"
    r"|where|to|despite)\b",
    re.IGNORECASE,
)
_DOER = re.compile(r"\b(?:by|under|against)\b", re.IGNORECASE)
"""Before an advance: it is what stopped another: "was stopped by the advance"."""
_NOTHING = re.compile(
    r"\s+(?:(?:almost|virtually|practically|absolutely|next\s+to|still|has|so\s+far)\s+)*"
    r"(?:(?:no|(?:hardly|barely|scarcely)\s+any)\s+"
    r"(?!(?:time|less|fewer|longer|doubt|sooner)\b)\w+"
    r"|nothing\b|not\s+(?:an?|one)\s+\w+"
    r"|(?:very\s+|too\s+)?(?:little|scant)\s+(?:\w+\s+)?"
    r"(?:ground|headway|progress|territory|further|farther)\b)",
    re.IGNORECASE,
)
"""Right behind a deed: it was done to nothing, or no further: "gained no ground"."""
_WORD = re.compile(r"[\w’'-]+")


def checked(text: str, keys: list[tuple[int, int]]) -> str:
    """Return the words by which an advance among `keys` goes on no more, "" where none do.

    `text` has what goes on ("has not stalled", "failed to stop") blanked.
    """
    for a, b in keys:
        if not expression_of(cue("onward")).fullmatch(text, a, b):
            continue
        before = [one for one in find(cue("checking"), text) if one[1] <= a]
        own = before and _DOER.search(text, before[-1][1], a) is None
        if own and _near(text, before[-1][1], a, _FEW):
            return text[slice(*before[-1])]
        behind = _came_to().search(text, b)
        if behind is not None and _near(text, b, behind.start(), _FAR):
            return behind.group()
    return ""


def nothing_done(text: str, found: Match, offset: int) -> str:
    """Find that what was done was done to nothing, where no slot asks for what that would be."""
    deed = next((span for slot, span in found.slots if slot == "action"), None)
    told = None if deed is None else _NOTHING.match(text, deed.end - offset)
    if deed is None or told is None:
        return ""
    first, last = deed.start - offset, told.end()
    for a, b in find(found.pattern.slots.get("action", ()), text):
        # "Took no prisoners as they advanced": the other clause tells of the deed.
        between = (last, a) if a >= last else (b, first)
        if _APART.search(text, *between) and not _NOTHING.match(text, b):
            return ""
    return told.group().strip()


def _near(text: str, start: int, end: int, words: int) -> bool:
    apart = _APART.search(text, start, end)
    return apart is None and len(_WORD.findall(text, start, end)) <= words


@cache
def _came_to() -> re.Pattern[str]:
    """Return what is said of an advance behind it, where it has no object: "slowed this week"."""
    return re.compile(
        r"\b(?:(?:has|have|had|was|were|is|are|been|being|now|all|also|largely|reportedly)\s+)*"
        rf"(?:{expression_of((*cue('checking'), *cue('stalling'))).pattern})"
        r"(?=\s*(?:$|[.,;:!?\"”’)])|\s+(?:in|on|at|near|outside|last|this|since|by|for|after|when|as"
        r"|again|to|into|with|within|under|over|during|amid|from|against|around|despite|thanks|due"
        r"|and|but|yesterday|weeks?|days?|months?|today|earlier|entirely|\w+ly)\b)",
        re.IGNORECASE,
    )
