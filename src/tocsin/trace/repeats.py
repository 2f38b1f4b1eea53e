"""Repeats: when a source says again on another day what it said before, or changes its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.nouns import Interval
from tocsin.trace.utterances import Utterance
from tocsin.trace.words import containment

__all__ = ["Repeat", "repeats_of"]

REMEMBERED = 6
"""Latest statements of one source that are remembered for each word they are about."""

SAID_AGAIN = 0.8
ANNOUNCED_AGAIN = 0.4
"""What must be shared of a statement that itself says that it is made again."""

SAME_PROPOSITION = 0.6


@dataclass(frozen=True, slots=True)
class Repeat:
    """What an origin says again or changes: ids of earlier origins, and the ranks that do so."""

    restates: str | None
    supersedes: str | None
    ranks: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Said:
    origin: str
    at: datetime
    utterance: Utterance


def repeats_of(
    origins: Sequence[tuple[str, Interval | None, Sequence[Utterance]]],
) -> dict[str, Repeat]:
    """Return, by origin id, what repeats an earlier origin of the same source.

    `origins` are (id, occasion, mentions by rank that name its source). Only a statement of a later
    occasion can repeat. With a cue ("continues to assess") a looser likeness counts, and the word
    of likelihood may differ. Without, the same words make a re-statement, and another word of
    likelihood for the same proposition a change that supersedes. Of several the latest is taken.
    """
    said = [
        _Said(origin, occasion.start, member)
        for origin, occasion, members in origins
        if occasion is not None and occasion.start is not None
        for member in members
        if not (member.echo or member.speaker.voice or member.speaker.scoped)
    ]
    said.sort(key=lambda item: (item.at, item.utterance.rank))
    memory: dict[tuple[str, str], list[_Said]] = {}
    restates: dict[str, tuple[float, str]] = {}
    supersedes: dict[str, tuple[float, str]] = {}
    ranks: dict[str, set[str]] = {}
    for item in said:
        speaker, stems = item.utterance.speaker.key, sorted(item.utterance.stems)
        found = _found(item, memory, speaker, stems)
        if found is not None:
            alike, earlier, changed = found
            table = supersedes if changed else restates
            if alike > table.get(item.origin, (0.0, ""))[0]:
                table[item.origin] = (alike, earlier)
            if not changed:
                ranks.setdefault(item.origin, set()).add(item.utterance.rank)
        for stem in stems:
            held = memory.setdefault((speaker, stem), [])
            held.append(item)
            del held[:-REMEMBERED]
    return {
        origin: Repeat(
            restates.get(origin, (0.0, None))[1],
            supersedes.get(origin, (0.0, None))[1],
            frozenset(ranks.get(origin, ())),
        )
        for origin in sorted(restates.keys() | supersedes.keys())
    }


def _found(
    item: _Said,
    memory: dict[tuple[str, str], list[_Said]],
    speaker: str,
    stems: Sequence[str],
) -> tuple[float, str, bool] | None:
    """Return (likeness, origin, whether the word changed) of the best earlier statement."""
    candidates = {
        other.utterance.rank: other
        for stem in stems
        for other in memory.get((speaker, stem), ())
        if other.origin != item.origin and other.at < item.at
    }
    best: tuple[datetime, float, str, str, bool] | None = None
    for rank, other in sorted(candidates.items()):
        judged = _judge(item.utterance, other.utterance)
        if judged is not None:
            alike, changed = judged
            scored = (other.at, alike, rank, other.origin, changed)
            best = scored if best is None else max(best, scored)
    return None if best is None else (best[1], best[3], best[4])


def _judge(later: Utterance, earlier: Utterance) -> tuple[float, bool] | None:
    if later.statement.polarity != earlier.statement.polarity and not later.restated:
        return None
    alike = containment(later.stems, earlier.stems)
    common = len(later.stems & earlier.stems)
    words = [u.statement.likelihood for u in (later, earlier)]
    phrases = [None if w is None else " ".join(w.phrase.lower().split()) for w in words]
    if later.restated:
        return (alike, False) if common >= 3 and alike >= ANNOUNCED_AGAIN else None
    if phrases[0] is not None and phrases[1] is not None and phrases[0] != phrases[1]:
        return (alike, True) if common >= 3 and alike >= SAME_PROPOSITION else None
    same = common >= 4 and len(later.stems & earlier.stems) >= SAID_AGAIN * max(
        len(later.stems), len(earlier.stems)
    )
    return (alike, False) if same else None
