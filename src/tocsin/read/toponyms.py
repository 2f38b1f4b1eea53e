"""Toponyms: where a text names places, and which places each name may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.data import load
from tocsin.read.gazetteer import Entry, How, Kind, key_of, lookup

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Piece

__all__ = ["Toponym", "toponyms"]

_LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "from",
        "to",
        "outside",
        "around",
        "into",
        "toward",
        "towards",
        "over",
        "across",
        "inside",
        "of",
        "via",
    }
)


_LARGE = 50_000
"""How many live at least where a deed falls, if the model takes the name for something else."""
_TOWN = 10_000
"""How many live at least where a way starts, if the model takes the name for something else."""

_TAIL = re.compile(r"(?:['’]s?|[,.;:]+)$")
_SHORTENED = re.compile(r"\b[A-Z]\.$|\b[A-Z][a-z]{1,3}\.$")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name as it stands in a text, with the places it may mean and the key that found them."""

    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    areas: frozenset[str]
    sites: frozenset[str]
    leading: frozenset[str]
    never: frozenset[str]
    struck_on: frozenset[str]
    struck_of: frozenset[str]
    struck_by: frozenset[str]
    struck_others: frozenset[str]
    harm: frozenset[str]


@cache
def _words() -> _Words:
    data: Any = load("read_places.yaml")
    return _Words(**{one.name: frozenset(data[one.name]) for one in fields(_Words)})


def toponyms(doc: Doc) -> Iterator[Toponym]:
    """Yield the names of places in `doc`, in order.

    They are what the model calls places, and what the gazetteer knows where a place would stand.
    """
    taken: set[int] = set()
    found: list[Toponym] = []
    for piece in doc.ents:
        name = _of_entity(piece)
        if name is not None:
            found.append(name)
            taken.update(range(piece.start, piece.end))
        elif piece.label_ in {"PERSON", "DATE", "TIME"}:
            taken.update(range(piece.start, piece.end))
    for token in doc:
        if token.i in taken or token.pos_ != "PROPN" or not token.text[:1].isupper():
            continue
        name = _of_token(token)
        if name is not None:
            found.append(name)
    yield from sorted(found, key=lambda name: name.start)


def _of_entity(piece: Piece) -> Toponym | None:
    start, end = piece.start_char, piece.end_char
    text = piece.text
    if match := re.match(r"(?:the|The)\s+", text):
        start += match.end()
    if (match := _TAIL.search(text)) and _SHORTENED.search(text) is None:
        end -= len(match.group())
    text = text[start - piece.start_char : end - piece.start_char]
    if not any(c.isalpha() for c in text) or key_of(text) in _words().never:
        return None
    key, entries, featured = _entries(text)
    if piece.label_ in {"GPE", "LOC", "FAC"}:
        if not entries and (named := _longer(piece, start) or _part(piece)) is not None:
            return named
        if piece.label_ == "FAC" and not entries:
            return None
        return Toponym(start, end, key, entries)
    if piece.label_ == "NORP":
        demonym = tuple(e for e in lookup(key_of(text)) if e.how is How.DEMONYM)
        return Toponym(start, end, key_of(text), demonym) if demonym else None
    if piece.label_ in {"ORG", "PERSON", "PRODUCT", "EVENT"} and entries:
        meant = _of_another_kind(piece, entries, featured=featured)
        return Toponym(start, end, key, meant) if meant else None
    return None


def _of_another_kind(
    piece: Piece, entries: tuple[Entry, ...], *, featured: bool
) -> tuple[Entry, ...]:
    """Return the places that a name may mean which the model takes for no place."""
    before = piece.doc[piece.start - 1].lower_ if piece.start else ""
    known = [e for e in entries if e.kind in {Kind.SITE, Kind.COUNTRY} or e.population >= 100_000]
    beside = known and len(piece) <= 2 and before in {"in", "near", "at", "outside", "into"}
    if (featured and piece.label_ != "PERSON") or (beside and piece.label_ != "PRODUCT"):
        return entries
    if any(e.population >= _TOWN for e in entries) and _is_left_for_another(piece):
        return entries
    main = tuple(e for e in entries if e.how is How.MAIN and e.population >= _LARGE)
    return main if main and _is_struck(piece) and not _is_someone(piece) else ()


def _is_struck(piece: Piece) -> bool:
    """Say whether a deed falls on what is named, as on a place: "the strikes on", "the siege of".

    So is a place told for one: "a strike on the town of". An attack may be one on a person too,
    where the model takes the name for another's and the sentence tells of no harm.
    """
    if piece.start < 2:
        return False
    words, link = _words(), piece.doc[piece.start - 1]
    heads = {link.head.lemma_.lower(), link.nbor(-1).lemma_.lower()}
    on_others = words.struck_others
    if link.lower_ in {"on", "upon", "against"}:
        deeds = heads & words.struck_on
    elif link.lower_ == "of":
        deeds = heads & (words.struck_of | words.areas | words.sites)
    elif piece.root.dep_ == "dobj":
        deeds = {piece.root.head.lemma_.lower()} & words.struck_by
        on_others = words.struck_by
    else:
        return False
    if deeds <= on_others and piece[0].ent_type_:
        return bool(deeds) and any(token.lemma_.lower() in words.harm for token in piece[0].sent)
    return bool(deeds)


