"""Surnames: by which last name alone a person may be called, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tocsin.data import load
from tocsin.trace.names import bare_of, fold, name_words
from tocsin.trace.words import STOPS

__all__ = [
    "Called",
    "called",
    "forenames_in",
    "is_brief",
    "is_son_of",
    "may_mean",
    "same_word",
    "surname_in",
]

FULL = (2, 4)
"""How few and how many words a person's full name has beside its particles."""

PARTS = re.compile(r"([^\s\u2010\u2011\u2013-]+)([\s\u2010\u2011\u2013-]*)")
"""The words of a written name, each with what joins it to the next."""


@dataclass(frozen=True, slots=True)
class Called:
    """A person's name as far as it is told: `surname` is folded and without particles.

    `brief` marks one that may be no more than a surname: "al-Told", "van der Told", "Smith-Told",
    and "Ben Told", who may as well be a Ben. `before` are the folded words of a brief one that
    stand before the surname in any longer name of the same person, and `written` is its text
    without titles.
    """

    surname: str
    brief: bool
    before: frozenset[str]
    written: str


@dataclass(frozen=True, slots=True)
class _Particles:
    light: frozenset[str]
    kin: frozenset[str]
    joined: frozenset[str]
    alike: Mapping[str, str]

    def __contains__(self, word: str) -> bool:
        return word in self.light or word in self.kin or word in self.joined


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    written: str
    joint: str
    """What follows it in the name: a hyphen, a space, or nothing at its end."""


@cache
def _particles() -> _Particles:
    listed = load("read_particles.yaml")
    return _Particles(
        light=frozenset(listed["light"]),
        kin=frozenset(listed["kin"]),
        joined=frozenset(listed["joined"]),
        alike={word: group[0] for group in listed["alike"] for word in group},
    )


@lru_cache(maxsize=65536)
def called(name: str) -> Called | None:
    """Return what a name tells of a person's surname, None where it is no such name.

    A full name has two to four words beside its particles. None of its words is one for a body, a
    state or a kind of source; the first and those of the surname have a capital. One word alone,
    without particle or hyphen, is nothing that this can tell from another noun.
    """
    words = _words_of(name)
    if len(words) < FULL[0] or not all(word.folded.isalpha() for word in words):
        return None
    known, particles = name_words(), _particles()
    listed = (known.heads, known.titles, known.kinds, known.nations, known.institutions)
    if any(word.folded in held for word in words for held in (*listed, known.descriptors)):
        return None
    start = len(words) - 1
    while start and not words[start - 1].joint.isspace():
        start -= 1
    while start < len(words) - 1 and words[start].folded in particles:
        start += 1
    last, before = words[start:], words[:start]
    if not all(word.written[0].isupper() for word in last):
        return None
    own = [word for word in before if word.folded not in particles]
    surname = " ".join(word.folded for word in last)
    if own:
        full = len(own) + len(last) <= FULL[1] and words[0].written[0].isupper()
        return Called(surname, False, frozenset(), "") if full else None
    if all(word.written.isupper() for word in last):
        return None
    must = frozenset(w.folded for w in before if w.folded not in particles.light or _loose(w))
    written = "".join(word.written + word.joint for word in words)
    return Called(surname, True, must, written)


def surname_in(name: str) -> str:
    """Return the folded surname, without particles, of a full name as of a person, else ""."""
    told = called(name)
    return "" if told is None else told.surname


def is_brief(words: Sequence[str]) -> bool:
    """Say whether the folded words of a name are particles but for the last: "ben told"."""
    particles = _particles()
    return all(word in particles for word in words[:-1])


def is_son_of(words: Sequence[str]) -> str:
    """Return the particle without which the last of a full name's words is somebody else's name.

    "Ali bin Told" is not Told, who may be the father. "" for any other name.
    """
    return words[-2] if len(words) > FULL[0] and words[-2] in _particles().kin else ""


def may_mean(bare: str, told: Called | None, longer: str) -> bool:
    """Say whether a lone name, folded to `bare`, can be the end of the longer folded name.

    `told` is what `called` tells of it.
    """
    *before, last = longer.split()
    if told is None or not told.brief:
        return longer.endswith(f" {bare}") and not is_son_of([*before, last])
    names = longer.removesuffix(f" {told.surname}")
    if names == longer or longer == bare:
        return False
    held = all(any(same_word(word, name) for name in names.split()) for word in told.before)
    son_of = is_son_of([*names.split(), told.surname])
    return held and (not son_of or any(same_word(word, son_of) for word in told.before))


def same_word(word: str, other: str) -> bool:
    """Say whether two folded words of names are one, or one the initial of the other."""
    if min(len(word), len(other)) == 1:
        return word[0] == other[0]
    alike = _particles().alike
    return alike.get(word, word) == alike.get(other, other)


def forenames_in(text: str, surname: str) -> frozenset[str]:
    """Return the folded words with a capital that stand right before `surname` in `text`.

    Titles, nations, particles between, and words such as "but" and "on" are none.
    """
    known = name_words()
    found = _before(surname).findall(text)
    folded = {fold(word) for word in found}
    return frozenset(
        word
        for word in folded
        if word not in known.titles and word not in known.nations and word not in STOPS
    ) - {""}


@lru_cache(maxsize=1024)
def _before(surname: str) -> re.Pattern[str]:
    light = "|".join(sorted(_particles().light))
    between = f"(?:(?:{light}) |(?i:{light})-)*"
    return re.compile(rf"\b([A-Z][\w’'-]*\.?) {between}{re.escape(surname)}\b")


def _words_of(name: str) -> list[_Word]:
    """Return the words of a name without titles and nations before it, and without small ones."""
    whole = name.partition(",")[0] or name
    bare = bare_of(name).split()
    words = [_Word(fold(word), word, joint) for word, joint in PARTS.findall(whole.strip())]
    kept = [word for word in words if word.folded in bare][-len(bare) :]
    return kept if [word.folded for word in kept] == bare else []


def _loose(word: _Word) -> bool:
    """Say whether a particle is written as a forename would be: with a capital, and a space."""
    return word.written[0].isupper() and word.joint.isspace()
