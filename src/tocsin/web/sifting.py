"""Sifting: the statements of a watch as sets by facet, met and counted without walking them all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tocsin.nouns import Bearing, Correction, Origin, Reading, Statement

__all__ = ["FACETS", "Counted", "Item", "Sieve", "Sifted", "Wanted"]

FACETS: Mapping[str, str] = {
    "is": "State",
    "indicator": "Bears on",
    "act": "Act",
    "likelihood": "Likelihood phrase",
    "verification": "Verification",
    "grade": "Grade",
    "source": "Source",
    "origin": "Origin",
    "language": "Language",
}
"""The facets in the order of the page, each with its heading."""

COMMON = 24
"""Values of a facet that are ever counted: the most common; any other can still be asked for."""

BREAK = "\x00"
"""Between two statements in the text that is searched; no captured text has it unnamed."""


@dataclass(frozen=True, slots=True)
class Item:
    """A statement with all by which it is found; `bearings` are the strongest first.

    `at` is the start of its report's publication, `came` when the desk first had the report.
    """

    statement: Statement
    reading: Reading
    origin: Origin | None
    bearings: tuple[Bearing, ...]
    decisions: tuple[Correction, ...]
    grade: str
    at: datetime
    came: datetime
    facets: Mapping[str, tuple[str, ...]]

    @property
    def bears(self) -> bool:
        """Whether it has to do with the watch, be it by rule or because a person decided on it."""
        return bool(self.bearings or self.decisions)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of an inbox: for each facet the values that are wanted and those that are not.

    Of the wanted values of one facet any will do; a value in neither is left open. `words` all
    stand in the statement; `whole` takes in what has nothing to do with the watch; `came` keeps
    what reached the desk at that time or later.
    """

    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    without: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    whole: bool = False
    came: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A value of a facet: how many statements it would leave, and how it stands now."""

    value: str
    count: int
    state: str


@dataclass(frozen=True, slots=True)
class Sifted:
    """What was found: how many, one page of it in order, and each facet's values with counts."""

    total: int
    items: tuple[Item, ...]
    facets: Mapping[str, tuple[Counted, ...]]


class Sieve:
    """Items in their order, each a bit in whole numbers that stand for sets.

    It is made once for a state of the desk. Asked, it meets sets of a bit a statement and walks
    only the page; a search goes over the text once.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = tuple(items)
        self._places: dict[str, dict[str, list[int]]] = {name: {} for name in FACETS}
        self._number: dict[str, int] = {}
        starts: list[int] = []
        parts: list[str] = []
        end = 0
        for number, item in enumerate(self._items):
            self._number[item.statement.id] = number
            for name, values in item.facets.items():
                for value in values:
                    self._places[name].setdefault(value, []).append(number)
            starts.append(end)
            parts.append(item.statement.text.casefold().replace(BREAK, " "))
            end += len(parts[-1]) + 1
        self._starts, self._text = starts, BREAK.join(parts)
        self._bears = self._bits(n for n, item in enumerate(self._items) if item.bears)
        self._arrival = sorted(range(len(self._items)), key=lambda n: (self._items[n].came, n))
        self._arrived = [self._items[n].came for n in self._arrival]
        self._common = {
            name: tuple(sorted(found, key=lambda one: (-len(found[one]), one))[:COMMON])
            for name, found in self._places.items()
        }
        self._sets: dict[tuple[str, str], int] = {}

    def __len__(self) -> int:
        return len(self._items)

    def get(self, statement: str) -> Item | None:
        """Return the item of a statement, by its id."""
        number = self._number.get(statement)
        return None if number is None else self._items[number]

    def first(self, facet: str, value: str) -> Item | None:
        """Return the first item with a value of a facet."""
        places = self._places[facet].get(value)
        return self._items[places[0]] if places else None

    def sift(self, wanted: Wanted, *, skip: int, take: int) -> Sifted:
        """Return what is wanted: `take` items after the first `skip`, and counts by facet.

        The count of a value is how many there would be with it as the only one of its facet.
        """
        ground = self._ground(wanted)
        kept = {name: self._any(name, values) for name, values in wanted.only.items() if values}
        found = ground
        for one in kept.values():
            found &= one
        facets = {}
        for name in FACETS:
            rest = ground
            for other, one in kept.items():
                if other != name:
                    rest &= one
            facets[name] = tuple(self._counted(name, wanted, rest))
        items = tuple(self._items[n] for n in _places_in(found, skip, take))
        return Sifted(found.bit_count(), items, facets)

    def _counted(self, name: str, wanted: Wanted, rest: int) -> Iterator[Counted]:
        only = wanted.only.get(name, frozenset())
        without = wanted.without.get(name, frozenset())
        values = dict.fromkeys((*sorted(only | without), *self._common[name]))
        rows = []
        for value in values:
            state = "only" if value in only else "not" if value in without else "any"
            count = (rest & self._set(name, value)).bit_count()
            if count or state != "any":
                rows.append(Counted(value, count, state))
        yield from sorted(rows, key=lambda one: (one.state == "any", -one.count, one.value))

    def _ground(self, wanted: Wanted) -> int:
        found = (1 << len(self._items)) - 1 if wanted.whole else self._bears
        for name, values in wanted.without.items():
            found &= ~self._any(name, values)
        if wanted.came is not None:
            first = bisect_left(self._arrived, wanted.came)
            found &= self._bits(self._arrival[first:])
        for word in wanted.words:
            if not found:
                break
            found &= self._bits(self._with(word))
        return found

    def _with(self, word: str) -> Iterator[int]:
        """Yield the numbers of the statements that hold a word, each once."""
        sought = word.casefold().replace(BREAK, " ")
        at = self._text.find(sought) if sought else -1
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            if number + 1 == len(self._starts):
                return
            at = self._text.find(sought, self._starts[number + 1])

    def _any(self, name: str, values: Iterable[str]) -> int:
        found = 0
        for value in values:
            found |= self._set(name, value)
        return found

    def _set(self, name: str, value: str) -> int:
        key = (name, value)
        held = self._sets.get(key)
        if held is None:
            held = self._bits(self._places[name].get(value, ()))
            if value in self._common[name]:
                self._sets[key] = held
        return held

    def _bits(self, numbers: Iterable[int]) -> int:
        room = bytearray(len(self._items) // 8 + 1)
        for number in numbers:
            room[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(room, "little")


def _places_in(found: int, skip: int, take: int) -> Iterator[int]:
    """Yield the numbers of the bits of a set, in order, `take` of them after `skip`."""
    for place, byte in enumerate(found.to_bytes(found.bit_length() // 8 + 1, "little")):
        if take <= 0:
            return
        if (held := byte.bit_count()) <= skip:
            skip -= held
            continue
        for bit in range(8):
            if byte >> bit & 1:
                if skip > 0:
                    skip -= 1
                elif take > 0:
                    take -= 1
                    yield place * 8 + bit
