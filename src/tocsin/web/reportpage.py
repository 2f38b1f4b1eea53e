"""The report page: a captured report as text, its segments shaded and the words asked for lit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tocsin.desk import corrected
from tocsin.errors import BadArgument
from tocsin.nouns import Bearing, Reading, Report, Segment, Span, Statement, Watch
from tocsin.publish.citing import cut, file_of
from tocsin.publish.harmless import one_line
from tocsin.web.asking import asked
from tocsin.web.keeping import Keeper
from tocsin.web.rendering import page

__all__ = ["PART", "ROUTES", "Piece", "Stretch", "stretches_of"]

PART = 25_000
"""Characters of a report that one page shows; a longer one is told in parts."""

LONGEST_HEADING = 160
SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")

WORDS = {
    "headline": "Headline",
    "byline": "Byline",
    "body": "Body",
    "caption": "Caption",
    "quotebox": "Quote box",
    "teaser": "Teaser",
    "furniture": "Furniture",
    "meta": "About the report",
}
"""The kinds of segment as a reader is told them."""


ASIDE = frozenset({"furniture", "teaser", "meta"})
"""Kinds that are no part of what is reported."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `lit` where it was asked for, `said` where it is of a statement."""

    text: str
    lit: bool
    said: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A segment, or what of it this part shows, with the text in pieces."""

    kind: str
    word: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement beside the text, and what it has to do with the watch that was looked at."""

    statement: Statement
    lit: bool
    bearings: tuple[tuple[str, Bearing], ...]


def stretches_of(
    report: Report,
    segments: Sequence[Segment],
    statements: Sequence[Statement],
    lit: Sequence[Span],
    window: Span,
) -> tuple[Stretch, ...]:
    """Return the text of `window` by segments, each cut where what is lit or said begins or ends.

    Put together, the pieces are the text of the window, every character once.
    """
    spans = [one.span for one in statements if one.span.overlaps(window)]
    wanted = [one for one in lit if one.overlaps(window)]
    edges = sorted({edge for span in (*spans, *wanted) for edge in (span.start, span.end)})
    held = segments or [Segment(report.id, Span(0, len(report.text)), "body")]
    first = min((one.start for one in wanted), default=-1)
    found: list[Stretch] = []
    for segment in held:
        start, end = max(segment.span.start, window.start), min(segment.span.end, window.end)
        if start >= end:
            continue
        cuts = [start, *(edge for edge in edges if start < edge < end), end]
        pieces = tuple(
            Piece(
                report.text[one:two],
                _covered(Span(one, two), wanted),
                _covered(Span(one, two), spans),
                one == max(first, window.start) and bool(wanted),
            )
            for one, two in pairwise(cuts)
        )
        if found and segment.kind in ASIDE and found[-1].kind == segment.kind:
            # Menus come as many lines of one kind: one label is enough for them.
            pieces = (*found.pop().pieces, *pieces)
        found.append(Stretch(segment.kind, WORDS[segment.kind], pieces))
    return tuple(found)


def report(request: Request) -> Response:
    """Answer with a report. Raises `UnknownEntry`, and `BadArgument` for a span it has not."""
    keeper: Keeper = request.app.state.keeper
    told = asked(request.query_params, now=keeper.now)
    name = request.path_params["report"]
    watch = request.query_params.get("watch") or None
    with keeper.reading() as (desk, ledger):
        found = ledger.report(name, known_at=told.known_at)
        reading = ledger.newest()(name)
        if reading is None:
            reading = Reading(found, (), (), "none")
        reading = corrected(reading, ledger.corrections(known_at=told.known_at))
        lit = _spans(request.query_params.getlist("span"), found)
        bearings: dict[str, list[tuple[str, Bearing]]] = {}
        if watch is not None:
            now = keeper.situation(desk, ledger, watch, as_of=told.as_of, known_at=told.known_at)
            texts = _texts(now.watch)
            for one in now.matrix.bearings:
                told_as = texts.get(one.target, one.target)
                bearings.setdefault(one.statement, []).append((told_as, one))
        captures = ledger.captures(name)
    part = _part(request.query_params.get("part"), lit, found)
    window = Span(part * PART, min((part + 1) * PART, len(found.text)))
    return page(
        "web/report.html",
        title=cut(one_line(found.title or "") or file_of(found), LONGEST_HEADING),
        report=found,
        file=file_of(found),
        reader=reading.reader,
        captures=captures,
        stretches=stretches_of(found, reading.segments, reading.statements, lit, window),
        said=_said(reading, lit, bearings, window),
        part=part,
        parts_count=max(-(-len(found.text) // PART), 1),
        asked=told,
        watch=watch,
    )


def _covered(span: Span, by: Sequence[Span]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in by)


def _spans(written: Sequence[str], found: Report) -> tuple[Span, ...]:
    spans = []
    for one in written:
        match = SPAN.fullmatch(one)
        start, end = map(int, match.groups()) if match else (1, 0)
        if not start < end <= len(found.text):
            raise BadArgument(
                f"{one!r} is no span of this report.",
                hint=f"Write START-END, of its {len(found.text)} characters.",
                at="span",
            )
        spans.append(Span(start, end))
    return tuple(spans)


def _part(written: str | None, lit: Sequence[Span], found: Report) -> int:
    """Return the part that is shown: the one named, else where what is lit begins."""
    last = max((len(found.text) - 1) // PART, 0)
    if written is not None and written.isascii() and written.isdecimal():
        return min(int(written[:9]), last)
    return min((one.start for one in lit), default=0) // PART


def _texts(watch: Watch) -> Mapping[str, str]:
    """Return what each target of a bearing says, by its id."""
    return {
        **{one.id: one.text for one in watch.hypotheses},
        **{one.id: one.text for one in watch.propositions},
        **{one.id: one.text for one in watch.indicators},
    }


def _said(
    reading: Reading,
    lit: Sequence[Span],
    bearings: Mapping[str, Sequence[tuple[str, Bearing]]],
    window: Span,
) -> list[Said]:
    return [
        Said(one, one.span in lit, tuple(bearings.get(one.id, ())))
        for one in reading.statements
        if window.start <= one.span.start < window.end
    ]


ROUTES = (Route("/report/{report}", report, methods=["GET"]),)
