"""Pointed: what a likelihood is of where a sentence before tells it ("called that unlikely")."""

from __future__ import annotations

from dataclasses import replace

from tocsin.nouns import Claim, Span, Statement

__all__ = ["pointed"]


def pointed(statement: Statement, report: str | None) -> Statement:
    """Return a statement whose likelihood is of words outside it with these words as its content.

    "They may attack. Paris called that unlikely.": the second statement says "that", and the words
    that a proposition asks for stand in the first. `report` is the text of both; without it, and
    where the likelihood tells itself what it is of, the statement stays as it is. Only what is
    claimed changes: who says so, when, and how likely it is are its own. The cover of a match leads
    to the words that are meant.
    """
    likelihood = statement.likelihood
    if likelihood is None or report is None or statement.span.overlaps(likelihood.of):
        return statement
    of: Span = likelihood.of
    return replace(
        statement,
        span=of,
        text=of.of(report),
        content=of,
        cue=None,
        claim=Claim(None, None, None, None, None),
        tense="future",
        quantities=(),
        places=(),
    )