def _is_left_for_another(piece: Piece) -> bool:
    """Say whether what is named is where a way starts: "from Lund to Vik", "left Lund for Vik"."""
    if not piece.start or piece.label_ not in {"ORG", "PERSON"} or len(piece) > 2:
        return False
    before, after = piece.doc[piece.start - 1], piece.doc[piece.end : piece.end + 3]
    words = [word.lower_ for word in after]
    onward = words[:1] in (["to"], ["toward"], ["towards"]) or words == ["in", "the", "direction"]
    if before.lower_ == "from":
        return onward and before.dep_ == "prep"
    return before.lemma_ == "leave" and (onward or words[:1] == ["for"])


def _is_someone(piece: Piece) -> bool:
    """Say whether the paragraph has a person whose longer name ends in this one."""
    return any(
        other.label_ == "PERSON" and len(other) > len(piece) and other.text.endswith(piece.text)
        for other in piece.doc.ents
    )


def _longer(piece: Piece, start: int) -> Toponym | None:
    """The known place whose name the model broke off before its last word ("Burkina" Faso)."""
    whole = piece.doc[piece.start : min(piece.end + 1, len(piece.doc))]
    if len(whole) == len(piece) or whole[-1].pos_ != "PROPN":
        return None
    end = whole.end_char
    key, entries, _ = _entries(piece.doc.text[start:end])
    return Toponym(start, end, key, entries) if entries else None


def _part(piece: Piece) -> Toponym | None:
    """The longest known place within a longer name, as in "City of Montreal"."""
    for size in range(min(4, len(piece) - 1), 0, -1):
        for first in range(piece.start, piece.end - size + 1):
            part = piece.doc[first : first + size]
            if (
                not (part[0].text[:1].isupper() and part[-1].text[:1].isupper())
                or len(part.text) < 4
            ):
                continue
            key = key_of(part.text)
            if key in _words().never:
                continue
            entries = tuple(
                e for e in lookup(key) if e.how is How.MAIN and (size > 1 or e.population >= 50_000)
            )
            if entries:
                return Toponym(part.start_char, part.end_char, key, entries)
    return None


def _of_token(token: Token) -> Toponym | None:
    before = token.nbor(-1).lower_ if token.i else ""
    if key_of(token.text) in _words().never:
        return None
    entries = tuple(
        e
        for e in lookup(key_of(token.text))
        if e.how is not How.SHORT and (e.population >= 5_000 or e.kind is Kind.SITE)
    )
    if before not in _LOCATIVE:
        if token.ent_type_ or not _is_struck(token.doc[token.i : token.i + 1]):
            return None
        entries = tuple(e for e in entries if e.how is How.MAIN)
    if not entries or len(token.text) < 4:
        return None
    return Toponym(token.idx, token.idx + len(token), key_of(token.text), entries)


def _entries(text: str) -> tuple[str, tuple[Entry, ...], bool]:
    """The key and the places of a name, less the words that say what kind of place it is."""
    words = _words()
    key = key_of(text)
    entries = _fitting(text, lookup(key))
    if entries:
        return key, entries, False
    rest, feature = key, ""
    for ending in sorted(words.areas | words.sites, key=len, reverse=True):
        if rest.endswith(f" {ending}"):
            rest, feature = rest.removesuffix(f" {ending}"), ending
            break
    parts = rest.split()
    while len(parts) > 1 and parts[0] in words.leading:
        parts = parts[1:]
    rest = " ".join(parts)
    if rest == key or rest in words.never:
        return key, (), False
    entries = lookup(rest)
    if feature in words.areas and (
        areas := tuple(e for e in entries if e.kind in {Kind.REGION, Kind.COUNTY})
    ):
        entries = areas
    entries = tuple(e for e in entries if e.how in {How.MAIN, How.ALTERNATE})
    return (f"{rest} {feature}".strip() if feature in words.areas else rest), entries, bool(feature)


def _fitting(text: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Short keys are names only as they are written: "US" and "Ky.", not "us" and "ky"."""
    if len(text.replace(".", "")) <= 3 and not (text.isupper() or "." in text):
        return tuple(e for e in entries if e.how is How.MAIN and e.kind is Kind.CITY)
    return tuple(
        e
        for e in entries
        if e.how is not How.SHORT or "." in text or text.isupper() or len(text) > 3
    )
