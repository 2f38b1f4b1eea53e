"""The pages that look across the reports of a watch, each with the tables it is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tocsin.publish import rows_text
from tocsin.publish.harmless import harmless
from tocsin.web import helppage
from tocsin.web.contradictpage import contradictions_of, count_rows, side_rows
from tocsin.web.lineagepage import edge_rows, lineage_of, mention_rows
from tocsin.web.mappage import map_of, movement_rows, place_rows
from tocsin.web.rendering import page
from tocsin.web.sourcespage import (
    coverage_rows,
    outlet_rows,
    register_rows,
    source_rows,
    sources_of,
)
from tocsin.web.timelinepage import timeline_of, timeline_rows
from tocsin.web.watchpages import Seen, framed, seen

__all__ = ["ROUTES"]

LONGEST = 100
"""Letters of a word by which a view is chosen."""

TYPES = {"csv": "text/csv", "json": "application/json"}

Filled = Mapping[str, Any]
Rows = Callable[[Filled], Sequence[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Across:
    """A page: how it is filled, which words of its address choose a view, and its tables."""

    fill: Callable[[Seen, Mapping[str, str]], dict[str, Any]]
    chosen: tuple[str, ...]
    tables: Mapping[str, Rows]


def _lineage(one: Seen, chosen: Mapping[str, str]) -> dict[str, Any]:
    return lineage_of(one.now, one.desk.register, chosen.get("origin"))


def _contradictions(one: Seen, _: Mapping[str, str]) -> dict[str, Any]:
    return contradictions_of(one.now, one.desk.register)


def _map(one: Seen, chosen: Mapping[str, str]) -> dict[str, Any]:
    return map_of(one.now, one.desk.register, chosen.get("view", ""))


def _timeline(one: Seen, chosen: Mapping[str, str]) -> dict[str, Any]:
    return timeline_of(one.now, one.desk.register, chosen.get("which", ""))


def _sources(one: Seen, chosen: Mapping[str, str]) -> dict[str, Any]:
    return sources_of(one.now, one.desk.register, chosen.get("q", ""))


PAGES: Mapping[str, Across] = {
    "lineage": Across(_lineage, ("origin",), {"lineage": edge_rows, "mentions": mention_rows}),
    "contradictions": Across(
        _contradictions, (), {"contradictions": side_rows, "counts": count_rows}
    ),
    "timeline": Across(_timeline, ("which",), {"timeline": timeline_rows}),
    "map": Across(_map, ("view",), {"places": place_rows, "movements": movement_rows}),
    "sources": Across(
        _sources,
        ("q",),
        {
            "sources": source_rows,
            "outlets": outlet_rows,
            "coverage": coverage_rows,
            "register": register_rows,
        },
    ),
}
"""By the last part of a page's address, which is its tab's name too."""

TABLES: Mapping[str, str] = {name: tab for tab, one in PAGES.items() for name in one.tables}


def _chosen(request: Request, across: Across) -> dict[str, str]:
    """Return the words of an address that choose a view of a page; empty ones are not said."""
    query = request.query_params
    return {
        name: harmless(query[name].strip()[:LONGEST])
        for name in across.chosen
        if query.get(name, "").strip()
    }


def _filled(one: Seen, tab: str, chosen: Mapping[str, str]) -> dict[str, Any]:
    """Return what a page is filled with, made once for a state of the desk."""
    key = (tab, one.now.watch.id, one.asked.as_of, one.asked.known_at, *sorted(chosen.items()))
    return one.keeper.get(one.ledger, key, lambda: PAGES[tab].fill(one, chosen))


def _page(request: Request, tab: str) -> Response:
    chosen = _chosen(request, PAGES[tab])
    with seen(request) as one:
        filled = _filled(one, tab, chosen)
        return page(f"web/{tab}.html", **framed(one, tab, carried=chosen), **filled)


def lineage(request: Request) -> Response:
    """Answer with who repeats whom, and one origin outward."""
    return _page(request, "lineage")


def contradictions(request: Request) -> Response:
    """Answer with competing figures over time, and all that cannot be so together."""
    return _page(request, "contradictions")


def timeline(request: Request) -> Response:
    """Answer with when what is told took place, against when it was published."""
    return _page(request, "timeline")


def drawn_map(request: Request) -> Response:
    """Answer with the places that reports name, and what is told to move in or out."""
    return _page(request, "map")


def sources(request: Request) -> Response:
    """Answer with who was heard, how graded, and how far the desk would know."""
    return _page(request, "sources")


def table(request: Request) -> Response:
    """Answer with a table that one of these pages is drawn from."""
    form = request.path_params["form"]
    name = request.url.path.rpartition("/")[2].rpartition(".")[0]
    if form not in TYPES or name not in TABLES:
        raise HTTPException(404)
    tab = TABLES[name]
    chosen = _chosen(request, PAGES[tab])
    with seen(request) as one:
        rows = PAGES[tab].tables[name](_filled(one, tab, chosen))
    return Response(rows_text(rows, form), media_type=TYPES[form])


ROUTES = (
    Route("/watch/{watch}/lineage", lineage, methods=["GET"]),
    Route("/watch/{watch}/contradictions", contradictions, methods=["GET"]),
    Route("/watch/{watch}/timeline", timeline, methods=["GET"]),
    Route("/watch/{watch}/map", drawn_map, methods=["GET"]),
    Route("/watch/{watch}/sources", sources, methods=["GET"]),
    *helppage.ROUTES,
    *(Route(f"/watch/{{watch}}/{name}.{{form}}", table, methods=["GET"]) for name in TABLES),
)
