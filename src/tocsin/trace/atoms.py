"""Atoms: utterances that repeat the same words of one occasion, before occasions are joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tocsin.nouns import Interval
from tocsin.trace.houses import own_house
from tocsin.trace.links import Link, at_once, keys_of, link, one_issue
from tocsin.trace.neighbours import Met
from tocsin.trace.sets import Sets
from tocsin.trace.spreads import Spreads
from tocsin.trace.utterances import Issue, Utterance
from tocsin.trace.words import text_of

__all__ = ["atoms_of", "common_time", "links_of", "said_alike"]


class _Growing:
    """Sets of ranks that are still growing, each with its stated time and its known speakers."""

    def __init__(
        self,
        utterances: Sequence[Utterance],
        families: Mapping[str, str],
        persons: Mapping[str, str],
    ) -> None:
        """Begin with what stands word for word in copies of one report joined."""
        self.sets = Sets(utterance.rank for utterance in utterances)
        self._times: dict[str, Interval | None] = {}
        self._speakers: dict[str, frozenset[str]] = {}
        self._spreads = Spreads({one.rank: one.published for one in utterances})
        self._issues: dict[str, frozenset[Issue]] = {}
        # What is known of a set is held under its name alone: of copies there may be very many.
        alike = _alike(utterances, families)
        copied, known = next(alike, (None, ""))
        for one in utterances:
            self._times[one.rank] = one.when
            person = persons.get(one.rank)
            self._speakers[one.rank] = _known(one) if person is None else frozenset((person,))
            if one.issue is not None:
                self._issues[one.rank] = frozenset((one.issue,))
            if one is copied:
                self.join(known, one.rank)
                copied, known = next(alike, (None, ""))

    def join(self, one: str, other: str, *, reworded: bool = False) -> None:
        """Put the sets of two ranks together, whatever they hold; `reworded` if in other words."""
        first, second = sorted((self.sets.name(one), self.sets.name(other)))
        if first != second:
            self._spreads.join(first, second, reworded=reworded)
            self._times[first] = common_time(self._times[first], self._times.pop(second))
            self._speakers[first] |= self._speakers.pop(second)
            issues = self._of_issues(first) | self._of_issues(second)
            self._issues.pop(second, None)
            if issues:
                self._issues[first] = issues
            self.sets.join(first, second)

    def draw(self, drawn: Link) -> None:
        """Join what a link joins, unless that puts two days, or two known speakers, together.

        Two known speakers are one source only where the link itself says so.
        """
        one, other = self.sets.name(drawn.earlier), self.sets.name(drawn.later)
        apart = not drawn.anew and not at_once(self._times[one], self._times[other])
        if one == other or apart or not self._one_issue(one, other):
            return
        reworded = drawn.within is not None
        if drawn.within is not None and not self._spreads.near(one, other, drawn.within):
            return
        known = self._speakers[one] | self._speakers[other]
        if len(known) < 2 or drawn.across or self._speakers[one] == self._speakers[other]:
            self.join(one, other, reworded=reworded)

    def _one_issue(self, one: str, other: str) -> bool:
        """Say whether no report of two sets gives its speaker another day than all of the other."""
        held = self._of_issues(one), self._of_issues(other)
        return not all(held) or any(one_issue(a, b) for a in held[0] for b in held[1])

    def _of_issues(self, name: str) -> frozenset[Issue]:
        return self._issues.get(name, frozenset())


def atoms_of(
    utterances: Sequence[Utterance],
    families: Mapping[str, str],
    links: Iterable[Link],
    echoes: Iterable[tuple[str, str]],
    persons: Mapping[str, str],
) -> Sets:
    """Return sets of ranks: those in one set repeat the same words of one occasion.

    `links` are those of `links_of`, in any order. They are drawn strongest first, and one that
    would put two stated days together is not drawn: words that are said again another day are
    another occasion. `echoes` are those of `echoes_of`, of all reports. `persons` gives by rank the
    keys of speakers whose names told less than is known of them now.
    """
    growing = _Growing(utterances, families, persons)
    for drawn in sorted(links, key=_strongest_first):
        growing.draw(drawn)
    for echo, body in echoes:
        growing.join(echo, body)
    return growing.sets


def common_time(one: Interval | None, other: Interval | None) -> Interval | None:
    """Return the time that two stated times share; the first where they share none."""
    if one is None or other is None:
        return one or other
    if not at_once(one, other):
        return one
    start = max((i.start for i in (one, other) if i.start is not None), default=None)
    end = min((i.end for i in (one, other) if i.end is not None), default=None)
    return Interval(start, end, one.anchor or other.anchor)


def _known(utterance: Utterance) -> frozenset[str]:
    speaker = utterance.speaker
    return frozenset() if speaker.voice or speaker.scoped else frozenset((speaker.key,))


def _strongest_first(drawn: Link) -> tuple[float, str, str]:
    return -drawn.strength, drawn.earlier, drawn.later


def said_alike(utterance: Utterance) -> tuple[str, str, frozenset[str], tuple[str, ...]]:
    """Return that in which utterances agree which stand word for word in copies of one report."""
    kind = utterance.statement.segment if utterance.echo else "body"
    # What a body publishes itself on two days is said twice, in whatever same words.
    day = (utterance.day or "") if utterance.own else ""
    if utterance.issue is not None:
        # Nor are two issues of a bulletin one, each of which gives its day in words of its own.
        day = utterance.issue[1]
    return kind, day, _known(utterance), text_of(utterance.statement.text).words


def _spoken_as(utterance: Utterance) -> tuple[object, ...]:
    # A registered outlet's own words are compared for themselves: others may cite it for them.
    return *said_alike(utterance), own_house(utterance)


def _alike(
    utterances: Sequence[Utterance],
    families: Mapping[str, str],
    agree: Callable[[Utterance], tuple[object, ...]] = said_alike,
) -> Iterator[tuple[Utterance, str]]:
    """Yield what stands in copies, with the rank of what has the same words first.

    Headlines and captions included. Stated days decide nothing here: "on Monday" is read otherwise
    under a later date.
    """
    first: dict[tuple[object, ...], str] = {}
    copied = {family for family, members in Counter(families.values()).items() if members > 1}
    for utterance in utterances:
        family = families.get(utterance.report.id)
        if family is None or family not in copied or not utterance.text.words:
            continue
        yield utterance, first.setdefault((family, *agree(utterance)), utterance.rank)


def links_of(
    utterances: Sequence[Utterance],
    families: Mapping[str, str],
    met: Met,
    *,
    keyed: Callable[[Utterance], Iterable[str]] = keys_of,
    linked: Callable[[Utterance, Utterance, Mapping[str, str]], Link | None] = link,
) -> list[Link]:
    """Return the links between utterances, given by rank, that `met` brings together.

    `keyed` and `linked` may know already what `keys_of` and `link` give.
    """
    # Of what stands word for word in copies the earliest speaks for all.
    alike = _alike(utterances, families, _spoken_as)
    spoken_for = {u.rank for u, known in alike if known != u.rank}
    by_rank = {u.rank: u for u in utterances if not u.echo and u.rank not in spoken_for}
    keys = {rank: tuple(keyed(utterance)) for rank, utterance in by_rank.items()}
    found: list[Link] = []
    for rank, near_it in met(keys):
        for other in near_it:
            # A ledger's index may know utterances that are not asked about.
            if other not in by_rank:
                continue
            drawn = linked(by_rank[other], by_rank[rank], families)
            if drawn is not None:
                found.append(drawn)
    return found
