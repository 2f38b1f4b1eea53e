"""Firsts: "the first … since …" against dated statements of the same event in between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache

from tocsin.data import load
from tocsin.nouns import Contradiction, DateMention, Register, Span
from tocsin.trace.names import fold, nation_of
from tocsin.trace.register import is_person
from tocsin.trace.utterances import Utterance

__all__ = ["first_contradictions", "people_in", "persons_by_surname"]

FIRST_SINCE = re.compile(r"\bfirst\b[^.!?\n]{0,160}?\bsince\b", re.IGNORECASE)
FIRST_IN = re.compile(
    r"\bfirst\b[^.!?\n]{0,80}?\b(?P<in>in)\s+(?:(?:more than|over|nearly|almost|about)\s+)?"
    r"(?P<count>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\s+years\b",
    re.IGNORECASE,
)
NUMBERS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=2
    )
}
YEAR = re.compile(r"\s+(?:(?:early|late|mid)[ -])?(?P<year>(?:19|20)\d\d)\b")
CAPITALS = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+")
SINCE_REACH = 30
BEFORE = 4
"""Statements before a sentence in which "the two leaders" of it are named."""

BEFORE_LETTERS = 800

LONGEST = timedelta(days=32)
JUST_NOW = timedelta(days=3)
"""What happened so shortly before is taken for the event itself that is called the first."""

YEAR_LENGTH = timedelta(days=365)
ROUNDED = timedelta(days=183)
"""What "in three years" may be out by."""


@dataclass(frozen=True, slots=True)
class _Since:
    """The time from which it is the first, and the words that say so ("since 2019")."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class _First:
    utterance: Utterance
    event: str
    people: frozenset[str]
    since: _Since
    span: Span


@dataclass(frozen=True, slots=True)
class _Dated:
    utterance: Utterance
    events: frozenset[str]
    people: frozenset[str]
    date: DateMention
    start: datetime
    end: datetime


def first_contradictions(
    utterances: Sequence[Utterance], register: Register
) -> Iterator[Contradiction]:
    """Yield a contradiction for each "first since" that dated statements between belie.

    `utterances` stand by rank. The event must be of the same kind ("meeting", "visit") and two
    people of the one be in the other. Who is meant by "the two leaders" is read from the
    statements just before.
    """
    surnames = persons_by_surname(register)
    firsts = [first for at in range(len(utterances)) for first in _firsts(at, utterances, surnames)]
    if not firsts:
        return
    dated: dict[str, list[_Dated]] = {}
    for utterance in utterances:
        for item in _dated(utterance, surnames):
            for event in item.events:
                dated.setdefault(event, []).append(item)
    for first in firsts:
        between = [
            item for item in dated.get(first.event, ()) if _belies(item, first, dated[first.event])
        ]
        if between:
            sides = [
                (item.utterance.rank, item.date.span, item.utterance.statement.id, item.utterance)
                for item in between
            ]
            own = first.utterance
            sides.append((own.rank, first.span, own.statement.id, own))
            people = sorted({name for item in between for name in item.people & first.people})
            yield Contradiction(
                "dates",
                f"first {first.event} {first.since.words}: {', '.join(people)}",
                tuple(
                    (statement, utterance.report.id, span)
                    for _, span, statement, utterance in sorted(sides, key=lambda side: side[:3])
                ),
            )


def _belies(item: _Dated, first: _First, dated: Sequence[_Dated]) -> bool:
    """Say whether `item` dates such an event between "since" and the one called the first."""
    published = first.utterance.published
    if published is None or len(first.people & item.people) < 2:
        return False
    if item.start < first.since.at or item.end > published - JUST_NOW:
        return False
    # The event that is called the first is dated in its own report, and elsewhere.
    itself = [
        other
        for other in dated
        if other.utterance.report.id == first.utterance.report.id
        and len(first.people & other.people) >= 2
    ]
    return not any(item.start < other.end and other.start < item.end for other in itself)


@cache
def _events() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, _pattern(event["words"], event.get("never_after", ())))
        for name, event in load("trace_terms.yaml")["events"].items()
    )


