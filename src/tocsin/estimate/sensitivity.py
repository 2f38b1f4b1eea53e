"""Sensitivity: how far an estimate moves where one thing is left out, made anew and ranked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from tocsin.estimate.terms import event_logit, terms_of
from tocsin.nouns import Matrix, Sensitivity, Watch, Yardstick

__all__ = ["Kind", "sensitivity"]

Kind = Literal["origin", "source", "indicator", "assumption"]

KINDS: tuple[Kind, ...] = ("origin", "source", "indicator", "assumption")


def sensitivity(
    watch: Watch,
    matrix: Matrix,
    left: Iterable[tuple[Kind, str, Matrix]],
    *,
    as_of: datetime,
    yardstick: Yardstick,
) -> tuple[Sensitivity, ...]:
    """Return what the estimate hangs on, what it hangs on most first.

    `left` are (kind, name, matrix without it). Each estimate is made in full from its own matrix:
    bars are parts of one sum and do not say what would be left without one of them.
    """
    now = event_logit(terms_of(watch, matrix, window_at=as_of, ageing_at=as_of))
    found = []
    for kind, name, without in left:
        terms = terms_of(watch, without, window_at=as_of, ageing_at=as_of)
        p = terms.event()
        band, _ = yardstick.word_for(p)
        found.append(Sensitivity(kind, name, p, band.word, event_logit(terms) - now))
    return tuple(
        sorted(found, key=lambda one: (-abs(one.logodds), KINDS.index(one.kind), one.name))
    )
