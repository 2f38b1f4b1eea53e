"""Warned: warnings of a deed of one's own, which are threats: "Oslo warned it would strike"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.cues import cues, word_set
from tocsin.read.descriptions import nations_in
from tocsin.read.phrases import names_event
from tocsin.read.registered import states_of_official
from tocsin.read.scope import auxiliaries
from tocsin.read.syntax import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_own_deed"]

_WILL = frozenset({"will", "would", "'ll", "’ll", "'d", "’d", "shall", "wo"})
_WARNING = frozenset({"warn", "caution", "alert"})
_HARM = word_set("harm")
_RULERS = word_set("rulers")
_OF_STATES = word_set("of_states")
_GOVERNING = _RULERS | _OF_STATES | {"minister", "commander", "spokesman", "general"}
_ITS = frozenset({"its", "their", "his", "her", "our", "my"})
_ONE = frozenset({"he", "she", "i"})
_MANY = frozenset({"they", "we"})
_MARKED = frozenset({"amod", "compound", "poss", "nmod"})


def is_own_deed(root: Token) -> bool:
    """Say whether the clause that a warning holds tells what who warns will do to another.

    "Norland warned that it would close the strait", "its army warned that Norland would".
    By whose deed it is: that of the one who speaks, of his state, or of what is theirs.
    """
    saying = _warning_over(root)
    if saying is not None and _is_answer(root, saying):
        return True
    deeds = _HARM | set(load("read_doubt.yaml")["warned_deeds"])
    helpers = {h.lower_ for h in auxiliaries(root)}
    if saying is None or root.lemma_ not in deeds or not helpers & _WILL or "have" in helpers:
        return False
    if is_passive(root) or any(c.dep_ == "neg" for c in root.children):
        return False
    doer = next((c for c in root.lefts if c.dep_ == "nsubj"), None)
    speaker = next((c for c in saying.lefts if c.dep_ == "nsubj"), None)
    if doer is None or speaker is None:
        return False
    if doer.pos_ == "PRON":
        return _is_himself(doer, speaker)
    if any(c.dep_ == "poss" and c.lower_ in _ITS for c in doer.lefts):
        return True
    return bool(_states(doer) & _spoken_for(speaker))


def _warning_over(root: Token) -> Token | None:
    """The verb of warning whose clause this is, before it or behind it."""
    if root.dep_ == "ccomp" and root.head.lemma_ in _WARNING:
        return root.head
    return next((c for c in root.children if c.dep_ == "parataxis" and c.lemma_ in _WARNING), None)


def _is_answer(root: Token, saying: Token) -> bool:
    """Say whether a ruler or an army warns of what another's deed will be answered with.

    "Any raid would be met with a harsh response", "will not go unanswered": whoever answers for
    what a state does tells of its own deed, unless it names who else would answer.
    """
    speaker = next((c for c in saying.lefts if c.dep_ == "nsubj"), None)
    helpers = {h.lower_ for h in auxiliaries(root)}
    if speaker is None or not _acts(speaker) or not helpers & _WILL or "have" in helpers:
        return False
    if root.lemma_ in _words("treating"):
        as_ = next((c for c in root.rights if c.lower_ == "as"), root)
        taken = (c for c in as_.rights if c.dep_ in {"pobj", "oprd"})
        doer = next((c for c in root.lefts if c.dep_ == "nsubj"), None)
        return (
            doer is not None
            and doer.pos_ == "PRON"
            and _is_himself(doer, speaker)
            and any(c.lemma_.casefold() in _words("targets") for c in taken)
        )
    if any(c.dep_ == "neg" for c in root.children):
        spared = any(c.lower_ in _words("unanswered") for c in root.rights)
        return spared and root.lemma_ in {"go", "be", "leave", "remain"}
    deed = next((c for c in root.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if deed is None or not names_event(deed):
        return False
    if not is_passive(root):
        answer = next((c for c in root.rights if c.dep_ == "dobj"), None)
        return root.lemma_ in _words("drawing") and _is_own_answer(answer, speaker)
    by = next((g for c in root.rights if c.dep_ in {"agent", "prep"} and c.lower_ in {"by", "with"}
               for g in c.rights if g.dep_ == "pobj"), None)  # fmt: skip
    if root.lemma_ in _words("put_down"):
        return by is None or bool(_states(by) & _spoken_for(speaker))
    return root.lemma_ in _words("answered") and _is_own_answer(by, speaker)


def _is_own_answer(answer: Token | None, speaker: Token) -> bool:
    """Say whether an answer is nobody else's: no "response from Sweden", no "Swedish response"."""
    if answer is None or answer.lemma_.casefold() not in _words("answers"):
        return False
    if any(c.dep_ == "prep" and c.lower_ in {"from", "by", "of"} for c in answer.rights):
        return False
    others = _states(answer) - _spoken_for(speaker)
    return not others


def _acts(speaker: Token) -> bool:
    """Say whether one who speaks is a state, or governs or fights for one."""
    kinds = {speaker.lemma_.casefold()}
    return bool(_spoken_for(speaker)) or bool(kinds & _GOVERNING)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("read_doubt.yaml")[name])


def _is_himself(doer: Token, speaker: Token) -> bool:
    """Say whether a pronoun can stand for who speaks: no "it" for a person, no "he" for a body."""
    person = speaker.ent_type_ == "PERSON" or speaker.lemma_.casefold() in cues().persons
    many = speaker.tag_ in {"NNS", "NNPS"}
    if doer.lower_ in _ONE:
        return person and not many
    if doer.lower_ in _MANY:
        return many or not person
    # "The weather service warned that it would hit the coast": a storm would
    acts = speaker.ent_type_ == "GPE" or speaker.pos_ == "PROPN"
    acts = acts or speaker.lemma_.casefold() in _OF_STATES | word_set("generic_bodies")
    return doer.lower_ == "it" and not person and acts and speaker.lemma_.casefold() != "service"


def _states(noun: Token) -> frozenset[str]:
    """The states that a noun is, or is marked as of: "Norway", "Norwegian ships"."""
    own = [noun] if noun.ent_type_ == "GPE" else []
    return nations_in([*own, *(c for c in noun.lefts if c.dep_ in _MARKED)])


def _spoken_for(speaker: Token) -> frozenset[str]:
    """The states whose deeds a speaker can tell as his own: a state, or who governs or fights."""
    if speaker.ent_type_ == "GPE":
        return nations_in([speaker])
    words = {t.lemma_.casefold() for t in (speaker, *speaker.lefts)}
    known = states_of_official(speaker.text) if speaker.pos_ == "PROPN" else None
    if known is not None:
        return known
    return _states(speaker) if words & _GOVERNING else frozenset()
