"""Occasions: atoms said by one source on one day, in one place, put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from tocsin.nouns import Interval
from tocsin.trace.atoms import common_time
from tocsin.trace.cast import Speaker
from tocsin.trace.houses import speaks_as
from tocsin.trace.sets import Sets
from tocsin.trace.utterances import DAYLIKE, Utterance

__all__ = ["Occasion", "occasions_of", "speaker_of"]

REACH = 3000
"""Characters of a report over which "he added" reaches back to when he said it."""

FRESH = timedelta(days=7)
RECENT = timedelta(days=45)
"""How old a stated occasion may be for a later "he added" without a date to belong to it."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What names an occasion: equal occasions are one origin.

    `day` is an ISO date where one is known; else `report` scopes the occasion to the report that
    first has the words, and `vague` tells apart the vague times that it gives ("last month").
    `told` is the outlet of an interview: two interviews of one day are two occasions.
    """

    speaker: str
    day: str | None
    told: str
    report: str | None
    vague: str | None


def occasions_of(utterances: Sequence[Utterance], atoms: Sets, families: Mapping[str, str]) -> Sets:
    """Return sets of ranks: those in one set were said on one occasion.

    An atom belongs to the occasion of its earliest mention. So a stock quote that many
    reports repeat does not put together what else those reports have from its speaker.
    """
    by_rank = {utterance.rank: utterance for utterance in utterances}
    said = _by_speaker(utterances)
    sets = Sets(by_rank)
    first: dict[Occasion, str] = {}
    for name, ranks in atoms.groups().items():
        for rank in ranks:
            sets.join(name, rank)
        occasion = _occasion([by_rank[rank] for rank in ranks], said, families)
        sets.join(first.setdefault(occasion, name), name)
    return sets


def speaker_of(members: Sequence[Utterance]) -> Speaker:
    """Return who said what `members`, by rank, repeat: the best known of their speakers.

    A headline that shortens a ministry to its state decides nothing.
    """
    body = [member for member in members if not member.echo] or members
    return min(enumerate(body), key=lambda item: (_doubt(item[1].speaker), item[0]))[1].speaker


def _doubt(speaker: Speaker) -> int:
    if speaker.voice:
        return 4
    if speaker.registered:
        return 0
    if speaker.named:
        return 2 if speaker.scoped else 1
    return 3


def _by_speaker(utterances: Sequence[Utterance]) -> Mapping[tuple[str, str], list[Utterance]]:
    """Return what each speaker says in the body of each report, from top to bottom."""
    found: dict[tuple[str, str], list[Utterance]] = {}
    for utterance in utterances:
        if not utterance.echo and not utterance.speaker.voice:
            found.setdefault((utterance.report.id, utterance.speaker.key), []).append(utterance)
    return found


def _occasion(
    members: Sequence[Utterance],
    said: Mapping[tuple[str, str], list[Utterance]],
    families: Mapping[str, str],
) -> Occasion:
    speaker = speaker_of(members)
    if speaks_as(speaker, members) is not None:
        # What an outlet is cited with belongs to its own report, or to the first that copies it.
        speaker = next(m.speaker for m in members if m.speaker.voice)
    lead = next(
        (m for m in members if m.speaker.key == speaker.key and not m.echo),
        next(m for m in members if m.speaker.key == speaker.key),
    )
    if speaker.voice:
        report = lead.report.id
        if all(member.echo for member in members):
            # A new headline over a copy is no new voice.
            report = families.get(report, report)
        return Occasion("voice", None, "", report, None)
    when: Interval | None = None
    for member in members:
        if member.speaker.key == speaker.key:
            when = common_time(when, member.when)
    if when is None:
        when = next((m.when for m in members if m.when is not None), None)
    told = next((m.told for m in members if m.told), "")
    lead = replace(lead, when=when, told=told)
    if lead.day is None:
        lead = _placed(lead, said.get((lead.report.id, speaker.key), ()))
    if lead.day is not None:
        return Occasion(speaker.key, lead.day, lead.told, None, None)
    start = None if lead.when is None or lead.when.start is None else lead.when.start.isoformat()
    return Occasion(speaker.key, None, lead.told, lead.report.id, start)


def _placed(lead: Utterance, said: Sequence[Utterance]) -> Utterance:
    """Return `lead` with the time and interview that its report gives for the same speaker nearby.

    A vague time ("the July update") is the day within it that the report names for the same
    speaker. A statement without any ("he added") belongs to what the speaker is last said to
    have said, else to what comes next; not to an old occasion that is told as background.
    """
    before = [other for other in said if other.rank < lead.rank]
    after = [other for other in said if other.rank > lead.rank]
    nearest = [other for other in (*reversed(before), *after) if _near(lead, other)]
    if lead.when is not None:
        within = [
            other
            for other in nearest
            if other.day is not None and _within(other.when, lead.when) and _fits(lead, other)
        ]
        return replace(lead, when=within[0].when) if within else lead
    for other in nearest:
        if other.when is None and not (other.told and other.rank < lead.rank):
            continue
        if not _fits(lead, other) or not _recent(other):
            continue
        if other.rank > lead.rank and not _fresh(other):
            continue
        told = lead.told or (other.told if other.rank < lead.rank else "")
        placed = replace(lead, when=other.when, told=told)
        return placed if placed.when is None or placed.day else _placed(placed, said)
    return lead


def _near(lead: Utterance, other: Utterance) -> bool:
    return abs(lead.statement.span.start - other.statement.span.start) <= REACH


def _fits(lead: Utterance, other: Utterance) -> bool:
    return not lead.told or lead.told == other.told


def _within(inner: Interval | None, outer: Interval | None) -> bool:
    if inner is None or outer is None:
        return False
    if inner.start is None or inner.end is None or outer.start is None or outer.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end + DAYLIKE


def _fresh(other: Utterance) -> bool:
    """Say whether what comes next may be the news that its report tells, and not a look back."""
    if other.when is None or other.when.end is None or other.published is None:
        return True
    return other.published - other.when.end <= FRESH


def _recent(other: Utterance) -> bool:
    if other.when is None or other.when.start is None or other.published is None:
        return True
    end = other.when.end or other.when.start
    return other.published - end <= RECENT
