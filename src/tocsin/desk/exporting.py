"""Exports: assessments and tables as text, and files written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tocsin.desk.hanging import sensitivity_of
from tocsin.desk.history import history_of
from tocsin.desk.place import Desk
from tocsin.desk.printing import pdf_of
from tocsin.desk.publishing import written
from tocsin.desk.situation import Situation, case_of, situation_of
from tocsin.desk.weighing import Weighing
from tocsin.errors import BadArgument
from tocsin.ledger import Ledger
from tocsin.nouns import Assessment, iso_of, printed
from tocsin.publish import (
    Case,
    House,
    Point,
    assumption_rows,
    atom_text,
    evidence_rows,
    html,
    markdown,
    rows_text,
    sensitivity_rows,
    stix_text,
    tags_text,
)

__all__ = ["FORMS", "TABLES", "export_of", "write_whole"]

TABLES = (
    "statements",
    "origins",
    "matrix",
    "waterfall",
    "views",
    "records",
    "evidence",
    "sensitivity",
    "assumptions",
)

JSON = ("json", "jsonl")
"""One document, and one object a line."""

FORMS = ("md", "html", "pdf", *JSON, "stix", "misp", "atom")
"""The forms in which an assessment leaves."""


def export_of(
    desk: Desk,
    ledger: Ledger,
    name: str,
    what: str,
    form: str,
    *,
    as_of: datetime,
    known_at: datetime,
    style: str | None = None,
    cut: str | None = None,
    told: Callable[[Assessment, Case], None] = lambda _assessment, _case: None,
) -> str | bytes:
    """Return the assessment in one of `FORMS`, or a table as csv, json or jsonl.

    "json" is one document for people and files, "jsonl" one object a line: a row of the table, or
    the whole assessment; `told` hears of that. "pdf" is bytes, all else is text. `style` is a house
    style and `cut` a form of it (full, short, change), as in `written`. Raises `BadArgument` for
    what or a form that there is not, `ExtraMissing` where no PDF can be made.
    """
    forms = FORMS if what == "assessment" else ("csv", *JSON)
    if what != "assessment" and what not in TABLES:
        listed = ", ".join(("assessment", *TABLES))
        raise BadArgument(f"there is no {what!r} to export.", hint=f"There are: {listed}.")
    if form not in forms:
        raise BadArgument(f"{what} cannot leave as {form!r}.", hint=f"As: {', '.join(forms)}.")
    if (style or cut) and (what != "assessment" or form == "atom"):
        raise BadArgument("a style and a form are for an assessment.", hint="Leave them out.")
    if form == "atom":
        return _feed(desk, ledger, name, as_of=as_of, known_at=known_at)
    weighing = Weighing(desk, ledger, name, known_at=known_at)
    now = situation_of(desk, ledger, name, as_of=as_of, known_at=known_at, weighing=weighing)
    if what == "assessment":
        case = case_of(desk, ledger, now, weighing=weighing)
        assessment, case, house = written(case, style=style, form=cut)
        told(assessment, case)
        return _left(assessment, case, house, form)
    if what == "evidence":
        rows = evidence_rows(case_of(desk, ledger, now, weighing=weighing))
    elif what == "assumptions":
        rows = assumption_rows(case_of(desk, ledger, now, weighing=weighing))
    elif what == "sensitivity":
        found = sensitivity_of(desk, now, most=None)
        rows = sensitivity_rows(now.watch, now.matrix, now.estimate, found)
    else:
        rows = _rows(now, what)
    return rows_text(rows, form)


def _left(assessment: Assessment, case: Case, house: House, form: str) -> str | bytes:
    """Return an assessment in one of `FORMS`."""
    match form:
        case "md":
            return markdown(assessment)
        case "html":
            return html(assessment, case, house=house)
        case "pdf":
            return pdf_of(html(assessment, case, house=house))
        case "stix":
            return stix_text(assessment, case)
        case "misp":
            return tags_text(assessment, case)
        case _:
            return as_json(assessment, form)


def _feed(desk: Desk, ledger: Ledger, name: str, *, as_of: datetime, known_at: datetime) -> str:
    """Return the changes of a watch, from its opening to a cut, as an Atom feed."""
    watch = desk.watch(ledger, name, known_at=known_at)
    last = min(as_of, watch.closes) - timedelta(seconds=1)
    first = min(watch.opens, last).date()
    made = history_of(desk, ledger, name, first=first, last=last.date(), known_at=known_at)
    points = [
        Point(
            one.day.as_of,
            one.day.p,
            one.low,
            one.high,
            tuple(dict.fromkeys(made.sources[origin] for origin in one.new)),
        )
        for one in made.days
    ]
    return atom_text(watch, desk.yardstick(watch.yardstick), points, known_at=known_at)


def as_json(assessment: Any, form: str) -> str:
    """Return an assessment as JSON: indented, or on one line for "jsonl"."""
    from dataclasses import asdict

    def plain(value: object) -> object:
        if isinstance(value, datetime):
            return iso_of(value)
        raise TypeError(type(value).__name__)

    indent = None if form == "jsonl" else 1
    return json.dumps(printed(asdict(assessment)), ensure_ascii=False, indent=indent, default=plain)


def _rows(now: Situation, what: str) -> list[dict[str, object]]:
    if what == "statements":
        return [
            {
                "id": s.id,
                "file": page.report.file,
                "published": iso_of(page.report.published.start) if page.report.published else None,
                "start": s.span.start,
                "end": s.span.end,
                "segment": s.segment,
                "speaker": s.speaker.text if s.speaker else None,
                "chain": " < ".join(relay.name.text for relay in s.chain),
                "translation": page.report.translation.told if page.report.translation else None,
                "act": s.act,
                "polarity": s.polarity,
                "tense": s.tense,
                "background": s.background,
                "likelihood": s.likelihood.phrase if s.likelihood else None,
                "text": s.text,
            }
            for page in now.readings
            for s in page.statements
        ]
    if what == "origins":
        return [
            {
                "id": o.id,
                "source": o.source,
                "from": iso_of(o.occasion.start) if o.occasion else None,
                "mentions": len(o.mentions),
                "reports": len({m.report for m in o.mentions}),
                "restates": o.restates,
                "supersedes": o.supersedes,
            }
            for o in now.origins
        ]
    if what == "matrix":
        return [
            {
                "indicator": c.indicator,
                "hypothesis": c.hypothesis,
                "seen": c.seen,
                "absent": c.absent,
                "adjusted": c.adjusted,
                "loglikelihood": c.loglikelihood,
            }
            for c in now.estimate.cells
        ]
    if what == "views":
        return [
            {
                "source": v.source,
                "proposition": v.proposition,
                "phrase": v.phrase,
                "low": v.low,
                "high": v.high,
                "yardstick": v.yardstick,
                "at": iso_of(v.at),
                "counted": v.counted and v.superseded is None,
                "reason": v.reason,
                "turned": v.turned,
                "weight": v.weight,
                "record": v.record.factor if v.record else None,
            }
            for v in now.matrix.views
        ]
    if what == "records":
        return [
            {
                "source": r.source,
                "watches": len(r.tried),
                "brier": r.brier,
                "base": r.base,
                "factor": r.factor,
                "resolved": " ".join(one.watch for one in r.tried),
            }
            for r in now.records.values()
        ]
    return [
        {"term": b.term, "kind": b.kind, "logodds": b.logodds, "origins": len(b.origins)}
        for b in now.estimate.waterfall
    ]


def write_whole(file: Path, text: str | bytes) -> None:
    """Write text or bytes to `file`: a crash leaves the old file or the new one, never half."""
    if not file.name:
        raise BadArgument("no file is named.", hint="Name one, not a folder.", file=str(file))
    half = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with half.open("xb") as writing:
            writing.write(text if isinstance(text, bytes) else text.encode("utf-8"))
            writing.flush()
            os.fsync(writing.fileno())
        half.replace(file)
    except OSError as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        raise BadArgument(
            f"it cannot be written: {error.strerror}.", hint="Name another place.", file=str(file)
        ) from None
