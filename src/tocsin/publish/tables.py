"""Tables: the evidence as rows for other programs, and rows as CSV that no spreadsheet will run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tocsin.nouns import Grade, Look, Place, Sighting, View, iso_of, printed
from tocsin.publish.case import Case
from tocsin.publish.citing import Index
from tocsin.publish.figures import grade_of
from tocsin.publish.harmless import harmless

__all__ = ["csv_text", "evidence_rows", "rows_text"]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What spreadsheets take for a formula at the start of a cell (OWASP, CSV injection)."""


def evidence_rows(case: Case) -> list[dict[str, object]]:
    """Return a row for each place of each piece of evidence, then of each uncounted statement.

    `term` is the indicator's or proposition's id; `kind` "seen", "not seen", "view" or "not
    counted"; `logodds` that of the whole bar and `share` the origin's part of it, both None for
    what moves nothing. Offsets are code points; `quote` is the whole span, as it stands.
    """
    return list(_rows(case, Index(case)))


def _rows(case: Case, index: Index) -> Iterator[dict[str, object]]:
    bars = {bar.term: bar for bar in case.estimate.waterfall}
    shares = {
        (bar.term, share.origin): (bar.logodds, share.share)
        for bar in bars.values()
        for share in bar.origins
    }
    for row in case.matrix.rows:
        for one in row.evidence:
            moved = shares.get((row.indicator, one.origin))
            kind = "seen" if isinstance(one, Sighting) else "not seen"
            yield from _places(one, row.indicator, kind, moved, index)
    for view in case.matrix.views:
        live = view.counted and view.superseded is None
        moved = shares.get((f"view: {view.source}", view.origin)) if live else None
        yield from _places(view, view.proposition, "view" if live else "not counted", moved, index)
    for bearing in case.matrix.bearings:
        statement = index.statements.get(bearing.statement)
        if bearing.direction == "none" and statement is not None:
            place = (statement.report, statement.span)
            if place[0] in index.readings:
                origin = index.origins.get(bearing.origin)
                yield {
                    **_blank(),
                    "term": bearing.target,
                    "kind": "not counted",
                    "origin": bearing.origin,
                    "source": "" if origin is None else origin.source,
                    "reason": bearing.reason,
                    "decided_by": bearing.by,
                    **_place(place, index),
                }


def _places(
    one: Sighting | Look | View,
    term: str,
    kind: str,
    moved: tuple[float, float] | None,
    index: Index,
) -> Iterator[dict[str, object]]:
    grade = Grade(None, None) if isinstance(one, View) else one.grade
    row: dict[str, object] = {
        **_blank(),
        "term": term,
        "kind": kind,
        "logodds": None if moved is None else moved[0],
        "share": None if moved is None else moved[1],
        "origin": one.origin,
        "source": one.source,
        "grade": None if isinstance(one, View) else grade_of(grade.reliability, grade.credibility),
        "weight": one.weight,
        "at": iso_of(one.at),
        "reason": one.reason if isinstance(one, View) else "; ".join(one.flags),
    }
    if isinstance(one, View):
        row |= {
            "phrase": one.phrase,
            "low": one.low,
            "high": one.high,
            "yardstick": one.yardstick,
        }
    places = [place for place in one.spans if place[0] in index.readings]
    if not places:
        yield row
    for place in places:
        yield row | _place(place, index)


def _blank() -> dict[str, object]:
    return dict.fromkeys(
        (
            *("term", "kind", "logodds", "share", "origin", "source", "grade", "weight", "at"),
            *("phrase", "low", "high", "yardstick", "reason", "decided_by"),
            *("speaker", "chain", "translation", "outlet", "published", "file", "report"),
            *("start", "end"),
            "quote",
        )
    )


def _place(place: Place, index: Index) -> dict[str, object]:
    citation = index.cite(place)
    return {
        "speaker": citation.speaker,
        "chain": " > ".join(citation.relay),
        "translation": citation.translation,
        "outlet": citation.outlet,
        "published": citation.published,
        "file": citation.file,
        "report": place[0],
        "start": place[1].start,
        "end": place[1].end,
        "quote": place[1].of(index.readings[place[0]].report.text),
    }


def rows_text(rows: Sequence[Mapping[str, Any]], form: str) -> str:
    """Return rows as "csv", as "json" (one array) or as "jsonl" (one object a line)."""
    if form == "csv":
        return csv_text(rows)
    if form == "jsonl":
        return "".join(json.dumps(printed(row), ensure_ascii=False) + "\n" for row in rows)
    return json.dumps(printed(rows), ensure_ascii=False, indent=1)


def csv_text(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return rows as CSV (RFC 4180, UTF-8), headed by the keys of the first; "" for none.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay
    numbers. Control characters are named, not passed on; absent is an empty cell.
    """
    if not rows:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = list(rows[0])
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = harmless(str(value))
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text
