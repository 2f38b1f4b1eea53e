"""Asked: what a sentence is under the watch that a question proposes."""

from __future__ import annotations

from collections.abc import Callable

from tests.weigh.questions import watch_for

from tocsin.nouns import Bearing
from tocsin.nouns.watch import OUTCOME

__all__ = ["Weigh", "came_about", "is_view"]

Weigh = Callable[[str, str], tuple[Bearing, ...]]
"""The bearings of a sentence under the proposed watch of a question, the question first."""


def came_about(question: str, found: tuple[Bearing, ...]) -> bool:
    """Whether what the question asks is told to have happened."""
    kinds = {one.id: one.kind for one in watch_for(question).indicators}
    return any(one.direction == "seen" and kinds.get(one.target) == OUTCOME for one in found)


def is_view(question: str, found: tuple[Bearing, ...]) -> bool:
    """Whether there is a view on what the question asks."""
    same = {one.id for one in watch_for(question).propositions if one.relation == "same"}
    return any(one.direction == "view" and one.target in same for one in found)
