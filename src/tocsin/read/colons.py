"""Colons: what somebody says behind a colon, where the clause before it tells that he answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues
from tocsin.read.syntax import Range, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["behind_answer", "behind_colon"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def behind_colon(verb: Token, sentence: Span) -> Range | None:
    """Return what is said behind the colon that ends the clause of `verb`.

    "Ann Lee contradicted him: nothing had sailed." None where no colon follows, or where other
    words tell who says what follows it ("nothing had sailed, she said").
    """
    colon = _colon_after(verb, sentence)
    if colon is None or not any(c.dep_ == "nsubj" for c in verb.lefts):
        return None
    said = trimmed(verb.doc, (colon + 1, sentence.end))
    if said is None or any(_tells(t) for t in verb.doc[said[0] : said[1]]):
        return None
    return said


def behind_answer(content: Range, sentence: Span) -> Range:
    """Return a content that stands before its cue, without the clause that told of an answer.

    "Ann Lee contradicted him: nothing had sailed, she said": what she said begins at the colon.
    """
    doc = sentence.doc
    for verb in doc[content[0] : content[1]]:
        if _answers(verb):
            colon = _colon_after(verb, sentence)
            if colon is not None and colon + 1 < content[1]:
                return colon + 1, content[1]
    return content


def _answers(verb: Token) -> bool:
    entries = cues().verbs.get((verb.lemma_.casefold(), None), ())
    return any("colon" in cue.frames for cue in entries)


def _colon_after(verb: Token, sentence: Span) -> int | None:
    """Where the colon stands that ends the clause of a verb."""
    if not _answers(verb) or verb.tag_[:2] != "VB":
        return None
    for token in verb.doc[verb.i + 1 : sentence.end]:
        if token.text == ":":
            return token.i
        if token.text == ";" or token.is_quote or token.dep_ in _SUBJECTS:
            return None
    return None


def _tells(token: Token) -> bool:
    """Say whether a verb tells who says what stands around it."""
    own = any(c.dep_ == "nsubj" for c in token.children)
    return own and token.tag_[:2] == "VB" and cues().says(token.lemma_)
