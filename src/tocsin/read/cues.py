"""Cues: the words of `read_cues.yaml` as lookups from a lemma to what it announces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tocsin import data
from tocsin.nouns import Act

__all__ = ["Cue", "Cues", "cues", "word_set"]

Word = tuple[str, str | None]
"""A lemma and the particle or preposition that it needs, if any."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What one word announces: `frames` are the forms in which its content can stand."""

    group: str
    act: Act
    speaks: bool
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue words; sets hold lemmas or case-folded words."""

    verbs: Mapping[Word, tuple[Cue, ...]]
    nouns: Mapping[str, Cue]
    adjectives: frozenset[str]
    participles: frozenset[str]
    seems: frozenset[str]
    light_verbs: frozenset[str]
    prepositions: tuple[tuple[str, ...], ...]
    hearsay: frozenset[str]
    documents: frozenset[str]
    groups: frozenset[str]
    rated: frozenset[str]
    titles: frozenset[str]
    persons: frozenset[str]
    outlets: frozenset[str]
    audiences: frozenset[str]
    lemmas: frozenset[str]
    seconds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each lemma the second parts it can have."""

    def says(self, lemma: str) -> bool:
        """Say whether a verb can announce a quotation."""
        return any("quote" in cue.frames for cue in self.verbs.get((lemma.casefold(), None), ()))


@cache
def cues() -> Cues:
    """Return the shipped cue words."""
    return _compiled(data.load("read_cues.yaml"))


def _compiled(rows: Mapping[str, Any]) -> Cues:
    verbs: dict[Word, list[Cue]] = {}
    for group, row in rows["verbs"].items():
        cue = Cue(group, row["act"], row["speaks"], tuple(row["frames"]))
        for word in row["words"]:
            lemma, _, second = word.partition(" ")
            verbs.setdefault((lemma, second or None), []).append(cue)
    nouns = {
        word: Cue(group, row["act"], row["speaks"], ("clause",))
        for group, row in rows["nouns"].items()
        for word in row["words"]
    }
    seconds: dict[str, set[str]] = {}
    for lemma, second in verbs:
        if second:
            seconds.setdefault(lemma, set()).add(second)
    sets = {
        name: frozenset(rows[name]["words"])
        for name in ("adjectives", "participles", "seems", "light_verbs", "hearsay", "documents")
        if isinstance(rows[name], dict)
    }
    sets |= {
        name: frozenset(rows[name]["words"])
        for name in ("groups", "rated", "titles", "persons", "outlets", "audiences")
    }
    return Cues(
        verbs={word: tuple(found) for word, found in verbs.items()},
        nouns=nouns,
        prepositions=tuple(tuple(p.split()) for p in rows["prepositions"]["phrases"]),
        lemmas=frozenset(lemma for lemma, _ in verbs),
        seconds={lemma: frozenset(found) for lemma, found in seconds.items()},
        **sets,
    )


@cache
def word_set(name: str) -> frozenset[str]:
    """Return one of the lists under `words`, e.g. "harm"."""
    return frozenset(data.load("read_cues.yaml")["words"][name])
