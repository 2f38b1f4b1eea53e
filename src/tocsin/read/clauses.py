"""Clauses: the parts of a content that say different things and become statements of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.read.scope import polarity, tense
from tocsin.read.syntax import Range, subtree, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Piece", "head_of", "pieces"]

_CONCESSIVE = frozenset({"though", "although", "while", "whereas", "whilst"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of tokens that one clause heads."""

    tokens: Range
    root: int


def head_of(doc: Doc, tokens: Range) -> Token:
    """Return the token on which the others of a stretch hang: a verb where there is one."""
    root = doc[tokens[0] : tokens[1]].root
    if root.pos_ in {"VERB", "AUX"}:
        return root
    verbs = [
        t for t in doc[tokens[0] : tokens[1]]
        if t.tag_[:2] == "VB" and t.dep_ not in {"aux", "auxpass", "amod", "compound", "acl", "relcl"}
    ]  # fmt: skip
    reached = [v for v in verbs if v.head.i == root.i or not tokens[0] <= v.head.i < tokens[1]]
    # "Unlikely to join", "a bluff": no verb heads these, and the word that does is the better root
    return reached[0] if reached and root.is_punct else root


def pieces(
    doc: Doc, tokens: Range, root: Token, apart: Callable[[Token, Range], bool]
) -> tuple[Piece, ...]:
    """Divide a stretch where its clauses differ in what they say; most stay whole.

    Coordinated clauses and those with "though" or "while" stand apart when one says yes and the
    other no, when with a subject of their own they speak of another time, or when `apart` says so
    (of the clause's head and its tokens: a likelihood or a speaker of its own).
    """
    cuts: list[tuple[int, int]] = []
    start, end = tokens
    first_root = root.i
    lead: Piece | None = None
    for clause in _beside(root, tokens):
        first, past = subtree(clause)
        first, past = max(first, start), min(past, end)
        if past - first < _SHORTEST or not _differs(clause, root, (first, past), apart):
            continue
        if clause.dep_ == "advcl" and past <= root.i:
            lead_end = past
            while lead_end < end and doc[lead_end].text == ",":
                lead_end += 1
            if first == start and lead is None:
                lead = Piece((start, lead_end), clause.i)
        elif first > root.i:
            cuts.append((_left(doc, first, root.i), clause.i))
    cuts.sort()
    begin = lead.tokens[1] if lead is not None else start
    found = [] if lead is None else [lead]
    for cut, head in [*cuts, (end, -1)]:
        if cut - begin >= 1:
            found.append(Piece((begin, cut), first_root))
            begin = cut
        first_root = head
    whole = [p for p in found if trimmed(doc, p.tokens) is not None]
    if any(_odd_marks(doc, p.tokens) for p in whole) and not _odd_marks(doc, tokens):
        return (Piece(tokens, root.i),)  # never tear a quotation
    return tuple(whole) or (Piece(tokens, root.i),)


def _beside(root: Token, tokens: Range) -> list[Token]:
    found: list[Token] = []
    pending = [root]
    while pending:
        head = pending.pop()
        for child in head.children:
            if not tokens[0] <= child.i < tokens[1] or child.pos_ not in {"VERB", "AUX"}:
                continue
            if child.dep_ in {"conj", "parataxis"}:
                found.append(child)
                pending.append(child)
            elif child.dep_ == "advcl" and any(
                c.dep_ == "mark" and c.lower_ in _CONCESSIVE for c in child.children
            ):
                found.append(child)
    return sorted(found, key=lambda t: t.i)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def _differs(
    clause: Token, root: Token, tokens: Range, apart: Callable[[Token, Range], bool]
) -> bool:
    if clause.tag_ == "VBG" and not any(c.dep_ == "aux" for c in clause.children):
        return False
    if apart(clause, tokens):
        return True
    if polarity(clause) != polarity(root):
        return True
    return _has_subject(clause) and tense(clause) != tense(root)


def _left(doc: Doc, first: int, stop: int) -> int:
    """Move a cut before the conjunction and the marks that open the clause."""
    while first - 1 > stop and (
        doc[first - 1].dep_ in {"cc", "punct", "mark"}
        and doc[first - 1].text not in {'"', "'", ")", "]"}
    ):
        first -= 1
    return first


def _odd_marks(doc: Doc, tokens: Range) -> bool:
    return sum(t.text == '"' for t in doc[tokens[0] : tokens[1]]) % 2 == 1
