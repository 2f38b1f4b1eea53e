"""Verbs: one stem for the irregular forms of a verb, by which two texts tell of one deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from tocsin.data import load
from tocsin.trace.words import stem

__all__ = ["base_of", "bases_of"]


def base_of(stemmed: str) -> str:
    """Return the stem of the plain verb of which `stemmed` is an irregular form: of "sent", "send".

    A stem that is no such form stays as it is, and so does one that may be of several verbs.
    """
    return _bases().get(stemmed, stemmed)


def bases_of(stems: Iterable[str]) -> frozenset[str]:
    """Return `stems` with the irregular forms of verbs by their plain ones."""
    return frozenset(map(base_of, stems))


@cache
def _bases() -> Mapping[str, str]:
    table: Mapping[str, Iterable[str]] = load("irregular_verbs.yaml")
    verbs: dict[str, set[str]] = {}
    for verb, forms in table.items():
        for form in (verb, *forms):
            verbs.setdefault(stem(form), set()).add(stem(verb))
    return {form: next(iter(plain)) for form, plain in verbs.items() if len(plain) == 1}
