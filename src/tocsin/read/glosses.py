"""Glosses: likelihoods that stand beside what somebody says, and are the writer's who tells it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.data import load
from tocsin.read.cues import cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from tocsin.read.drafts import Draft

__all__ = ["is_gloss"]

_WITHIN = frozenset(
    {
        "acomp", "advmod", "agent", "amod", "attr", "aux", "ccomp", "compound", "conj", "csubj",
        "csubjpass", "dative", "dobj", "expl", "neg", "nmod", "nsubj", "nsubjpass", "nummod",
        "oprd", "pcomp", "pobj", "poss", "xcomp",
    }
)  # fmt: skip
"""Slots by which a word belongs to what its head says."""
_TELLING = frozenset({"acl", "relcl"})
_ASKING = frozenset({"appeal", "question", "threat"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def is_gloss(phrase: Token, draft: Draft) -> bool:
    """Say whether a likelihood stands beside what is told in a draft, and not in it.

    Who "rejects a bill amid fears of a possible raid" holds no raid for possible, and denies none:
    the writer says what the fears are. A denial is of what it governs and of what a claim or plan
    in it is of, and of nothing that hangs beside it; a refusal and a reproach are of what they
    govern alone ("criticised talk of a likely raid"). Of what is told as a deed or a thing
    ("announced a drill amid a likely raid") only what goes on around it is the writer's, for a
    reason is the speaker's. Whoever says a whole clause says all that is in it, and who asks or
    threatens gives no likelihood by it.
    """
    voice, root = draft.voice, phrase.doc[draft.root]
    if voice.writer or voice.cue is None or voice.over is None:
        return False
    if voice.direct or voice.act in _ASKING:
        return False
    steps = list(_way_up(phrase, root))
    if voice.contests or _turns_away(voice.word or ""):
        carried = voice.act == "denial"
        if any(_is_rating(one) for one in steps[:2]):
            return False
        if _goes_on_around(root):
            return True  # "denied that a vote was planned while a raid is likely", told apart
        return not all(one.dep_ in _WITHIN or (carried and _is_carried(one)) for one in steps)
    return not _is_clause(root) and any(_goes_on_around(one) for one in steps)


def _turns_away(word: str) -> bool:
    """Say whether somebody refuses or reproaches by a word: "refuse", "accuse", "praise"."""
    refusing = word in load("read_undone.yaml")["to"]
    return refusing or any(c.group == "blame" for c in cues().verbs.get((word, None), ()))


def _way_up(phrase: Token, root: Token) -> Iterator[Token]:
    """The words from a likelihood up to what the content hangs on, or both do, without that."""
    token = phrase
    while token.i != root.i and token.head.i != token.i and not token.is_ancestor(root):
        yield token
        token = token.head


def _is_carried(word: Token) -> bool:
    """Say whether a word joins what a claim or plan is of: "reports of a raid", "plan for one"."""
    lists, over = _lists(), word.head.lemma_.casefold()
    told = word.dep_ in _TELLING or (word.dep_ == "prep" and word.lower_ in lists["of_what"])
    return told and over in lists["carrying"]


def _goes_on_around(word: Token) -> bool:
    """Say whether a phrase or clause tells what goes on around a deed: "amid", "as it waits"."""
    if word.dep_ == "prep":
        return word.lower_ in _lists()["around"]
    marks = {c.lower_ for c in word.lefts if c.dep_ in {"mark", "advmod"}}
    return word.dep_ == "advcl" and _has_subject(word) and bool(marks & _lists()["meanwhile"])


def _is_rating(word: Token) -> bool:
    """Say whether a word leads to what a thing is called: "dismissed the risk of it as remote"."""
    as_what = word.lower_ == "as" or (word.dep_ == "advcl" and word.left_edge.lower_ == "as")
    return as_what and not _has_subject(word)


def _has_subject(clause: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.lefts)


def _is_clause(root: Token) -> bool:
    """Say whether a content is a clause with its own subject and time."""
    words = (root, *(c for c in root.lefts if c.dep_ in {"aux", "auxpass"}))
    return any(t.tag_ in _FINITE for t in words)


@cache
def _lists() -> dict[str, frozenset[str]]:
    data: Any = load("read_likelihood.yaml")["beside"]
    return {name: frozenset(words) for name, words in data.items()}
