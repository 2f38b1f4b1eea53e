"""Denials: whether a statement as a whole says that something is, or that it is not, so."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.data import load
from tocsin.nouns import Likelihood, Polarity
from tocsin.read.claims import main_clause
from tocsin.read.drafts import Draft
from tocsin.read.phrases import is_turned
from tocsin.read.polarity import polarity
from tocsin.read.syntax import Range
from tocsin.read.undone import undone
from tocsin.read.verdicts import calls_it_false

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

    from tocsin.read.threads import Page

__all__ = ["said_polarity"]


_OPENING = frozenset({"rule", "exclude", "discount"})


def said_polarity(
    page: Page,
    draft: Draft,
    proposition: Token | None,
    *,
    phrase: Likelihood | None,
    level: Likelihood | None,
    absence: Range | None,
) -> Polarity:
    """Return whether a draft affirms or denies; `proposition` is the verb of what it claims.

    `phrase` is the likelihood found in it, `level` the same where it takes none back. A phrase that
    denies a denial ("not impossible", "no doubt", "cannot be ruled out") affirms what it is of.
    """
    root = page.doc[draft.root]
    if level is None and phrase is not None:
        return "negated"  # a likelihood that is taken back
    if phrase is not None and is_turned(phrase.phrase) and not _denies_twice(phrase):
        return "negated"
    if _is_of_absence(page.doc, draft, absence):
        return "negated"
    opening = (undone(root) or root).lemma_ in _OPENING
    if draft.voice.act == "assessment" and opening and polarity(root) == "negated":
        return "affirmed"  # "did not rule out", "refused to rule out a raid": it leaves it open
    if draft.voice.writer and calls_it_false(root):
        return "negated"  # who says so of another's words denies them by his act
    head = main_clause(root) if proposition is None else proposition
    words = None if level is None or not _denies_twice(level) else _words(page, level)
    if words is not None:
        return _outside(head, words)
    return "affirmed" if {polarity(root), polarity(head)} == {"affirmed"} else "negated"


def _outside(head: Token, words: Words) -> Polarity:
    """The polarity of a clause without the denial in the words of likelihood themselves."""
    own = words.start <= head.i < words.end
    if own or any(words.start <= c.i < words.end for c in head.children):
        return "affirmed"
    return polarity(head)


def _words(page: Page, phrase: Likelihood) -> Words | None:
    start, end = phrase.span.start - page.offset, phrase.span.end - page.offset
    return page.doc.char_span(start, end, alignment_mode="expand")


def _denies_twice(phrase: Likelihood) -> bool:
    """Say whether a phrase denies a denial, and so leaves open or affirms: "not impossible"."""
    return _twice().search(phrase.phrase) is not None


@cache
def _twice() -> re.Pattern[str]:
    data: Any = load("read_likelihood.yaml")
    return re.compile(
        "|".join(rf"\b(?:{source})" for source in data["denied_twice"]), re.IGNORECASE
    )


def _is_of_absence(doc: Doc, draft: Draft, absence: Range | None) -> bool:
    """Say whether that nothing was seen is what a draft tells, and not an aside in it.

    "Saw no guns being set up", "but no tanks"; in "they bring kit, but no tanks" kit is brought.
    """
    if absence is None or doc[absence[1] : absence[1] + 1].text.casefold() == "but":
        return False
    before = doc[draft.content[0] : absence[0]]
    alone = all(t.is_punct or t.pos_ in {"CCONJ", "SCONJ"} for t in before)
    return alone or absence[0] <= draft.root < absence[1]
