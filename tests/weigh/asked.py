"""Asked: what a sentence is under the watch that a question proposes."""

from __future__ import annotations

from collections.abc import Callable

from tocsin.nouns import Bearing

__all__ = ["Weigh"]

Weigh = Callable[[str, str], tuple[Bearing, ...]]
"""The bearings of a sentence under the proposed watch of a question, the question first."""
