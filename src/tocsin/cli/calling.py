"""Calling: the words of a call in their order, and what is wrong with a call, with the remedy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from tocsin.errors import BadArgument

__all__ = ["in_order", "nearest", "wrong_call"]

JSON = "--json"
ADVICE = re.compile(r" Did you mean| \(Possible option")

# Typer's own classes of contexts and errors are not public: what is used of them is looked up.
Context = Any


def in_order(arguments: Sequence[str], groups: Collection[str]) -> list[str]:
    """Return a call's words with a `--json` that stands before the command put behind it.

    `groups` are the commands that only lead to others, as `watch` does. What follows the command is
    left as it is.
    """
    kept: list[str] = []
    for place, word in enumerate(arguments):
        if word == JSON:
            continue
        kept.append(word)
        if not word.startswith("-") and word not in groups:
            moved = [JSON] if len(kept) <= place else []
            return [*kept, *moved, *arguments[place + 1 :]]
    return kept


def nearest(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the up to three of `names` that are most like `name`; at least one of any."""
    listed = sorted(names)
    near = get_close_matches(name, listed, n=3, cutoff=0.6)
    return tuple(near or get_close_matches(name, listed, n=1, cutoff=0.0))


def wrong_call(error: Exception, message: str) -> BadArgument:
    """Return the fault of a call that the command line could not follow, with what is nearest."""
    context: Context = getattr(error, "ctx", None)
    path = " ".join(_path(context))
    # The library's own advice on names, by whatever measure it has, gives way to ours.
    told = ADVICE.split(message, maxsplit=1)[0].rstrip(".") or "no command is named"
    option = getattr(error, "option_name", None)
    commands = getattr(getattr(context, "command", None), "commands", None)
    near: tuple[str, ...] = ()
    if isinstance(option, str):
        near = nearest(option, _options(context))
    elif isinstance(commands, dict) and told.startswith("No such command"):
        near = nearest(told.split("'")[1] if "'" in told else "", commands)
    hint = f"{path} --help"
    return BadArgument(
        f"{told}.", hint=f"Nearest: {', '.join(near)}. All of them: {hint}" if near else hint
    )


def _path(context: Context) -> list[str]:
    """Return the words of the command at which a call went wrong: the program's own first."""
    names: list[str] = []
    while context is not None and context.parent is not None:
        names.insert(0, str(context.info_name))
        context = context.parent
    return ["tocsin", *names]


def _options(context: Context) -> list[str]:
    parameters = getattr(getattr(context, "command", None), "params", ())
    return [name for one in parameters for name in one.opts if name.startswith("--")]
