"""Old news: what a statement retells in a clause beside its news: "which rose in 2019"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from tocsin.nouns import Indicator, Span, Statement, Watch
from tocsin.nouns.watch import OUTCOME
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
    it has no such clause. A clause is told by its relative pronoun and its own date; what has no
    date may be the news.
    """
    spans = list(_clauses(statement, edge))
    if not spans:
        return statement, ""
    text = statement.text
    for span in spans:
        text = text[: span.start] + " " * len(span) + text[span.end :]
    return replace(statement, text=text), statement.text[spans[0].start : spans[0].end]


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
        if verb is None or not clause.overlaps(Span(verb.start - offset, verb.end - offset)):
            yield clause
