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
    phrases begin with it, and the phrases found lead through a tree of slots to the patterns of
    which every slot is filled. What a pattern could match is always let through; more may be.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.version = lexicon.version
        needs = sorted({_bare(need) for need in lexicon.needs}, key=repr)
        phrases = {p for need in needs for slot in (*need.near, *need.anywhere) for p in slot}
        self._phrases = _Phrases(phrases)
        self._tree = _tree_of(needs)
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
        return _met(self._tree, places, {*places, *named}, set())


def _bare(need: Need) -> Need:
    """Return the need with each slot once, its phrases folded and in order."""

    def bare(slots: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
        folded = {tuple(sorted({_folded(" ".join(p.split())) for p in slot})) for slot in slots}
        return tuple(sorted(folded))

    return Need(bare(need.near), bare(need.anywhere), need.within)


_Slot = tuple[str, ...]
_Rest = tuple[tuple[tuple[bool, int], ...], int]
"""What is left to ask for a need: slots, each with whether it may stand anywhere; and its number
among those that differ in what must stand together."""


class _Node:
    """A place in the tree of slots, where the rest of some needs is asked for.

    `needs` are those of which nothing is left to ask but whether they stand together; `anywhere`
    and `near` lead on, by each phrase of a slot that is asked for next, anywhere or in the text.
    """

    __slots__ = ("anywhere", "near", "needs")

    def __init__(self) -> None:
        self.needs: list[Need] = []
        self.anywhere: dict[str, list[_Node]] = {}
        self.near: dict[str, list[_Node]] = {}


def _tree_of(needs: Sequence[Need]) -> _Node:
    """Return the needs under their slots: what may stand anywhere first, as names may.

    So patterns of many watches that differ in names alone come to the same places once a name is
    found, and where nothing of a watch's country is found none of its patterns is looked at.
    """
    shared = Counter(slot for need in needs for slot in {*need.near, *need.anywhere})
    common = Counter(phrase for slot in shared for phrase in slot)

    def rank(slot: _Slot) -> tuple[int, int, int, _Slot]:
        """Slots of words that no others have come first: fewest texts hold them."""
        return max((common[phrase] for phrase in slot), default=0), -shared[slot], len(slot), slot

    slots = sorted(shared, key=rank)
    numbers = {slot: number for number, slot in enumerate(slots)}
    together = {(need.near, need.within): need for need in needs}
    alike = {key: number for number, key in enumerate(together)}
    asked = list(together.values())
    made: dict[frozenset[_Rest], _Node] = {}

    def node_of(rests: frozenset[_Rest]) -> _Node:
        if rests in made:
            return made[rests]
        node = made[rests] = _Node()
        following: dict[tuple[bool, int], set[_Rest]] = {}
        for left, number in sorted(rests):
            if left:
                following.setdefault(left[0], set()).add((left[1:], number))
            else:
                node.needs.append(asked[number])
        for (anywhere, slot), more in following.items():
            led, child = node.anywhere if anywhere else node.near, node_of(frozenset(more))
            for phrase in slots[slot]:
                to = led.setdefault(phrase, [])
                if child not in to:
                    to.append(child)
        return node

    return node_of(
        frozenset(
            (
                (
                    *((True, one) for one in sorted(numbers[slot] for slot in need.anywhere)),
                    *((False, one) for one in sorted(numbers[slot] for slot in need.near)),
                ),
                alike[need.near, need.within],
            )
            for need in needs
        )
    )


def _met(
    node: _Node,
    places: Mapping[str, Sequence[int]],
    named: Collection[str],
    seen: set[int],
) -> bool:
    """Say whether any need under a node is met, what was asked before being filled.

    `named` are the phrases in the text, which `places` has too, and in names; `seen` are the nodes
    that were come to, which need no second look.
    """
    if id(node) in seen:
        return False
    seen.add(id(node))
    return (
        any(_together(need, places) for need in node.needs)
        or any(_met(one, places, named, seen) for one in _led(node.anywhere, named))
        or any(_met(one, places, named, seen) for one in _led(node.near, places))
    )


def _led(by: Mapping[str, Sequence[_Node]], found: Collection[str]) -> Iterator[_Node]:
    """Yield where the phrases that were found lead."""
    # Whichever are fewer: a text has few phrases, however many there are names to ask for.
    few, many = (by, found) if len(by) < len(found) else (found, by)
    return (node for phrase in few if phrase in many for node in by[phrase])


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


def _folded(text: str) -> str:
    return text.translate(_ONE_I).casefold()


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))


class _Word:
    """A place in the tree of phrases: `ends` are those that end here, `leads` are next words."""

    __slots__ = ("ends", "leads")

    def __init__(self) -> None:
        self.ends: list[str] = []
        self.leads: dict[str, _Word] = {}


class _Phrases:
    """Phrases as a tree of words, so that those that begin alike are looked for together.

    A word of a phrase may have stars. Of each word of a text it is worked out once which words of
    phrases it is; what follows is looked up by these, however many phrases go on there.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._first = _Word()
        self._exact: set[str] = set()
        self._begun: set[str] = set()
        self._other: dict[str, re.Pattern[str]] = {}
        self._known: dict[str, tuple[tuple[str, ...], tuple[_Word, ...]]] = {}
        self._always: list[str] = []
        for phrase in sorted(phrases):
            rows = _rows(phrase)
            if not all(rows):
                self._always.append(phrase)
                continue
            for row in sorted(rows):
                word = self._first
                for written in row:
                    word = word.leads.setdefault(self._taken(written), _Word())
                word.ends.append(phrase)

    def found(self, words: Sequence[str]) -> dict[str, list[int]]:
        """Return the numbers of the words at which each phrase that is there begins, in order."""
        places: dict[str, list[int]] = {phrase: [0] for phrase in self._always}
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        known = [self._known.get(word) or self._is(word) for word in words]
        for at, (_, first) in enumerate(known):
            begun, ahead = first, at
            while begun:
                for word in begun:
                    for phrase in word.ends:
                        places.setdefault(phrase, []).append(at)
                ahead += 1
                these = known[ahead][0] if ahead < len(known) else ()
                begun = tuple(w.leads[one] for w in begun for one in these if one in w.leads)
        return places

    def _taken(self, written: str) -> str:
        """Take in a word of a phrase; return by what it is looked up."""
        stem = written.strip("*")
        if "*" not in written:
            self._exact.add(written)
        elif stem and "*" not in written.rstrip("*"):
            self._begun.add(stem)
            return f"{stem}*"
        else:
            self._other[written] = _expression(written)
        return written

    def _is(self, word: str) -> tuple[tuple[str, ...], tuple[_Word, ...]]:
        """Return which words of phrases a word is, and the phrases that begin with it."""
        ends = range(1, len(word) + 1)
        these = (
            *((word,) if word in self._exact else ()),
            *(f"{word[:end]}*" for end in ends if word[:end] in self._begun),
            *(one for one, expression in self._other.items() if expression.fullmatch(word)),
        )
        leads = self._first.leads
        self._known[word] = these, tuple(leads[one] for one in these if one in leads)
        return self._known[word]


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
