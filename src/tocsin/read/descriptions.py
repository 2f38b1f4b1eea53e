"""Descriptions: how a report speaks again of what it has named: "the ministry", "its officers"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.nouns import Name
from tocsin.read.cues import Cues, cues, word_set
from tocsin.read.gazetteer import How, Kind, key_of, lookup
from tocsin.read.outlets import publishes
from tocsin.read.syntax import Range

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "Description",
    "Known",
    "at_odds",
    "body_of",
    "described_as",
    "description_of",
    "fits",
    "is_another",
    "is_country",
    "is_place_of_state",
    "is_second",
    "is_state",
    "kind_of",
    "nations_beside",
    "nations_in",
    "nations_of",
    "one_of",
    "words_of",
]

_LARGE = 400_000
"""Inhabitants from which a city's name stands for its state: "Minsk's ministry"."""

_JOINS = frozenset({"of", "for", "in", "on", "at", "to"})
_MODIFIERS = frozenset({"amod", "compound", "nmod"})
_PLURAL = frozenset({"NNS", "NNPS"})
_GENERIC = word_set("generic_bodies")
_OF_STATES = word_set("of_states")
_SECOND = frozenset({"vice", "deputy"})
_RULERS = word_set("rulers")


@dataclass(frozen=True, slots=True)
class Known:
    """A person or body that the report has named in full, where, and how it was described.

    `nations` are the codes of the states it is said to be of. `of` is the body a person speaks for.
    """

    name: Name
    person: bool
    words: frozenset[str]
    described: frozenset[str]
    nations: frozenset[str] = frozenset()
    of: Name | None = None

    @property
    def start(self) -> int:
        """Where the report first has the full name."""
        return -1 if self.name.span is None else self.name.span.start


@dataclass(frozen=True, slots=True)
class Description:
    """A noun with what is said of it: `kinds` are the noun, and the noun with each compound.

    `asked` are the modifiers that tell one body or office from another ("foreign", "press").
    """

    kind: str
    kinds: frozenset[str]
    asked: frozenset[str]
    nations: frozenset[str]
    plural: bool
    plain: bool
    start: int


def description_of(head: Token, offset: int) -> Description:
    """Return what the phrase of `head` says of whom it means; `offset` is where its text begins."""
    words = cues()
    kind = head.lemma_.casefold()
    nations: set[str] = set()
    asked: set[str] = set()
    for child in head.lefts:
        own = [t for t in child.subtree if t.i <= child.i or child.dep_ == "poss"]
        nations |= nations_in(own)
        # "the Democratic nominee": what has a capital tells one from another
        telling = child.dep_ in {"compound", "nmod"} or child.lower_ in words.titles
        telling = telling or (child.dep_ == "amod" and child.text[:1].isupper() and child.i > 0)
        if child.dep_ in _MODIFIERS and telling and not nations_in([child]):
            asked |= {_spelt(t.lower_) for t in own if t.is_alpha}
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in {"in", "of"}:
            nations |= nations_in(t for c in child.children if c.dep_ == "pobj" for t in c.subtree)
    compound = {f"{c.lower_} {kind}" for c in head.children if c.dep_ == "compound"}
    plain = not any(
        c.dep_ in {"amod", "compound", "poss", "prep", "nmod", "relcl", "acl"}
        for c in head.children
    )
    return Description(
        kind,
        frozenset({kind} | compound),
        frozenset(asked),
        frozenset(nations),
        head.tag_ in _PLURAL,
        plain,
        head.idx + offset,
    )


def fits(known: Known, told: Description) -> bool:
    """Say whether a description can mean someone whom the report names."""
    if told.nations and known.nations and not told.nations & known.nations:
        return False
    if known.person:
        return _fits_person(known, told)
    if told.kinds & known.described:
        return True
    return told.kind == kind_of(known.name.text) and told.asked <= known.words


def _fits_person(known: Known, told: Description) -> bool:
    if told.plural or not told.asked <= known.described | {told.kind}:
        return False
    if is_second(known, told):
        return False
    if told.kinds & known.described:
        return True
    rules = told.kind in _RULERS and bool(known.described & _RULERS)
    return rules and bool(told.nations & known.nations)


def is_second(known: Known, told: Description) -> bool:
    """Say whether someone is but the deputy of who is described: "the president", not "vice"."""
    return bool(known.described & _SECOND - told.asked - {told.kind})


def is_another(known: Known, told: Description) -> bool:
    """Say whether someone is called what no one is who is so described.

    "Ann Lee, a shopkeeper, said ... The governor said": the governor is another.
    """
    called = known.described & cues().persons
    lines = [line for line in _roles() if told.kind in line]
    return bool(called and lines) and not any(called & line for line in lines)


@lru_cache(maxsize=1)
def _roles() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line) for line in load("read_cues.yaml")["roles"])


def one_of(found: Sequence[Known], latest: Name | None, start: int) -> Known | None:
    """Return the one whom a description at `start` means, of those whom it fits, or None.

    Whoever was named before goes first, and of those the one heard last; two of them are none.
    The same body under two names ("Norway's army", "Norwegian army") is one.
    """
    for one in found:
        if latest is not None and one.name.text == latest.text:
            return one
    for some in ([k for k in found if k.start < start], [k for k in found if k.start >= start]):
        apart = {
            k.name.text if k.person or not k.nations else (kind_of(k.name.text), k.nations)
            for k in some
        }
        if some:
            return min(some, key=lambda k: k.start) if len(apart) == 1 else None
    return None


