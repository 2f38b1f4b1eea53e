"""Twins: reports of one text that say the same, traced once and told of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import merge
from typing import overload

from tocsin.nouns import Mention, Name, Reading, Register, Report, Statement, of_any
from tocsin.trace.cast import outlet_name
from tocsin.trace.names import fold
from tocsin.trace.register import outlet_of, resolve
from tocsin.trace.utterances import hosted_elsewhere, rank_of

__all__ = ["Mentions", "Twin", "Twins", "folded", "mentions_of", "shown_on"]


@dataclass(frozen=True, slots=True)
class Twin:
    """A report that stands behind the first of its text: who showed it, and on whose site else."""

    report: str
    rank: str
    outlet: str
    host: str | None


@dataclass(frozen=True, slots=True)
class Twins:
    """Readings to trace, by the first report of each text; and for it its twins, by rank.

    `ids` are the reports of the twins in the same order, which all origins hold in common.
    """

    first: tuple[Reading, ...]
    twins: Mapping[str, tuple[Twin, ...]] = field(default_factory=dict)
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def pair(self, one: str, other: str) -> tuple[str, str]:
        """Return two names as a pair, the same for all origins that travelled that way."""
        return self.pairs.setdefault((one, other), (one, other))

    def of(self, report: str) -> tuple[Twin, ...]:
        """Return the twins of a report that is traced for them."""
        return self.twins.get(report, ())


def folded(readings: Iterable[Reading], register: Register) -> Twins:
    """Return what is to be traced of `readings`: of each text, day and wording one report.

    Reports are twins that have one text, published at one time, read as the same but for who is
    its writer, unless a writer is named in what is read, is no outlet, or is registered and may be
    cited. What twins say is said by the first of them by rank, and in each of the others it is a
    copy: nothing else of an origin
    hangs on them. Where a translation is among the readings nothing is folded.
    """
    unique = {reading.report.id: reading for reading in readings}
    ordered = tuple(unique[report] for report in sorted(unique))
    if any(one.report.translation is not None for one in ordered):
        return Twins(ordered)
    texts = Counter((one.report.text_sha256, one.report.published) for one in ordered)
    first: list[Reading] = []
    alike: dict[object, list[_Alike]] = {}
    for one in ordered:
        key = None
        if texts[one.report.text_sha256, one.report.published] > 1:
            key = _key(one, register)
        if key is None:
            first.append(one)
            continue
        sets = alike.setdefault(key, [])
        if not any(held.takes(one) for held in sets):
            sets.append(_Alike(one))
    twins: dict[str, tuple[Twin, ...]] = {}
    for held in (each for sets in alike.values() for each in sets):
        lead, *others = sorted(held.readings, key=lambda one: rank_of(one.report))
        first.append(lead)
        if others:
            twins[lead.report.id] = tuple(_twin(one.report, register) for one in others)
    ids = {lead: tuple(one.report for one in others) for lead, others in twins.items()}
    return Twins(tuple(first), twins, ids)


class _Alike:
    """Readings of one text that are the same but for their writers."""

    def __init__(self, first: Reading) -> None:
        self.readings = [first]
        self._said = tuple(of_any(first.statements))
        self._cut = [(one.span, one.kind) for one in of_any(first.segments)]
        self._unwritten: dict[int, Statement] = {}

    def takes(self, one: Reading) -> bool:
        """Take a reading in, if it is the same; say whether it is."""
        said, cut = of_any(one.statements), of_any(one.segments)
        same = (
            len(said) == len(self._said)
            and all(map(self._same, range(len(said)), said))
            and [(part.span, part.kind) for part in cut] == self._cut
        )
        if same:
            self.readings.append(one)
        return same

    def _same(self, at: int, said: Statement) -> bool:
        if said is self._said[at]:
            return True
        if at not in self._unwritten:
            self._unwritten[at] = _unwritten(self._said[at])
        return self._unwritten[at] == _unwritten(said)


def _key(one: Reading, register: Register) -> object:
    """Return what a report has in common with its twins; None where it cannot have any."""
    report, said = one.report, of_any(one.statements)
    for statement in said:
        if not any(map(str.isalnum, statement.content.of(report.text))):
            return None  # it is by its words that a copy is known
    house = None
    names = {name for statement in said for name in _named(statement)}
    if report.publisher is None or _own(report) & names or _known(report, register):
        house = report.publisher, report.author, report.host
    return report.text_sha256, report.published, one.reader, house


def _unwritten(one: Statement) -> Statement:
    """Return a statement without its writer, who has no place in the text."""
    speaker = one.speaker
    if speaker is not None and speaker.span is None:
        speaker = _nobody(speaker.named)
    chain = tuple(
        replace(link, name=_nobody(link.name.named)) if link.name.span is None else link
        for link in one.chain
    )
    unseen = None if one.absence is None else replace(one.absence, looked_by="")
    marks = tuple(replace(mark, by=None) for mark in one.verification)
    return replace(one, report="", speaker=speaker, chain=chain, absence=unseen, verification=marks)


@lru_cache(maxsize=2)
def _nobody(named: bool) -> Name:
    return Name("", None, named=named)


def _named(one: Statement) -> Iterator[str]:
    for name in (one.speaker, *(link.name for link in one.chain)):
        if name is not None and name.span is not None:
            yield fold(name.text)


def _own(report: Report) -> frozenset[str]:
    return frozenset(fold(part) for part in (report.publisher, report.author, report.host) if part)


def _known(report: Report, register: Register) -> bool:
    """Say whether who published it is a body that speaks for itself, or an outlet that is cited."""
    body = None if report.publisher is None else resolve(report.publisher, register)
    return body is not None or outlet_name(report, register) in register.outlets


def _twin(report: Report, register: Register) -> Twin:
    return Twin(
        report.id, rank_of(report), outlet_name(report, register), shown_on(report, register)
    )


def shown_on(report: Report, register: Register) -> str | None:
    """Return on whose site a report stands that is not its publisher's own, None on their own."""
    host = report.host
    if host is None or not hosted_elsewhere(report):
        return None
    known = outlet_of(host, register)
    return host if known is None else known.name


