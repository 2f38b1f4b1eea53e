"""Given: what somebody gives a likelihood to: "gives a 30 percent chance to a raid"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import word_set
from tocsin.read.phrases import is_likelihood, sizes, word_of
from tocsin.read.syntax import Range, is_passive, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["given_by", "given_to", "is_sized"]

_THINGS_GIVEN = frozenset({"dobj", "nsubjpass", "ccomp"})
_TO = frozenset({"to", "on"})
_TARGETS = frozenset({"prep", "dative"})
_COMPLEMENTS = frozenset({"acl", "relcl", "ccomp"})
_WHEN = frozenset({"prep", "npadvmod"})
_MEASURING = frozenset({"per", "cent", "percent", "%", "in"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})


def given_by(verb: Token) -> tuple[Token, Range] | None:
    """Return the noun of the likelihood that a verb gives, and what it gives it to."""
    if verb.lemma_ not in _givers():
        return None
    for noun in verb.subtree:
        if is_likelihood(noun) and _giver(noun) == verb:
            given = given_to(noun)
            return None if given is None else (noun, given)
    return None


def given_to(noun: Token) -> Range | None:
    """Return what the likelihood that a noun names is given to, None where that is not told so.

    "Gives a 30 percent chance to a raid", "puts a probability of 30 per cent on a raid", "gives a
    raid on the port odds of one in five".
    """
    verb = _giver(noun)
    if verb is None or not is_sized(noun) or _is_of_its_own(noun):
        return None
    return _before(noun, verb) or _behind(noun, verb)


def is_sized(noun: Token) -> bool:
    """Say whether a likelihood has its size beside it: "a slim chance", "odds of one in five"."""
    before = [t for c in noun.lefts for t in c.subtree]
    sized = any(_counts(t) or word_of(t) in sizes() for t in before)
    return sized or any(_is_number(c) for c in noun.rights)


def _givers() -> frozenset[str]:
    return word_set("likelihood_givers")


def _to_whom() -> frozenset[str]:
    return word_set("likelihood_to_whom")


def _giver(noun: Token) -> Token | None:
    """The verb that gives it.

    "Gives Oslo joining the war odds of": hung on what Oslo does; "gives a raid on Oslo odds of":
    taken for a part of the place.
    """
    verb = noun.head
    glued = noun.dep_ == "pobj" and any(c.dep_ == "compound" for c in noun.lefts)
    if glued:
        over = verb.head.head if verb.head.dep_ == "dobj" else verb.head
        return over if over.lemma_ in _to_whom() and any(map(_is_number, noun.rights)) else None
    if verb.lemma_ not in _givers() and verb.tag_ == "VBG":
        verb = verb.head if noun.i > verb.i > verb.head.i else verb
    told = noun.dep_ in _THINGS_GIVEN and verb.pos_ == "VERB"
    return verb if told and verb.lemma_ in _givers() else None


def _is_number(child: Token) -> bool:
    """Over the "of" of "odds of one in five", "a probability of 30 per cent"."""
    return (
        child.dep_ == "prep"
        and child.lower_ == "of"
        and any(_counts(t) for t in child.subtree if t.i <= child.i + 3)
    )


def _counts(token: Token) -> bool:
    return token.like_num or token.text == "%"


def _is_of_its_own(noun: Token) -> bool:
    """Say whether the noun itself tells what it is of: "a 30 percent chance of a raid"."""
    return any(
        (c.dep_ == "prep" and c.lower_ in {"of", "for"} and not _is_number(c))
        or c.dep_ in _COMPLEMENTS
        for c in noun.rights
    )


def _before(noun: Token, verb: Token) -> Range | None:
    """What stands between the verb and the likelihood: "gives a raid on the port odds of"."""
    if verb.lemma_ not in _to_whom() or verb.i > noun.i:
        return None
    doc, past = noun.doc, noun.i
    while past - 1 > verb.i and _is_of_size(doc[past - 1]):
        past -= 1
    if past < noun.i and doc[past - 1].dep_ == "det":
        past -= 1
    thing = trimmed(doc, (verb.i + 1, past))
    named = thing is not None and any(t.pos_ in _NAMING for t in doc[thing[0] : thing[1]])
    return thing if named else None


def _is_of_size(token: Token) -> bool:
    """Say whether a word before a likelihood tells how large it is."""
    return _counts(token) or word_of(token) in sizes() or token.lower_ in _MEASURING


def _behind(noun: Token, verb: Token) -> Range | None:
    """What a "to" or "on" behind it names, with when and where that is to be."""
    passive = is_passive(verb)
    for child in verb.rights:
        if child.dep_ not in _TARGETS or child.lower_ not in _TO or child.i < noun.i:
            continue
        thing = next((c for c in child.rights if c.dep_ in {"pobj", "pcomp"}), None)
        if thing is None:
            continue
        first, past = thing.left_edge.i, thing.right_edge.i + 1
        for more in verb.rights:
            if more.left_edge.i == past and more.dep_ in _WHEN:
                past = more.right_edge.i + 1
        if passive:
            past = min([past, *(t.i for t in thing.rights if t.lower_ == "by")])
        return trimmed(noun.doc, (first, past))
    return None
