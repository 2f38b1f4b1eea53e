"""Absence: that someone looked for something and did not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.cues import cues, word_set
from tocsin.read.inversions import denied_at_front
from tocsin.read.scope import is_bound, is_yet_to
from tocsin.read.syntax import Range, subtree, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["absence_in"]

_LOOKING = word_set("looking")
_POINTING = frozenset({"indicate", "suggest", "show", "signal", "imply"})
_SIGNS = word_set("signs")
_MATTER = word_set("matter")
_BODIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_GIVING = frozenset(load("read_doubt.yaml")["giving"])
_UNSEEABLE = frozenset(load("read_doubt.yaml")["unseeable"])
_IMAGES = frozenset(load("read_doubt.yaml")["images"])
_SHOWING = frozenset(load("read_doubt.yaml")["showing"])
_COMING = frozenset(load("read_doubt.yaml")["coming"])
_FORMING = frozenset(load("read_doubt.yaml")["forming"])
_GROUPS = frozenset({"group", "grouping", "force", "column", "formation", "concentration"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOBODY = frozenset({"nothing", "none", "nobody"})
_MODAL = frozenset({"will", "would", "may", "might", "should", "must"})


def absence_in(doc: Doc, content: Range) -> Range | None:
    """Return the words of a content that say: looked for, not seen; None when none do.

    A verb of seeing that is negated or whose object is none ("no launches were recorded"), "no sign
    of", the bare "no tanks" of someone who tells what is there, and what has not come.
    """
    for token in doc[content[0] : content[1]]:
        if token.tag_[:2] == "VB" and token.lemma_ in _LOOKING | _SHOWING:
            looks = _can_look(token) if token.lemma_ in _LOOKING else _is_of_images(token)
            found = _unseen(token) if looks else None
        elif token.lemma_ in _SIGNS and _no(token) and not _is_kept_back(token):
            found = subtree(token)
        else:
            continue
        if found is not None:
            return _within(doc, found, content)
    for token in doc[content[0] : content[1]]:
        nothing = _nothing(token)
        if nothing is not None:
            return _within(doc, nothing, content)
        if token.lower_ == "any" and token.dep_ == "det" and _is_not_brought(token.head):
            return _within(doc, _clause(token.head.head), content)
        noun = _lacking(token)
        if noun is None or not _is_matter(noun):
            continue
        there = noun.head
        if {c.lower_ for c in there.children if c.dep_ == "aux"} & _MODAL:
            continue  # "there will be no raid" tells of no look
        exists = noun.dep_ in {"attr", "conj", "appos", "dobj"} and (
            noun.dep_ in {"conj", "appos"} or there.lemma_ in {"be", "see", "have", *_LOOKING}
        )
        if exists:
            first, past = subtree(noun)
            but = next((c.i for c in noun.rights if c.lower_ == "but"), past)
            return _within(doc, (first, min(but, past)), content)  # "no tanks but three guns"
        if noun.dep_ in _SUBJECTS and _has_not_come(there):
            return _within(doc, subtree(there), content)
    return None


def _nothing(token: Token) -> Range | None:
    """What a "nothing" or "nobody" says was not there: "nothing came", "nothing to indicate it"."""
    if token.lower_ == "nothing" and _points_to_it(token):
        return subtree(token)
    came = token.lower_ in _NOBODY and token.dep_ in _SUBJECTS and _has_not_come(token.head)
    return subtree(token.head) if came else None


def _is_of_images(verb: Token) -> bool:
    """Say whether images show a thing, or do not: "the images show no new vehicles"."""
    return any(c.dep_ == "nsubj" and c.lemma_.casefold() in _IMAGES for c in verb.lefts)


def _points_to_it(nothing: Token) -> bool:
    """Say whether there is nothing by which a thing could be told: "nothing to indicate a raid"."""
    if nothing.head.lemma_ not in {"be", *_LOOKING}:
        return False
    for verb in nothing.rights:
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)
        of = any(c.dep_ in {"dobj", "ccomp"} for c in verb.rights)
        if to and of and verb.lemma_ in _POINTING:
            return True
    return False


def _lacking(token: Token) -> Token | None:
    """The noun of which a word says that there is none: "no", "not one", "not a single", "any"."""
    if token.lower_ == "no" and token.dep_ == "det" and not is_bound(token):
        return token.head
    before = token.nbor(-1).lower_ if token.i else ""
    if token.lower_ == "one" and before == "not" and token.dep_ == "nummod":
        return token.head
    if token.lower_ == "single" and before == "a" and token.i > 1:
        return token.head if token.nbor(-2).lower_ == "not" else None
    return None


def _is_not_brought(noun: Token) -> bool:
    """Say whether others, whom the speaker watches, bring none of a thing."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in {"bring", "carry", "unload", "haul"}:
        return False
    others = any(c.dep_ == "nsubj" and c.lower_ == "they" for c in verb.children)
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    denied = any(c.dep_ == "neg" for c in verb.children)
    return others and denied and not helpers & _MODAL and _is_matter(noun)