class Mentions(Sequence[Mention]):
    """The mentions of an origin, by rank, of which those in twins are made when they are asked for.

    Each run is of reports that mention it in the same places: `ids[start:stop]`, and what stands in
    each. So what is held does not grow with the number of twins.
    """

    __slots__ = ("_length", "_runs")

    def __init__(self, runs: Iterable[_Run]) -> None:
        self._runs = tuple(runs)
        self._length = sum((stop - start) * len(made) for _, start, stop, made in self._runs)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Mention]:
        for ids, start, stop, made in self._runs:
            for at in range(start, stop):
                for one in made:
                    yield _in(ids[at], one)

    @overload
    def __getitem__(self, at: int) -> Mention: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, at: int | slice) -> Mention | tuple[Mention, ...]:
        if isinstance(at, slice):
            return tuple(self)[at]
        place = at + self._length if at < 0 else at
        for ids, start, stop, made in self._runs:
            count = (stop - start) * len(made)
            if 0 <= place < count:
                return _in(ids[start + place // len(made)], made[place % len(made)])
            place -= count
        raise IndexError(at)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | Mentions) or len(other) != len(self):
            return NotImplemented
        return all(one == same for one, same in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


_Run = tuple[Sequence[str], int, int, tuple[Mention, ...]]
_Place = tuple[str, Sequence[str], int, tuple[Mention, ...]]


def _in(report: str, one: Mention) -> Mention:
    return one if one.report == report else Mention(report, one.span, one.kind, one.statement)


def mentions_of(
    own: Sequence[tuple[str, tuple[Mention, ...]]],
    behind: Sequence[tuple[tuple[Mention, ...], tuple[Twin, ...], tuple[str, ...]]],
) -> Sequence[Mention]:
    """Return the mentions of an origin in order of rank.

    `own` are those in the reports that were traced, each with its rank. `behind` are the twins of
    one of these, with what stands in each of them, and their ids.
    """
    if not behind:
        return tuple(one for _, made in own for one in made)
    lists: list[list[_Place]] = [[(rank, (made[0].report,), 0, made) for rank, made in own]]
    for made, held, ids in behind:
        lists.append([(twin.rank, ids, at, made) for at, twin in enumerate(held)])
    runs: list[_Run] = []
    for _, listed, at, made in merge(*lists, key=lambda place: place[0]):
        if runs and runs[-1][0] is listed and runs[-1][2] == at:
            runs[-1] = (listed, runs[-1][1], at + 1, made)
        else:
            runs.append((listed, at, at + 1, made))
    return Mentions(runs)