def at_odds(name: Name, told: Description) -> bool:
    """Say whether a body's own name tells that it is of another kind than the one described."""
    groups, own = cues().groups, kind_of(name.text)
    if told.kind in _OF_STATES and publishes(name.text):
        return True  # no paper is "the ministry"
    if told.kind in groups - _OF_STATES - {"side"} and is_state(name.text):
        return True  # nor is a state "the institute"
    specific = own in groups and own not in _GENERIC
    return specific and told.kind in groups - _GENERIC and own != told.kind


def kind_of(name: str) -> str:
    """Return the word by which a body's name says what it is: "Institute for ..."."""
    words = [w.casefold() for w in name.split()]
    for at, word in enumerate(words[1:], start=1):
        if word in _JOINS:
            return words[at - 1]
    return words[-1] if words else ""


def words_of(text: str) -> frozenset[str]:
    """Return the words of a name, case folded and in one spelling."""
    bare = text.replace("'s", " ").replace("’s", " ").casefold()
    return frozenset(_spelt(word.strip("(),.\"'")) for word in bare.split())


def described_as(doc: Doc, tokens: Range, head: Token) -> frozenset[str]:
    """Return the words by which a name is described where it stands: beside it and before it."""
    found: set[str] = set()
    for beside in (c for c in head.children if c.dep_ == "appos"):
        found |= {beside.lemma_.casefold(), *(_spelt(c.lower_) for c in beside.lefts)}
        found |= {f"{c.lower_} {beside.lower_}" for c in beside.children if c.dep_ == "compound"}
        # "a group of volunteers": they are the body, too
        found |= {
            c.lemma_.casefold()
            for of in beside.rights if of.dep_ == "prep" and of.lower_ == "of"
            for c in of.children if c.dep_ == "pobj" and c.tag_ == "NNS"
        }  # fmt: skip
    if head.dep_ == "appos":
        found |= {head.head.lemma_.casefold(), *(_spelt(c.lower_) for c in head.head.lefts)}
    found |= {
        _spelt(t.lower_)
        for t in doc[max(0, tokens[0] - 5) : tokens[0]]
        if head.i in {t.head.i, t.head.head.i}
        and t.dep_ in _MODIFIERS
        and t.ent_type_ not in {"DATE", "TIME"}
    }
    return frozenset(found)


def nations_beside(doc: Doc, tokens: Range, head: Token) -> frozenset[str]:
    """Return the states that a person is said to be of: "Danish minister Ann Lee"."""
    before = doc[max(0, tokens[0] - 5) : tokens[0]]
    told = [t for t in before if head.i in {t.head.i, t.head.head.i}]
    told += [t for c in head.children if c.dep_ == "appos" for t in c.subtree]
    if head.dep_ == "appos":
        told += [t for c in head.head.lefts for t in c.subtree]
    return nations_in(told)


def body_of(tokens: Range, head: Token, words: Cues) -> Token | None:
    """Return the body that a person is said to be of: "Ann Lee, of the General Staff"."""
    for child in head.rights:
        if child.i < tokens[1] and child.dep_ != "appos":
            continue
        if child.dep_ == "prep" and child.lower_ in {"of", "from", "at", "with"}:
            inside = [c for c in child.children if c.dep_ == "pobj"]
        elif child.dep_ == "appos":
            inside = [t for t in child.subtree if t.dep_ == "pobj"]
        else:
            continue
        for noun in inside:
            kind = noun.lemma_.casefold()
            if noun.ent_type_ == "ORG" or (kind in words.groups and nations_in(noun.subtree)):
                return noun
    return None


def nations_in(tokens: Iterable[Token]) -> frozenset[str]:
    """Return the codes of the states that some words name: "Danish", "Denmark", "Copenhagen"."""
    found = (_nation(t.text) for t in tokens if t.text[:1].isupper() and t.is_alpha)
    return frozenset(code for code in found if code is not None)


def nations_of(name: str) -> frozenset[str]:
    """Return the codes of the states that a name holds: "Denmark's General Staff"."""
    words = (w for w in re.findall(r"[^\W\d_]+", name) if w[:1].isupper())
    return frozenset(code for code in map(_nation, words) if code is not None)


def is_state(name: str) -> bool:
    """Say whether a name is that of a state or of its capital."""
    return " " not in name and _nation(name) is not None


def is_place_of_state(name: str) -> bool:
    """Say whether a word names a state or a large city, and no people: "Kyiv", not "Danish"."""
    entries = lookup(key_of(name))
    peoples = any(e.how is How.DEMONYM for e in entries)
    return not peoples and _nation(name) is not None


def is_country(name: str) -> bool:
    """Say whether a name is that of a whole state, and not of a town in one."""
    entries = lookup(key_of(name))
    return any(e.kind is Kind.COUNTRY and e.how is not How.DEMONYM for e in entries)


@lru_cache(maxsize=4096)
def _nation(word: str) -> str | None:
    for entry in lookup(key_of(word)):
        state = entry.how is How.DEMONYM or entry.kind is Kind.COUNTRY
        if state or (entry.kind is Kind.CITY and entry.population >= _LARGE):
            return entry.country
    return None


def _spelt(word: str) -> str:
    return word.casefold().replace("defense", "defence")
