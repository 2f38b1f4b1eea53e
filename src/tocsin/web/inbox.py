"""The inbox: the statements of a watch, newest first, sifted, read in their reports, decided on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tocsin.desk import Publication, cited_in
from tocsin.errors import TocsinError
from tocsin.nouns import Correction, Span, Watch, iso_of, parse_interval
from tocsin.publish import csv_text
from tocsin.publish.house import house_for
from tocsin.web import acting
from tocsin.web.acting import Acting
from tocsin.web.changing import Difference, term_names
from tocsin.web.deciding import difference_in
from tocsin.web.looking import LONGEST, Look, looking
from tocsin.web.rendering import page
from tocsin.web.reportpage import Stretch, stretches_of
from tocsin.web.sifting import FACETS, Item, Sifted
from tocsin.web.statementrows import DIRECTIONS, flat, row_of
from tocsin.web.watchpages import framed

__all__ = ["PAGE", "ROUTES"]

PAGE = 20
"""Statements on one page."""

AROUND, SNAP = 450, 250
"""Characters of a report that are shown before and after a statement, and looked over for a line's
end to begin and to end at."""

SHOWN = 8
"""Values of a facet that stand open; the others of its most common are folded away."""

ACTED = {
    "bearing": "Bearing set:",
    "reject": "Rejected:",
    "grade": "Graded:",
    "split": "Split off its origin",
    "join": "Joined with another origin",
    "undo": "Undone:",
    "statement": "Corrected:",
    "published": "Dated anew",
    "weight": "A weight set",
    "assumption": "An assumption judged",
    "withdraw": "A report withdrawn",
    "edit": "A sentence edited",
}
"""What was done, by kind of correction."""

DECIDED = {
    "bearing": "decided",
    "reject": "rejected",
    "grade": "graded",
    "split": "split off",
    "join": "joined",
    "statement": "corrected",
}
"""The same of a statement, with the name of who did it after it."""

CREDIBILITY = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A statement of the page, with the part of its report around it."""

    item: Item
    stretches: tuple[Stretch, ...]


