"""Quantities: how many people, weapons and vehicles a text counts, on what basis and which way."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.data import load
from tocsin.nouns import Basis, Direction, Interval, Quantity, Span
from tocsin.read.numbers import NUMBER, value_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from tocsin.read.places import Setting

__all__ = ["find"]


def find(
    doc: Doc, anchor: date | None = None, setting: Setting | None = None
) -> tuple[Quantity, ...]:
    """Return the counts of people and things in `doc`, in order.

    `anchor` dates "to date" and "so far"; `setting` says which country the report is about, and
    with it which way is in. Shares, ages, money, distances and dates are no counts.
    """
    del setting
    found = []
    for match in _pattern().finditer(doc.text):
        span = doc.char_span(match.start("n"), match.end("n"), alignment_mode="expand")
        if span is None:
            continue
        noun = _noun(span.root)
        if noun is None:
            continue
        low, high = _bounds(match)
        counted = doc.text[match.end() : noun.idx + len(noun)].strip()
        found.append(
            Quantity(
                low,
                high,
                noun.lemma_.lower(),
                counted or noun.text,
                _basis(noun),
                _direction(noun),
                _as_of(noun, anchor),
                Span(match.start(), noun.idx + len(noun)),
            )
        )
    return tuple(found)


@cache
def _pattern() -> re.Pattern[str]:
    data: Any = load("read_quantities.yaml")
    amounts = "|".join(sorted(data["amounts"], key=len, reverse=True))
    around = "|".join(
        sorted([*data["at_least"], *data["at_most"], *data["roughly"]], key=len, reverse=True)
    )
    return re.compile(
        rf"\b(?:(?P<how>{around})\s+)?(?<![$£€.\d])(?P<n>(?P<vague>{amounts})(?:\s+of)?|{NUMBER})"
        rf"(?:\s*(?:-|–|to|and)\s*(?P<b>\d[\d,]*))?(?!\s*(?:%|per\s?cent|years?|months?|days?|hours?|km|miles?))\b",
        re.IGNORECASE,
    )


@cache
def _nouns() -> frozenset[str]:
    data: Any = load("read_quantities.yaml")
    return frozenset(noun for group in data["counted"].values() for noun in group)


def _noun(token: Token) -> Token | None:
    head = token
    for _ in range(3):
        if head.lemma_.lower() in _nouns() and head.i > token.i:
            return head
        head = head.head
    return None


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None]:
    data: Any = load("read_quantities.yaml")
    how = (match["how"] or "").lower()
    if match["vague"]:
        low, high = data["amounts"][match["vague"].lower()]
        return float(low), float(high)
    value = value_of(match["n"])
    if match["b"]:
        return value, value_of(match["b"])
    return (
        (value, None)
        if how in data["at_least"]
        else (None, value)
        if how in data["at_most"]
        else (value, value)
    )


def _basis(noun: Token) -> Basis:
    for word in noun.ancestors:
        if any(c.lower_ in {"will", "would"} for c in word.children):
            return "announced"
    return "observed"


def _direction(noun: Token) -> Direction | None:
    del noun
    return None


def _as_of(noun: Token, anchor: date | None) -> Interval | None:
    if anchor is not None and re.search(r"\b(?:to date|so far)\b", noun.sent.text):
        return Interval.day(anchor, anchor=anchor)
    return None
