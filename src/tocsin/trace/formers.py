"""Formers: a judgement that is told as what was said before belongs to where it was said."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.trace.levels import differ
from tocsin.trace.sets import Sets
from tocsin.trace.utterances import Utterance
from tocsin.trace.words import containment

__all__ = ["told_before"]

SAME = 0.6
LEAST = 3
"""What must be shared by a judgement and the words by which it is told again later."""


def told_before(utterances: Sequence[Utterance], atoms: Sets, occasions: Sets) -> Sets:
    """Return `occasions`, with judgements told as former ones put where they were made.

    "Lee had called it unlikely" is of the latest occasion on which Lee is known to have said so,
    with whoever else has the very same words; without one it is left as it is. Who holds another
    word by now has not said the old one anew.
    """
    formers = [one for one in utterances if one.former and not one.echo]
    if not formers:
        return occasions
    judged: dict[str, list[Utterance]] = {}
    for one in utterances:
        apart = one.echo or one.former or one.speaker.voice or one.speaker.scoped
        if not apart and one.statement.likelihood is not None:
            judged.setdefault(one.speaker.key, []).append(one)
    same_words = atoms.groups()
    by_rank = {one.rank: one for one in utterances}
    named = {one.rank: occasions.name(one.rank) for one in utterances}
    for one in formers:
        with_it = same_words[atoms.name(one.rank)]
        if not all(by_rank[rank].former or by_rank[rank].echo for rank in with_it):
            continue
        earlier = [other for other in judged.get(one.speaker.key, ()) if _before(other, one)]
        if earlier:
            latest = max(earlier, key=_when)
            named.update(dict.fromkeys(with_it, named[latest.rank]))
    told = Sets(named)
    groups: dict[str, str] = {}
    for rank in sorted(named):
        told.join(groups.setdefault(named[rank], rank), rank)
    return told


def _before(earlier: Utterance, later: Utterance) -> bool:
    """Say whether the earlier report has the judgement that the later tells as a former one."""
    if earlier.report.id == later.report.id or earlier.rank >= later.rank:
        return False
    if earlier.statement.polarity != later.statement.polarity:
        return False
    if differ(earlier.statement.likelihood, later.statement.likelihood):
        return False
    common = len(earlier.stems & later.stems)
    if common and earlier.stems == later.stems:
        return True
    return common >= LEAST and containment(earlier.stems, later.stems) >= SAME


def _when(one: Utterance) -> tuple[str, str]:
    said = one.when.start if one.when is not None and one.when.start is not None else one.published
    return "" if said is None else said.isoformat(), one.rank
