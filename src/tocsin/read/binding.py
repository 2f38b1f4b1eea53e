"""Binding: which clause or noun phrase a likelihood phrase is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tocsin.nouns import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["proposition"]

_CLAUSES = {"ccomp", "xcomp", "csubj", "acl", "relcl", "advcl"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_NOUNS = {
    "likelihood",
    "probability",
    "chance",
    "chances",
    "possibility",
    "possibilities",
    "odds",
    "risk",
    "risks",
    "prospect",
    "prospects",
    "danger",
    "threat",
}


def proposition(doc: Doc, phrase: Span) -> Span:
    """Return the characters of `doc` whose likelihood the phrase at `phrase` states."""
    span = doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    if span is None or len(span) == 0:
        return phrase
    core = span.root
    tokens = _about(core, set(range(span.start, span.end)))
    if not tokens:
        return Span(core.sent.start_char, core.sent.end_char)
    first, last = doc[min(tokens)], doc[max(tokens)]
    while last.is_punct and last.i > first.i:
        last = last.nbor(-1)
    return Span(first.idx, last.idx + len(last))


def _subtree(tokens: Iterable[Token]) -> set[int]:
    return {t.i for token in tokens for t in token.subtree}


def _about(core: Token, phrase: set[int]) -> set[int]:
    noun = _noun(core, phrase)
    if noun is not None:
        inner = [c for c in noun.children if c.dep_ in {"prep", *_CLAUSES} and c.i > noun.i]
        if inner:
            return _subtree(
                c for child in inner for c in (child.children if child.dep_ == "prep" else (child,))
            )
    if core.pos_ in {"ADJ", "NOUN", "NUM"} or core.dep_ in {"acomp", "attr", "oprd"}:
        inner = [c for c in core.children if c.dep_ in _CLAUSES and c.i not in phrase]
        head = core.head
        subjects = [c for c in head.children if c.dep_ in _SUBJECTS]
        if core.dep_ == "amod" and core.head.pos_ in {"NOUN", "PROPN"}:
            return _subtree([core.head])
        real = [s for s in subjects if s.lower_ not in {"it", "there"}]
        inner += [
            c for c in head.children if c.dep_ in {"ccomp", "xcomp"} and c is not core and not real
        ]
        if inner or real:
            return _subtree(real) | _subtree(inner)
    verb = core.head
    if verb.pos_ in {"VERB", "AUX"}:
        return _subtree([verb]) - phrase if False else _subtree([verb])
    return _subtree([verb])


def _noun(core: Token, phrase: set[int]) -> Token | None:
    """The noun of likelihood that the phrase holds or is said of."""
    for i in sorted(phrase):
        if core.doc[i].lower_ in _NOUNS:
            return core.doc[i]
    for ancestor in (core, *core.ancestors):
        for child in ancestor.children:
            if child.lower_ in _NOUNS and child.dep_ in {*_SUBJECTS, "dobj", "attr"}:
                return child
        if ancestor.pos_ == "VERB":
            break
    return None
