"""Negation: which events a text says did not, do not or will not happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["is_negated", "negated_events"]

_CUES = frozenset(
    {"not", "n't", "never", "no", "without", "neither", "nor", "nobody", "none", "cannot"}
)


def negated_events(doc: Doc) -> frozenset[int]:
    """Return the indices of the verbs, event nouns and adjectives that are negated in `doc`."""
    return frozenset(t.i for t in doc if any(_cue(c) for c in t.children))


def is_negated(doc: Doc, start: int, end: int) -> bool:
    """Say whether the main event within the characters [start, end) of `doc` is negated."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span is not None and span.root.i in negated_events(doc)


def _cue(token: Token) -> bool:
    return token.dep_ == "neg" or token.lower_ in _CUES
