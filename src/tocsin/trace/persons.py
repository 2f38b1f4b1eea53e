"""Persons: whose a lone surname is, told by all the reports that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tocsin.trace.cast import Speaker, Surnames
from tocsin.trace.names import fold
from tocsin.trace.surnames import is_brief, is_son_of, same_word
from tocsin.trace.utterances import Utterance

__all__ = ["as_one", "in_full"]


def in_full(utterances: Iterable[Utterance], surnames: Surnames) -> tuple[Utterance, ...]:
    """Return `utterances` with persons in full who are named by a lone surname, or with initials.

    A surname is a person's where the reports have just one speaker by full name whom it can mean,
    and `surnames`, those of the register, no other. A person of the register who is not heard is
    nobody's full name, but makes a surname doubtful. It cannot mean one whose forename is not that
    which stands before it in its own report. It hangs on which utterances are there, not on their
    order.
    """
    given = tuple(utterances)
    lone = {u.speaker.surname for u in given if u.speaker.lone}
    heard: dict[str, dict[str, Speaker]] = {surname: {} for surname in sorted(lone)}
    for speaker in (one.speaker for one in given if one.speaker.surname in lone):
        person = _by_initials(speaker) if speaker.lone else speaker
        if person is not None:
            held = heard[speaker.surname].setdefault(person.key, person)
            # Of names that are written in two ways the first in order of letters is shown.
            heard[speaker.surname][person.key] = min(held, person, key=lambda one: one.name)
    known = {name: _persons(heard[name], surnames.get(name, ())) for name in heard}
    found: dict[Speaker, Speaker] = {}
    for speaker in {one.speaker for one in given if one.speaker.lone}:
        fits = [person for person in known[speaker.surname] if _may_be(speaker, person)]
        if len(fits) == 1 and not fits[0].lone:
            found[speaker] = fits[0]
    return tuple(
        replace(one, speaker=found[one.speaker]) if one.speaker in found else one for one in given
    )


def _by_initials(speaker: Speaker) -> Speaker | None:
    """Return "I. Told" as a person of that name, None for a surname alone.

    So is "Ben Told"; but "al-Told" is called so by a surname alone.
    """
    words = _words(speaker)
    if len(words) < 2 or (speaker.brief and not speaker.forenames):
        return None
    key = f"name:{' '.join(words)}"
    return Speaker(key, speaker.name, False, True, False, False, speaker.surname)


def _persons(
    heard: Mapping[str, Speaker], registered: Sequence[tuple[str, str]]
) -> tuple[Speaker, ...]:
    """Return the persons of one surname; those of the register who are not heard are lone.

    "Olga Told" and "Olga Maria Told" are one, and "O. Told" with them. The register's name is
    taken, else the shortest that is no initial.
    """
    ordered = sorted(heard.values(), key=_rank)
    found: list[Speaker] = []
    for speaker in ordered:
        if not any(_one(_words(speaker), _words(other)) for other in found):
            found.append(speaker)
    for name in sorted({source for _, source in registered}):
        unheard = Speaker(f"source:{name}", name, True, True, False, True, fold(name))
        if not any(_one(_words(unheard), _words(other)) for other in found):
            found.append(unheard)
    return tuple(found)


def _rank(person: Speaker) -> tuple[bool, bool, int, tuple[str, ...]]:
    words = _words(person)
    return not person.registered, len(words[0]) == 1 or is_brief(words), len(words), words


def _words(person: Speaker) -> tuple[str, ...]:
    return tuple(fold(person.key.partition(":")[2]).split())


def _one(name: Sequence[str], other: Sequence[str]) -> bool:
    return _within(name, other) or _within(other, name)


def _within(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether the words of one name stand in the other, in their order, or their initials."""
    rest = iter(other)
    return all(any(same_word(word, held) for held in rest) for word in one)


def _may_be(lone: Speaker, person: Speaker) -> bool:
    words = _words(person)
    held = all(any(same_word(word, name) for name in words[:-1]) for word in lone.forenames)
    son_of = is_son_of(words)
    return held and (not son_of or any(same_word(word, son_of) for word in lone.forenames))


def as_one(one: Utterance, other: Utterance) -> tuple[Utterance, Utterance] | None:
    """Return two utterances as of one person, where they share a surname and one has no more.

    None where their speakers are the same anyhow, or cannot be one.
    """
    speakers = one.speaker, other.speaker
    surname = speakers[0].surname
    if not surname or surname != speakers[1].surname or speakers[0].key == speakers[1].key:
        return None
    if not any(speaker.lone for speaker in speakers):
        return None
    full = next((speaker for speaker in speakers if not speaker.lone), None)
    if full is None:
        full = Speaker(f"person:{surname}", surname, False, True, False, False, surname)
    elif not all(_may_be(speaker, full) for speaker in speakers if speaker.lone):
        return None
    return replace(one, speaker=full), replace(other, speaker=full)
