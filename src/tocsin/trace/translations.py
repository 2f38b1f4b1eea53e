"""Translations: several of one original, and the original, are one report that says things once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tocsin.nouns import Report
from tocsin.trace.sets import Sets
from tocsin.trace.utterances import Utterance
from tocsin.trace.words import containment

__all__ = ["once_told", "one_family", "same_document"]

SAME = 0.5
"""Part of the words of the shorter that two renderings of one sentence share, at the least."""

LEAST = 2
"""Words that they share at the least: one name in common makes no sentence."""


def same_document(report: Report) -> str:
    """Return the id by which a report and all its translations are one."""
    said = report.translation
    return report.id if said is None or said.original is None else said.original


def one_family(families: Mapping[str, str], reports: Iterable[Report]) -> Mapping[str, str]:
    """Return `families` with all translations of an original, and it, in one of them."""
    told = [one for one in reports if one.translation is not None]
    if not told:
        return families
    whole = Sets(families.values())
    for report in told:
        document = same_document(report)
        whole.join(families[report.id], families.get(document, f"{document}|translated"))
    return {report: whole.name(family) for report, family in families.items()}


def once_told(utterances: Sequence[Utterance], atoms: Sets, occasions: Sets) -> Sets:
    """Return `occasions`, with what several translations of one original say told once.

    The one from which most is read leads, or the original where it is read itself. A statement of
    another, with whoever else has the very same words, goes to the leader's statement that shares
    most words with it. One without such a counterpart goes to the nearest in its place: it renders
    something there, and is no second witness. But where others have it too it is left as it is.
    """
    by_document: dict[str, dict[str, list[Utterance]]] = {}
    for one in utterances:
        held = by_document.setdefault(same_document(one.report), {})
        held.setdefault(one.report.id, []).append(one)
    several = {document: held for document, held in by_document.items() if len(held) > 1}
    if not several:
        return occasions
    document_of = {one.rank: same_document(one.report) for one in utterances}
    same_words = atoms.groups()
    named = {one.rank: occasions.name(one.rank) for one in utterances}
    for document in sorted(several):
        held = several[document]
        lead = min(held, key=lambda report: (report != document, -len(held[report]), report))
        first = {one.rank for one in held[lead]}
        for report in sorted(held.keys() - {lead}):
            for one in held[report]:
                with_it = same_words[atoms.name(one.rank)]
                if not first.isdisjoint(with_it):
                    continue
                other = _counterpart(one, held[lead])
                if other is None and all(document_of[rank] == document for rank in with_it):
                    other = _nearest(one, held[lead])
                if other is not None:
                    named.update(dict.fromkeys(with_it, named[other.rank]))
    told = Sets(named)
    groups: dict[str, str] = {}
    for rank in sorted(named):
        told.join(groups.setdefault(named[rank], rank), rank)
    return told


def _counterpart(one: Utterance, lead: Sequence[Utterance]) -> Utterance | None:
    """Return the leader's statement that `one` renders too, by the words they share."""
    scored = [
        (-containment(one.stems, other.stems), _distance(one, other), other.rank, other)
        for other in lead
        if len(one.stems & other.stems) >= LEAST
        and containment(one.stems, other.stems) >= SAME
        and one.statement.polarity == other.statement.polarity
    ]
    return min(scored, key=lambda item: item[:3])[3] if scored else None


def _nearest(one: Utterance, lead: Sequence[Utterance]) -> Utterance:
    return min(lead, key=lambda other: (_distance(one, other), other.rank))


def _distance(one: Utterance, other: Utterance) -> tuple[bool, float]:
    """Return whether others speak, and how far apart they stand in their reports, from 0 to 1."""
    return one.speaker.key != other.speaker.key, abs(_place(one) - _place(other))


def _place(one: Utterance) -> float:
    return one.statement.span.start / max(len(one.report.text), 1)
