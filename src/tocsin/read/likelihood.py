"""Likelihood: the words and numbers by which a text says how likely something is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.nouns import Likelihood, Span
from tocsin.read.binding import proposition
from tocsin.read.odds import Odds, odds
from tocsin.read.offsets import Offsets
from tocsin.read.phrases import LIKELIHOOD_NOUNS, phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find"]


def find(doc: Doc) -> tuple[Likelihood, ...]:
    """Return the stated likelihoods in `doc`, in order, each bound to what it is about.

    `phrase` is verbatim, and `span` where it stands; `of` is the clause or noun phrase whose
    likelihood it states. Numeric forms carry `low` and `high`; words carry neither. Modal verbs
    ("may", "could") are hedges, not stated likelihoods, and are not returned.
    """
    text = doc.text
    numeric = odds(doc)
    found: list[Odds] = list(numeric)
    found += [
        Odds(phrase, None, None)
        for phrase in phrases(doc)
        if not any(_same(phrase, item, text) for item in numeric)
    ]
    offsets = Offsets(doc)
    found.sort(key=lambda item: (item.span.start, item.span.end))
    return tuple(
        Likelihood(
            item.span.of(text),
            item.span,
            proposition(doc, item.span, offsets),
            item.low,
            item.high,
        )
        for item in found
    )


def _same(phrase: Span, item: Odds, text: str) -> bool:
    """Whether a phrase only repeats a number: "the probability … at 15 percent" is one."""
    if phrase.overlaps(item.span):
        return True
    bare = phrase.of(text).lower() in LIKELIHOOD_NOUNS
    return bare and item.reach is not None and phrase.overlaps(item.reach)
