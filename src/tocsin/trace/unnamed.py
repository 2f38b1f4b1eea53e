"""Unnamed: "a senior official" whom several reports have through one outlet, by what he says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tocsin.trace.cast import UNKNOWN
from tocsin.trace.names import fold
from tocsin.trace.utterances import Utterance
from tocsin.trace.words import STOPS, stem, text_of

__all__ = ["as_unnamed", "unnamed_keys"]

WORDS = 12
"""Stems of what an unnamed speaker says under which it meets the same through the same outlet."""

RANKS = frozenset(
    stem(word)
    for word in "senior top high ranking former unnamed anonymous unidentified one two".split()
)
"""Words of a description that do not tell what somebody is."""


def as_unnamed(one: Utterance, other: Utterance) -> tuple[Utterance, Utterance] | None:
    """Return two utterances as of one unnamed speaker, whom both have through one outlet.

    "A senior border guard told the Courier" and "the Courier reported, citing a border guard": who
    he is only the Courier knows, and what another paper has from it is no second guard. None where
    the outlet, or what he is, differs. He is one for what he is compared in and no further: two
    interviews of a paper with an official may be with two.
    """
    through = carrier_of(one)
    if not through or through != carrier_of(other) or one.report.id == other.report.id:
        return None
    if one.speaker.key == other.speaker.key or what_he_is(one).isdisjoint(what_he_is(other)):
        return None
    return replace(one, told=""), replace(other, told="", speaker=one.speaker)


def unnamed_keys(utterance: Utterance) -> Iterator[str]:
    """Yield the keys under which what unnamed speakers say meets, by outlet, day and word."""
    through, published = carrier_of(utterance), utterance.published
    if not through or published is None:
        return
    day = published.toordinal()
    for word in sorted(utterance.stems)[:WORDS]:
        yield f"u:{day}|{through}|{word}"
        yield f"u:{day + 1}|{through}|{word}"


def carrier_of(utterance: Utterance) -> str:
    """Return the outlet that heard an unnamed speaker, folded; "" of anybody else.

    The first through whom it came, or else who published it.
    """
    speaker = utterance.speaker
    if speaker.voice or speaker.named or speaker.registered or utterance.echo:
        return ""
    through = utterance.path[0] if utterance.path else utterance.outlet
    return "" if through == UNKNOWN else fold(through)


def what_he_is(utterance: Utterance) -> frozenset[str]:
    """Return the words, as stems, that tell what an unnamed speaker is."""
    words = text_of(utterance.speaker.name).words
    return frozenset(stem(word) for word in words if word not in STOPS) - RANKS
