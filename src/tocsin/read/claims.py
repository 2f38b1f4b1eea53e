"""Claims: who does what, to what, where, in the clause of a content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.read.cues import cues, word_set
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, names_event
from tocsin.read.syntax import Range, core, is_passive, noun_phrase, subject_of, trimmed
from tocsin.read.undone import undone

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Slots", "doing", "main_clause", "slots"]

_LIGHT = frozenset("be seem appear remain become stay".split())
_CARRIERS = word_set("carriers")
_OF_CLAUSES = word_set("of_clauses")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_POWERS = word_set("powers")
_ACTORS = frozenset({"GPE", "ORG", "NORP", "PERSON"})
_WHERE = frozenset(
    "in at on near into to from toward towards around along across over within outside"
    " inside".split()
)


@dataclass(frozen=True, slots=True)
class Slots:
    """What fills the places of a claim, in tokens."""

    actor: Range | None
    action: Range | None
    object: Range | None
    place: Range | None


def main_clause(root: Token) -> Token:
    """Return the word of what is really claimed: past "it is likely that", "the risk of"."""
    for _ in range(5):
        inner = _inner(root)
        if inner is None:
            return root
        root = inner
    return root


def _inner(root: Token) -> Token | None:
    if root.pos_ in {"NOUN", "PROPN", "ADP"} and root.dep_ not in {"attr", "acomp"}:
        return _below_noun(root)
    deed = undone(root)
    if deed is not None:
        return deed
    if root.lemma_ == "have":
        power = next((c for c in root.rights if c.dep_ == "dobj"), None)
        if power is not None and power.lemma_.casefold() in _POWERS:
            return _to_do(power)  # "has the capability to attack"
    light = root.lemma_ in _LIGHT or root.pos_ == "ADJ"
    carried = root.lemma_ in _CARRIERS | _LIGHT or root.pos_ == "ADJ"
    carried |= root.lemma_ in cues().participles and is_passive(root)
    subject = next((c for c in root.children if c.dep_ in {"nsubj", "expl"}), None)
    empty = subject is not None and subject.lower_ in {"it", "there"}
    named = root.lemma_ == "be" and any(c.dep_ == "attr" for c in root.children)
    for child in root.children:
        if child.i < root.i:
            continue
        if light and (child.dep_ == "acomp" or (child.dep_ == "attr" and empty)):
            below = _below(child)
            if below is not None:
                return below
        if child.dep_ == "ccomp" and light and empty:
            return child
        if child.dep_ == "xcomp" and child.tag_[:2] == "VB" and carried and not named:
            return child
    if light and subject is not None and subject.lemma_.casefold() in _OF_CLAUSES:
        return _below_noun(subject)  # "the chances of entry remain slim"
    return None


def _to_do(power: Token) -> Token | None:
    """The infinitive of "the capability or intent to attack"."""
    nouns = [power, *(c for c in power.rights if c.dep_ == "conj")]
    return next((c for n in nouns for c in n.rights if c.dep_ == "acl" and c.tag_ == "VB"), None)


def _below(child: Token) -> Token | None:
    """The clause that hangs on "likely", or on "a chance"."""
    if child.dep_ == "attr" and child.lemma_.casefold() not in _OF_CLAUSES:
        return None
    for below in child.children:
        if below.dep_ in {"ccomp", "xcomp", "acl"} and below.tag_[:2] == "VB" and below.i > child.i:
            return below
    return _below_noun(child) if child.dep_ == "attr" else None


def _below_noun(noun: Token) -> Token | None:
    """What a noun such as "risk" or "concern", or a preposition, is about: a verb, else a noun."""
    if noun.pos_ != "ADP" and noun.lemma_.casefold() not in _OF_CLAUSES:
        return None
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in {"acl", "ccomp", "pcomp", "relcl"} and child.tag_[:2] == "VB":
            return child
        if child.dep_ == "prep" and child.lower_ in {"of", "about", "for", "over", "that"}:
            return _below_noun(child)
        if child.dep_ == "pobj":
            return doing(child) or child
    return None


def doing(noun: Token) -> Token | None:
    """Return the participle that says what a noun does: "countries opening a front"."""
    return next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBG"), None)


def slots(doc: Doc, content: Range, root: Token) -> Slots:
    """Return the slots of the claim that `root` heads, within `content`.

    The actor alone may stand before it in the sentence: "he came, but did not stay".
    """
    verb = main_clause(root)
    verb = _event_of(verb) or verb
    actor, target = _of_noun(verb) if verb.pos_ in {"NOUN", "PROPN"} else _ends(verb, content)
    return Slots(
        actor=None if actor is None else _doer(actor),
        action=_kept(doc, _action(verb), content),
        object=_kept(doc, None if target is None else noun_phrase(target), content),
        place=_kept(doc, _place(verb, target), content),
    )


def _event_of(verb: Token) -> Token | None:
    """The event of which a clause only says how likely it is: "an attack is not imminent"."""
    rated = any(c.dep_ == "acomp" and c.lower_ in LIKELIHOOD_ADJECTIVES for c in verb.rights)
    if verb.lemma_ not in _LIGHT or not rated:
        return None
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
    return subject if subject is not None and names_event(subject) else None


def _doer(noun: Token) -> Range:
    """The phrase of who acts, all of those that are joined by "and", without appositions."""
    first, past = noun_phrase(noun)
    for child in noun.rights:
        if child.dep_ in {"appos", "acl", "relcl"} or child.text == "(":
            past = min(past, child.left_edge.i)
    return trimmed(noun.doc, (first, max(past, noun.i + 1))) or (noun.i, noun.i + 1)


def _ends(verb: Token, content: Range) -> tuple[Token | None, Token | None]:
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
    subject = _subject(verb, content)
    return subject, target


def _subject(verb: Token, content: Range) -> Token | None:
    """Who does what a verb says; where the parser lost him, the last subject before it.

    None for "it" and "there" that stand for nobody, and for one who only says it.
    """
    able = _able(verb) or _goes_on(verb, content)
    if able is not None:
        return able
    found = subject_of(verb)
    clause = verb.head if verb.dep_ == "ccomp" else verb
    if found is not None and clause.dep_ == "relcl" and found.i == clause.head.i:
        return found  # "an attempt that would fail", "footage that he said shows it"
    if found is not None and found.dep_ != "expl":
        own = found.head.i == verb.i or found.i >= content[0] or verb.dep_ in {"conj", "xcomp"}
        if own and not (found.lower_ == "it" and found.head.i != verb.i):
            return found
    if found is not None and found.head.i == verb.i:
        return None
    before = [
        t for t in verb.doc[content[0] : verb.i]
        if t.dep_ in {"nsubj", "nsubjpass"} and t.lower_ not in {"it", "there"}
    ]  # fmt: skip
    return before[-1] if before else None


def _able(verb: Token) -> Token | None:
    """Who "has the capability or intent" to do what a verb says."""
    power = verb.head
    while power.dep_ == "conj":
        power = power.head
    has = power.dep_ == "dobj" and power.head.lemma_ == "have"
    if verb.dep_ == "acl" and has and power.lemma_.casefold() in _POWERS:
        return subject_of(power.head)
    return None


def _goes_on(verb: Token, content: Range) -> Token | None:
    """Who did what was said first: "Ruritania is arming, the ministry said, and will attack".

    The parser joins what follows to the verb of saying; its content begins behind that verb.
    """
    while verb.dep_ in {"xcomp", "acomp"}:
        verb = verb.head  # "but is unlikely to attack"
    said = verb.head
    behind = said.i < content[0] <= verb.i
    if verb.dep_ != "conj" or not behind or any(c.dep_ in _SUBJECTS for c in verb.lefts):
        return None
    told = next((c for c in said.lefts if c.dep_ == "ccomp"), None)
    told = said.head if said.dep_ == "parataxis" else told
    teller = next((c for c in said.children if c.dep_ in _SUBJECTS), None)
    if told is None or teller is None or told.i > teller.i:
        return None
    return subject_of(told)


def _of_noun(noun: Token) -> tuple[Token | None, Token | None]:
    """Who does and what is done to, where a noun names the deed: "the loss of tanks"."""
    actor = next((c for c in noun.children if c.dep_ == "poss"), None)
    actor = actor or next(
        (c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.ent_type_), None
    )
    target = None
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "by", "from"}:
            about = next((c for c in child.children if c.dep_ == "pobj"), None)
            if actor is None and about is not None and about.ent_type_ in _ACTORS:
                actor = about
            elif child.lower_ == "of":
                target = about
    return actor, target


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
            if prep.dep_ not in {"prep", "conj", "dative"} or prep.lower_ not in _WHERE:
                continue
            for noun in prep.children:
                if noun.dep_ == "pobj" and any(
                    t.ent_type_ in {"GPE", "LOC", "FAC"} for t in noun.subtree
                ):
                    return core(noun)
    return None


def _kept(doc: Doc, found: Range | None, content: Range) -> Range | None:
    if found is None:
        return None
    first, past = max(found[0], content[0]), min(found[1], content[1])
    return trimmed(doc, (first, past)) if first < past else None
