"""Kin: families of copied reports, kept as reports come and go, and who speaks for the same words.

Reports with one body are one *node*; nodes that copy each other hang together in a *family*. Within
a family of several reports what stands word for word is compared once, in its earliest place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.trace.candidates import Pair
from tocsin.trace.card import Card, report_in
from tocsin.trace.kept import Kept

__all__ = ["Kin"]

FAMILY = "family"
"""The space of facts that gives the family of each node."""

Members = dict[str, tuple[str, ...]]
"""Members with their keys."""


@dataclass(slots=True)
class _Change:
    """What was before one change: leads and families of nodes, and which families were several."""

    leave: Mapping[str, Card]
    come: Mapping[str, Card]
    leads: dict[str, str] = field(default_factory=dict)
    family: dict[str, str | None] = field(default_factory=dict)
    several: dict[str, bool] = field(default_factory=dict)


class Kin:
    """The families of the reports in an index."""

    def __init__(self, kept: Kept, card: Callable[[str], Card]) -> None:
        self._kept = kept
        self._card = card

    def family(self, report: str) -> str:
        """Return the name of a report's family, which says nothing but who is of one."""
        return self._kept.get(FAMILY, self._card(report).node) or ""

    def families(self) -> Mapping[str, str]:
        """Return for each report in the index the earliest of its family."""
        by_family: dict[str, list[str]] = {}
        for node, family in self._kept.facts(FAMILY):
            by_family.setdefault(family, []).extend(self._ranks(node))
        found: dict[str, str] = {}
        for ranks in by_family.values():
            names = [report_in(rank) for rank in sorted(ranks)]
            found.update(dict.fromkeys(names, names[0]))
        return found

    def seat(
        self, leave: Mapping[str, Card], come: Mapping[str, Card]
    ) -> tuple[_Change, Members, Members]:
        """Let reports leave and others come; return which leads of nodes leave and come by that.

        The earliest report of a node is its lead, and is compared for all of them.
        """
        done = _Change(leave, come)
        cards = [*leave.values(), *come.values()]
        keys = {card.node: card.body for card in cards}
        for node in sorted(keys):
            done.leads[node] = self._lead(node)
            self._note(done, node)
        for card in leave.values():
            self._kept.drop(card.rank, (f"b:{card.node}",))
        for card in come.values():
            self._kept.add(card.rank, (f"b:{card.node}",))
        leaving: Members = {}
        coming: Members = {}
        for node, lead in done.leads.items():
            now = self._lead(node)
            if now != lead:
                leaving.update({lead: keys[node]} if lead else {})
                coming.update({now: keys[node]} if now else {})
        return done, leaving, coming

    def regroup(
        self, done: _Change, lost: Iterable[Pair], new: Iterable[Pair]
    ) -> tuple[Members, Members]:
        """Part and join families by the pairs of leads that are lost and new.

        Return which utterances leave the comparison and which come. One in both is compared anew,
        since its report is of another family now.
        """
        old, fresh = self._edges(done, lost), self._edges(done, new)
        moved = self._parted(done, old - fresh)
        for node in sorted(done.leads):
            if self._kept.get(FAMILY, node) is None and self._lead(node):
                self._enter(node, self._free(node))
        for one, other in sorted(fresh - old):
            moved |= self._joined(done, one, other)
        return self._spoken(done, moved)

    def _edges(self, done: _Change, pairs: Iterable[Pair]) -> set[tuple[str, str]]:
        nodes = {lead: node for node, lead in done.leads.items()}

        def node_of(lead: str) -> str:
            return nodes.get(lead) or self._card(report_in(lead)).node

        ends = ((node_of(later), node_of(earlier)) for later, earlier in pairs)
        return {(min(end), max(end)) for end in ends}

    def _parted(self, done: _Change, lost: Iterable[tuple[str, str]]) -> set[str]:
        """Part families that lost a pair or a node into what still hangs together."""
        gone = {node for node in done.leads if done.family[node] and not self._lead(node)}
        touched = {node for pair in lost for node in pair} | gone
        for node in touched:
            self._note(done, node)
        moved: set[str] = set()
        families = {family for node in touched if (family := done.family[node]) is not None}
        for family in sorted(families):
            held = self._nodes(family)
            for node in gone.intersection(held):
                self._kept.drop(node, (f"n:{family}",))
                self._kept.put(FAMILY, node, None)
            parts = self._parts([node for node in held if node not in gone])
            for part in parts[1:]:
                for node in part:
                    self._note(done, node)
                    self._kept.drop(node, (f"n:{family}",))
                name = self._free(part[0])
                for node in part:
                    self._enter(node, name)
                moved.update(part)
        return moved

    def _parts(self, nodes: list[str]) -> list[list[str]]:
        """Return `nodes` in the parts that pairs hold together, the largest first."""
        open_, parts = set(nodes), []
        for start in nodes:
            if start not in open_:
                continue
            open_.discard(start)
            part = [start]
            for node in part:
                lead = self._lead(node)
                beside = [*self._kept.earlier(lead), *self._kept.later(lead)]
                near = {self._card(report_in(other)).node for other in beside} & open_
                open_ -= near
                part.extend(sorted(near))
            parts.append(sorted(part))
        return sorted(parts, key=lambda part: (-len(part), part))

    def _joined(self, done: _Change, one: str, other: str) -> set[str]:
        """Put the smaller of two nodes' families into the larger; return the nodes that moved."""
        for node in (one, other):
            self._note(done, node)
        families = [str(self._kept.get(FAMILY, node)) for node in (one, other)]
        if families[0] == families[1]:
            return set()
        # One that stands alone, as a new one mostly does, needs no count of the others.
        alone = [family for family in families if len(self._kept.first(f"n:{family}", 2)) < 2]
        smaller = alone[-1] if alone else min(families, key=lambda f: (len(self._nodes(f)), f))
        larger = families[0] if smaller == families[1] else families[1]
        nodes = self._nodes(smaller)
        for node in nodes:
            self._note(done, node)
            self._kept.drop(node, (f"n:{smaller}",))
            self._enter(node, larger)
        return set(nodes)

    def _spoken(self, done: _Change, moved: set[str]) -> tuple[Members, Members]:
        """Return which utterances leave the comparison and come, now that families are settled."""
        for family in sorted(done.several):
            if done.several[family] != self._several(family):
                nodes = self._nodes(family)
                for node in nodes:
                    self._note(done, node)
                moved.update(nodes)
        before, after = self._voices(done, moved)
        groups = sorted(before.groups | after.groups)
        then = {group: _one(self._kept.first(group, 1)) for group in groups}
        leave = before.speaking(then, done.several)
        before.drop()
        after.add()
        now = {group: _one(self._kept.first(group, 1)) for group in groups}
        several = {family: self._several(family) for family in sorted(after.families)}
        come = after.speaking(now, several)
        for group in groups:
            # Others of a family of several, in whose place another speaks now.
            if then[group] != now[group] and done.several.get(before.family_of(group), False):
                leave.update(self._other(then[group], before))
                come.update(self._other(now[group], after))
        return leave, come

    def _voices(self, done: _Change, moved: set[str]) -> tuple[_Voices, _Voices]:
        """Return what was said and what is, by reports that leave, come or changed family."""
        before, after = _Voices(self._kept), _Voices(self._kept)
        for card in done.leave.values():
            before.take(card, str(done.family[card.node]))
        for card in done.come.values():
            after.take(card, str(self._kept.get(FAMILY, card.node)))
        for node in sorted(moved):
            family = done.family[node]
            for rank in self._ranks(node):
                if report_in(rank) not in done.come and family is not None:
                    card = self._card(report_in(rank))
                    before.take(card, family)
                    after.take(card, str(self._kept.get(FAMILY, node)))
        return before, after

    def _other(self, rank: str, known: _Voices) -> Members:
        if not rank or rank in known.members:
            return {}
        return {rank: self._card(report_in(rank)).said[rank][1]}

    def _note(self, done: _Change, node: str) -> None:
        """Remember of a node, before it is touched, its family and whether that was several."""
        if node not in done.family:
            family = self._kept.get(FAMILY, node)
            done.family[node] = family
            if family is not None and family not in done.several:
                done.several[family] = self._several(family)

    def _enter(self, node: str, family: str) -> None:
        self._kept.add(node, (f"n:{family}",))
        self._kept.put(FAMILY, node, family)

    def _free(self, node: str) -> str:
        name = node
        while self._kept.first(f"n:{name}", 1):
            name += "+"
        return name

    def _lead(self, node: str) -> str:
        return _one(self._kept.first(f"b:{node}", 1))

    def _ranks(self, node: str) -> list[str]:
        return [*self._kept.after(f"b:{node}", "", None)]

    def _nodes(self, family: str) -> list[str]:
        return [*self._kept.after(f"n:{family}", "", None)]

    def _several(self, family: str) -> bool:
        """Say whether a family has more reports than one."""
        nodes = self._kept.first(f"n:{family}", 2)
        return len(nodes) > 1 or any(len(self._kept.first(f"b:{n}", 2)) > 1 for n in nodes)


