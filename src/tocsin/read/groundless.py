"""Groundless: what nothing, or little, points to: "nothing to suggest that a raid is likely"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.read.cues import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_nothing", "nothing_points_to"]

_GROUNDING = word_set("grounding")
_NOTHING = frozenset({"nothing", "none"})
_LITTLE = frozenset({"little", "few"})
_ANYTHING = frozenset({"anything", "much", "lot", "any"})
_HARDLY = frozenset({"hardly", "scarcely", "barely", "not", "n't", "n’t", "never"})
_MEANT = frozenset({"ccomp", "xcomp", "dobj", "prep", "oprd", "acomp", "pcomp", "pobj"})
_APART = frozenset({"advcl", "parataxis", "appos"})
_BEFORE = frozenset({"nsubj", "nsubjpass", "attr", "dobj", "pobj"})


def nothing_points_to(word: Token) -> bool:
    """Say whether nothing, or little, is said to point to what a word tells.

    Of "nothing to suggest that a raid is likely", "little pointed to a likely raid" the *likely*.
    What "a little" or "much" points to is pointed to.
    """
    below = word
    for verb in word.ancestors:
        if below.dep_ in _APART or (below.dep_ == "relcl" and _is_beside(below)):
            return False
        points = verb.lemma_ in _GROUNDING and verb.i < below.i and below.dep_ in _MEANT
        if points and any(is_nothing(ground) for ground in _grounds(verb)):
            return True
        below = verb
    return False


def is_nothing(ground: Token) -> bool:
    """Say whether a word stands for nothing, or little, by which a thing could be told."""
    lefts = {c.lower_ for c in ground.lefts}
    if ground.lower_ in _NOTHING:
        return True
    if ground.lower_ in _LITTLE:
        return not lefts & {"a", "quite"}
    denied = lefts | {c.lower_ for c in ground.head.children if c.i < ground.i}
    return ground.lower_ in _ANYTHING and bool(denied & _HARDLY)


def _grounds(verb: Token) -> list[Token]:
    """What may do the pointing: the subject, or the noun before "to suggest", "that suggests"."""
    found = [c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    bare = all(c.lower_ in {"that", "which"} for c in found)
    over = verb.head
    if verb.dep_ in {"relcl", "acl"} and bare:
        found.append(over)
    if verb.dep_ in {"xcomp", "advcl", "acl", "relcl"} and bare:
        found += [c for c in over.children if c.dep_ in _BEFORE and over.i < c.i < verb.i]
    if verb.dep_ in {"ccomp", "xcomp"} and over.lemma_ in _GROUNDING:
        found += _grounds(over)  # "nothing to make it believe that"
    if verb.dep_ == "conj" and not found:
        found += _grounds(over)
    return found


def _is_beside(clause: Token) -> bool:
    """Say whether a relative clause stands behind a comma, as an aside."""
    first = clause.left_edge.i
    return first > clause.sent.start and clause.doc[first - 1].text == ","
