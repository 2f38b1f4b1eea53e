"""Repeats: when a source says again on another day what it said before, or changes its word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.nouns import Interval
from tocsin.trace.keeping import without_lasting
from tocsin.trace.levels import differ
from tocsin.trace.particulars import own_particulars
from tocsin.trace.utterances import DAYLIKE, Utterance
from tocsin.trace.words import containment

__all__ = ["Repeat", "repeats_of"]

Times = tuple[datetime, datetime]

REMEMBERED = 6
"""Latest statements of one source that are remembered for each word they are about."""

SAID_AGAIN = 0.8
ANNOUNCED_AGAIN = 0.4
"""What must be shared of a statement that itself says that it is made again."""

SAME_PROPOSITION = 0.6

LASTING_AGAIN = 0.75
LASTING_STEMS = 7
"""What must be shared, of the shorter, by what is going on or to come: it is no event of a day."""


TENTATIVE = re.compile(
    r"\b(?:may|might|could|(?:un)?likely|possibl[ey]|probabl[ey]|perhaps|appears?|seems?"
    r"|apparently)\b",
    re.IGNORECASE,
)
"""Words by which something is held to be so and not told as a fact."""

IN_VAIN = re.compile(r"\b(?:fail(?:s|ed|ing)?|unable|powerless) to\b", re.IGNORECASE)


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
    until: datetime | None
    utterance: Utterance
    undone: bool


def repeats_of(
    origins: Sequence[tuple[str, Interval | None, Sequence[Utterance]]],
) -> dict[str, Repeat]:
    """Return, by origin id, what repeats an earlier origin of the same source.

    `origins` are (id, occasion, mentions by rank that name its source). Only a statement of a later
    occasion can repeat. With a cue ("continues to assess") a looser likeness counts, and the word
    of likelihood may differ. Without, the same words make a re-statement, unless they tell another
    event, and another word of likelihood for the same proposition, or none where there was one, a
    change that supersedes. Of several the latest is taken.
    """
    said = [
        _Said(origin, at, occasion.end, member, _undone(member))
        for origin, occasion, members in origins
        if occasion is not None and (at := _known_by(occasion, members)) is not None
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


def _known_by(occasion: Interval, members: Sequence[Utterance]) -> datetime | None:
    """Return when something had been said at the latest, where only a stretch of time is known.

    What was said "earlier this month" is not older than what has its day within that month: nobody
    repeats what only a later report tells.
    """
    start, end = occasion.start, occasion.end
    if start is None or end is None or end - start <= DAYLIKE:
        return start
    told = min((m.published for m in members if m.published is not None), default=end)
    return max(start, min(end, told))


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
    best: tuple[datetime, float, bool, str, str] | None = None
    for rank, other in sorted(candidates.items()):
        judged = _judge(item, other)
        if judged is not None:
            alike, changed = judged
            # Of equals the one in the same word: another clause of one sentence has its own.
            scored = (other.at, alike, not changed, rank, other.origin)
            best = scored if best is None else max(best, scored)
    return None if best is None else (best[1], best[4], not best[2])


def _judge(item: _Said, other: _Said) -> tuple[float, bool] | None:
    """Return the likeness and whether the word changed, None where nothing is said again."""
    later, earlier = item.utterance, other.utterance
    common = len(later.stems & earlier.stems)
    again = later.restated or later.kept
    if common < (2 if again else 3):  # so nearly all pairs end
        return None
    if item.undone != other.undone and not again:
        return None
    if later.former and differ(later.statement.likelihood, earlier.statement.likelihood):
        # What was said formerly neither says again nor takes back what has been said since.
        return None
    alike = containment(later.stems, earlier.stems)
    words = [u.statement.likelihood for u in (later, earlier)]
    phrases = [None if w is None else without_lasting(w.phrase) for w in words]
    if later.restated:
        # Of the later one: it may leave much out, and add little.
        held = common >= ANNOUNCED_AGAIN * len(later.stems)
        return (alike, False) if held else None
    if later.kept and None not in phrases:
        # Of the same proposition: what remains unlikely is not what else was unlikely.
        return (alike, differ(*words)) if alike >= SAME_PROPOSITION else None
    if phrases[0] is not None and phrases[1] is not None and phrases[0] != phrases[1]:
        return (alike, True) if alike >= SAME_PROPOSITION else None
    share = common / max(len(later.stems), len(earlier.stems), 1)
    same = (
        share >= 1
        or (common >= 4 and share >= SAID_AGAIN)
        or (
            _lasting(later)
            and _lasting(earlier)
            and common >= LASTING_STEMS
            and share >= SAME_PROPOSITION
            and alike >= LASTING_AGAIN
        )
    )
    if not same or _another(later, earlier, other.until):
        return None
    return alike, _tentative(later) != _tentative(earlier)


def _another(later: Utterance, earlier: Utterance, until: datetime | None) -> bool:
    """Say whether like words tell another event: a bulletin's form with another day, place, figure.

    Looks that found nothing hold on, whatever their day, and judgements unless each names another
    date; what is going on has another place only where each names one that the other lacks.
    `until` is the end of the earlier occasion (UTC): what came after it was not meant by it.
    """
    if later.text.words == earlier.text.words and not _dated(later):
        return False
    named = _dated(later, named=True), _dated(earlier, named=True)
    if later.statement.absence is None and _apart(*named):
        return True
    added, left_out = own_particulars(later, earlier), own_particulars(earlier, later)
    if (added and left_out) or (not _lasting(later) and (added or left_out)):
        return True
    if (
        _lasting(later)
        or later.statement.likelihood is not None
        or later.statement.absence is not None
    ):
        return False
    days, told = _dated(later), _dated(earlier)
    if days and told:
        return _apart(days, told)
    return until is not None and any(start >= until for start, _ in days)


def _lasting(one: Utterance) -> bool:
    return one.statement.tense != "past"


def _undone(one: Utterance) -> bool:
    """Say whether it tells that something is not so, or was tried in vain."""
    said = one.statement.content.of(one.report.text)
    return one.statement.polarity == "negated" or IN_VAIN.search(said) is not None


def _tentative(one: Utterance) -> bool:
    said = one.statement.content.of(one.report.text)
    return one.statement.likelihood is not None or TENTATIVE.search(said) is not None


def _dated(one: Utterance, *, named: bool = False) -> list[Times]:
    """Return the times that stand in what is said: start and end (UTC).

    Where `named`, only those with a figure: "in the coming days" moves with its day.
    """
    content = one.statement.content
    text = one.report.text
    return [
        (date.interval.start, date.interval.end)
        for date in one.statement.dates
        if content.holds(date.span)
        and date.interval is not None
        and date.interval.start is not None
        and date.interval.end is not None
        and (not named or any(letter.isdigit() for letter in date.span.of(text)))
    ]


def _apart(some: Sequence[Times], others: Sequence[Times]) -> bool:
    """Say whether both tell times, and none of the one's is within one of the other's."""
    return bool(some and others) and not any(
        _holds(one, other) or _holds(other, one) for one in some for other in others
    )


def _holds(one: Times, other: Times) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]
