"""Decisions: what people joined and split, over what the pair test found."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.nouns import Correction, digest_of
from tocsin.trace.sets import Sets
from tocsin.trace.twins import Twins
from tocsin.trace.utterances import Utterance

__all__ = ["decided", "origin_id"]


def origin_id(utterance: Utterance) -> str:
    """Return the id of the origin of which `utterance` is the earliest mention.

    A decision that names an origin by it still finds the origin when an earlier mention arrives
    and the origin takes that one's id.
    """
    return digest_of("o", utterance.report.id, utterance.statement.id)


def decided(
    utterances: Sequence[Utterance],
    atoms: Sets,
    occasions: Sets,
    decisions: Sequence[Correction],
    twins: Twins,
) -> dict[str, str]:
    """Return the origin's name for each rank, after the decisions of kind "join" and "split".

    They are taken in the order in which they were made, those of one time as they are given. One
    that speaks of origins or statements that are not among `utterances` is passed over, and one
    that was undone counts for nothing. Copies of a statement that was split off follow it, unless
    they stand for the origin itself.
    """
    named = {utterance.rank: occasions.name(utterance.rank) for utterance in utterances}
    undone = {one.undoes for one in decisions if one.undoes is not None}
    standing = sorted(
        (one for one in decisions if one.kind in {"join", "split"} and one.id not in undone),
        # Of one second the order of entry decides, which the sort leaves as it was.
        key=lambda one: one.at,
    )
    if not standing:
        return named
    by_origin = {origin_id(utterance): utterance.rank for utterance in utterances}
    asked = {one.target for one in standing}
    asked.update(other for one in standing for other in _listed(one.value.get("with")))
    if not asked <= by_origin.keys():
        # An origin may have been named by what was its first mention then, in what is a twin now.
        for utterance in utterances:
            for twin in twins.of(utterance.report.id):
                name = digest_of("o", twin.report, utterance.statement.id)
                if name in asked:
                    by_origin[name] = utterance.rank
    for one in standing:
        anchor = by_origin.get(one.target)
        if anchor is None:
            continue
        if one.kind == "join":
            _join(named, anchor, [by_origin.get(other) for other in _listed(one.value.get("with"))])
        else:
            listed = frozenset(_listed(one.value.get("statements")))
            chosen = {u.rank for u in utterances if u.statement.id in listed}
            _split(named, anchor, chosen, atoms, f"{one.id}|{anchor}")
    return named


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, list | tuple):
        return tuple(str(part) for part in value)
    return ()


def _join(named: dict[str, str], anchor: str, others: Sequence[str | None]) -> None:
    known = {named[other] for other in others if other is not None}
    if known:
        whole = known | {named[anchor]}
        name = min(whole)
        named.update({rank: name for rank, held in named.items() if held in whole})


def _split(named: dict[str, str], anchor: str, chosen: set[str], atoms: Sets, name: str) -> None:
    members = {rank for rank, held in named.items() if held == named[anchor]}
    leaving = members & chosen
    if anchor not in leaving:
        followed = {atoms.name(rank) for rank in leaving} - {atoms.name(anchor)}
        leaving |= {rank for rank in members if atoms.name(rank) in followed}
    if leaving and leaving != members:
        named.update(dict.fromkeys(leaving, name))
