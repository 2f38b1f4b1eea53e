"""Syntax: the stretches of a sentence that hang on one of its words, as ranges of tokens."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from tocsin.read.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "Range",
    "apposed_subject",
    "asks_by",
    "chars",
    "core",
    "is_passive",
    "is_told_fact",
    "lost_end",
    "mistaken_subject",
    "noun_phrase",
    "ranges",
    "stolen_subject",
    "subject_of",
    "subtree",
    "trimmed",
]

Range = tuple[int, int]
"""Tokens [first, past) of a Doc."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_LOOSE = frozenset({"acl", "advcl", "ccomp", "parataxis", "prep"})
_NO_SAYING = frozenset({"agent", "aux", "auxpass", "xcomp", "acomp", "oprd"})
_CALLED = frozenset({"up", "off", "in", "out", "back", "away", "over"})
_EDGE = frozenset({",", ".", ";", ":", "-", "–", "—", "…", "..."})
_UPWARD = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acl", "acomp", "dep"})


def subtree(token: Token) -> Range:
    """Return the tokens from the first to the last that hang on `token`."""
    return token.left_edge.i, token.right_edge.i + 1


def chars(doc: Doc, tokens: Range) -> tuple[int, int]:
    """Return the characters [start, end) of a range of tokens."""
    last = doc[tokens[1] - 1]
    return doc[tokens[0]].idx, last.idx + len(last)


def ranges(tokens: Iterable[int]) -> tuple[Range, ...]:
    """Return the unbroken ranges that a set of token indices forms."""
    found: list[list[int]] = []
    for i in sorted(set(tokens)):
        if found and found[-1][1] == i:
            found[-1][1] = i + 1
        else:
            found.append([i, i + 1])
    return tuple((first, past) for first, past in found)


def trimmed(doc: Doc, tokens: Range) -> Range | None:
    """Return `tokens` without commas, stops and blanks at its ends; None when nothing is left."""
    first, past = tokens
    while first < past and (doc[first].text in _EDGE or doc[first].is_space):
        first += 1
    while past > first and (doc[past - 1].text in _EDGE or doc[past - 1].is_space):
        past -= 1
    return (first, past) if first < past else None


def noun_phrase(token: Token) -> Range:
    """Return the phrase of a noun, with its appositions and what tells who it is.

    Participles, and prepositions after a comma, are left out.
    """
    first, past = subtree(token)
    for child in token.rights:
        left = child.left_edge
        tight = left.i > 0 and left.nbor(-1).text not in {",", "-", "–", "—"}
        if child.dep_ == "relcl":
            if not cues().says(child.lemma_):
                continue
        elif child.dep_ not in _LOOSE or (
            tight and child.dep_ in {"acl", "prep"} and child.tag_ != "VBG"
        ):
            continue  # "the video released by", "the head of"
        past = min(past, left.i)
    return trimmed(token.doc, (first, max(past, token.i + 1))) or (token.i, token.i + 1)


def lost_end(noun: Token, past: int) -> int:
    """Return where the phrase of a subject ends that seems to end at `past`.

    "The claim that they had fired on a boat is false": the parser takes the boat for a second
    subject, and no verb has two.
    """
    verb = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.i < verb.i:
        for other in verb.lefts:
            if other.dep_ == noun.dep_ and other.left_edge.i == past:
                past = other.right_edge.i + 1
    return past


def core(token: Token) -> Range:
    """Return the phrase of a noun without apposition, clauses and all that follows a comma."""
    first, past = noun_phrase(token)
    for child in token.rights:
        if child.dep_ in {"appos", "acl", "relcl", "conj", "cc"} or child.text in {",", "(", "-"}:
            past = min(past, child.left_edge.i)
    paired = any(c.dep_ == "conj" for c in token.rights)
    if paired and first < token.i and token.doc[first].lower_ in {"neither", "either", "both"}:
        first += 1  # "neither Lund nor Oslo"
    return trimmed(token.doc, (first, max(past, token.i + 1))) or (token.i, token.i + 1)


