"""Hints: the commands that Tocsin tells people to run next, whole and safe to copy."""

from __future__ import annotations

import shlex
from pathlib import Path

__all__ = ["command_of", "undo_command"]

TAKEN_BACK = "taken back"


def command_of(*words: str | Path) -> str:
    """Return a call of `tocsin`, each word quoted where a shell would take it apart.

    Words in capitals are what a person has to put in: a shell takes them as they are.
    """
    return shlex.join(("tocsin", *map(str, words)))


def undo_command(desk: Path, entry: str, author: str) -> str:
    """Return the call that takes back `entry`, in the name of whoever is asked to run it."""
    return command_of("undo", desk, entry, "--author", author, "--reason", TAKEN_BACK)
