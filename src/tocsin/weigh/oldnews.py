"""Old news: what a statement retells beside its news: "which rose in 2019", an anniversary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from tocsin.nouns import Indicator, Span, Statement, Watch
from tocsin.nouns.watch import OUTCOME
from tocsin.weigh.cues import cue
from tocsin.weigh.phrasing import expression_of
from tocsin.weigh.timing import bounds_of

__all__ = ["edge_of", "without_old_news"]

_OPENS = re.compile(
    r"\b(?:who|which|whose|whom|having"
    r"|that(?=\s+(?!(?:the|an?|it|he|she|they|we|you|i|its|his|her|their|there|this|these|those"
    r"|no|some|any)\b)[a-z]))\b",
    re.IGNORECASE,
)
"""Where a clause begins that tells more of somebody; a "that" before a subject begins none."""

_PARTS = re.compile(r"[,;:!?—(]|\.\s|\b(?:but|while|whereas|although|though)\b", re.IGNORECASE)
"""What ends such a clause before its date."""

_BESIDE = re.compile(r",\s+((?:who|which|whose)\b[^,;:!?—()]*),", re.IGNORECASE)
"""A clause between commas that tells more of what stands before it."""

_NOT_PAST = re.compile(
    r"\b(?:has|have|is|are|will|would|may|might|can|could|must|should|do|does)\b|['’](?:s|ve|re|ll)\s+\w+ed\b"
    r"|^(?:who|which)\s+(?:(?:now|still|also)\s+|\w+ly\s+)*\w+(?<![s'’])s\b",
    re.IGNORECASE,
)
"""What such a clause tells of now, or of what has just come about."""

_NEW = re.compile(
    r"\b(?:today|yesterday|tonight|overnight|now|just|then|recent(?:ly)?|earlier|later|latest"
    r"|(?:this|last)\s+(?:week|month|morning|night|weekend)|hours|days|weeks|mon(?=day)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)

_YEARS_AFTER = re.compile(
    r"(?<!than\s)(?<!within\s)(?<!under\s)\b(?:(?:[\w-]+\s+)?(?:years?|decades?|centur(?:y|ies))"
    r"|(?<!\ba\s)(?<!\bone\s)(?<!\btwo\s)(?<!\b[12]\s)months)"
    r"\s+(?:after|since|following|on\s+from)\b",
    re.IGNORECASE,
)
"""Before what lies so far back that it is known: "five years after", "months since"."""

_ANNIVERSARY = re.compile(
    r"\b(?:(?:the|an?|its|his|her|their|this|each|every)\s+)?"
    r"(?:(?!(?:the|an?|its|his|her|their|this|each|every|of|on|in|at|for|to|and)\b)[\w'’-]+\s+){0,5}"
    r"anniversar(?:y|ies)\b",
    re.IGNORECASE,
)
"""A day that comes again, with what it is of where that stands before it."""

_ENDS = re.compile(
    r"[,;:!?—()]|\.(?:\s|$)|\band\b(?!\s+(?:the|its|his|her|their|of)\b)"
    r"|\b(?:but|while|whereas|although|though|as|after|before)\b|$",
    re.IGNORECASE,
)
"""What ends the words for what is remembered."""


def edge_of(indicator: Indicator, watch: Watch) -> datetime:
    """Return before when what a clause retells is no sign of the watch any more.

    What is asked for must come about since the question opened; any other sign may lie as long
    before it as the sign's own lead time.
    """
    if indicator.kind == OUTCOME:
        return watch.opens
    return watch.opens - timedelta(days=indicator.lead_days)


def without_old_news(statement: Statement, edge: datetime) -> tuple[Statement, str]:
    """Return a statement without the clauses that tell what was over by `edge`, and their words.

    The words are blanked, so that all others stay where they are; the statement itself and "" where
    it has no such clause. A clause is told by its relative pronoun and its own date. What has no
    date may be the news; but a past between commas that tells more of who does what is the news
    ("the colonel, who took the palace, flew abroad") is known, and so is what is remembered: what
    an anniversary is of, what is commemorated, that years after which something comes.
    """
    spans = [*_clauses(statement, edge), *_known(statement), *_remembered(statement)]
    if not spans:
        return statement, ""
    text = statement.text
    for span in spans:
        text = text[: span.start] + " " * len(span) + text[span.end :]
    first = min(spans, key=lambda one: one.start)
    return replace(statement, text=text), statement.text[first.start : first.end].strip()


def _clauses(statement: Statement, edge: datetime) -> Iterator[Span]:
    offset, text = statement.span.start, statement.text
    for date in statement.dates:
        _, end = bounds_of(statement, date)
        if end is None or end > edge:
            continue
        at, last = date.span.start - offset, date.span.end - offset
        opens = list(_OPENS.finditer(text, 0, max(at, 0)))
        if not opens or _PARTS.search(text, opens[-1].end(), at):
            continue
        clause = Span(opens[-1].start(), last)
        # The verb of the claim is the news: it stands in no clause beside it.
        verb = statement.claim.action
        whole = Span(clause.start + offset, clause.end + offset)
        if verb is None or not whole.overlaps(verb):
            yield clause


def _known(statement: Statement) -> Iterator[Span]:
    """Yield the undated clauses in the past that stand beside the subject of the claim's verb."""
    verb, offset = statement.claim.action, statement.span.start
    if verb is None:
        return
    for found in _BESIDE.finditer(statement.text, 0, max(verb.start - offset, 0)):
        clause = Span(found.start(1), found.end(1))
        whole = Span(clause.start + offset, clause.end + offset)
        if _NOT_PAST.search(found[1]) or _NEW.search(found[1]):
            continue
        if not any(whole.overlaps(date.span) for date in statement.dates):
            yield clause


def _remembered(statement: Statement) -> Iterator[Span]:
    """Yield the words for what lies years back, and is only remembered."""
    text, offset = statement.text, statement.span.start
    claim = statement.claim
    # Who does the news, and what: no part of what is remembered.
    # (Either may stand in the sentence before what this statement is cut from.)
    parts = [s for s in (claim.action, claim.actor) if s is not None and s.start >= offset]
    told = [Span(s.start - offset, s.end - offset) for s in parts]
    for opening in (_ANNIVERSARY, _YEARS_AFTER, _remembering()):
        for found in opening.finditer(text):
            end = _ENDS.search(text, found.end())
            start, past = found.span()
            past = len(text) if end is None else end.start()
            start = max([start, *(s.end for s in told if start <= s.start < found.end())])
            past = min([past, *(s.start for s in told if found.end() <= s.start)])
            if start < past:
                yield Span(start, past)


@cache
def _remembering() -> re.Pattern[str]:
    return expression_of(cue("remembering"))
