"""Cues: the lists of words around a claim by which its stance is told."""

from __future__ import annotations

from functools import cache

from tocsin.data import load

__all__ = ["cue"]


@cache
def cue(name: str) -> tuple[str, ...]:
    """Return a list of cue words of `weigh_cues.yaml`."""
    words: list[str] = load("weigh_cues.yaml")[name]
    return tuple(words)
