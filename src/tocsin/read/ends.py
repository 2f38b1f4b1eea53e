"""Ends: the countries in which a move of men or goods starts, and to which it leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.read.descriptions import is_country, is_state, nations_in

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Ends"]

_TO_A_PLACE = frozenset({"enter", "reach"})
_INTO = frozenset({"to", "into"})
_TOWARDS = frozenset({"toward", "towards"})
_FROM = frozenset({"from"})
_FROM_A_PLACE = frozenset({"leave", "quit"})
_BEFORE_A_NOUN = frozenset({"amod", "compound", "nmod"})
_BESIDE = frozenset({"adjoining", "alongside", "bordering", "facing", "near", "opposite"})
_CLOSE = frozenset({"adjacent", "close", "near", "next"})


@dataclass(frozen=True, slots=True)
class Ends:
    """What a text tells of the countries at both ends of a move.

    `countries` goes from a character of the text to the country that is named there; `home` is the
    country that the report is about, None where it is about none.
    """

    countries: Mapping[int, str]
    home: str | None

    def named(self, verb: Token, prepositions: AbstractSet[str]) -> str | None:
        """Return the country that a verb of movement has behind one of `prepositions`.

        "Norland", or a place there, goes before "Norlandic": "to Norlandic troops in Suland".
        """
        if "to" in prepositions:
            for noun in _receivers(verb):
                matched = self.countries.get(noun.idx)
                if matched is not None:
                    return matched
        for child in verb.children:
            if child.dep_ == "dobj" and self._is_end(verb, prepositions):
                matched = self.countries.get(child.idx)
                if matched is not None:
                    return matched
            for step in (child, *_further(child)):
                if step.dep_ in {"prep", "dative"} and step.lower_ in prepositions:
                    found = self._country_in(step)
                    if found is not None:
                        return found
        return None

    def start(self, noun: Token, verb: Token) -> str | None:
        """Return where that which `noun` names is understood to start, though no "from" tells.

        That is the state that sends it, if one is said to, and else the country that the report is
        about. None where someone else sends it, or where it is of a state: "Norlandic soldiers"
        sent to Suland start in no country that the report happens to name most.
        """
        if next(iter(_doers(verb)), None) is not None:
            return self.sender(verb)
        own = nations_in(c for c in noun.children if c.i < noun.i)
        bound = self.named(verb, _INTO)
        return self.home if not own or bound in own else None

    @staticmethod
    def sender(verb: Token) -> str | None:
        """Return the state that is said to send a thing, None where none is, or someone else."""
        doer = next(iter(_doers(verb)), None)
        if doer is None or not is_state(doer.text):
            return None
        return next(iter(nations_in([doer])), None)

    @staticmethod
    def _is_end(verb: Token, prepositions: AbstractSet[str]) -> bool:
        lemmas = _FROM_A_PLACE if "from" in prepositions else _TO_A_PLACE
        return verb.lemma_ in lemmas

    def _country_in(self, preposition: Token) -> str | None:
        beyond = {w.i for c in _further(preposition) for w in c.subtree}
        words = [
            w for w in preposition.subtree
            if w.i not in beyond and not _is_of_border(w, preposition)
        ]  # fmt: skip
        named = (self.countries[w.idx] for w in words if w.idx in self.countries)
        return next(named, None) or next(iter(sorted(nations_in(words))), None)


def _receivers(verb: Token) -> Iterator[Token]:
    """Those to whom a thing is sent without a "to": "sent Norway 90 tanks".

    The parser often takes the name for one of the words before "tanks", though a number parts them.
    """
    for child in verb.children:
        if child.dep_ == "dative" and child.pos_ != "ADP":
            yield child
        elif child.dep_ == "dobj":
            numbers = [c.i for c in child.children if c.dep_ == "nummod"]
            if numbers:
                yield from (c for c in child.children if c.dep_ == "nmod" and c.i < numbers[0])


def _is_of_border(name: Token, preposition: Token) -> bool:
    """Say whether a name below `preposition` tells but what a place lies at, and not in.

    That is whose border it is ("to the Sulandic border", "to the border with Suland"), and the
    state that it lies beside ("to a camp near Suland"); a "border town" lies in its own state.
    """
    below = name
    for word in (name, *name.ancestors):
        if word.i == preposition.i or (word.lower_ in _INTO and not _is_close(word)):
            return False
        if word.lemma_.lower() in _borders() and word.dep_ not in _BEFORE_A_NOUN:
            return True
        shared = below.lower_ in {"with", "between"} and any(
            c.lemma_.lower() in _borders() and c.dep_ in _BEFORE_A_NOUN for c in word.lefts
        )
        if shared or (is_country(name.text) and (word.lower_ in _BESIDE or _is_close(word))):
            return True
        below = word
    return False


def _is_close(preposition: Token) -> bool:
    """Say whether a "to" is that of "close to", "next to"."""
    before = preposition.doc[max(0, preposition.i - 1)]
    return preposition.lower_ == "to" and before.lower_ in _CLOSE


@cache
def _borders() -> frozenset[str]:
    return frozenset(load("read_quantities.yaml")["borders"])


def _further(preposition: Token) -> Iterator[Token]:
    """The prepositions that the parser hangs on another: "to Tavo" of "from Lomnica to Tavo".

    Of "to the Sulandic border from Norland" too: nothing is from Norland about that border. And
    none but of a move is "from Lomnica" beside "by rail".
    """
    for child in preposition.children:
        if child.dep_ in {"advmod", "prep"}:
            hung = [child]
        elif child.dep_ == "pobj":
            apart = _apart_from(child, preposition)
            hung = [c for c in child.children if c.dep_ == "prep" and c.lower_ in apart]
        else:
            continue
        for step in hung:
            yield step
            yield from _further(step)


def _apart_from(noun: Token, preposition: Token) -> AbstractSet[str]:
    """The prepositions of the move that the parser may hang on a noun behind another of them."""
    if preposition.lower_ == "by":
        return _FROM | _INTO | _TOWARDS
    if preposition.lower_ == "from":
        return _INTO | _TOWARDS
    return _FROM if noun.lemma_.lower() in _borders() else frozenset()


def _doers(verb: Token) -> Iterator[Token]:
    """Those who carry a thing, in the active with what they carry, or behind "by"."""
    if any(c.dep_ == "dobj" for c in verb.children):
        yield from (c for c in verb.children if c.dep_ == "nsubj")
    for child in verb.children:
        if child.dep_ == "agent":
            yield from (c for c in child.children if c.dep_ == "pobj")
