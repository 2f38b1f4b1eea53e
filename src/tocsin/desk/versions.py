"""Versions: what an address gave over time, and what changed from one to the next."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tocsin.desk.looking import readable_of
from tocsin.desk.place import Desk
from tocsin.errors import BadArgument, Erased
from tocsin.ledger import Ledger

__all__ = ["version_rows"]

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)|\n+")


def version_rows(desk: Desk, ledger: Ledger, address: str) -> Iterator[dict[str, Any]]:
    """Yield the versions of a page, the oldest first, and whether it is gone by now.

    Each has its report, when it was first seen so, and `change`: lines that begin with "-" for a
    sentence that went and "+" for one that came, of what is read of the page. Raises `BadArgument`
    for an address that no feed of the desk has asked.
    """
    looks = ledger.looks_at(address)
    if not looks:
        raise BadArgument(
            "no feed of this desk has asked that address.",
            hint="Name it as the command `search` with --json or a report's page shows it.",
            file=str(desk.path),
            at=address,
        )
    before: list[str] | None = None
    number = 0
    for report in ledger.versions(address):
        seen = next(one for one in looks if one.report == report)
        number += 1
        try:
            kept = ledger.report(report)
        except Erased as gone:
            before = None
            yield _row(number, report, seen.at, None, [gone.message])
            continue
        sentences = [one for one in _SENTENCE.split(readable_of(kept)) if one.strip()]
        change = [] if before is None else _changed(before, sentences)
        yield _row(number, report, seen.at, kept.title, change)
        before = sentences
    if looks[-1].result == "gone":
        first = next(
            one
            for at, one in enumerate(looks)
            if all(later.result == "gone" for later in looks[at:])
        )
        yield _row(number + 1, None, first.at, None, [first.told or "gone"])


def _row(
    number: int, report: str | None, seen: datetime, title: str | None, change: list[str]
) -> dict[str, Any]:
    return {
        "version": number,
        "report": report,
        "seen": seen.isoformat(),
        "title": title,
        "gone": report is None,
        "change": change,
    }


def _changed(before: list[str], after: list[str]) -> list[str]:
    lines = difflib.unified_diff(before, after, lineterm="", n=0)
    return [
        f"{line[0]} {' '.join(line[1:].split())}"
        for line in lines
        if line[:1] in "+-" and not line.startswith(("+++", "---"))
    ]