def _has_not_come(verb: Token) -> bool:
    """Say whether a verb tells what watchers would have seen: "have come", "is being formed"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if helpers & _MODAL:
        return False
    if verb.tag_ == "VBG" and verb.head.lemma_ in _LOOKING:
        return True  # "reported no column taking shape"
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    if passive:
        return verb.lemma_ in _FORMING and bool(helpers & {"being", "been"})
    return verb.lemma_ in _COMING and verb.tag_ != "VB"


def _can_look(verb: Token) -> bool:
    """Say whether the subject of a verb of seeing has eyes: no year or tenure "sees" anything."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "NOUN" or subject.ent_type_ in _BODIES:
        return True
    known = cues().persons | cues().groups | cues().documents | {"people", "analyst", "monitor"}
    lemma = subject.lemma_.lower()
    return lemma in known or lemma.endswith(("er", "or", "ist", "man", "ian", "ant"))


def _is_kept_back(noun: Token) -> bool:
    """Say whether proof is not given in a quarrel: nobody looked for it."""
    return noun.dep_ in {"dobj", "conj"} and noun.head.lemma_ in _GIVING


def _is_matter(noun: Token) -> bool:
    """Say whether a noun is something that watchers look for: "carriers", "build-up"."""
    if noun.lemma_.casefold() in _GROUPS:  # "strike group"
        return (
            any(
                c.dep_ in {"compound", "amod"} and c.lemma_.casefold() in _MATTER | {"assault"}
                for c in noun.children
            )
            or noun.lemma_.casefold() in _MATTER
        )
    units = {"brigade", "battalion", "regiment", "division"}
    known = {noun.lemma_.casefold(), noun.lower_} & (_MATTER | units)
    return bool(known) or noun.lower_ == "up"


def _unseen(verb: Token) -> Range | None:
    """The clause of a verb of seeing, when nothing was seen."""
    if {c.lower_ for c in verb.children if c.dep_ == "aux"} & _MODAL:
        return None
    if any(c.dep_ == "dobj" and _is_no_thing(c) for c in verb.children):
        return None
    denied = any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children)
    denied |= is_yet_to(verb)
    if denied or denied_at_front(verb):
        objects = [c for c in verb.children if c.dep_ in {"dobj", "ccomp", "nsubjpass"}]
        return _clause(verb) if objects else None
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"} and _no(child):
            return _clause(verb)
        if child.dep_ == "ccomp" and any(
            _no(c) for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}
        ):
            return _clause(verb)
    return None


def _is_no_thing(noun: Token) -> bool:
    """Over "saw no need to", which is a judgement, and over "what it does not see"."""
    return noun.lemma_.lower() in _UNSEEABLE or noun.lower_ in {"what", "whatever"}


def _no(noun: Token) -> bool:
    if noun.lower_ in _NOBODY:
        return True
    if any(c.dep_ == "neg" for c in noun.head.children) and any(
        c.lower_ == "any" for c in noun.children
    ):
        return True
    return any(
        c.lower_ in {"no", "zero"}
        and c.dep_ in {"det", "neg", "nummod", "advmod"}
        and not is_bound(c)
        for c in noun.children
    )


def _clause(verb: Token) -> Range:
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    first, past = subtree(verb)
    if subject is not None and subject.dep_ == "nsubj":
        first = max(first, min(c.i for c in [verb, *verb.children] if c.i > subject.i))
    for child in verb.children:
        if child.dep_ in {"conj", "cc"} and child.i > verb.i:
            past = min(past, child.left_edge.i)
    return first, max(past, verb.i + 1)


def _within(doc: Doc, found: Range, content: Range) -> Range | None:
    return trimmed(doc, (max(found[0], content[0]), min(found[1], content[1])))