def is_passive(verb: Token) -> bool:
    """Say whether `verb` is in the passive, or a past participle that a noun carries."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if mistaken_subject(verb) is not None:
        return False
    had = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"} and not had


def mistaken_subject(verb: Token) -> Token | None:
    """Return the subject that the parser took for a noun with a participle.

    "The institute judged in its update that ...", where the noun heads the sentence; "..., the
    institute judged.", where it hangs on what was said, or is made an apposition to it.
    """
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ not in {"VBN", "VBD"} or noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    if noun.i > verb.i or (verb.nbor(-1).text == "," and noun.dep_ != "ROOT"):
        return None
    if any(c.dep_ in _NO_SAYING for c in verb.children):
        return None
    if noun.dep_ == "ROOT":
        that = any(
            c.dep_ == "ccomp" and any(m.lower_ == "that" for m in c.children) for c in verb.children
        )
        return noun if that else None
    left, last = noun.left_edge, verb.right_edge.i + 1
    if left.i == verb.sent.start or left.nbor(-1).text != "," or noun.head.i > left.i:
        return None
    if noun.dep_ == "appos":
        speaks = noun.ent_type_ in {"ORG", "PERSON"} or (
            noun.lemma_.casefold() in cues().groups | cues().persons
        )
        # "sold to Acme, a company founded in 1990": an apposition indeed
        told = any(c.lower_ in {"a", "an"} for c in noun.children)
        closes = not any(t.is_alpha for t in verb.doc[last : verb.sent.end])
        return noun if speaks and closes and not told else None
    return noun if noun.dep_ == "npadvmod" else None


def subject_of(verb: Token) -> Token | None:
    """Return the noun that does what `verb` says, through conjunctions and infinitives."""
    for _ in range(8):
        owns = [c for c in verb.children if c.dep_ in _SUBJECTS]
        # "The previous winter, troops went": the closer is the subject, and no date is one
        owns.sort(key=lambda c: (c.ent_type_ in {"DATE", "TIME"}, abs(c.i - verb.i)))
        own = owns[0] if owns else None
        if own is not None and own.ent_type_ in {"DATE", "TIME"} and verb.dep_ == "conj":
            own = None  # "but a day later raised them"
        if own is not None:
            if own.lower_ not in _RELATIVE:
                return own
            # "footage that the army said showed tanks": the saying stands between the two
            clause = verb.head if verb.dep_ == "ccomp" and own.i < verb.head.i else verb
            return clause.head if clause.dep_ in {"relcl", "acl"} else own
        taken = stolen_subject(verb) or _glued_subject(verb)
        if taken is not None:
            return taken
        head = verb.head
        if head.i == verb.i or verb.dep_ not in _UPWARD | {"relcl"}:
            return None
        if verb.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return head
        verb = head
    return None


def _glued_subject(verb: Token) -> Token | None:
    """The subject that the parser took for a part of the verb: "and Danish intelligence suspects".

    No verb that is bent has a noun for a part.
    """
    if verb.tag_ not in {"VBZ", "VBP", "VBD"} or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    glued = before.head.i == verb.i and before.dep_ == "compound" and before.pos_ == "NOUN"
    return before if glued else None


def apposed_subject(verb: Token) -> Token | None:
    """Return the person named between commas: "They left Narvik, the mayor, Ann Lee, said".

    The parser makes him an apposition to the noun before; a verb of saying has none else.
    """
    if verb.i < 2 or verb.nbor(-1).text != "," or not cues().says(verb.lemma_):
        return None
    name = next((a for a in (verb.nbor(-2), *verb.nbor(-2).ancestors) if a.dep_ == "appos"), None)
    if name is None or name.ent_type_ != "PERSON":
        return None
    office = name.head
    kind = office.lemma_.casefold()
    if office.dep_ != "appos" or kind not in cues().persons | cues().titles:
        return None
    left = office.left_edge
    return office if left.i > verb.sent.start and left.nbor(-1).text == "," else None


def is_told_fact(clause: Token, marks: Collection[str], *, now: bool = False) -> bool:
    """Say whether a clause with one of the `marks` tells what came about: "after it left".

    In the present it does so `now` alone, as headlines tell it. One that only points back does not
    ("as it did", "as Lee warned").
    """
    if clause.dep_ not in {"advcl", "acl"}:
        return False
    mark = next(
        (c.lower_ for c in clause.lefts if c.dep_ in {"mark", "advmod"} and c.lower_ in marks), None
    )
    helpers = [c for c in clause.lefts if c.dep_ in {"aux", "auxpass"}]
    if mark is None or any(h.tag_ == "MD" for h in helpers):
        return False
    if not any(c.dep_ in {"nsubj", "nsubjpass"} for c in clause.lefts):
        return False
    back = clause.lemma_ in {"do", "have", "be"} or clause.lemma_.casefold() in cues().lemmas
    if mark == "as" and back:
        return False
    bent = [*helpers, clause]
    told = any(t.tag_ == "VBD" for t in bent) or (
        clause.tag_ == "VBN" and (not helpers or any(h.lower_ in {"has", "have"} for h in helpers))
    )
    return told or (now and any(t.tag_ in {"VBZ", "VBP"} for t in bent))


def stolen_subject(verb: Token) -> Token | None:
    """Return the subject that the parser gave to the noun before it.

    "... to Kyiv and Russia launches": joined to the noun before; "In a talk with the Mail, Ann Lee
    said": made its apposition.
    """
    if verb.tag_ not in {"VBZ", "VBP", "VBD"} or verb.i < 2:
        return None
    if any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    named = apposed_subject(verb)
    if named is not None:
        return named
    before = verb.nbor(-1)
    while before.i > verb.sent.start and before.dep_ == "advmod":
        before = before.nbor(-1)
    if before.pos_ not in {"NOUN", "PROPN"} or before.i >= verb.i or before.i == verb.sent.start:
        return None
    if before.dep_ == "conj":
        return before if verb.dep_ in {"dep", "conj"} and before.head.i != verb.head.i else None
    left = before.left_edge
    apposed = before.dep_ == "appos" and before.pos_ == "PROPN" and left.i > verb.sent.start
    return before if apposed and left.nbor(-1).text == "," else None


def asks_by(verb: Token, second: Token) -> bool:
    """Say whether "call" asks for something by the "for" or "on" that follows it.

    "Called up 900 men on Monday", "called a strike for June" and "called on Monday" do not.
    """
    if verb.lemma_.casefold() != "call":
        return True
    behind = [c for c in verb.rights if c.i < second.i]
    if any(c.dep_ == "prt" and c.lower_ in _CALLED for c in behind):
        return False
    if verb.i + 1 < second.i and verb.nbor(1).lower_ in _CALLED - {"in"}:
        return False
    if any(c.dep_ == "dobj" and c.ent_type_ not in {"DATE", "TIME"} for c in behind):
        return False
    dated = any(c.dep_ == "pobj" and c.ent_type_ in {"DATE", "TIME"} for c in second.children)
    return not (dated and second.lower_ in {"on", "upon"})
