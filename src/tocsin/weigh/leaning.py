"""Leaning: whom words came through, and on whose observations an assessor rests his own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.nouns import Origin, Statement
from tocsin.weigh.material import Material
from tocsin.weigh.patterns import mentions

__all__ = ["leans_on", "through"]


def through(statement: Statement, material: Material) -> frozenset[str]:
    """Return the sources through whom a statement came, as the register names them."""
    names = set()
    for link in statement.chain:
        folded = " ".join(re.findall(r"\w+", link.name.text.casefold()))
        names.add(material.register.by_alias.get(folded, link.name.text))
    return frozenset(names)


def leans_on(statement: str, observed: str, material: Material) -> bool:
    """Say whether who judges in one statement rests on what another observes.

    He does when he relays it himself, or names its source, in a report that holds both.
    """
    origin, other = material.origin(statement), material.origin(observed)
    if origin is None or other is None or other.source == origin.source:
        return False
    home = {report.id for report in material.reports[statement]}
    if not any(report.id in home for report in material.reports[observed]):
        return False
    if origin.source in through(material.statements[observed], material):
        return True
    return any(
        _names(other.source, text, material) for text in _said_by(origin, statement, material)
    )


def _said_by(origin: Origin, statement: str, material: Material) -> tuple[str, ...]:
    """Return what the assessor says in the reports of one statement, as texts."""
    key = statement, origin.source
    if key not in material.spoken:
        material.spoken[key] = tuple(_said_beside(origin, statement, material))
    return material.spoken[key]


def _said_beside(origin: Origin, statement: str, material: Material) -> Iterator[str]:
    for one in material.beside(statement):
        other = material.origin(one)
        if other is not None and other.source == origin.source:
            yield material.statements[one].text


def _names(source: str, text: str, material: Material) -> bool:
    known = material.register.sources.get(source)
    names = (source, *(known.aliases if known is not None else ()))
    phrases = tuple(name.casefold() for name in names if len(name) > 2)
    return bool(phrases) and mentions(phrases, text)
