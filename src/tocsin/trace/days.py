"""Days: what a person did once, told of two different days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import combinations

from tocsin.data import load
from tocsin.nouns import Contradiction, DateMention, Register
from tocsin.trace.firsts import people_in, persons_by_surname
from tocsin.trace.names import fold
from tocsin.trace.utterances import DAYLIKE, Utterance

__all__ = ["day_contradictions"]

APART = timedelta(days=3)
"""Days further apart than this may be two arrivals."""

NEWS = timedelta(days=10)
"""How long after the day a report may come for its weekday to be trusted."""

REACH = 60
"""Characters between the deed and its day."""

ON = re.compile(r"\b(?:on|late on|early on)\s+$", re.IGNORECASE)
CLAUSE = re.compile(r"[;:.!?\"“”]|\b(?:and|but|after|before|while|when|since|who|which)\b")


@dataclass(frozen=True, slots=True)
class _Deed:
    utterance: Utterance
    who: str
    what: str
    places: frozenset[str]
    date: DateMention
    start: datetime
    end: datetime


def day_contradictions(
    utterances: Sequence[Utterance], register: Register
) -> Iterator[Contradiction]:
    """Yield pairs of reports by which one person did one thing on two days, at most three apart.

    Only what is done once within days ("arrived in", "died"), by one person who is named right
    before it, at one place, with the day right behind it, and told by two sources.
    """
    surnames = persons_by_surname(register)
    told: dict[tuple[str, str], list[_Deed]] = {}
    for utterance in utterances:
        for deed in _deeds(utterance, surnames):
            told.setdefault((deed.who, deed.what), []).append(deed)
    for (who, what), deeds in sorted(told.items()):
        for one, other in combinations(deeds, 2):
            if _collide(one, other):
                sides = tuple(
                    (d.utterance.statement.id, d.utterance.report.id, d.date.span)
                    for d in (one, other)
                )
                yield Contradiction("dates", f"{what}: {who}", sides)


def _collide(one: _Deed, other: _Deed) -> bool:
    if one.utterance.report.id == other.utterance.report.id:
        return False
    if one.utterance.speaker.key == other.utterance.speaker.key:
        return False
    if one.places != other.places:
        return False
    disjoint = one.end <= other.start or other.end <= one.start
    return disjoint and abs(one.start - other.start) <= APART


@cache
def _once() -> re.Pattern[str]:
    listed = sorted(load("trace_terms.yaml")["once"], key=lambda words: (-len(words), words))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b")


def _deeds(utterance: Utterance, surnames: Mapping[str, frozenset[str]]) -> Iterator[_Deed]:
    statement = utterance.statement
    published = utterance.published
    if (
        utterance.echo
        or published is None
        or statement.background
        or statement.condition is not None
        or statement.likelihood is not None
        or statement.polarity == "negated"
        or statement.tense == "future"
        or statement.act in {"question", "denial", "appeal", "threat"}
    ):
        return
    text = utterance.report.text
    content = statement.content
    # What few statements hold is asked first: their words are searched last.
    dates = [date for date in statement.dates if content.holds(date.span)]
    if len(dates) != 1:
        return
    (date,) = dates
    interval = date.interval
    if interval is None or interval.start is None or interval.end is None:
        return
    if interval.end - interval.start > DAYLIKE or abs(published - interval.start) > NEWS:
        return
    deeds = list(_once().finditer(text, content.start, content.end))
    if len(deeds) != 1:
        return
    (deed,) = deeds
    between = text[deed.end() : date.span.start]
    if date.span.start < deed.end() or len(between) > REACH or CLAUSE.search(between):
        return
    if not ON.search(between):
        return
    before = text[content.start : deed.start()]
    people = people_in(before, surnames)
    last = fold(before).split()[-1:]
    # The doer is who is named last before the verb, and nobody else is.
    if len(people) == 1 and last and fold(next(iter(people))).split()[-1] == last[0]:
        places = frozenset(
            fold(place.text)
            for place in statement.places
            if deed.end() <= place.span.start < date.span.start
        )
        yield _Deed(
            utterance,
            next(iter(people)),
            " ".join(deed.group().split()),
            places,
            date,
            interval.start,
            interval.end,
        )
