"""The contract: nouns as the JSON that commands print, with no key ever left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from tocsin.nouns import (
    Bar,
    Estimate,
    Interval,
    Likelihood,
    Missing,
    Name,
    Origin,
    Place,
    Reading,
    Resolution,
    Segment,
    Span,
    Statement,
    Translation,
    clock_of,
    iso_of,
    number,
    printed,
)
from tocsin.publish.figures import event_row
from tocsin.publish.harmless import pieces

__all__ = [
    "dumps",
    "estimate_row",
    "interval_row",
    "origin_row",
    "segment_row",
    "statement_row",
    "translation_row",
]

RangeOf = Callable[[Statement, Likelihood, Reading], tuple[float, float, str]]
"""Gives a likelihood phrase of a statement in a reading its (low, high, yardstick)."""


def dumps(row: Mapping[str, Any]) -> str:
    """Return one line of JSON, in UTF-8 but for what would steer a terminal or a reader's eye.

    Controls, direction marks, what nobody sees, and lone surrogates are written as JSON escapes,
    which every reader of JSON gives back as the characters that they are.
    """
    text = json.dumps(printed(row), ensure_ascii=False, allow_nan=False)
    if text.isprintable():
        return text
    return "".join(json.dumps(run)[1:-1] if named else run for run, named in pieces(text))


def interval_row(interval: Interval | None) -> dict[str, str | None]:
    """Return {"from", "to", "anchor"}; all null for no interval."""
    if interval is None:
        return {"from": None, "to": None, "anchor": None}
    anchor = interval.anchor
    return {
        "from": iso_of(interval.start),
        "to": iso_of(interval.end),
        "anchor": None if anchor is None else anchor.isoformat(),
    }


def segment_row(segment: Segment, file: str) -> dict[str, Any]:
    """Return the line of `tocsin segment`."""
    return {"report": segment.report, "file": file, **_ends(segment.span), "kind": segment.kind}


def statement_row(statement: Statement, reading: Reading, range_of: RangeOf) -> dict[str, Any]:
    """Return the line of `tocsin read`."""
    absence = statement.absence
    return {
        "id": statement.id,
        "report": statement.report,
        "file": reading.report.file,
        **_ends(statement.span),
        "text": statement.text,
        "segment": statement.segment,
        "speaker": _name(statement.speaker, named=True),
        "chain": [{**(_name(r.name) or {}), "via": r.via} for r in statement.chain],
        "cue": _pair(statement.cue),
        "content": _pair(statement.content),
        "act": statement.act,
        "polarity": statement.polarity,
        "condition": _pair(statement.condition),
        "tense": statement.tense,
        "background": statement.background,
        "likelihood": _likelihood(statement, reading, range_of),
        "absence": None
        if absence is None
        else {"looked_by": absence.looked_by, **_ends(absence.span)},
        "verification": [
            {"status": v.status, "by": v.by, "of": _pair(v.of)} for v in statement.verification
        ],
        "dates": [
            {"text": d.text, **_ends(d.span), **interval_row(d.interval)} for d in statement.dates
        ],
        "places": [
            {
                "text": p.text,
                **_ends(p.span),
                "lat": number(p.lat),
                "lon": number(p.lon),
                "country": p.country,
            }
            for p in statement.places
        ],
        "quantities": [
            {
                "low": number(q.low),
                "high": number(q.high),
                "unit": q.unit,
                "counted": q.counted,
                "basis": q.basis,
                "direction": q.direction,
                "whence": q.whence,
                "whither": q.whither,
                "as_of": None if q.as_of is None else interval_row(q.as_of),
                **_ends(q.span),
            }
            for q in statement.quantities
        ],
        "translation": translation_row(reading.report.translation),
    }


def translation_row(translation: Translation | None) -> dict[str, str | None] | None:
    """Return {"of", "translator", "original"} of a translation; None for what is none."""
    if translation is None:
        return None
    return {
        "of": translation.of,
        "translator": translation.translator,
        "original": translation.original,
    }


def origin_row(
    origin: Origin, files: Mapping[str, str], missed: Sequence[Missing] = ()
) -> dict[str, Any]:
    """Return the line of `tocsin trace`; `files` gives each report's file.

    `missed` are the looks that were due after this origin and left out.
    """
    occasion = interval_row(origin.occasion)
    return {
        "id": origin.id,
        "source": origin.source,
        "occasion": {"from": occasion["from"], "to": occasion["to"]},
        "mentions": [
            {"report": m.report, "file": files[m.report], **_ends(m.span), "kind": m.kind}
            for m in origin.mentions
        ],
        "relays": [{"from": one, "to": other} for one, other in origin.relays],
        "items": list(origin.items),
        "registered": origin.registered,
        "restates": origin.restates,
        "supersedes": origin.supersedes,
        "missing": [_missing_row(one, files) for one in missed],
    }


def _missing_row(one: Missing, files: Mapping[str, str]) -> dict[str, Any]:
    due = interval_row(one.due)
    return {
        "due": {"from": due["from"], "to": due["to"]},
        "every": one.every,
        "reports": [{"report": name, "file": files[name]} for name in one.reports],
        "earlier": [
            {"report": report, "file": files[report], **_ends(span), "statement": statement}
            for statement, report, span in one.earlier
        ],
    }


def estimate_row(
    estimate: Estimate,
    resolution: Resolution | None = None,
    *,
    phase: str,
    late: Collection[str],
    hanging: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Return the object of `tocsin assess`; `resolution` is how the watch ended, if it has.

    `phase` is how the question stands. `late` names the indicators that were declared only after
    what they catch. `hanging` are rows of `tocsin.desk.sensitivity_rows`.
    """
    confidence = estimate.confidence
    return {
        "watch": estimate.watch,
        "as_of": clock_of(estimate.as_of),
        "known_at": clock_of(estimate.known_at),
        "retrospective": estimate.retrospective,
        "probabilities": {h: number(p) for h, p in estimate.probabilities.items()},
        "event": event_row(estimate.event),
        "base": number(estimate.base),
        "confidence": {
            "level": confidence.level,
            "information": confidence.information,
            "rigour": confidence.rigour,
            "volatility": confidence.volatility,
            "reasons": list(confidence.reasons),
        },
        "waterfall": [_bar(bar, late) for bar in estimate.waterfall],
        "coverage": {name: number(share) for name, share in estimate.coverage.items()},
        "version": estimate.version,
        "phase": phase,
        "sensitivity": [
            {
                name: number(value) if isinstance(value, float) else value
                for name, value in row.items()
            }
            for row in hanging
        ],
        "resolution": None
        if resolution is None
        else {
            "outcome": resolution.outcome,
            "on": iso_of(resolution.resolved_on),
            "by": resolution.author,
            "reason": resolution.reason,
        },
    }


def _bar(bar: Bar, late: Collection[str]) -> dict[str, Any]:
    return {
        "term": bar.term,
        "kind": bar.kind,
        "logodds": number(bar.logodds),
        "late": bar.kind == "indicator" and bar.term in late,
        "origins": [
            {
                "id": share.origin,
                "share": number(share.share),
                "spans": [_place(place) for place in share.spans],
            }
            for share in bar.origins
        ],
    }


def _place(place: Place) -> dict[str, Any]:
    report, span = place
    return {"report": report, **_ends(span)}


def _likelihood(statement: Statement, reading: Reading, range_of: RangeOf) -> dict[str, Any] | None:
    likelihood = statement.likelihood
    if likelihood is None:
        return None
    low, high, yardstick = range_of(statement, likelihood, reading)
    return {
        "phrase": likelihood.phrase,
        **_ends(likelihood.span),
        "low": number(low),
        "high": number(high),
        "yardstick": yardstick,
        "of": _pair(likelihood.of),
    }


def _name(name: Name | None, *, named: bool = False) -> dict[str, Any] | None:
    if name is None:
        return None
    span = name.span
    row: dict[str, Any] = {
        "name": name.text,
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
    }
    return row | {"named": name.named} if named else row


def _ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
