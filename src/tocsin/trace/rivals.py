"""Rivals: two sayings that have another name, or another figure, in the same place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from tocsin.trace.counts import family_of
from tocsin.trace.names import name_words, nation_of
from tocsin.trace.particulars import Places, dates_in, figures_in
from tocsin.trace.utterances import Utterance, topic_of
from tocsin.trace.words import Text, text_of

__all__ = ["rival"]

WHERE = frozenset(
    "in into inside at to toward towards near from off over with against by around on onto outside"
    " across through between behind along under beyond via for".split()
)
"""Words that say in what relation a name stands to the rest: near one town is not near another."""

COUNTED = 3
"""Words behind a figure among which is what it counts: "9,000 more Russian soldiers"."""

ROUND = 0.05
LEAST_ROUND = 100
"""Part by which a figure may differ from the round one that another paper has, and from where."""

SPELT = 0.75
"""Likeness above which two names may be one, spelt in two ways: "Odessa", "Odesa"."""

CLAUSE = re.compile(r"[,;:.!?()“”\"–—]")


@dataclass(frozen=True, slots=True)
class _Name:
    word: str
    state: bool
    beside: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Figure:
    value: float
    unit: str
    beside: frozenset[str]


def rival(one: Utterance, other: Utterance) -> bool:
    """Say whether two sayings have different names, or different figures, in the same place.

    "Twelve attacks near Lyman" and "19 attacks near Lyman" are two facts, and so is "12 attacks
    near Bakhmut", however many words they share. What only one has is told by one paper and left
    out by the other; a state may be told for its capital, who leads it, or a town in it, and a
    round number for another.
    """
    return _rival_figures(one, other) or _rival_names(one, other)


def _rival_figures(one: Utterance, other: Utterance) -> bool:
    mine, others = _own_figures(one, other), _own_figures(other, one)
    return any(_one_thing(a, b) and not _rounded(a.value, b.value) for a in mine for b in others)


def _one_thing(one: _Figure, other: _Figure) -> bool:
    if one.unit and other.unit:
        return one.unit == other.unit
    return not one.beside.isdisjoint(other.beside)


def _rounded(one: float, other: float) -> bool:
    """Say whether the rounder of two numbers may stand for the other: "4,500" for "4,483"."""
    least, most = sorted((one, other))
    if least < LEAST_ROUND or most - least > ROUND * most:
        return False
    return any(
        number.is_integer() and most - least <= 0.5 * 10 ** _zeros(int(number))
        for number in (one, other)
    )


def _zeros(number: int) -> int:
    return len(str(number)) - len(str(number).rstrip("0"))


def _rival_names(one: Utterance, other: Utterance) -> bool:
    mine, others = _own_names(one, other), _own_names(other, one)
    mine, others = (
        [a for a in mine if not any(_spelt_alike(a, b) for b in others)],
        [b for b in others if not any(_spelt_alike(a, b) for a in mine)],
    )
    return any(
        a.state == b.state and not a.beside.isdisjoint(b.beside) for a in mine for b in others
    )


def _spelt_alike(one: _Name, other: _Name) -> bool:
    if one.state or other.state or one.word[0] != other.word[0]:
        return False
    return SequenceMatcher(None, one.word, other.word, autojunk=False).ratio() > SPELT


def _own_figures(one: Utterance, other: Utterance) -> list[_Figure]:
    """Return the figures of `one` that `other` lacks, each with what stands beside it."""
    held = {value for value, _, _ in figures_in(other, own=False)}
    found = [item for item in figures_in(one, own=True) if item[0] not in held]
    if not found:
        return []
    raw = one.statement.content.of(one.report.text)
    at = one.statement.content.start
    text = text_of(raw)
    units = [
        (q.span.start - at, q.span.end - at, family_of(q.unit))
        for q in one.statement.quantities
        if q.unit is not None
    ]
    made: list[_Figure] = []
    for value, begin, end in found:
        first = next((n for n, last in enumerate(text.ends) if last > begin), len(text.words))
        behind = next((n for n, start in enumerate(text.begins) if start >= end), len(text.words))
        beside = {*_before(raw, text, first, ()), *_behind(raw, text, behind, COUNTED)}
        unit = next((u for start, last, u in units if start < end and begin < last), "")
        made.append(_Figure(value, unit, frozenset(beside)))
    return made


def _own_names(one: Utterance, other: Utterance) -> list[_Name]:
    """Return the names in `one`, word by word, that `other` lacks, with what stands beside each."""
    raw = other.statement.content.of(other.report.text)
    elsewhere = set(_states(text_of(raw)).values())
    return [
        name
        for name, topic in _names(
            one.statement.content.of(one.report.text), dates_in(one), _opens(one)
        )
        if topic in one.stems
        and (name.word not in elsewhere if name.state else topic not in other.stems)
    ]


@lru_cache(maxsize=8192)
def _names(raw: str, dates: Places, opens: bool) -> tuple[tuple[_Name, str], ...]:
    """Return all names in what is said, word by word, each with the stem of the word.

    A name has a capital that does not come from where it stands, or is that of a state; titles and
    what stands in dates are none. `opens` says that the first word opens a sentence.
    """
    text = text_of(raw)
    states = _states(text)
    titles = name_words().titles
    found: list[tuple[int, str, str | None]] = []
    for at, word in enumerate(text.words):
        topic, state = topic_of(word), states.get(at)
        begin, end = text.begins[at], text.ends[at]
        if not topic or word.isdigit() or word in titles:
            continue
        if any(begin < last and first < end for first, last in dates):
            continue
        first_word = at in text.starts and (at > 0 or opens)
        if state is not None or (not first_word and raw[begin].isupper()):
            found.append((at, topic, state))
    places = tuple(at for at, _, _ in found)
    return tuple(
        (
            _Name(
                topic if state is None else state,
                state is not None,
                frozenset(
                    {*_before(raw, text, at, places), *_behind(raw, text, at + 1, 1, places)}
                ),
            ),
            topic,
        )
        for at, topic, state in found
    )


def _states(text: Text) -> dict[int, str]:
    """Return the states that are named, by themselves, their people or capital, by place of word.

    "North Korea" is one in two words.
    """
    words = [word.removesuffix("'s").removesuffix("'") for word in text.words]
    found: dict[int, str] = {}
    for at, word in enumerate(words):
        if at in found:
            continue
        pair = nation_of(f"{word} {words[at + 1]}") if at + 1 < len(words) else None
        if pair is not None:
            found[at] = found[at + 1] = pair
            continue
        alone = nation_of(word)
        if alone is not None:
            found[at] = alone
    return found


def _opens(one: Utterance) -> bool:
    """Say whether what is said opens a sentence, so that its first word has a capital anyhow."""
    before = one.report.text[: one.statement.content.start].rstrip(" ")[-1:]
    return not (before.isalnum() or before == ",")


def _before(raw: str, text: Text, at: int, names: Sequence[int]) -> Iterator[str]:
    """Yield the relation in which a word stands, and the next word before it that has a sense.

    Other names (`names`, places of words) are passed over.
    """
    for place in range(at - 1, -1, -1):
        end = text.begins[place + 1] if place + 1 < len(text.begins) else len(raw)
        if CLAUSE.search(raw, text.ends[place], end):
            return
        word = text.words[place]
        topic = topic_of(word)
        if word in WHERE:
            yield f"~{word}"
        elif topic and place not in names:
            yield topic
            return


def _behind(raw: str, text: Text, at: int, most: int, names: Sequence[int] = ()) -> Iterator[str]:
    """Yield the next words with a sense from a place on, `most`, up to the next relation."""
    for place in range(at, len(text.words)):
        before = text.ends[place - 1] if place else 0
        word = text.words[place]
        if word in WHERE or CLAUSE.search(raw, before, text.begins[place]):
            return
        topic = topic_of(word)
        if topic and place not in names:
            yield topic
            most -= 1
            if not most:
                return
