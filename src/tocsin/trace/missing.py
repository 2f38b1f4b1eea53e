"""Missing: a look that a source repeats on regular days, and the day on which it was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from tocsin.nouns import Interval, Missing, Origin, Reading, Register
from tocsin.trace.cast import surnames_of
from tocsin.trace.persons import in_full
from tocsin.trace.utterances import Utterance, topic_of, utterances_of
from tocsin.trace.words import containment, text_of

__all__ = ["missing"]

REGULAR = 4
"""Days on which a look was told, each as far from the next, after which the next one is due."""

FURTHEST = 7
"""Days between two of them, at the most: what comes more rarely is not missed on a day."""

SAME = 0.6
"""Part of the smaller set of stems that two tellings of one look share."""

LEAST = 3
"""Stems that they share, at the least."""

FULL = 0.5
"""Part of what the shortest of the earlier reports has from the source: a report with less is
another's few lines from it, in which anything may be left out."""


@dataclass(slots=True)
class _Series:
    """Tellings of one look by one source, by day: in each the first."""

    stems: frozenset[str]
    told: dict[date, Utterance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Issue:
    """One day's report of a source through one outlet, and what it says there in the body."""

    outlet: str
    said: tuple[Utterance, ...]


def missing(
    readings: Sequence[Reading], origins: Sequence[Origin], register: Register
) -> tuple[Missing, ...]:
    """Return the days on which a source left out a look that it tells regularly, by day.

    A look is a statement that someone looked and did not see. It is due when its source told it on
    REGULAR days, each equally far from the next and at most a week. It is missing when on the day
    due there is a report with that source through one of the same outlets, with at least half of
    what the shortest of the earlier ones has from it, and no sentence of which comes near the look.
    Where no such report is in hand nothing is known, and nothing is returned. Only the first day is
    told: what is not said any more is no news each day.
    """
    utterances = in_full(utterances_of(readings, register), surnames_of(register))
    origin_of = {(m.report, m.statement): one.id for one in origins for m in one.mentions}
    issues = _issues(utterances)
    found = [
        made
        for speaker, several in sorted(_looks(utterances).items())
        for series in several
        for made in _due(series, issues.get(speaker, {}), origin_of)
    ]
    return tuple(sorted(found, key=lambda one: (str(one.due.start), one.source, one.origin)))


def _looks(utterances: Sequence[Utterance]) -> Mapping[str, list[_Series]]:
    """Return the looks of each known source that are told again, with the days of telling."""
    found: dict[str, list[_Series]] = {}
    for one in utterances:
        day = _day(one)
        if one.statement.absence is None or one.echo or day is None:
            continue
        if one.speaker.voice or one.speaker.scoped or one.statement.condition is not None:
            continue
        several = found.setdefault(one.speaker.key, [])
        for series in reversed(several):
            if _near(one.stems, series.stems):
                series.told.setdefault(day, one)
                break
        else:
            several.append(_Series(one.stems, {day: one}))
    return found


def _issues(utterances: Sequence[Utterance]) -> Mapping[str, Mapping[date, list[_Issue]]]:
    """Return for each source and day the reports that have something from it."""
    held: dict[tuple[str, date, str], list[Utterance]] = {}
    for one in utterances:
        day = _day(one)
        if day is not None and not one.echo:
            held.setdefault((one.speaker.key, day, one.report.id), []).append(one)
    found: dict[str, dict[date, list[_Issue]]] = {}
    for (speaker, day, _), said in sorted(held.items()):
        issue = _Issue(said[0].outlet, tuple(said))
        found.setdefault(speaker, {}).setdefault(day, []).append(issue)
    return found


def _due(
    series: _Series,
    issues: Mapping[date, Sequence[_Issue]],
    origin_of: Mapping[tuple[str, str], str],
) -> Iterator[Missing]:
    days = sorted(series.told)
    for at in range(REGULAR - 1, len(days)):
        last = days[at - REGULAR + 1 : at + 1]
        steps = {other - one for one, other in pairwise(last)}
        if len(steps) > 1:
            continue
        step = steps.pop()
        due = days[at] + step
        if step > timedelta(days=FURTHEST) or due in series.told:
            continue
        told = [series.told[day] for day in last]
        usual = Counter(one.outlet for one in told)
        least = min(
            len(issue.said)
            for day in last
            for issue in issues[day]
            if series.told[day] in issue.said
        )
        full = [
            issue
            for issue in issues.get(due, ())
            if issue.outlet in usual and len(issue.said) >= FULL * least
        ]
        if full and not any(_said_in(one, series) for issue in full for one in issue.said[:1]):
            newest = told[-1]
            start = datetime.combine(due, time(), tzinfo=UTC)
            yield Missing(
                origin=origin_of[newest.report.id, newest.statement.id],
                source=newest.speaker.name,
                due=Interval(start, start + timedelta(days=1)),
                every=step.days,
                reports=tuple(sorted(issue.said[0].report.id for issue in full)),
                earlier=tuple(
                    (one.statement.id, one.report.id, one.statement.span) for one in told
                ),
            )


def _said_in(one: Utterance, series: _Series) -> bool:
    """Say whether any sentence of a report comes near the look, whoever was heard saying it."""
    text = text_of(one.report.text)
    for first, last in pairwise(sorted(text.starts)):
        stems = frozenset(map(topic_of, text.words[first:last])) - {""}
        if _near(stems, series.stems):
            return True
    return False


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= LEAST and containment(one, other) >= SAME


def _day(one: Utterance) -> date | None:
    """Return the day on which something was said: the one stated, else that of publication."""
    if one.day is not None:
        return date.fromisoformat(one.day)
    return None if one.published is None else one.published.date()
