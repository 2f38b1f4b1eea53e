"""Registered: whom the register of sources knows by name, and what for."""

from __future__ import annotations

from functools import cache

from tocsin.data import load
from tocsin.read.descriptions import nations_of

__all__ = ["bodies", "states_of_official"]

_PEOPLE = frozenset({"official", "person", "expert"})


@cache
def bodies() -> frozenset[str]:
    """Return the names, in lower case, of what is known and is no man or woman."""
    rows = [r for r in load("register.yaml")["sources"] if r.get("kind") not in _PEOPLE]
    names = (name for row in rows for name in (row["name"], *row.get("aliases", ())))
    return frozenset(name.casefold().removeprefix("the ") for name in names)


def states_of_official(name: str) -> frozenset[str] | None:
    """Return the states of the office-holder with this surname, None where it is nobody's.

    In capitals it is a body's: the UN is no Kim Jong Un.
    """
    return None if name.isupper() else _officials().get(name.casefold())


@cache
def _officials() -> dict[str, frozenset[str]]:
    """Return the states of office-holders by their surnames in lower case, if only one has it."""
    found: dict[str, list[frozenset[str]]] = {}
    for rows in load("register.yaml").values():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and row.get("kind") == "official":
                states = nations_of(" ".join(row.get("interests", ())))
                names = {n.split()[-1].casefold() for n in (row["name"], *row.get("aliases", ()))}
                for name in sorted(names):
                    found.setdefault(name, []).append(states)
    return {name: held[0] for name, held in found.items() if len(set(held)) == 1}
