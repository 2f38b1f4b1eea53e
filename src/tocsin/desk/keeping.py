"""Keeping a desk: whether its ledger is what was entered, and giving back room."""

from __future__ import annotations

import re
from pathlib import Path

from tocsin.errors import BadArgument
from tocsin.ledger import Ledger, Link, Verified
from tocsin.ledger.copying import compact

__all__ = ["compacted", "link_of", "verified"]

LINK = re.compile(r"(?P<number>\d{1,15}):(?P<digest>[0-9a-f]{64})")


def verified(path: Path, *, head: Link | None = None) -> Verified:
    """Work the chain of a desk's ledger out anew and return what it is, with every flaw.

    `head` is a link that was noted down before. Watch files are not taken in: nothing is entered.
    Raises `NotADesk` where the file cannot be opened at all.
    """
    with Ledger.open(path, read_only=True) as ledger:
        return ledger.verify(head)


def compacted(path: Path) -> tuple[int, int]:
    """Give back room that nothing in a desk's ledger fills; return its bytes before and after.

    Raises `NotADesk`, `Busy`.
    """
    return compact(path)


def link_of(text: str) -> Link:
    """Return the link that `tocsin verify` printed as NUMBER:DIGEST. Raises `BadArgument`."""
    found = LINK.fullmatch(text.strip())
    if found is None:
        raise BadArgument(
            f"{text!r} is no link of a chain.",
            hint="NUMBER:DIGEST, as it is printed by: tocsin verify DESK",
        )
    return Link(int(found["number"]), found["digest"])