class _Voices:
    """Utterances of some reports, each with the group of the same words within its family."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self.members: dict[str, tuple[str, str, tuple[str, ...]]] = {}

    @property
    def groups(self) -> set[str]:
        return {group for group, _, _ in self.members.values() if group}

    @property
    def families(self) -> set[str]:
        return {family for _, family, _ in self.members.values()}

    @staticmethod
    def family_of(group: str) -> str:
        return group[2:].split("|", 1)[0]

    def take(self, card: Card, family: str) -> None:
        for rank, (alike, keys) in card.said.items():
            group = f"f:{family}|{alike}" if alike else ""
            self.members[rank] = (group, family, keys)

    def speaking(self, leads: Mapping[str, str], several: Mapping[str, bool]) -> Members:
        """Return those that are compared: all of a report alone, else the first of each group."""
        return {
            rank: keys
            for rank, (group, family, keys) in self.members.items()
            if not group or not several.get(family, False) or leads[group] == rank
        }

    def add(self) -> None:
        for rank, (group, _, _) in self.members.items():
            if group:
                self._kept.add(rank, (group,))

    def drop(self) -> None:
        for rank, (group, _, _) in self.members.items():
            if group:
                self._kept.drop(rank, (group,))


def _one(found: Sequence[str]) -> str:
    return found[0] if found else ""
