"""The gate: whether a text has the words of any pattern of any watch, and is worth reading."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product

from tocsin.nouns import Lexicon, Need

__all__ = ["Gate"]


class Gate:
    """Lets through the texts in which a pattern could be filled; an empty lexicon lets all through.

    A text's words are run through once, whatever the number of watches: each word says which
    phrases begin with it, and the phrases found say which patterns are left to look at. What a
    pattern could match is always let through; more may be.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.version = lexicon.version
        needs = sorted({_bare(need) for need in lexicon.needs}, key=repr)
        phrases = {p for need in needs for slot in (*need.near, *need.anywhere) for p in slot}
        self._phrases = _Phrases(phrases)
        self._needs = _by_phrase(needs)
        # Paragraphs are set so far apart that nothing in one is near to anything in another.
        self._widest = max((need.within for need in needs), default=0)
        self._lets_all = not needs or any(not need.near + need.anywhere for need in needs)

    def lets(self, text: str, *names: str | None) -> bool:
        """Say whether `text` is to be read.

        `names` are those of its writer and publisher: who says "we" may stand there alone.
        """
        if self._lets_all:
            return True
        places: dict[str, list[int]] = {}
        start = 0
        for paragraph in _EMPTY_LINE.split(text):
            words = _words(paragraph)
            for phrase, found in self._phrases.found(words).items():
                places.setdefault(phrase, []).extend(start + at for at in found)
            start += len(words) + self._widest
        # Names stand beside no word of the text: what is near must be in the text itself.
        named = {p for name in names if name for p in self._phrases.found(_words(name))}
        return any(_met(need, places, named) for need in self._touched({*places, *named}))

    def _touched(self, phrases: Iterable[str]) -> Iterator[Need]:
        """Yield each need whose own slot one of `phrases` fills, once."""
        seen: set[int] = set()
        for phrase in phrases:
            for number, need in self._needs.get(phrase, ()):
                if number not in seen:
                    seen.add(number)
                    yield need


def _bare(need: Need) -> Need:
    """Return the need with each slot once, its phrases folded and in order."""

    def bare(slots: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
        folded = {tuple(sorted({_folded(" ".join(p.split())) for p in slot})) for slot in slots}
        return tuple(sorted(folded))

    return Need(bare(need.near), bare(need.anywhere), need.within)


def _by_phrase(needs: Sequence[Need]) -> Mapping[str, Sequence[tuple[int, Need]]]:
    """Return the needs, numbered, under each phrase of one of their slots.

    That is one with names where there is one, and the one that most needs share: where nothing of
    a watch's country is found, few of its patterns are looked at.
    """
    shared = Counter(slot for need in needs for slot in {*need.near, *need.anywhere})
    filed: dict[str, list[tuple[int, Need]]] = {}
    for number, need in enumerate(needs):
        slots = need.anywhere or need.near
        own = min(slots, key=lambda slot: (-shared[slot], len(slot), slot), default=())
        for phrase in own:
            filed.setdefault(phrase, []).append((number, need))
    return filed


def _met(need: Need, places: Mapping[str, Sequence[int]], named: Collection[str]) -> bool:
    return (
        all(any(p in places or p in named for p in slot) for slot in need.anywhere)
        and all(any(p in places for p in slot) for slot in need.near)
        and _together(need, places)
    )


def _together(need: Need, places: Mapping[str, Sequence[int]]) -> bool:
    """Say whether all near slots begin within so many words of each other somewhere."""
    held = [sorted({at for p in slot for at in places.get(p, ())}) for slot in need.near]
    if len(held) < 2:  # one is always near itself
        return True
    return any(
        all(_next(each, start) < start + need.within for each in held)
        for some in held
        for start in some
    )


def _next(places: Sequence[int], start: int) -> float:
    at = bisect_left(places, start)
    return places[at] if at < len(places) else float("inf")


# No statement goes on after an empty line: `sentences.passages` ends there whatever stands around.
_EMPTY_LINE = re.compile(r"\n\s*\n")
_WORD = re.compile(r"\w+")
_PART = re.compile(r"[\w*]+")
_HYPHEN = re.compile("[-\u2010-\u2013]")
# The letters that an expression takes for an i where it is told to ignore case.
_ONE_I = str.maketrans({"\u0130": "i", "\u0131": "i"})
_REMEMBERED = 200_000
"""Words whose answers are kept: more than a language has, yet an end where texts are noise."""

_ANY = "\0"
"""A star that is a word of its own stands for one word, whichever it is."""

_Rest = tuple[re.Pattern[str], ...]


def _folded(text: str) -> str:
    return text.translate(_ONE_I).casefold()


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))


