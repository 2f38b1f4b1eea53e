"""Trailing: "…, harbour master Ann Lee has said" where the parser put her beside a noun before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["trailing"]

LONGEST = 9
"""Words of a speaker with office, at the most."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "PART"})
BESIDE = frozenset({"appos", "conj", "nsubj", "dep", "npadvmod"})
CLAUSES = frozenset({"advcl", "ccomp", "conj", "relcl", "parataxis"})
LOOSE = frozenset({"prep", "npadvmod", "advmod", "punct"})


def trailing(sentence: Sentence) -> None:
    """Give the last verb of a sentence, one of saying, the name right before it as its subject.

    "The port stays shut until winter, harbour master Ann Lee said": not "until winter said", and
    not "winter, Lee". Only where a comma parts the name, by an office or alone, from a clause.
    """
    verb = _last_verb(sentence)
    if verb is None:
        return
    name = verb.nbor(-2) if verb.nbor(-1).lower_ in {"has", "have", "had"} else verb.nbor(-1)
    first = name.i
    while first > sentence.start and sentence.doc[first - 1].pos_ in NAMING:
        first -= 1
    comma = first - 1
    if name.pos_ != "PROPN" or comma <= sentence.start or name.i - first >= LONGEST:
        return
    own = sentence.doc[first : name.i]
    if sentence.doc[comma].text != "," or not all(name.is_ancestor(word) for word in own):
        return
    if name.head.i >= comma or name.dep_ not in BESIDE:
        return
    if not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in sentence.doc[sentence.start : comma]):
        return
    _give(verb, name, comma)


def _last_verb(sentence: Sentence) -> Token | None:
    """Return the verb of saying behind which the sentence tells nothing more."""
    for word in reversed(list(sentence)[3:]):
        if word.pos_ in {"VERB", "AUX"}:
            said = word.tag_ in {"VBD", "VBZ", "VBP", "VBN"} and cues().says(word.lemma_)
            loose = all(child.dep_ in LOOSE for child in word.rights)
            rooted = word.dep_ == "ROOT" or word.dep_ in CLAUSES
            return word if said and loose and rooted else None
    return None


def _give(verb: Token, name: Token, comma: int) -> None:
    """Hang the name on the verb, and make all before the comma what is said."""
    over = verb.head
    if verb.dep_ != "ROOT":
        # What the parser took for the verb's own subject and the like belongs to the clause before.
        mark = next((c for c in verb.lefts if c.dep_ == "mark" and c.i < comma), None)
        for stray in [c for c in verb.lefts if c.i < comma and c.dep_ != "mark"]:
            stray.head, stray.dep_ = (over, "npadvmod") if mark is None else (mark, "pobj")
        if mark is not None:
            mark.head, mark.dep_ = over, "prep"
        top = over
        while top.head.i != top.i:
            top = top.head
        verb.head, verb.dep_ = verb, "ROOT"
        top.head, top.dep_ = verb, "ccomp"
    else:
        clause = next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
        strays = [c for c in verb.lefts if c.i < comma and c.dep_ in SUBJECTS]
        if clause is not None:
            for stray in strays:
                stray.head, stray.dep_ = clause, "npadvmod"
    name.head, name.dep_ = verb, "nsubj"
