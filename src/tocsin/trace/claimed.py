"""Claimed: what a statement claims as words, with who it is about where it does not name him."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tocsin.nouns import Register
from tocsin.trace.names import fold, nation_of
from tocsin.trace.utterances import Utterance
from tocsin.trace.verbs import bases_of
from tocsin.trace.words import stem

__all__ = ["about_of", "claims_of"]

HELPING = frozenset(stem(word) for word in ("having", "being", "denied", "denies"))
OWN = frozenset("it its they their he his she her we our i my".split())
"""Words for the speaker himself that open what he says."""
OPENING = frozenset({"that", "having", "ever", "any"})


def claims_of(utterances: Iterable[Utterance], register: Register) -> Mapping[str, frozenset[str]]:
    """Return by rank the stems of what each claims, verbs in their plain form.

    With the speaker's state where its own speaker is who it is about: "Norland denied sending
    trawlers", "it had sent no trawlers" tell of Norland.
    """
    found: dict[str, frozenset[str]] = {}
    for one in utterances:
        state = _own_state(one, register)
        stems = bases_of(one.stems) - HELPING
        found[one.rank] = stems if state is None else stems | {state}
    return found


def about_of(claim: frozenset[str], other: frozenset[str], one: Utterance) -> frozenset[str]:
    """Return a claim as it is compared with another.

    The state that the words leave out counts for it where the other names it, and never against.
    """
    return claim & (bases_of(one.stems) | other)


def _own_state(one: Utterance, register: Register) -> str | None:
    """Return the speaker's state where what he says opens with himself, or with a bare deed."""
    words = [word for word in one.text.words[:3] if word not in OPENING]
    if not words:
        return None
    bare = one.statement.act == "denial" and one.text.words[0].endswith("ing")
    if words[0] not in OWN and not bare:
        return None
    source = register.sources.get(one.speaker.name)
    interests = () if source is None else source.interests
    states = {state for state in (nation_of(fold(name)) for name in interests) if state}
    return fold(states.pop()) if len(states) == 1 else None
