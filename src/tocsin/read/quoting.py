"""Quoting: those of whom a sentence says that another quotes them: "quoted Lee as saying that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.outlets import is_outlet
from tocsin.read.syntax import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["quoted_by", "quoted_one", "quoted_saying", "quoting_over"]

_QUOTES = frozenset({"quote", "cite", "paraphrase", "report"})
_BY_WAY_OF = frozenset({"in", "on"})


def quoted_saying(quoting: Token) -> Token | None:
    """Return the verb of saying under a verb of quoting: the "saying" of "quoted Lee as saying"."""
    if quoting.lemma_ not in _QUOTES or quoting.tag_[:2] != "VB":
        return None
    below = [g for c in quoting.rights if c.lower_ == "as" for g in c.children]
    below += quoting.rights if is_passive(quoting) else ()
    bent = (c for c in below if c.tag_ == "VBG" and c.dep_ in {"pcomp", "xcomp", "advcl", "pobj"})
    saying = next(bent, None)
    return saying if saying is not None and _quoted(quoting) is not None else None


def quoting_over(saying: Token) -> Token | None:
    """Return the verb of quoting over a "saying" of this kind."""
    for above in list(saying.ancestors)[:2]:
        if quoted_saying(above) == saying:
            return above
    return None


def quoted_one(saying: Token) -> Token | None:
    """Return who is quoted as saying it."""
    quoting = quoting_over(saying)
    return None if quoting is None else _quoted(quoting)


def quoted_by(saying: Token) -> Token | None:
    """Return who quotes: the subject, or the agent or paper of a passive ("in the Times").

    The parser hangs them on the "saying" as well: "was quoted as saying by Reuters".
    """
    quoting = quoting_over(saying)
    if quoting is None:
        return None
    if not is_passive(quoting):
        return next((c for c in quoting.lefts if c.dep_ == "nsubj"), None)
    for child in (*quoting.rights, *saying.rights):
        by = child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        if by or (child.dep_ == "prep" and child.lower_ in _BY_WAY_OF):
            paper = next((c for c in child.children if c.dep_ == "pobj"), None)
            if paper is None or paper.ent_type_ in {"DATE", "TIME", "GPE"}:
                continue
            if by or child.head == quoting or is_outlet(paper):
                return paper
    return None


def _quoted(quoting: Token) -> Token | None:
    if is_passive(quoting):
        return next((c for c in quoting.lefts if c.dep_ == "nsubjpass"), None)
    return next((c for c in quoting.rights if c.dep_ == "dobj"), None)
