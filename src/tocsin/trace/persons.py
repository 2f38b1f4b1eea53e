"""Persons: whose a lone surname is, told by all the reports that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tocsin.trace.cast import Speaker, Surnames
from tocsin.trace.names import fold
from tocsin.trace.utterances import Utterance

__all__ = ["as_one", "in_full"]


def in_full(utterances: Iterable[Utterance], surnames: Surnames) -> tuple[Utterance, ...]:
    """Return `utterances` with persons in full who are named by a lone surname.

    A surname is a person's where the reports have just one speaker of that surname by full name,
    and `surnames`, those of the register, no other. A person of the register who is not heard is
    nobody's full name, but makes a surname doubtful. Nor is it theirs where another forename stands
    before it in the report. It hangs on which utterances are there, not on their order.
    """
    given = tuple(utterances)
    lone = {u.speaker.surname for u in given if u.speaker.lone}
    heard: dict[str, dict[str, Speaker]] = {}
    for one in given:
        speaker = one.speaker
        if speaker.surname in lone and not speaker.scoped:
            heard.setdefault(speaker.surname, {})[speaker.key] = speaker
    known = {
        surname: person
        for surname in heard
        if (person := _only(heard[surname], surnames.get(surname, ()))) is not None
    }
    return tuple(_in_full(one, known) for one in given)


def _in_full(one: Utterance, known: Mapping[str, Speaker]) -> Utterance:
    person = known.get(one.speaker.surname) if one.speaker.lone else None
    return (
        one if person is None or not _may_be(one.speaker, person) else replace(one, speaker=person)
    )


def _only(heard: Mapping[str, Speaker], registered: Sequence[tuple[str, str]]) -> Speaker | None:
    """Return the one person of a surname, where no two of those known are two persons.

    "Olga Told" and "Olga Maria Told" are one. The register's name is taken, else the shortest.
    """
    names = {_words(speaker): speaker for speaker in heard.values()}
    sources = {tuple(fold(source).split()) for _, source in registered}
    ordered = sorted(names, key=lambda words: (not names[words].registered, len(words), words))
    first = ordered[0]
    one = all(_within(first, words) or _within(words, first) for words in (*ordered, *sources))
    return names[first] if one else None


def _words(person: Speaker) -> tuple[str, ...]:
    return tuple(fold(person.key.partition(":")[2]).split())


def _within(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether the words of one name stand in the other, in their order."""
    rest = iter(other)
    return all(word in rest for word in one)


def _may_be(lone: Speaker, person: Speaker) -> bool:
    return lone.forenames <= frozenset(_words(person)[:-1])


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