def _pattern(words: Sequence[str], never_after: Sequence[str]) -> re.Pattern[str]:
    barred = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in never_after)
    return re.compile(rf"{barred}\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def persons_by_surname(register: Register) -> Mapping[str, frozenset[str]]:
    """Return the registered persons by their surnames, folded."""
    found: dict[str, set[str]] = {}
    for alias, name in register.by_alias.items():
        if " " in alias and is_person(register.sources[name]):
            found.setdefault(alias.rpartition(" ")[2], set()).add(name)
    return {surname: frozenset(names) for surname, names in found.items()}


def people_in(text: str, surnames: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the persons that a text names: registered ones, and the last of capitals in a row."""
    found: set[str] = set()
    for match in re.finditer(r"\b[A-Z][\w’'-]+", text):
        known = surnames.get(fold(match.group()), frozenset())
        if len(known) == 1:
            found |= known
    for match in CAPITALS.finditer(text):
        last = fold(match.group().split()[-1])
        if last not in surnames and nation_of(last) is None:
            found.add(last)
    return frozenset(found)


def _firsts(
    at: int, utterances: Sequence[Utterance], surnames: Mapping[str, frozenset[str]]
) -> Iterator[_First]:
    utterance = utterances[at]
    statement = utterance.statement
    if utterance.echo or statement.polarity == "negated" or statement.act == "question":
        return
    text = statement.text
    if "first" not in text.casefold():
        return
    published = utterance.published
    for match in FIRST_SINCE.finditer(text):
        since = _since(utterance, match.end())
        if since is not None:
            yield from _first(at, utterances, match, since, surnames)
    if published is None:
        return
    for match in FIRST_IN.finditer(text):
        written = match["count"].lower()
        years = NUMBERS.get(written) or int(written)
        start = published - years * YEAR_LENGTH + ROUNDED
        since = _Since(start, match.group()[match.start("in") - match.start() :])
        yield from _first(at, utterances, match, since, surnames)


def _first(
    at: int,
    utterances: Sequence[Utterance],
    match: re.Match[str],
    since: _Since,
    surnames: Mapping[str, frozenset[str]],
) -> Iterator[_First]:
    statement = utterances[at].statement
    found = [
        (event.start(), name)
        for name, pattern in _events()
        for event in pattern.finditer(statement.text)
    ]
    # "The meeting is the first": what it is the first of stands nearest to the word.
    found.sort(key=lambda item: (abs(item[0] - match.start()), item))
    if not found:
        return
    people = people_in(statement.text, surnames)
    before = at - 1
    while len(people) < 2 and before >= 0 and at - before <= BEFORE:
        if utterances[before].report.id == statement.report and not utterances[before].echo:
            people |= people_in(utterances[before].statement.text, surnames)
        before -= 1
    if len(people) < 2:
        # The sentence that names them may not have been read: known people are looked for in it.
        start = statement.span.start
        text = utterances[at].report.text[max(0, start - BEFORE_LETTERS) : start]
        people |= frozenset(name for name in people_in(text, surnames) if " " in name)
    span = Span(statement.span.start + match.start(), statement.span.start + match.end())
    if len(people) >= 2:
        yield _First(utterances[at], found[0][1], people, since, span)


def _since(utterance: Utterance, end: int) -> _Since | None:
    """Return when the time that follows "since", which ends at `end`, is over, as it is written."""
    statement = utterance.statement
    year = YEAR.match(statement.text, end)
    if year is not None:
        return _Since(
            datetime(int(year["year"]) + 1, 1, 1, tzinfo=UTC), f"since {year.group().strip()}"
        )
    at = statement.span.start + end
    for date in statement.dates:
        interval = date.interval
        if interval is None or interval.start is None:
            continue
        written = date.text.split(maxsplit=1)[-1] if date.span.start < at else date.text
        words = f"since {' '.join(written.split())}"
        if at <= date.span.start <= at + SINCE_REACH:
            return None if interval.end is None else _Since(interval.end, words)
        if date.span.start < at <= date.span.end:
            # "Since 4 April" is read as all the time from that day on: "in April" is a month of it.
            dated = any(letter.isdigit() for letter in date.text)
            return _Since(interval.start + (timedelta(days=1) if dated else LONGEST), words)
    return None


def _dated(utterance: Utterance, surnames: Mapping[str, frozenset[str]]) -> Iterator[_Dated]:
    statement = utterance.statement
    if statement.polarity == "negated" or statement.condition is not None or not statement.dates:
        return
    events = frozenset(name for name, pattern in _events() if pattern.search(statement.text))
    if not events:
        return
    people = people_in(statement.text, surnames)
    if len(people) < 2:
        return
    for date in statement.dates:
        interval = date.interval
        if interval is None or interval.start is None or interval.end is None:
            continue
        if interval.end - interval.start <= LONGEST:
            yield _Dated(utterance, events, people, date, interval.start, interval.end)
