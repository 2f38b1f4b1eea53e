"""Counts: competing figures for one thing, what is announced beside what is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache

from tocsin.data import load
from tocsin.nouns import Contradiction, Quantity, Span
from tocsin.trace.names import fold, nation_of
from tocsin.trace.utterances import DAYLIKE, Utterance
from tocsin.trace.verbs import base_of, bases_of
from tocsin.trace.words import STOPS, stem, text_of

__all__ = ["count_contradictions", "family_of"]

ONE_TIME = timedelta(days=60)
"""Figures further apart than this speak of different times."""

ONE_EVENT = timedelta(days=3)
"""Stated days up to this far apart may be of one event, told wrongly."""

SAME = 0.05
"""Part by which two figures may differ and still be one, rounded differently."""

WHERE = re.compile(
    r"\b(?:in|into|inside|to|at|near|from|across|throughout|around|within|on|outside"
    r"|(?:bombing|bombardment|shelling|siege|storming|raid(?:ing)?|sacking) of"
    r"|(?:attack|strike|airstrike|assault|raid|offensive|onslaught)s? against"
    r"|(?:shell|bomb|bombard|storm|pound|raid|attack|besieg)(?:ed|ing)|struck|striking|hit|hitting)"
    r"\s+(?:the\s+)?"
    r"(?:(?:[a-z]+\s+)?(?:town|city|village|port|region|province|district|state|republic|oblast"
    r"|island|peninsula|capital|area|valley)(?:\s+of|,)?\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
WHERE_REACH = 50

INDEFINITE = frozenset(stem(word) for word in ("more", "least", "roughly", "several", "nearly"))


@dataclass(frozen=True, slots=True)
class _Figure:
    utterance: Utterance
    quantity: Quantity
    at: datetime

    @property
    def side(self) -> tuple[str, str, Span]:
        return self.utterance.statement.id, self.utterance.report.id, self.quantity.span


def count_contradictions(utterances: Sequence[Utterance]) -> Iterator[Contradiction]:
    """Yield a contradiction for each thing of which differing figures are told.

    One thing: the same unit of the same kind of people or things, at the same place, within sixty
    days. Figures differ when their ranges cannot both hold, or when one is announced and the other
    is not and they are not the same number; what happened on two stated days more than three apart
    is of two events. Background and conditions are left out.
    """
    things: dict[tuple[str, tuple[str, ...], str], list[_Figure]] = {}
    for utterance in utterances:
        if _counts(utterance):
            for quantity in utterance.statement.quantities:
                for key, figure in _keyed(utterance, quantity):
                    things.setdefault(key, []).append(figure)
    shown: set[tuple[tuple[str, str, Span], ...]] = set()
    for key in sorted(things):
        for figures in _at_one_time(things[key]):
            kept = [f for f in figures if any(_differ(f, other) for other in figures)]
            sides = tuple(dict.fromkeys(figure.side for figure in kept))
            if len(sides) > 1 and sides not in shown:
                shown.add(sides)
                unit, kinds, place = key
                yield Contradiction("counts", f"{' '.join((*kinds, unit))}, {place}", sides)


def _counts(utterance: Utterance) -> bool:
    statement = utterance.statement
    return not (
        utterance.echo
        or statement.background
        or statement.condition is not None
        or statement.act == "question"
        or utterance.published is None
    )


@cache
def _units() -> Mapping[str, str]:
    return {
        " ".join(stem(word) for word in form.split()): family[0]
        for family in load("trace_terms.yaml")["units"]
        for form in family
    }


@lru_cache(maxsize=4096)
def family_of(text: str) -> str:
    """Return the name of the family that a counted noun is of: of "servicemen" the soldiers."""
    folded = " ".join(stem(word) for word in fold(text).split())
    return _units().get(folded, folded)


def _keyed(
    utterance: Utterance, quantity: Quantity
) -> Iterator[tuple[tuple[str, tuple[str, ...], str], _Figure]]:
    if quantity.unit is None or (quantity.low is None and quantity.high is None):
        return
    unit = family_of(quantity.unit)
    heads = {stem(word) for word in fold(quantity.unit).split()}
    kinds: set[str] = set()
    for word in text_of(quantity.counted or "").words:
        bare = word.removesuffix("'s").removesuffix("'")
        if word in STOPS or stem(word) in heads | INDEFINITE or bare.isdigit():
            continue
        kinds.add(nation_of(bare) or bare)
    as_of = quantity.as_of
    at = as_of.start if as_of is not None and as_of.start is not None else utterance.published
    if at is None:
        return
    figure = _Figure(utterance, quantity, at)
    for place in sorted(_places(utterance)):
        yield (unit, tuple(sorted(kinds)), place), figure


def _places(utterance: Utterance) -> Iterable[str]:
    """Return where what a statement tells takes place: a state by its name, whatever its form.

    A state that acts ("Russia prepares") is no place; one that stands after "in" or "to" is.
    """
    text = utterance.report.text
    return {
        nation_of(fold(place.text)) or place.text
        for place in utterance.statement.places
        if WHERE.search(text[max(0, place.span.start - WHERE_REACH) : place.span.start])
    }


def _at_one_time(figures: Sequence[_Figure]) -> Iterator[list[_Figure]]:
    ordered = sorted(figures, key=lambda f: (f.utterance.rank, f.quantity.span))
    ordered.sort(key=lambda f: f.at)
    together: list[_Figure] = []
    for figure in ordered:
        if together and figure.at - together[-1].at > ONE_TIME:
            yield sorted(together, key=lambda f: (f.utterance.rank, f.quantity.span))
            together = []
        together.append(figure)
    if together:
        yield sorted(together, key=lambda f: (f.utterance.rank, f.quantity.span))


def _differ(one: _Figure, other: _Figure) -> bool:
    if one.utterance.rank == other.utterance.rank or abs(one.at - other.at) > ONE_TIME:
        return False
    if _two_events(one, other):
        return False
    first, second = one.quantity, other.quantity
    if first.direction != second.direction and None not in {first.direction, second.direction}:
        return False
    announced = [q.basis == "announced" for q in (first, second)]
    if announced[0] != announced[1]:
        return not _same(_point(first), _point(second))
    low = max(q.low if q.low is not None else 0.0 for q in (first, second))
    high = min(q.high if q.high is not None else float("inf") for q in (first, second))
    return low > high * (1 + SAME)


def _two_events(one: _Figure, other: _Figure) -> bool:
    """Say whether the figures are of what happened on two stated days, too far apart for one event.

    "Forty were killed there on 4 March" and nine on 24 March are both true; so many who *are*
    somewhere on a day are compared with those of another.
    """
    days = _days(one.utterance), _days(other.utterance)
    return bool(days[0] and days[1]) and not any(
        abs(day - told) <= ONE_EVENT for day in days[0] for told in days[1]
    )


def _days(utterance: Utterance) -> list[datetime]:
    """Return the days (UTC) on which what a statement counts is said to have happened."""
    statement = utterance.statement
    action = statement.claim.action
    words = () if action is None else text_of(action.of(utterance.report.text)).words
    if not words or statement.tense != "past" or base_of(stem(words[-1])) not in _happenings():
        return []
    return [
        date.interval.start
        for date in statement.dates
        if statement.content.holds(date.span)
        and date.interval is not None
        and date.interval.start is not None
        and date.interval.end is not None
        and date.interval.end - date.interval.start <= DAYLIKE
    ]


@cache
def _happenings() -> frozenset[str]:
    return bases_of(stem(word) for word in load("trace_terms.yaml")["happenings"])


def _point(quantity: Quantity) -> float:
    """Return the number that is written: of "up to 9,000" the 9,000."""
    known = [value for value in (quantity.high, quantity.low) if value is not None]
    return known[0] if known else 0.0


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= SAME * max(abs(one), abs(other))
