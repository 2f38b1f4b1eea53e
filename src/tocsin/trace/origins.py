"""Origins: where each thing said first came from, and every other place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from tocsin.trace.cast import Speaker, is_own, surnames_of
from tocsin.trace.copies import families as families_of
from tocsin.trace.decisions import decided, origin_id
from tocsin.trace.echoes import echoes_of
from tocsin.trace.formers import told_before
from tocsin.trace.houses import speaks_as
from tocsin.trace.links import Link, settled
from tocsin.trace.listeners import hands_of
from tocsin.trace.neighbours import DictNeighbours, Neighbours, met_in
from tocsin.trace.occasions import occasions_of, speaker_of
from tocsin.trace.persons import in_full
from tocsin.trace.repeats import Repeat, repeats_of
from tocsin.trace.sets import Sets
from tocsin.trace.translations import once_told, one_family
from tocsin.trace.twins import Twins, folded, mentions_of, shown_on
from tocsin.trace.utterances import DAYLIKE, Utterance, rank_of, utterances_of
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
    reports = (one.report for one in readings)
    twins = folded(readings, register)
    if workings is None:
        utterances = utterances_of(twins.first, register)
        met = met_in(DictNeighbours() if neighbours is None else neighbours)
        families = one_family(families_of(readings, met), reports)
        links = links_of(utterances, families, met)
    else:
        utterances = workings.utterances(twins.first)
        given = None if neighbours is None else met_in(neighbours)
        families = one_family(
            families_of(
                *(readings, given or workings.met_bodies.among),
                made=workings.body,
                copied=workings.copied,
            ),
            reports,
        )
        links = links_of(
            *(utterances, families, given or workings.met.among),
            keyed=workings.keys,
            linked=workings.linked,
        )
    return origins_of(
        utterances, families, links, register, decisions, twins=twins, workings=workings
    )


def origins_of(
    utterances: Sequence[Utterance],
    families: Mapping[str, str],
    links: Iterable[Link],
    register: Register,
    decisions: Sequence[Correction] = (),
    *,
    twins: Twins,
    workings: Workings | None = None,
) -> tuple[Origin, ...]:
    """Return the origins of `utterances`, in order of rank, when all comparing is done.

    `families` gives for each report the first that it is a copy of, `links` what says the same,
    `twins` what reports stand behind those whose utterances they are.
    """
    echoes = echoes_of(utterances) if workings is None else workings.echoes(utterances)
    utterances, surnamed = in_full(utterances, surnames_of(register)), utterances
    both = zip(surnamed, utterances, strict=True)
    persons = {one.rank: one.speaker.key for told, one in both if told.speaker.brief}
    atoms = atoms_of(surnamed, families, settled(links, utterances), echoes, persons)
    occasions = once_told(utterances, atoms, occasions_of(utterances, atoms, families))
    occasions = told_before(utterances, atoms, occasions)
    named = decided(utterances, atoms, occasions, decisions, twins)

    groups: dict[str, list[Utterance]] = {}
    for utterance in utterances:
        groups.setdefault(named[utterance.rank], []).append(utterance)
    drafts = [_draft(members) for members in groups.values()]
    drafts.sort(key=lambda draft: draft.members[0].rank)
    repeats = repeats_of([(draft.id, draft.occasion, draft.own) for draft in drafts])
    return tuple(
        _origin(draft, atoms, families, register, repeats.get(draft.id), twins) for draft in drafts
    )


def _draft(members: Sequence[Utterance]) -> _Draft:
    speaker = speaker_of(members)
    said: Interval | None = None
    own = [member for member in members if member.speaker.key == speaker.key]
    days = [member.when for member in own if member.day is not None]
    house = speaks_as(speaker, members)
    if house is not None:
        # The outlet's own report dates it, where those who cite it give no day.
        days = days or [house.report.published]
        speaker = replace(speaker, name=house.speaker.name)
    # What is told later as former words dates them no better than those who had them then.
    then = [member.when for member in own if not member.former]
    for when in days or then or [member.when for member in own]:
        said = common_time(said, when)
    first = members[0].report.published
    if said is None or _was_just_told(own, said):
        said = first
    return _Draft(origin_id(members[0]), speaker, said, tuple(members))


def _was_just_told(own: Sequence[Utterance], said: Interval) -> bool:
    """Say whether a stretch of time is only given by who tells later what the first told as news.

    "Lee said last week" is of the day on which last week's paper had it.
    """
    first = own[0].published if own and own[0].when is None else None
    if first is None or said.start is None or said.end is None:
        return False
    return said.end - said.start > DAYLIKE and said.start <= first < said.end


def _origin(
    draft: _Draft,
    atoms: Sets,
    families: Mapping[str, str],
    register: Register,
    repeat: Repeat | None,
    twins: Twins,
) -> Origin:
    kinds, copied = _kinds(draft, atoms, families, repeat)
    return Origin(
        id=draft.id,
        source=draft.speaker.name,
        registered=draft.speaker.registered,
        named=draft.speaker.named,
        occasion=draft.occasion,
        mentions=_mentions(draft, kinds, copied, twins),
        relays=_relays(draft, register, twins),
        items=tuple(sorted({m.statement.id for m in draft.members})),
        restates=None if repeat is None else repeat.restates,
        supersedes=None if repeat is None else repeat.supersedes,
    )


def _mentions(
    draft: _Draft,
    kinds: Mapping[str, MentionKind],
    copied: Mapping[str, MentionKind],
    twins: Twins,
) -> Sequence[Mention]:
    """Return the mentions by rank: those in reports that were traced, and the same in twins."""
    by_report: dict[str, list[Utterance]] = {}
    for member in draft.members:
        by_report.setdefault(member.report.id, []).append(member)
    own = [
        (rank_of(held[0].report), tuple(_mention(m, kinds[m.rank]) for m in held))
        for held in by_report.values()
    ]
    behind = [
        (
            tuple(_mention(m, copied[m.rank]) for m in held),
            twins.twins[report],
            twins.ids[report],
        )
        for report, held in by_report.items()
        if twins.of(report)
    ]
    return mentions_of(own, behind)


def _mention(member: Utterance, kind: MentionKind) -> Mention:
    return Mention(member.report.id, member.statement.span, kind, member.statement.id)


def _kinds(
    draft: _Draft, atoms: Sets, families: Mapping[str, str], repeat: Repeat | None
) -> tuple[dict[str, MentionKind], dict[str, MentionKind]]:
    """Return the kind of each mention, by rank; and that of the same in twins of its report.

    "first" are the words that the earliest report has of the occasion. What repeats them, and what
    a later report has, is a quote or a relay by its form, or a copy.
    """
    kinds: dict[str, MentionKind] = {}
    copied: dict[str, MentionKind] = {}
    firsts: dict[str, Utterance] = {}
    again = frozenset() if repeat is None else repeat.ranks
    lead = next((m.report.id for m in draft.members if not _repeating(m)), "")
    for member in draft.members:
        if _repeating(member):
            kinds[member.rank] = "headline" if member.statement.segment == "headline" else "caption"
            copied[member.rank] = kinds[member.rank]
            continue
        first = firsts.setdefault(atoms.name(member.rank), member)
        kinds[member.rank] = _kind(member, first, lead, families, again)
        # Beside its twin the words of the first are those of another report of one family.
        one_family = families.get(member.report.id) == families.get(first.report.id)
        copied[member.rank] = "copy" if one_family else kinds[member.rank]
    return kinds, copied


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


def _relays(draft: _Draft, register: Register, twins: Twins) -> tuple[tuple[str, str], ...]:
    """Return who passed the words on to whom, in the order in which they travelled.

    A paper's own headline over what it has from somebody else passes on nothing of the writer
    whose report it copies in part.
    """
    told = {member.report.id for member in draft.members if not _repeating(member)}
    passing = [m for m in draft.members if not m.speaker.voice or m.report.id in told]
    ways: list[tuple[str, int, tuple[str, ...]]] = []
    by_report: dict[str, list[tuple[int, Utterance]]] = {}
    for at, member in enumerate(passing):
        by_report.setdefault(member.report.id, []).append((at, member))
        shown = shown_on(member.report, register)
        ways.append((rank_of(member.report), at, _way(draft, member.path, member.outlet, shown)))
    for report, held in by_report.items():
        seen: set[tuple[str, str | None]] = set()
        for twin in twins.of(report):
            # Nobody passes on anything by showing it once more.
            if (twin.outlet, twin.host) not in seen:
                seen.add((twin.outlet, twin.host))
                for at, member in held:
                    path = _path(member, twin.outlet)
                    ways.append((twin.rank, at, _way(draft, path, twin.outlet, twin.host)))
    found: dict[tuple[str, str], None] = {}
    for _, _, stations in sorted(ways):
        for one, other in pairwise(stations):
            if one != other:
                found.setdefault(twins.pair(one, other))
    return tuple(found)


def _way(draft: _Draft, path: tuple[str, ...], outlet: str, shown: str | None) -> tuple[str, ...]:
    """Return through whom words came to their reader, from their speaker on."""
    return (draft.speaker.name, *path, outlet, *(() if shown is None else (shown,)))


def _path(member: Utterance, outlet: str) -> tuple[str, ...]:
    """Return through whom a statement came in a twin, whose writer is of another outlet."""
    chain = hands_of(member.statement.chain)
    links = reversed(chain[: len(member.path)])  # the nearest may be the speaker
    return tuple(
        outlet if is_own(link.name, member.report) else name
        for link, name in zip(links, member.path, strict=True)
    )
