"""Claims: who does what, to what, where, in the clause of a content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.read.syntax import Range, core, is_passive, noun_phrase, subject_of, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Slots", "main_clause", "slots"]

_LIGHT = frozenset("be seem appear remain become stay".split())
_CARRIERS = frozenset(
    "want try attempt plan intend continue begin start prepare agree decide refuse threaten".split()
)
_OF_CLAUSES = frozenset(
    "chance likelihood possibility probability risk prospect danger odds sign indication evidence concern fear worry"
    " doubt hope fact claim report belief rumor rumour speculation suggestion".split()
)
_WHERE = frozenset(
    "in at on near into to from toward towards around along across over within outside inside".split()
)


@dataclass(frozen=True, slots=True)
class Slots:
    """What fills the places of a claim, in tokens."""

    actor: Range | None
    action: Range | None
    object: Range | None
    place: Range | None


def main_clause(root: Token) -> Token:
    """Return the verb of what is really claimed: past "it is likely that", "X wants to"."""
    for _ in range(4):
        inner = _inner(root)
        if inner is None:
            return root
        root = inner
    return root


def _inner(root: Token) -> Token | None:
    light = root.lemma_ in _LIGHT
    subject = next((c for c in root.children if c.dep_ in {"nsubj", "expl"}), None)
    empty = subject is not None and subject.lower_ in {"it", "there"}
    for child in root.children:
        if child.i < root.i:
            continue
        if light and child.dep_ in {"acomp", "attr"}:
            for below in child.children:
                if child.dep_ == "attr" and child.lemma_.casefold() not in _OF_CLAUSES:
                    break
                if (
                    below.dep_ in {"ccomp", "xcomp", "acl"}
                    and below.tag_[:2] == "VB"
                    and below.i > child.i
                ):
                    return below
        if child.dep_ == "ccomp" and light and empty:
            return child
        if child.dep_ == "xcomp" and child.tag_[:2] == "VB" and root.lemma_ in _CARRIERS | _LIGHT:
            return child
    return None


def slots(doc: Doc, content: Range, root: Token) -> Slots:
    """Return the slots of the claim that `root` heads, all within `content`."""
    verb = main_clause(root)
    actor, target = _ends(verb)
    if actor is None and verb.pos_ in {"NOUN", "PROPN"}:
        actor = None
    return Slots(
        actor=_kept(doc, None if actor is None else core(actor), content),
        action=_kept(doc, _action(verb), content),
        object=_kept(doc, None if target is None else noun_phrase(target), content),
        place=_kept(doc, _place(verb, target), content),
    )


def _ends(verb: Token) -> tuple[Token | None, Token | None]:
    """The noun that acts and the noun that is acted upon."""
    if verb.tag_[:2] != "VB" and verb.pos_ not in {"VERB", "AUX"}:
        return None, None
    target = next((c for c in verb.children if c.dep_ in {"dobj", "attr", "oprd"}), None)
    if is_passive(verb):
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        by = None if agent is None else next((c for c in agent.children if c.dep_ == "pobj"), None)
        patient = next((c for c in verb.children if c.dep_ == "nsubjpass"), None) or subject_of(
            verb
        )
        return by, patient or target
    subject = subject_of(verb)
    if subject is not None and subject.lower_ in {"it", "there"} and subject.dep_ == "expl":
        subject = None
    return subject, target


def _action(verb: Token) -> Range:
    first = past = verb.i
    for child in verb.children:
        if child.dep_ == "prt" and child.i == past + 1:
            past += 1
    return first, past + 1


def _place(verb: Token, target: Token | None) -> Range | None:
    for head in (verb, target):
        if head is None:
            continue
        for prep in head.children:
            if prep.dep_ not in {"prep", "conj"} or prep.lower_ not in _WHERE:
                continue
            for noun in prep.children:
                if noun.dep_ == "pobj" and any(
                    t.ent_type_ in {"GPE", "LOC", "FAC"} for t in noun.subtree
                ):
                    return noun_phrase(noun)
    return None


def _kept(doc: Doc, found: Range | None, content: Range) -> Range | None:
    if found is None:
        return None
    first, past = max(found[0], content[0]), min(found[1], content[1])
    return trimmed(doc, (first, past)) if first < past else None
