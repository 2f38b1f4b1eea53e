"""Workings: what tracing worked out of readings, kept while more of them are traced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tocsin.nouns import Reading, Register
from tocsin.trace.cast import Found, surnames_of
from tocsin.trace.copies import Body, body_from, is_copy
from tocsin.trace.echoes import echoes_of
from tocsin.trace.links import Link, keys_of, link
from tocsin.trace.meetings import Meetings
from tocsin.trace.utterances import Utterance, said_in

__all__ = ["PAIRS", "Workings"]

PAIRS = 200_000
"""Pairs of utterances of which the test is kept: some 40 MB. What comes later is tested anew."""


MET = 2_000_000
"""Keys of those that meet, beyond which they are not held between two runs: some 200 MB."""


class Workings:
    """What follows from one reading, or from two, whichever others are traced beside them.

    The same readings are traced once for each day that is asked for. Their utterances, what a
    heading repeats, the keys under which they meet and the tests of pairs are the same each time;
    only which of them are there is not. A reading that comes under the id of another report's
    takes its place. `taken` counts readings taken up, `compared` pairs that were compared; `met`
    and `met_bodies` bring utterances and bodies together.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._surnames = surnames_of(register)
        self._found = Found()
        self._said: dict[str, tuple[Reading, tuple[Utterance, ...]]] = {}
        self._echoes: dict[str, tuple[tuple[str, str], ...]] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._links: dict[tuple[str, str, bool], Link | None] = {}
        self._bodies: dict[str, Body] = {}
        self._copies: dict[tuple[str, str], bool] = {}
        self.met = Meetings()
        self.met_bodies = Meetings()
        self.taken = 0
        self.compared = 0

    def utterances(self, readings: Iterable[Reading]) -> tuple[Utterance, ...]:
        """Return what `utterances_of` does, each reading taken up once."""
        unique = {reading.report.id: reading for reading in readings}
        found = [one for report in sorted(unique) for one in self._of(unique[report])]
        return tuple(sorted(found, key=lambda utterance: utterance.rank))

    def echoes(self, utterances: Iterable[Utterance]) -> Iterator[tuple[str, str]]:
        """Yield what `echoes_of` does; the utterances are all those of their reports."""
        for report in dict.fromkeys(utterance.report.id for utterance in utterances):
            if report not in self._echoes:
                self._echoes[report] = tuple(echoes_of(self._said[report][1]))
            yield from self._echoes[report]

    def keys(self, utterance: Utterance) -> tuple[str, ...]:
        """Return what `keys_of` does."""
        if utterance.rank not in self._keys:
            self._keys[utterance.rank] = tuple(keys_of(utterance))
        return self._keys[utterance.rank]

    def linked(self, one: Utterance, other: Utterance, families: Mapping[str, str]) -> Link | None:
        """Return what `link` does. Of `families` it hangs on whether the two are of one."""
        alike = families.get(one.report.id) == families.get(other.report.id)
        pair = one.rank, other.rank, alike
        if pair in self._links:
            return self._links[pair]
        drawn = link(one, other, families)
        self.compared += 1
        if len(self._links) < PAIRS:
            self._links[pair] = drawn
        return drawn

    def body(self, raw: str) -> Body:
        """Return what `body_from` does."""
        if raw not in self._bodies:
            self._bodies[raw] = body_from(raw)
        return self._bodies[raw]

    def copied(self, one: Body, other: Body) -> bool:
        """Return what `is_copy` does."""
        pair = one.raw, other.raw
        if pair not in self._copies:
            self._copies[pair] = is_copy(one, other)
            self.compared += 1
        return self._copies[pair]

    def rest(self) -> None:
        """Let go of who meets whom where that is very much, when the days of a run are traced."""
        if self.met.size + self.met_bodies.size > MET:
            self.met.clear()
            self.met_bodies.clear()

    def _of(self, reading: Reading) -> tuple[Utterance, ...]:
        held = self._said.get(reading.report.id)
        if held is None or held[0] is not reading:
            if held is not None:
                self._forget(held[1])
            self.taken += 1
            said = said_in(reading, self._register, self._surnames, self._found)
            self._said[reading.report.id] = held = (reading, said)
        return held[1]

    def _forget(self, said: Iterable[Utterance]) -> None:
        """Forget what was worked out of utterances that are read otherwise now."""
        ranks = {one.rank for one in said}
        for one in said:
            self._keys.pop(one.rank, None)
            self._echoes.pop(one.report.id, None)
        for pair in [pair for pair in self._links if not ranks.isdisjoint(pair[:2])]:
            del self._links[pair]
