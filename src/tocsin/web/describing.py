"""Describing: the desk's addresses as an OpenAPI document, out of the routes themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tocsin import __version__

__all__ = ["ROUTES", "described"]

NAMED = re.compile(r"{(\w+)(?::\w+)?}")
SAFE = ("GET", "POST")
"""Methods that are described; HEAD follows from GET."""

CLOCKS = {
    "as_of": "Publication time to cut at: a date (all of it) or a time; today where none is given.",
    "known_at": "Ledger time to cut at: what this desk knew; today where none is given.",
    "since": "The time since when changes and trends are told; a week before as_of.",
}
CHOSEN = {
    "lineage": {"origin": "The id of the origin that is followed outward."},
    "mentions": {"origin": "The id of the origin whose mentions are told."},
    "timeline": {"which": "all: every time that is told, not only what bears on the watch."},
    "map": {"view": "all: every place that is named, however far away."},
    "sources": {"q": "Words of a name to look up in the register."},
    "register": {"q": "Words of a name to look up in the register."},
}
"""Words by which a view of a page of a watch is chosen, by the last part of its address."""

FORMS = {
    "json": ("application/json", {}),
    "csv": ("text/csv", {"type": "string"}),
    "html": ("text/html", {"type": "string"}),
}
SCHEMAS = {"/watch/{watch}.json": "docs/schemas/assess.json"}
"""Addresses whose answers have a schema in the repository."""


def described(routes: Iterable[BaseRoute]) -> dict[str, Any]:
    """Return an OpenAPI 3.1 document of the routes; what each answers is its own first line."""
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        if isinstance(route, Route):
            for method in sorted((route.methods or set()) & set(SAFE)):
                paths.setdefault(NAMED.sub(r"{\1}", route.path), {})[method.lower()] = _operation(
                    route, method
                )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "A Tocsin desk",
            "version": __version__,
            "description": "Figures are those that the commands print: docs/reference/contract.md.",
        },
        "paths": dict(sorted(paths.items())),
    }


def _operation(route: Route, method: str) -> dict[str, Any]:
    told = inspect.getdoc(route.endpoint) or route.name
    return {
        "operationId": f"{method.lower()} {route.path}",
        "summary": told.partition("\n")[0],
        "parameters": [*_in_path(route.path), *_in_query(route.path, method)],
        "responses": {
            "303" if method == "POST" else "200": {
                "description": "The page to go on with." if method == "POST" else "What is asked.",
                **({} if method == "POST" else {"content": _content(route.path)}),
            },
            "4XX": {
                "description": "A coded error as a page, or a request that is turned away: "
                "docs/reference/errors.md."
            },
        },
    }


def _in_path(path: str) -> Iterator[dict[str, Any]]:
    for name in NAMED.findall(path):
        schema: dict[str, Any] = {"type": "string", "minLength": 1}
        if name == "form":
            schema["enum"] = ["csv", "json"]
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(path: str, method: str) -> Iterator[dict[str, Any]]:
    if (
        method != "GET"
        or path in {"/health", "/help", "/position", "/openapi.json"}
        or path.startswith("/static/")
    ):
        return
    for name, told in CLOCKS.items():
        yield {"name": name, "in": "query", "description": told, "schema": {"type": "string"}}
    chosen = path.rpartition("/")[2].removesuffix(".{form}")
    for name, told in CHOSEN.get(chosen, {}).items():
        yield {"name": name, "in": "query", "description": told, "schema": {"type": "string"}}
    if path.startswith("/report/"):
        span = {"type": "array", "items": {"type": "string", "pattern": r"^\d+-\d+$"}}
        yield {"name": "span", "in": "query", "description": "What is lit.", "schema": span}


def _content(path: str) -> dict[str, Any]:
    if path.endswith(".{form}"):
        return {kind: {"schema": schema} for kind, schema in (FORMS["csv"], FORMS["json"])}
    if path.endswith(".json") or path == "/position":
        kind, schema = FORMS["json"]
        where = SCHEMAS.get(path)
        return {kind: {"schema": schema | ({"$comment": where} if where else {})}}
    if path.startswith("/static/"):
        return {"*/*": {}}
    kind, schema = ("text/plain", {"type": "string"}) if path == "/health" else FORMS["html"]
    return {kind: {"schema": schema}}


def description(request: Request) -> Response:
    """Answer with this description."""
    return JSONResponse(described(request.app.routes))


ROUTES = (Route("/openapi.json", description, methods=["GET"]),)
