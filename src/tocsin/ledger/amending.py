"""Amending: what was learnt of a report after it was recorded, laid over it when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from tocsin.ledger.codec import from_json
from tocsin.ledger.entries import corrected_dates, withdrawn_by
from tocsin.ledger.tables import captures, corrections, erasures, reports, translations
from tocsin.nouns import Filed, Report, Translation, beside, chosen, line_of, named_by

__all__ = ["Amended", "amended", "amendments", "state_of"]


class Amended(dict[str, Mapping[str, Any]]):
    """Fields of reports to be replaced, by report id; `withdrawn` are those that do not count.

    A report that is withdrawn is among them, though nothing of it may be replaced.
    """

    __slots__ = ("withdrawn",)

    def __init__(
        self, fields: Mapping[str, Mapping[str, Any]], withdrawn: frozenset[str] = frozenset()
    ) -> None:
        super().__init__({**{one: {} for one in withdrawn}, **fields})
        self.withdrawn = withdrawn


FILLED = ("published", "published_by", "publisher", "host", "author", "url", "translation")


def amended(report: Report, changed: Amended) -> Report:
    """Return `report` with what was learnt of it, where anything was."""
    return replace(report, **changed[report.id]) if report.id in changed else report


def amendments(connection: Connection, known_at: datetime | None) -> Amended:
    """Return what was known by `known_at`: dates that people set, and what is a translation.

    A translation takes what it does not say from its original, with the original's date as
    corrected; a date that a person gave the translation itself goes before.
    """
    dates = corrected_dates(connection, known_at)
    gone = connection.execute(select(erasures.c.report)).scalars()
    withdrawn = withdrawn_by(connection, known_at) - frozenset(gone)
    found: dict[str, dict[str, Any]] = {
        one: {"published": date, "published_by": "correction"} for one, date in dates.items()
    }
    declared = _declared(connection, known_at)
    if not declared:
        return Amended(found, withdrawn)
    kept = _Kept(connection, known_at, found, declared)
    direct: dict[str, Report] = {}
    for one, said in declared.items():
        own = kept.report(one)
        if own is not None and said.of is not None:
            named = named_by(said.of, own.file, kept.shown(said.of)) - {one}
            original = chosen(r for name in sorted(named) if (r := kept.report(name)) is not None)
            if original is not None:
                direct[one] = original
    for one in declared:
        own = kept.report(one)
        if own is not None:
            whole = beside(own, line_of(one, direct))
            values = {name: getattr(whole, name) for name in FILLED}
            if one in dates:
                values |= found[one]
            found[one] = values
    return Amended(found, withdrawn)


def state_of(connection: Connection) -> tuple[int | None, ...]:
    """Return what differs between two times where anything that amends reports came between."""
    newest = [func.max(t.c.seq) for t in (captures, corrections, translations, erasures)]
    # Each on its own index: together they would be a product of the tables.
    return tuple(connection.execute(select(one)).scalar() for one in newest)


class _Kept:
    """Reports as they were recorded, without texts, with corrected dates and declarations."""

    def __init__(
        self,
        connection: Connection,
        known_at: datetime | None,
        dates: Mapping[str, Mapping[str, Any]],
        declared: Mapping[str, Translation],
    ) -> None:
        self._connection = connection
        self._known_at = known_at
        self._dates = {one: dict(values) for one, values in dates.items()}
        self._declared = declared
        self._held: dict[str, Report | None] = {}
        query = select(captures.c.report, captures.c.file).distinct()
        if known_at is not None:
            query = query.where(captures.c.recorded_at < known_at)
        # One walk over the names: a name may be given from any folder on.
        self._shown: dict[str, list[Filed]] = {}
        for row in connection.execute(query):
            self._shown.setdefault(_last(row.file), []).append(Filed(row.report, row.file))

    def shown(self, of: str) -> tuple[Filed, ...]:
        """Return the reports that `of` may name, each with its file."""
        own = () if self.report(of) is None else (Filed(of, ""),)
        return (*own, *self._shown.get(_last(of), ()))

    def report(self, identity: str) -> Report | None:
        """Return a report that was known by then, else None."""
        if identity not in self._held:
            query = select(reports.c.body).where(reports.c.id == identity)
            if self._known_at is not None:
                query = query.where(reports.c.recorded_at < self._known_at)
            body = self._connection.execute(query).scalar_one_or_none()
            made = None if body is None else from_json(Report, body)
            if made is not None:
                made = replace(made, **self._dates.get(identity, {}))
                made = replace(made, translation=self._declared.get(identity))
            self._held[identity] = made
        return self._held[identity]


def _last(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _declared(connection: Connection, known_at: datetime | None) -> dict[str, Translation]:
    """Return what was said last of each translation."""
    query = select(translations).order_by(translations.c.seq)
    if known_at is not None:
        query = query.where(translations.c.recorded_at < known_at)
    return {row.report: Translation(row.of, row.translator) for row in connection.execute(query)}
