"""Houses: what an outlet reports itself, beside what others say that it reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from tocsin.nouns import Interval
from tocsin.trace.cast import Speaker
from tocsin.trace.utterances import Utterance

__all__ = ["as_house", "house_keys", "own_house", "speaks_as"]

LATE = timedelta(hours=36)
"""How far the day on which an outlet is said to have reported may be from its publication."""

OWN_WORDS = 6
"""Longest stems of a writer's sentence under which it meets those that cite the outlet."""

CITED_WORDS = 12
"""The same of a sentence that cites one: there are fewer of these."""


def as_house(one: Utterance, other: Utterance) -> tuple[Utterance, Utterance] | None:
    """Return two utterances as of one outlet: its own report, and another that cites the outlet.

    None where they are not. Where the citing one says when it was reported, that must fit the
    publication of the outlet's own.
    """
    voice, cited = (one, other) if one.speaker.voice else (other, one)
    house = voice.speaker.house
    if not voice.speaker.voice or cited.speaker.voice or not house:
        return None
    if cited.speaker.house != house or voice.report.id == cited.report.id:
        return None
    own = replace(voice, speaker=cited.speaker, when=_reported(voice, cited))
    return (own, cited) if voice is one else (cited, own)


def _reported(voice: Utterance, cited: Utterance) -> Interval | None:
    """Return when an outlet's own report is taken to say it, beside one that cites the outlet.

    None where the day is the same: nothing but words must speak then.
    """
    published, said = voice.report.published, cited.when
    if said is None or published is None or cited.day is None:
        return None if said is None else published
    if published.start is None or published.end is None or said.start is None or said.end is None:
        return published
    if published.start - LATE >= said.end or said.start >= published.end + LATE:
        return published
    return said if voice.outlet == cited.outlet else None


def house_keys(utterance: Utterance) -> Iterator[str]:
    """Yield the keys under which an outlet's own words meet those that are told as its words.

    What cites it on the same day or on the next meets it.
    """
    speaker, published = utterance.speaker, utterance.published
    if not speaker.house or published is None:
        return
    most = OWN_WORDS if speaker.voice else CITED_WORDS
    stems = sorted(utterance.stems, key=lambda stem: (-len(stem), stem))[:most]
    day = published.toordinal()
    for on in (day,) if speaker.voice else (day - 1, day):
        for stem in stems:
            yield f"v:{on}|{speaker.house}|{stem}"


def own_house(utterance: Utterance) -> str:
    """Return the outlet whose own words these are, if it is registered, else "".

    It speaks for itself among copies: those that cite it are compared with it.
    """
    speaker = utterance.speaker
    return speaker.house if speaker.voice and speaker.registered else ""


def speaks_as(speaker: Speaker, members: Iterable[Utterance]) -> Utterance | None:
    """Return the first of `members` that is the own voice of the outlet that is cited as `speaker`.

    None where it is no outlet, or none of its own reports is among them.
    """
    if speaker.voice or not speaker.house:
        return None
    own = (one for one in members if one.speaker.voice and one.speaker.house == speaker.house)
    return next(own, None)
