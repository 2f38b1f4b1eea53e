"""Occasions: clauses that tell what had come about before somebody judged, asked or foretold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.attribution import Attribution
from tocsin.read.clauses import Piece
from tocsin.read.syntax import Range, is_told_fact, subtree, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["before_likelihood", "occasions_before", "occasions_of"]

_WHEN = frozenset({"after", "as", "when"})
_BEFORE = frozenset({"after"})
_WHY = frozenset({"after", "because", "since", "as"})
_OUTSTANDING = frozenset({"appeal", "threat"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def occasions_of(doc: Doc, primary: Attribution) -> list[Range]:
    """Return the clauses that tell what had come about before somebody judged or asked.

    "The league condemned Norland after its ships entered the bay": the writer tells that. In what
    is told as a clause it belongs to that clause ("said it sailed after the ice broke"), and what
    somebody agrees to do may hang on what is still to come.
    """
    verb = doc[primary.head]
    root = None if primary.root is None else doc[primary.root]
    deed = root is not None and root.pos_ in {"VERB", "AUX"}
    if root is not None and deed and not _is_bare(root, primary.act):
        return []
    now = verb.tag_ in {"VBZ", "VBP"} and not deed and primary.act != "appeal"
    return [
        subtree(clause)
        for clause in _behind(verb, root)
        if is_told_fact(clause, _WHEN, now=now) and not _is_sure(clause)
    ]


def occasions_before(verb: Token) -> list[Range]:
    """Return the clause in front of a verb of saying that tells what had come about before it.

    "After its ships entered the bay, the league said it would meet": the writer tells that,
    whatever is said. What somebody *would* say tells a case, and what a pronoun did ("after he
    landed, he said") hangs on who speaks.
    """
    first = verb.sent.start
    if any(c.tag_ == "MD" for c in verb.lefts):
        return []
    return [
        subtree(clause)
        for clause in verb.lefts
        if clause.left_edge.i == first
        and is_told_fact(clause, _BEFORE)
        and not _is_sure(clause)
        and not _of_pronoun(clause)
    ]


def _of_pronoun(clause: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "PRON" for c in clause.lefts)


def _is_bare(deed: Token, act: str) -> bool:
    """Say whether a deed is told without a time: "accused it of joining", "urged it to leave"."""
    helpers = {c.lower_ for c in deed.lefts if c.dep_ in {"aux", "auxpass"}}
    return (deed.tag_ == "VBG" and not helpers) or (
        deed.tag_ == "VB" and helpers == {"to"} and act in _OUTSTANDING
    )


def _behind(verb: Token, root: Token | None) -> Iterator[Token]:
    """The clauses behind a verb of saying: its own, and those that the parser hung on the thing."""
    seen: set[int] = set()
    for above in (verb, root):
        for child in () if above is None else above.subtree:
            own = child.head == verb or (
                child.head.tag_ not in _FINITE and child.head.left_edge.i > verb.i
            )
            if child.i > verb.i and own and child.i not in seen:
                if any(a.dep_ == "relcl" for a in child.ancestors if a.i > verb.i):
                    continue
                seen.add(child.i)
                yield child


def _is_sure(clause: Token) -> bool:
    """Say whether it is only a matter of time, and may lie ahead: "after the rains ended"."""
    sure = load("read_cases.yaml")["sure"]
    return any(c.lemma_ in sure for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"})


def before_likelihood(
    doc: Doc, found: Sequence[Piece], likelihoods: Sequence[Range]
) -> tuple[Piece, ...]:
    """Part from what is called likely or not the facts told beside it, which are so in any case.

    "A raid is unlikely after the fleet left": the raid is unlikely, and the fleet has left.
    """
    out: list[Piece] = []
    for piece in found:
        facts = [c for c in _reasons(doc[piece.root]) if _fits(c, piece, likelihoods)]
        if not facts:
            out.append(piece)
            continue
        clause = facts[0]
        first, past = subtree(clause)
        heads = (piece.root, clause.i) if first > piece.root else (clause.i, piece.root)
        cut, end = first if first > piece.root else past, piece.tokens[1]
        while cut == past < end and doc[cut].is_punct:
            cut = past = cut + 1
        if not piece.tokens[0] < cut < end:
            out.append(piece)
            continue
        out.append(Piece((piece.tokens[0], cut), heads[0]))
        out.append(Piece((cut, end), heads[1]))
    return tuple(out)


def _reasons(root: Token) -> Iterator[Token]:
    """The facts told beside a clause, or beside the deed that it calls likely ("to sail after")."""
    pending, past = [root], root.tag_ == "VBD"
    while pending:
        above = pending.pop()
        for child in above.children:
            ahead = child.dep_ in {"acomp", "attr", "xcomp", "ccomp"} and (
                child.tag_ not in _FINITE and child.pos_ in {"ADJ", "VERB", "AUX", "NOUN"}
            )
            if ahead and child.i > above.i:
                pending.append(child)
            # "said it was likely to attack after the talks failed": they may be still going on
            marks = _WHY - {"after"} if past and above != root else _WHY
            if is_told_fact(child, marks) and not _is_sure(child):
                yield child


def _fits(clause: Token, piece: Piece, likelihoods: Sequence[Range]) -> bool:
    """Say whether a clause ends or opens a piece that has a likelihood outside it."""
    first, past = subtree(clause)
    start, end = piece.tokens
    within = [x for x in likelihoods if start <= x[0] < end]
    if first < start or past > end or not within or any(first <= x[0] < past for x in within):
        return False
    return trimmed(clause.doc, (past, end)) is None or trimmed(clause.doc, (start, first)) is None