class _Phrases:
    """Phrases as rows of words, by their first word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._exact: dict[str, list[tuple[str, _Rest]]] = {}
        self._begun: dict[str, list[tuple[str, _Rest]]] = {}
        self._other: list[tuple[re.Pattern[str], str, _Rest]] = []
        self._known: dict[str, tuple[tuple[str, _Rest], ...]] = {}
        self._always: list[str] = []
        for phrase in sorted(phrases):
            rows = _rows(phrase)
            if not all(rows):
                self._always.append(phrase)
                continue
            for first, *others in sorted(rows):
                rest = tuple(_expression(word) for word in others)
                if first.strip("*") and "*" not in first[:-1]:
                    filed = self._begun if first.endswith("*") else self._exact
                    filed.setdefault(first.rstrip("*"), []).append((phrase, rest))
                else:
                    self._other.append((_expression(first), phrase, rest))

    def found(self, words: Sequence[str]) -> dict[str, list[int]]:
        """Return the numbers of the words at which each phrase that is there begins, in order."""
        places: dict[str, list[int]] = {phrase: [0] for phrase in self._always}
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        for at, word in enumerate(words):
            begun = known.get(word)
            if begun is None:
                begun = known[word] = tuple(self._begin(word))
            for phrase, rest in begun:
                if _follows(rest, words, at + 1):
                    places.setdefault(phrase, []).append(at)
        return places

    def _begin(self, word: str) -> Iterator[tuple[str, _Rest]]:
        yield from self._exact.get(word, ())
        for length in range(1, len(word) + 1):
            yield from self._begun.get(word[:length], ())
        for expression, phrase, rest in self._other:
            if expression.fullmatch(word):
                yield phrase, rest


def _follows(rest: _Rest, words: Sequence[str], at: int) -> bool:
    if not rest:
        return True
    following = words[at : at + len(rest)]
    return len(following) == len(rest) and all(
        expression.fullmatch(word) for expression, word in zip(rest, following, strict=True)
    )


def _rows(phrase: str) -> set[tuple[str, ...]]:
    """Return a phrase as rows of words; every hyphen may be there, be a blank or be left out.

    Signs that are in no word are passed over. An empty row stands for what has no word at all.
    """
    return {_row(spelt) for spelt in product(*map(_spellings, phrase.split()))}


def _spellings(written: str) -> list[str]:
    if written == "*":
        return [_ANY]
    first, *others = _HYPHEN.split(written)
    return [
        first + "".join(sign + part for sign, part in zip(signs, others, strict=True))
        for signs in product(("", " "), repeat=len(others))
    ]


def _row(spelt: Sequence[str]) -> tuple[str, ...]:
    row: list[str] = []
    for written in spelt:
        if written == _ANY:
            row.append("*")
            continue
        for word in _PART.findall(written):
            # An ending that hangs on a sign may be no word: what stands before it will do.
            if not word.strip("*"):
                return tuple(row)
            row.append(word)
    return tuple(row)


def _expression(word: str) -> re.Pattern[str]:
    if not word.strip("*"):
        return re.compile(r"\w+")
    return re.compile(r"\w*".join(map(re.escape, word.split("*"))))
