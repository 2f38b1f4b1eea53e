"""Settable: the numbers of a situation that a person can set, each with its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tocsin.desk.place import Desk
from tocsin.desk.situation import Situation
from tocsin.nouns import Correction, Indicator, Look, Overruled, Place, Sighting, View
from tocsin.weigh.reweigh import set_within, written

__all__ = ["Settable"]


@dataclass(frozen=True, slots=True)
class Settable:
    """The numbers that a person can set, and what people have set already."""

    desk: Desk
    now: Situation
    made: Mapping[str, Correction]
    done: Mapping[str, Overruled]
    statements: Mapping[Place, str]

    @classmethod
    def of(cls, desk: Desk, now: Situation) -> Settable:
        """Return those of a situation."""
        evidence = [one for row in now.matrix.rows for one in row.evidence]
        done = [
            *now.watch.overruled,
            *(each for one in evidence for each in one.overruled),
            *(each for view in now.matrix.views for each in view.overruled),
        ]
        return cls(
            desk,
            now,
            set_within(now.watch.id, now.corrections),
            {one.path: one for one in done},
            {
                (page.report.id, statement.span): statement.id
                for page in now.readings
                for statement in page.statements
            },
        )

    def row(self, path: str, value: float | str | None) -> dict[str, Any]:
        """Return a number as a row; `declared` is what held before a person set it."""
        made, done = self.made.get(path), self.done.get(path)
        return {
            "address": f"{self.now.watch.id}:{path}",
            "value": written(value),
            "declared": None if made is None else self._declared(path, done),
            "by": None if made is None else made.author,
            "reason": None if made is None else made.reason,
        }

    def of_indicator(self, indicator: Indicator) -> list[dict[str, Any]]:
        """Return the declared numbers of an indicator."""
        own = f"indicators.{indicator.id}"
        return [
            *(self.row(f"{own}.seen.{h}", r) for h, r in indicator.seen.items()),
            self.row(f"{own}.lead_days", indicator.lead_days),
            self.row(f"{own}.half_life_days", indicator.half_life_days),
        ]

    def of_evidence(self, term: str, one: Sighting | Look | View) -> list[dict[str, Any]]:
        """Return what an origin weighs in a bar, or says in a view, and its source's grade."""
        if isinstance(one, View):
            own = f"views.{one.origin}.{one.proposition}"
            p = f"{one.low:.6g}..{one.high:.6g}"
            rows = [self.row(f"{own}.p", p), self.row(f"{own}.weight", one.weight)]
        else:
            own = f"origins.{one.origin}.{term}"
            rows = [self.row(f"{own}.weight", one.weight)]
            if isinstance(one, Look):
                rows.append(self.row(f"{own}.share", one.share))
        if one.source in {origin.source for origin in self.now.origins}:
            graded = None if isinstance(one, View) else one.grade.reliability
            path = f"sources.{one.source}.reliability"
            made = self.made.get(path)
            letter = graded or self._registered(one.source)
            rows.append(self.row(path, letter if made is None else str(made.value["value"])))
        return rows

    def of_statement(self, place: Place) -> list[dict[str, Any]]:
        """Return the credibility of the statement at a place, where a person set it."""
        path = f"statements.{self.statements.get(place)}.credibility"
        made = self.made.get(path)
        return [] if made is None else [self.row(path, str(made.value["value"]))]

    def _declared(self, path: str, done: Overruled | None) -> str | None:
        if done is not None:
            return done.before
        if path.startswith("sources."):
            return self._registered(path.removeprefix("sources.").removesuffix(".reliability"))
        return None

    def _registered(self, source: str) -> str:
        known = self.desk.register.sources.get(source)
        return (None if known is None else known.reliability) or "F"
