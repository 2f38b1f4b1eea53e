"""Passives: what is told to be said or thought by somebody: "It was claimed by Lee that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import cues
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, word_of
from tocsin.read.syntax import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

__all__ = ["said_by"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_ASTRAY = frozenset({"relcl", "acl", "advcl", "ccomp"})
_TIMES = frozenset({"DATE", "TIME", "CARDINAL"})
_JUDGING = frozenset({"judge", "consider", "deem", "reckon", "believe", "think", "hold"})


def said_by(sentence: Sentence) -> None:
    """Hang on a verb of saying or judging what is said, past who says it.

    "It was claimed by the rebels that troops came": no clause on the rebels. "Troops were said by
    Oslo to have come", "was described by the general as near", "does not judge a raid to be near":
    what is said or judged is the verb's.
    """
    for verb in sentence:
        if verb.tag_[:2] != "VB" or not _tells(verb):
            continue
        if verb.lemma_ in _JUDGING:
            _judged_to_be(verb)
        thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
        if thing is not None:
            _as(verb, thing)
        _by(verb)
        who = next((c for c in verb.rights if c.dep_ == "agent"), None)
        if who is None or not is_passive(verb):
            continue
        name = next((c for c in who.rights if c.dep_ == "pobj"), None)
        if name is not None:
            _that(verb, name)
            _to(verb, name)
            _as(verb, name)


def _by(verb: Token) -> None:
    """Who called it so, hung on what it was called: "called unlikely by diplomats"."""
    for rated in verb.rights:
        by = next((c for c in rated.rights if c.dep_ == "prep" and c.lower_ == "by"), None)
        if by is None or rated.dep_ != "oprd" or word_of(rated) not in LIKELIHOOD_ADJECTIVES:
            continue
        for noun in by.rights:
            known = noun.ent_type_ or noun.lemma_.casefold() in cues().persons | cues().groups
            if noun.dep_ == "pobj" and known and noun.ent_type_ not in _TIMES:
                by.head, by.dep_ = verb, "agent"
                return


def _that(verb: Token, name: Token) -> None:
    """The clause of "It was claimed by the rebels that troops came"."""
    it = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    if it is None or it.lower_ != "it":
        return
    for said in [*name.rights, *verb.rights]:
        opening = said.left_edge
        own = next((c for c in said.lefts if c.dep_ in _SUBJECTS and c.i != opening.i), None)
        if said.dep_ not in _ASTRAY or opening.lower_ != "that" or opening.i < name.i:
            continue
        if own is not None and opening.dep_ in {"mark", "dobj", "nsubj"}:
            said.head, said.dep_ = verb, "ccomp"
            opening.head, opening.dep_, opening.tag_ = said, "mark", "IN"
            return


def _to(verb: Token, name: Token) -> None:
    """The infinitive of "Troops were said by Oslo to have come"."""
    for done in [*name.rights, *verb.rights]:
        opened = done.left_edge.lower_ == "to" and done.left_edge.dep_ == "aux"
        close = done.left_edge.i == name.right_edge.i + 1 or done.head.i == name.i
        if opened and close and done.dep_ in {"relcl", "acl", "advcl"}:
            done.head, done.dep_ = verb, "xcomp"
            return


def _as(verb: Token, name: Token) -> None:
    """What it is put as in "was described by the general as near", "assess a raid as likely"."""
    cue = cues().verbs.get((verb.lemma_.casefold(), None), ())
    near = next((c for c in name.rights if c.dep_ == "prep" and c.lower_ == "as"), None)
    if near is None or not any("object as" in each.frames for each in cue):
        return
    likely = any(word_of(c) in LIKELIHOOD_ADJECTIVES for c in near.rights)
    if likely or name.dep_ == "pobj":
        near.head = verb


def _judged_to_be(verb: Token) -> None:
    """What is judged to be so: "judges a raid to be near", where the parser hung it on the raid."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if thing is None:
        return
    for be in thing.rights:
        to = next((c for c in be.lefts if c.lower_ == "to" and c.dep_ == "aux"), None)
        likely = next((c for c in be.rights if c.dep_ == "acomp"), None)
        bare = to is not None and be.left_edge.i == to.i and be.dep_ in {"relcl", "acl"}
        if be.lemma_ == "be" and bare and likely is not None:
            be.head, be.dep_ = verb, "ccomp"
            thing.head, thing.dep_ = be, "nsubj"
            return


def _tells(verb: Token) -> bool:
    entries = cues().verbs.get((verb.lemma_.casefold(), None), ())
    return any(entry.speaks or entry.act == "observation" for entry in entries)
