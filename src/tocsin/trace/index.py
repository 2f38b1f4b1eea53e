"""The index: what a desk has traced so far, to which a report is added at its own cost."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from tocsin.nouns import Correction, Origin, Reading, Register, digest_of
from tocsin.trace.atoms import said_alike
from tocsin.trace.candidates import change
from tocsin.trace.card import Card, report_in
from tocsin.trace.cast import Surnames, surnames_of
from tocsin.trace.copies import Body, body_of, is_copy
from tocsin.trace.houses import own_house
from tocsin.trace.kept import Kept
from tocsin.trace.kin import Kin
from tocsin.trace.links import Link, keys_of, link
from tocsin.trace.origins import origins_of
from tocsin.trace.traits import may_copy, may_link, trait_of, trait_of_body
from tocsin.trace.twins import folded
from tocsin.trace.utterances import Utterance, rank_of, utterances_of
from tocsin.trace.workings import Workings

__all__ = ["REPORTS", "Index"]

REPORTS = "report"
"""The space of facts that holds a card for each report in the index."""

MARKS = "mark"
"""The space of facts that holds the mark of each of these reports: cards are long."""

COPY = "copy"
"""What is known of a pair of reports: one is a copy of the other."""

REMEMBERED = 1_000_000
"""Letters of reports that are held in memory, taken up, while others are compared with them: some
sixty bytes each, so that what is held does not depend on how long reports are."""

CARDS = 6_000_000
"""Letters of cards, as they are written, that are held besides: some 2,000 of short reports."""


class _Taken:
    """A report taken up for comparison, as far as one is asked for: its body, what is said in it.

    `size` is the length of its text. The reading is let go when both are known.
    """

    __slots__ = ("_body", "_reading", "_register", "_said", "_surnames", "size")

    def __init__(self, reading: Reading, register: Register, surnames: Surnames) -> None:
        self._reading: Reading | None = reading
        self._register = register
        self._surnames = surnames
        self._body: Body | None = None
        self._said: Mapping[str, Utterance] | None = None
        self.size = len(reading.report.text)

    @property
    def body(self) -> Body:
        if self._body is None:
            self._body = body_of(self._held())
            self._let_go()
        return self._body

    @property
    def utterances(self) -> Mapping[str, Utterance]:
        if self._said is None:
            found = utterances_of((self._held(),), self._register, self._surnames)
            self._said = {one.rank: one for one in found if not one.echo}
            self._let_go()
        return self._said

    def _held(self) -> Reading:
        if self._reading is None:
            raise RuntimeError("a reading was let go before both were known")
        return self._reading

    def _let_go(self) -> None:
        if self._body is not None and self._said is not None:
            self._reading = None


class Index:
    """Pairs of copies and of repeated words among the reports of a desk, kept as they arrive.

    `kept` is where they are remembered, `readings` gives the reading of a report that is in the
    index by its id, or None where it is gone by now and will be taken out. Reports may come in any
    order and any parts: what is kept then gives the origins that `trace` finds from nothing.
    Translations are not known to it. `compared` counts pairs compared word by word, `taken` the
    reports taken up: those that come, and earlier ones that they are compared with.
    """

    def __init__(
        self, kept: Kept, register: Register, readings: Callable[[str], Reading | None]
    ) -> None:
        self._kept = kept
        self._register = register
        self._readings = readings
        self._surnames = surnames_of(register)
        self._taken: OrderedDict[str, _Taken] = OrderedDict()
        self._held = 0
        self._cards: OrderedDict[str, tuple[Card, int]] = OrderedDict()
        self._lettered = 0
        self._kin = Kin(kept, self._card)
        self.compared = 0
        self.taken = 0

    def marks(self) -> Mapping[str, str]:
        """Return for each report in the index the mark with which it was taken in."""
        return dict(self._kept.facts(MARKS))

    def update(self, added: Iterable[tuple[Reading, str]], removed: Iterable[str] = ()) -> None:
        """Take reports in, each with a mark of its reading, and others out.

        A report that is in it under another mark is taken in anew. The work is in proportion to
        these reports and those that they are compared with.
        """
        come: dict[str, Card] = {}
        leave = {name: card for name in removed if (card := self._known(name)) is not None}
        for reading, mark in added:
            name = reading.report.id
            known = self._known(name)
            if known is not None:
                if known.mark == mark:
                    continue
                leave[name] = known
            come[name] = self._take(reading, mark)
        for name in leave.keys() - come.keys():
            self._drop(name)
        if not come and not leave:
            return
        for name in leave:
            self._put(name, None)
        for name, card in come.items():
            self._put(name, card)
        done, old, fresh = self._kin.seat(leave, come)
        lost, new = change(self._kept, old, fresh, self._body_keys, self._copied)
        old, fresh = self._kin.regroup(done, lost, new)
        change(self._kept, old, fresh, self._keys, self._linked)

    def origins(
        self,
        readings: Sequence[Reading],
        decisions: Sequence[Correction] = (),
        *,
        workings: Workings | None = None,
    ) -> tuple[Origin, ...]:
        """Return the origins of `readings`, which must be those that the index holds.

        No two reports are compared. Equal to `trace(readings, register, decisions)`; `workings`
        are as there.
        """
        twins = folded(readings, self._register)
        utterances = (
            utterances_of(twins.first, self._register, self._surnames)
            if workings is None
            else workings.utterances(twins.first)
        )
        families = self._kin.families()
        links = [
            _link_of(later, earlier, value)
            for later, earlier, value in self._kept.pairs()
            if value != COPY
        ]
        return origins_of(
            utterances, families, links, self._register, decisions, twins=twins, workings=workings
        )

    def _known(self, name: str) -> Card | None:
        written = self._kept.get(REPORTS, name)
        return None if written is None else Card.read(written)

    def _card(self, name: str) -> Card:
        if name not in self._cards:
            written = self._kept.get(REPORTS, name)
            if written is None:
                raise KeyError(name)
            self._hold(name, Card.read(written), len(written))
        self._cards.move_to_end(name)
        return self._cards[name][0]

    def _put(self, name: str, card: Card | None) -> None:
        written = None if card is None else card.written()
        self._kept.put(REPORTS, name, written)
        self._kept.put(MARKS, name, None if card is None else card.mark)
        self._lettered -= self._cards.pop(name, (card, 0))[1]
        if card is not None and written is not None:
            self._hold(name, card, len(written))

    def _hold(self, name: str, card: Card, size: int) -> None:
        self._cards[name] = card, size
        self._lettered += size
        while self._lettered > CARDS and len(self._cards) > 1:
            _, (_, gone) = self._cards.popitem(last=False)
            self._lettered -= gone

    def _take(self, reading: Reading, mark: str) -> Card:
        taken = self._remember(reading)
        said = {
            rank: (_digest(one), tuple(dict.fromkeys(keys_of(one))))
            for rank, one in taken.utterances.items()
        }
        traits = {rank: trait_of(one) for rank, one in taken.utterances.items()}
        body, node = taken.body, digest_of("", taken.body.raw)
        rank = rank_of(reading.report)
        return Card(mark, rank, node, body.keys, trait_of_body(body), said, traits)

    def _remember(self, reading: Reading) -> _Taken:
        taken = _Taken(reading, self._register, self._surnames)
        self.taken += 1
        self._drop(reading.report.id)
        self._taken[reading.report.id] = taken
        self._held += taken.size
        while self._held > REMEMBERED and len(self._taken) > 1:
            self._drop(next(iter(self._taken)))
        return taken

    def _drop(self, name: str) -> None:
        taken = self._taken.pop(name, None)
        self._held -= 0 if taken is None else taken.size

    def _of(self, member: str) -> _Taken | None:
        name = report_in(member)
        taken = self._taken.get(name)
        if taken is None:
            reading = self._readings(name)
            return None if reading is None else self._remember(reading)
        self._taken.move_to_end(name)
        return taken

    def _utterance(self, member: str) -> Utterance | None:
        taken = self._of(member)
        return None if taken is None else taken.utterances.get(member)

    def _body_keys(self, member: str) -> Sequence[str]:
        return self._card(report_in(member)).body

    def _keys(self, member: str) -> Sequence[str]:
        return self._card(report_in(member)).said[member][1]

    def _copied(self, earlier: str, later: str) -> str | None:
        traits = [self._card(report_in(member)).sampled for member in (earlier, later)]
        if not may_copy(*traits):
            return None
        self.compared += 1
        one, other = self._of(earlier), self._of(later)
        # What is gone, by an erasure whose process died before this one, is a copy of nothing.
        return COPY if one and other and is_copy(one.body, other.body) else None

    def _linked(self, earlier: str, later: str) -> str | None:
        traits = [self._card(report_in(member)).traits[member] for member in (earlier, later)]
        if not may_link(*traits):
            return None
        self.compared += 1
        one, other = (self._utterance(member) for member in (earlier, later))
        if one is None or other is None:
            # It is read otherwise by now, and will be taken in anew, or is gone and taken out.
            return None
        families = {u.report.id: self._kin.family(u.report.id) for u in (one, other)}
        drawn = link(one, other, families)
        return None if drawn is None else _written(drawn)


def _digest(one: Utterance) -> str:
    kind, day, known, words = said_alike(one)
    # What has no words is the same as nothing else.
    if not words:
        return ""
    return digest_of("", kind, day, "|".join(sorted(known)), " ".join(words), own_house(one))


def _written(drawn: Link) -> str:
    return json.dumps(_parts(drawn))


def _parts(drawn: Link) -> list[object]:
    within = None if drawn.within is None else drawn.within.total_seconds()
    parts: list[object] = [drawn.strength, drawn.across, within, drawn.anew]
    if drawn.alone:
        parts.append(None if drawn.otherwise is None else _parts(drawn.otherwise))
    return parts


def _link_of(later: str, earlier: str, written: str) -> Link:
    return _drawn(later, earlier, json.loads(written))


def _drawn(later: str, earlier: str, parts: Sequence[Any]) -> Link:
    strength, across, within, anew, *rest = parts
    span = None if within is None else timedelta(seconds=within)
    otherwise = _drawn(later, earlier, rest[0]) if rest and rest[0] is not None else None
    return Link(strength, earlier, later, across, span, anew, bool(rest), otherwise)