def inbox(request: Request) -> Response:
    """Answer with a page of the inbox."""
    shared: Acting = request.app.state.acting
    with looking(request, request.query_params) as look:
        found = look.sieve.sift(look.wanted, skip=look.page * PAGE, take=PAGE)
        watch, names = look.seen.now.watch, term_names(look.seen.now.watch)
        told = _told(request, look, shared)
        rows = [Row(item, _around(item)) for item in found.items]
        at = request.query_params.get("at", "")
        ids = [row.item.statement.id for row in rows]
        chosen = ids.index(at) if at in ids else 0
        shift = _shift(request)
        cookie = acting.cookie_of(request)
        answer = page(
            "web/inbox.html",
            **{
                **framed(look.seen, "inbox"),
                "title": f"Inbox · {watch.question}",
            },
            look=look,
            found=found,
            rows=rows,
            chosen=chosen,
            pages=max(-(-found.total // PAGE), 1),
            first=look.page * PAGE + 1,
            facets=_facets(look, found, names),
            chips=_chips(look, names),
            names=names,
            targets=_targets(watch),
            directions=DIRECTIONS,
            credibility=CREDIBILITY,
            reliability=RELIABILITY,
            shown=SHOWN,
            author=acting.author_of(request),
            accounts=request.app.state.accounts,
            token=acting.token_of(shared, cookie),
            back=look.query(page=look.page or None).removeprefix("?"),
            difference=told,
            about=None if told is None else _about(look, told),
            cited=_cited(look),
            acted=ACTED,
            decided=DECIDED,
            held=request.query_params.get("held") == "1",
            shift=shift,
            words=request.query_params.get("q", "")[:LONGEST],
            came=request.query_params.get("came", ""),
            estimate_told=house_for(watch.yardstick).told_apart(look.seen.now.estimate.event.p),
            today=(look.seen.keeper.now.date()).isoformat(),
        )
    return acting.remember(answer, acting.FORM, cookie)


def inbox_data(request: Request) -> Response:
    """Answer with a page of the inbox for other programs."""
    form = request.path_params["form"]
    with looking(request, request.query_params) as look:
        found = look.sieve.sift(look.wanted, skip=look.page * PAGE, take=PAGE)
        rows = [row_of(item) for item in found.items]
    if form == "csv":
        cells = [{key: flat(value) for key, value in row.items()} for row in rows]
        return Response(csv_text(cells), media_type="text/csv")
    if form != "json":
        raise HTTPException(404)
    told = {
        "total": found.total,
        "page": look.page,
        "pages": max(-(-found.total // PAGE), 1),
        "rows": rows,
        "facets": {
            name: {one.value: one.count for one in values} for name, values in found.facets.items()
        },
    }
    return Response(json.dumps(told, ensure_ascii=False, indent=1), media_type="application/json")


def _cited(look: Look) -> dict[str, tuple[Publication, ...]]:
    """Return the publications that cite each statement."""
    return look.seen.keeper.get(look.seen.ledger, ("cited",), lambda: cited_in(look.seen.ledger))


def _told(request: Request, look: Look, shared: Acting) -> Difference | None:
    name = request.query_params.get("done")
    if not name:
        return None
    try:
        return difference_in(look, shared, name)
    except TocsinError:
        return None


def _shift(request: Request) -> str:
    """Return when the last shift ended by this browser's cookie, "" where none did."""
    held = unquote(request.cookies.get(acting.SHIFT, ""))
    try:
        return held if held and parse_interval(held).start else ""
    except TocsinError:
        return ""


def _around(item: Item) -> tuple[Stretch, ...]:
    """Return the part of a report around a statement, in its segments, the statement lit."""
    report, span = item.reading.report, item.statement.span
    start, end = max(span.start - AROUND, 0), min(span.end + AROUND, len(report.text))
    before = report.text.rfind("\n", max(start - SNAP, 0), start)
    after = report.text.find("\n", end, end + SNAP)
    if before >= 0:
        start = before + 1
    elif start <= SNAP:
        start = 0
    window = Span(start, after if after >= 0 else end)
    return stretches_of(report, item.reading.segments, item.reading.statements, (span,), window)


def _targets(watch: Watch) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        ("Indicators", [(one.id, one.text) for one in watch.indicators]),
        ("Propositions", [(one.id, one.text) for one in watch.propositions]),
    ]


def _about(look: Look, told: Difference) -> Item | None:
    """Return the statement that an entry was about, if it was about one."""
    entry = told.entry
    if not isinstance(entry, Correction):
        return None
    if entry.undoes is not None:
        known = look.seen.ledger.corrections(undone=True)
        entry = next((one for one in known if one.id == entry.undoes), entry)
    return look.sieve.get(entry.target.partition(":")[0])


def _facets(
    look: Look, found: Sifted, names: Mapping[str, str]
) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return each facet that has values: its name, its heading, and its values with their links."""
    facets = []
    for name, heading in FACETS.items():
        values = [
            {
                "label": _label(name, one.value, look, names),
                "count": one.count,
                "state": one.state,
                "only": look.turned(name, one.value, "any" if one.state == "only" else "only"),
                "not": look.turned(name, one.value, "any" if one.state == "not" else "not"),
            }
            for one in found.facets[name]
        ]
        if values:
            facets.append((name, heading, values))
    return facets


def _chips(look: Look, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what is sifted by, in words, each with the address without it."""
    chips = []
    for state, found in (("only", look.wanted.only), ("not", look.wanted.without)):
        for name in FACETS:
            for value in sorted(found.get(name, ())):
                said = f"{FACETS[name]}: {'' if state == 'only' else 'not '}"
                label = _label(name, value, look, names)
                chips.append((said + label, look.turned(name, value, "any")))
    if look.wanted.came is not None:
        said = f"came since {iso_of(look.wanted.came)}"
        chips.append((said, look.query(came=None, page=None)))
    if look.wanted.words:
        chips.append((f"words: {' '.join(look.wanted.words)}", look.query(q=None, page=None)))
    return chips


def _label(facet: str, value: str, look: Look, names: Mapping[str, str]) -> str:
    if facet == "indicator":
        return names.get(value, value)
    if facet == "origin":
        item = look.sieve.first("origin", value)
        if item is not None and item.origin is not None:
            day = iso_of(item.origin.occasion.start) if item.origin.occasion else None
            return f"{item.origin.source}, {day or 'undated'}"
    return value


ROUTES = (
    Route("/watch/{watch}/inbox", inbox, methods=["GET"]),
    Route("/watch/{watch}/inbox.{form}", inbox_data, methods=["GET"]),
)
