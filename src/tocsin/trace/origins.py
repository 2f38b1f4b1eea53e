"""Origins: where each thing said first came from, and every other place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.nouns import (
    Correction,
    Interval,
    Mention,
    MentionKind,
    Origin,
    Reading,
    Register,
)
from tocsin.trace.atoms import atoms_of, common_time, links_of
from tocsin.trace.cast import Speaker, surnames_of
from tocsin.trace.copies import families as families_of
from tocsin.trace.decisions import decided, origin_id
from tocsin.trace.echoes import echoes_of
from tocsin.trace.links import Link, settled
from tocsin.trace.neighbours import DictNeighbours, Neighbours
from tocsin.trace.occasions import occasions_of, speaker_of
from tocsin.trace.persons import in_full
from tocsin.trace.register import outlet_of
from tocsin.trace.repeats import Repeat, repeats_of
from tocsin.trace.sets import Sets
from tocsin.trace.translations import once_told, one_family
from tocsin.trace.utterances import Utterance, hosted_elsewhere, utterances_of
from tocsin.trace.workings import Workings

__all__ = ["origins_of", "trace"]

MOSTLY_QUOTED = 0.5


@dataclass(frozen=True, slots=True)
class _Draft:
    """An origin before it is known what it says again: its mentions in order of rank."""

    id: str
    speaker: Speaker
    occasion: Interval | None
    members: tuple[Utterance, ...]

    @property
    def own(self) -> tuple[Utterance, ...]:
        """The mentions that name the origin's own source."""
        return tuple(m for m in self.members if m.speaker.key == self.speaker.key)


def trace(
    readings: Sequence[Reading],
    register: Register,
    decisions: Sequence[Correction] = (),
    *,
    neighbours: Neighbours | None = None,
    workings: Workings | None = None,
) -> tuple[Origin, ...]:
    """Return the origins of all statements of `readings`, in the order of their earliest mentions.

    Each statement is a mention of exactly one origin. The same readings in any order give the same
    origins, and `decisions` of kind "join" and "split" stand whatever else has arrived.
    Translations of one original are one report. `neighbours` is the index through which likely
    pairs are found, by default one held in memory. `workings`, of the same register, spare what
    was worked out when some of these readings were traced before; they gain what is new.
    """
    index = DictNeighbours() if neighbours is None else neighbours
    reports = (one.report for one in readings)
    if workings is None:
        utterances = utterances_of(readings, register)
        families = one_family(families_of(readings, index), reports)
        links = links_of(utterances, families, index)
    else:
        utterances = workings.utterances(readings)
        families = one_family(
            families_of(readings, index, made=workings.body, copied=workings.copied), reports
        )
        links = links_of(utterances, families, index, keyed=workings.keys, linked=workings.linked)
    return origins_of(utterances, families, links, register, decisions, workings=workings)


def origins_of(
    utterances: Sequence[Utterance],
    families: Mapping[str, str],
    links: Iterable[Link],
    register: Register,
    decisions: Sequence[Correction] = (),
    *,
    workings: Workings | None = None,
) -> tuple[Origin, ...]:
    """Return the origins of `utterances`, in order of rank, when all comparing is done.

    `families` gives for each report the first that it is a copy of, `links` what says the same.
    """
    echoes = echoes_of(utterances) if workings is None else workings.echoes(utterances)
    utterances, surnamed = in_full(utterances, surnames_of(register)), utterances
    atoms = atoms_of(surnamed, families, settled(links, utterances), echoes)
    occasions = once_told(utterances, atoms, occasions_of(utterances, atoms, families))
    named = decided(utterances, atoms, occasions, decisions)

    groups: dict[str, list[Utterance]] = {}
    for utterance in utterances:
        groups.setdefault(named[utterance.rank], []).append(utterance)
    drafts = [_draft(members) for members in groups.values()]
    drafts.sort(key=lambda draft: draft.members[0].rank)
    repeats = repeats_of([(draft.id, draft.occasion, draft.own) for draft in drafts])
    return tuple(
        _origin(draft, atoms, families, register, repeats.get(draft.id)) for draft in drafts
    )


