"""Keeping: words by which a likelihood is told as what it was before ("remains unlikely")."""

from __future__ import annotations

import re

from tocsin.nouns import Report, Span, Statement

__all__ = ["keeps", "lasting", "without_lasting"]

REACH = 40
"""Characters before a likelihood in which a word may keep it."""

NO = r"(?<!no longer )(?<!not )(?<!n't )(?<!n’t )"
VERB = r"(?:remain|stay|continue)(?:s|d|ed|ing)?(?: to be| to look| to seem| to appear)?"
KEEPS = re.compile(
    rf"{NO}\b(?P<word>{VERB}|still)(?:,? (?:as|an?|the|at|only|just|very|is|are|was|were|be))*\s+$",
    re.IGNORECASE,
)
"""Words right before a likelihood by which it is still the old one."""

STILL = re.compile(r"\bstill\b", re.IGNORECASE)
LEADING = re.compile(r"^(?:still|yet)\s+", re.IGNORECASE)


def lasting(statement: Statement, report: Report) -> Span | None:
    """Return the verb by which a likelihood is kept and that is no part of it: "remains" unlikely.

    It says nothing of what the likelihood is of.
    """
    likelihood = statement.likelihood
    if likelihood is None:
        return None
    start = max(likelihood.span.start - REACH, statement.span.start)
    found = KEEPS.search(report.text, start, likelihood.span.start)
    return None if found is None else Span(*found.span("word"))


def keeps(statement: Statement, report: Report) -> bool:
    """Say whether a likelihood is told as what it was: "is still low", "still considers unlikely".

    What is no longer so, or still goes on itself ("troops who are still there are likely"), is not.
    """
    likelihood, cue = statement.likelihood, statement.cue
    if likelihood is None:
        return False
    if LEADING.search(likelihood.phrase) or lasting(statement, report) is not None:
        return True
    return cue is not None and STILL.search(cue.of(report.text)) is not None


def without_lasting(phrase: str) -> str:
    """Return a phrase of likelihood in lower case, without a word that only keeps it."""
    return LEADING.sub("", " ".join(phrase.lower().split()))
