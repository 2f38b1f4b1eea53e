"""Listeners: those told a thing who passed it on to nobody that can be named: "told reporters"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.nouns import Relay
from tocsin.read.cues import cues, word_set
from tocsin.read.outlets import publishes
from tocsin.trace.names import fold, nation_of

__all__ = ["hands_of"]

_WHERE = re.compile(
    r"\s(?:in|at|on|from|of|with|for|after|outside|near|during|aboard|who)\s", re.IGNORECASE
)
_ANY = frozenset("the a an some several many all other assembled various".split())


def hands_of(chain: Sequence[Relay]) -> tuple[Relay, ...]:
    """Return the links of a chain without those who but listened.

    Reporters of nobody knows which outlets, "the press" and "the media" stood by when a thing was
    said; a Reuters reporter, state television and the local press passed it on.
    """
    return tuple(link for link in chain if link.via != "told" or not _listens(link.name.text))


def _listens(name: str) -> bool:
    """Say whether a name is of those who hear, and does not tell for which outlet."""
    written = _WHERE.split(name)[0].split()
    if not written:
        return False
    *before, head = written
    if head.casefold() in word_set("press_at_large"):
        return all(word.casefold() in _ANY for word in before)
    if head.casefold() not in word_set("listeners"):
        return False
    house = " ".join(word for word in before if word.casefold() not in _ANY)
    one = not head.casefold().endswith(("s", "men"))  # "an NTB reporter", but "Oslo reporters"
    own = one and house != house.casefold() and nation_of(fold(house)) is None
    return not (own or _of_press(house))


def _of_press(house: str) -> bool:
    """Say whether words before "reporter" are an outlet's, or of its kind: "Post", "television"."""
    bare = house.replace("’", "'").removesuffix("'s")
    kinds = cues().outlets | word_set("press")
    return bool(bare) and (publishes(bare) or any(w in kinds for w in bare.casefold().split()))