def _draft(members: Sequence[Utterance]) -> _Draft:
    speaker = speaker_of(members)
    said: Interval | None = None
    own = [member for member in members if member.speaker.key == speaker.key]
    days = [member.when for member in own if member.day is not None]
    for when in days or [member.when for member in own]:
        said = common_time(said, when)
    if said is None:
        said = members[0].report.published
    return _Draft(origin_id(members[0]), speaker, said, tuple(members))


def _origin(
    draft: _Draft,
    atoms: Sets,
    families: Mapping[str, str],
    register: Register,
    repeat: Repeat | None,
) -> Origin:
    kinds = _kinds(draft, atoms, families, repeat)
    mentions = tuple(
        Mention(m.report.id, m.statement.span, kinds[m.rank], m.statement.id) for m in draft.members
    )
    return Origin(
        id=draft.id,
        source=draft.speaker.name,
        registered=draft.speaker.registered,
        named=draft.speaker.named,
        occasion=draft.occasion,
        mentions=mentions,
        relays=_relays(draft, register),
        items=tuple(sorted({m.statement.id for m in draft.members})),
        restates=None if repeat is None else repeat.restates,
        supersedes=None if repeat is None else repeat.supersedes,
    )


def _kinds(
    draft: _Draft, atoms: Sets, families: Mapping[str, str], repeat: Repeat | None
) -> dict[str, MentionKind]:
    """Return the kind of each mention, by rank.

    "first" are the words that the earliest report has of the occasion. What repeats them, and what
    a later report has, is a quote or a relay by its form, or a copy.
    """
    kinds: dict[str, MentionKind] = {}
    firsts: dict[str, Utterance] = {}
    again = frozenset() if repeat is None else repeat.ranks
    lead = next((m.report.id for m in draft.members if not _repeating(m)), "")
    for member in draft.members:
        if _repeating(member):
            kinds[member.rank] = "headline" if member.statement.segment == "headline" else "caption"
            continue
        first = firsts.setdefault(atoms.name(member.rank), member)
        kinds[member.rank] = _kind(member, first, lead, families, again)
    return kinds


def _repeating(member: Utterance) -> bool:
    return member.statement.segment in {"headline", "caption"}


def _kind(
    member: Utterance,
    first: Utterance,
    lead: str,
    families: Mapping[str, str],
    again: frozenset[str],
) -> MentionKind:
    if (
        first is not member
        and member.report.id != first.report.id
        and families.get(member.report.id) == families.get(first.report.id)
    ):
        return "copy"
    translated = member.report.translation is not None and member.report.id != lead
    if translated and families.get(member.report.id) == families.get(lead):
        return "copy"
    if member.rank in again or (member.restated and not member.speaker.voice):
        return "restatement"
    if first is member and member.report.id == lead:
        return "first"
    if member.quoted >= MOSTLY_QUOTED or member.echo:
        return "quote"
    return "copy" if member.speaker.voice and member.report.id != first.report.id else "relay"


def _relays(draft: _Draft, register: Register) -> tuple[tuple[str, str], ...]:
    """Return who passed the words on to whom, in the order in which they travelled.

    A paper's own headline over what it has from somebody else passes on nothing of the writer
    whose report it copies in part.
    """
    found: dict[tuple[str, str], None] = {}
    told = {member.report.id for member in draft.members if not _repeating(member)}
    for member in draft.members:
        if member.speaker.voice and member.report.id not in told:
            continue
        stations = [draft.speaker.name, *member.path, member.outlet]
        host = member.report.host
        if host is not None and hosted_elsewhere(member.report):
            known = outlet_of(host, register)
            stations.append(host if known is None else known.name)
        for one, other in pairwise(stations):
            if one != other:
                found.setdefault((one, other))
    return tuple(found)
