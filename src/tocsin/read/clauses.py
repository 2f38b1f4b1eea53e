"""Clauses: the parts of a content that say different things and become statements of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tocsin.read.cues import cues
from tocsin.read.ellipsis import joined_likelihood
from tocsin.read.inversions import is_in_inverted_case
from tocsin.read.polarity import polarity
from tocsin.read.scope import tense
from tocsin.read.syntax import Range, stolen_subject, subtree, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Piece", "halved", "head_of", "is_finite", "pieces"]

_CONCESSIVE = frozenset({"though", "although", "while", "whereas", "whilst"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_BELOW = frozenset({"aux", "auxpass", "amod", "compound", "acl", "relcl"})
_LEADING = frozenset({"punct", "cc", "mark", "advmod", "intj"})
_PAUSES = frozenset({",", ";", ":", "-", "–", "—"})
_OPEN = frozenset({"unclear", "uncertain", "unknown", "unsure"})
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of tokens that one clause heads."""

    tokens: Range
    root: int


def head_of(doc: Doc, tokens: Range) -> Token:
    """Return the token on which the others of a stretch hang: a verb where there is one."""
    root = doc[tokens[0] : tokens[1]].root
    if root.pos_ in {"VERB", "AUX"} and (is_finite(root) or root.tag_ != "VBN"):
        return root
    verbs = [t for t in doc[tokens[0] : tokens[1]] if t.tag_[:2] == "VB" and t.dep_ not in _BELOW]
    reached = [v for v in verbs if v.head.i == root.i or not tokens[0] <= v.head.i < tokens[1]]
    reached.sort(key=lambda v: (not is_finite(v), v.i))
    if root.pos_ in {"VERB", "AUX"}:
        return reached[0] if reached and is_finite(reached[0]) else root
    # "Unlikely to join", "a bluff": no verb heads these, and the word that does is the better root
    return reached[0] if reached and root.dep_ in _LEADING else root


def is_finite(verb: Token) -> bool:
    """Say whether a verb is bent for a time or a mood: "falls", "will fall", and not "to fall"."""
    return verb.tag_ in {"VBZ", "VBP", "VBD"} or any(
        c.dep_ in {"aux", "auxpass"} and c.lower_ != "to" for c in verb.children
    )


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
        taken = stolen_subject(clause)
        first, past = max(first if taken is None else taken.i, start), min(past, end)
        while first < past and doc[first].text in _PAUSES:
            first += 1
        if past - first < _SHORTEST or not _differs(clause, root, (first, past), apart):
            continue
        if clause.dep_ in {"advcl", "ccomp"} and past <= root.i:
            lead_end = past
            while lead_end < end and doc[lead_end].text in _PAUSES:
                lead_end += 1
            if lead is None and all(t.is_punct for t in doc[start:first]):
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
    if any(_torn(doc, tokens, p.tokens[1]) for p in whole[:-1]):
        return (Piece(tokens, root.i),)
    return tuple(whole) or (Piece(tokens, root.i),)


def halved(doc: Doc, found: Sequence[Piece], likelihoods: Sequence[Range]) -> tuple[Piece, ...]:
    """Part the pieces in which a second likelihood is said of the same subject and verb."""
    out = list(found)
    for first, second in pairwise(likelihoods):
        half = joined_likelihood(doc, first, second)
        for place, whole in enumerate(out if half is not None else []):
            if half is not None and whole.tokens[0] <= first[0] and half[0] < whole.tokens[1]:
                root = doc[second[0] : second[1]].root.i
                before = Piece((whole.tokens[0], half[0]), whole.root)
                out[place : place + 1] = [before, Piece((half[0], whole.tokens[1]), root)]
                break
    return tuple(out)


def _beside(root: Token, tokens: Range) -> list[Token]:
    found: list[Token] = []
    pending = [root]
    while pending:
        head = pending.pop()
        for child in head.children:
            if not tokens[0] <= child.i < tokens[1] or child.pos_ not in {"VERB", "AUX"}:
                continue
            stolen = child.dep_ == "dep" and stolen_subject(child) is not None
            if (
                child.dep_ in {"conj", "parataxis"}
                or stolen
                or (head is root and _spliced(child, root))
            ):
                found.append(child)
                pending.append(child)
            elif child.dep_ == "advcl" and any(
                c.dep_ == "mark" and c.lower_ in _CONCESSIVE for c in child.children
            ):
                found.append(child)
    return sorted(found, key=lambda t: t.i)


def _spliced(clause: Token, root: Token) -> bool:
    """Say whether a clause is but set before another with a comma: "It rained, we left"."""
    if clause.dep_ != "ccomp" or clause.i > root.i or not _has_subject(clause):
        return False
    if any(c.dep_ == "mark" for c in clause.children) or not _has_subject(root):
        return False
    return not any((root.lemma_.casefold(), None) == word for word in cues().verbs)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.children) or stolen_subject(verb) is not None


def _differs(
    clause: Token, root: Token, tokens: Range, apart: Callable[[Token, Range], bool]
) -> bool:
    if clause.tag_ == "VBG" and not any(c.dep_ == "aux" for c in clause.children):
        return False
    if is_in_inverted_case(clause):
        return False  # "it would sail were it to get the crews": one claim, and its case
    if _leaves_open(clause):
        return False
    if apart(clause, tokens):
        return True
    if polarity(clause) != polarity(root):
        return True
    return _has_subject(clause) and tense(clause) != tense(root)


def _leaves_open(clause: Token) -> bool:
    """Say whether a clause tells only that something is not known: "though it is unclear when".

    It says nothing of its own of the world, and limits what it stands beside.
    """
    if clause.lemma_ not in {"be", "remain", "stay"}:
        return False
    if not any(c.dep_ in _SUBJECTS and c.lower_ == "it" for c in clause.lefts):
        return False
    return any(c.lower_ in _OPEN and c.dep_ in {"acomp", "oprd"} for c in clause.rights)


def _left(doc: Doc, first: int, stop: int) -> int:
    """Move a cut before the conjunction that opens the clause, but not before a comma."""
    while first - 1 > stop and doc[first - 1].dep_ in {"cc", "mark"}:
        first -= 1
    return first


def _torn(doc: Doc, tokens: Range, cut: int) -> bool:
    """Say whether a cut would tear a quotation that does not fill the whole stretch."""
    first, past = trimmed(doc, tokens) or tokens
    filled = doc[first].text == '"' and doc[past - 1].text == '"'
    return sum(t.text == '"' for t in doc[first + filled : cut]) % 2 == 1
