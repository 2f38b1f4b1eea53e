"""Outlet names: whose report each is, found once for all reports of one publisher."""

from __future__ import annotations

from collections.abc import Callable

from tocsin.nouns import Register, Report
from tocsin.trace.cast import outlet_name

__all__ = ["NameOf", "names_by"]

NameOf = Callable[[Report], str]
"""Gives the name of the outlet that published a report."""


def names_by(register: Register) -> NameOf:
    """Return what `outlet_name` says under a register, asked once for each publisher and host."""
    known: dict[tuple[str | None, str | None, str | None], str] = {}

    def name_of(report: Report) -> str:
        key = report.publisher, report.host, report.author
        found = known.get(key)
        if found is None:
            found = known[key] = outlet_name(report, register)
        return found

    return name_of
