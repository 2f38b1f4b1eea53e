"""Rendering: templates into pages, with all that reports and people wrote made harmless."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from tocsin import __version__
from tocsin.nouns import iso_of
from tocsin.publish.figures import day_of, moment_of
from tocsin.publish.harmless import code_point, harmless, one_line, pieces
from tocsin.web.guarding import HEADERS

__all__ = ["TYPES", "exact", "page", "shown", "static"]

TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
"""What is served beside pages, by ending; each file is read from the package, never by a path."""

DIGITS = 12
"""Significant digits of a figure that a machine reads, as `--json` prints it."""

YEAR = 31_536_000


def page(template: str, status: int = 200, **values: Any) -> Response:
    """Return a page. Everything in `values` that is no `Markup` is escaped."""
    html = _environment().get_template(template).render(values)
    # A page about a fault of our own is answered outside of what guards all others.
    return HTMLResponse(html, status, headers=HEADERS)


def static(name: str) -> Response | None:
    """Return a file of our own; its address changes with its content, so it is kept for good."""
    content = _static().get(name)
    if content is None:
        return None
    kept = f"public, max-age={YEAR}, immutable"
    return Response(
        content, media_type=TYPES[name[name.rindex(".") + 1 :]], headers={"cache-control": kept}
    )


def shown(text: object) -> Markup:
    """Escape `text`, and name the characters in it that would not be seen or would steer."""
    return Markup().join(
        Markup('<span class="ctl">{}</span>').format(code_point(run)) if named else escape(run)
        for run, named in pieces(str(text))
    )


def exact(value: float) -> str:
    """Return a number as `--json` prints it: 12 significant digits, and no sign before 0."""
    rounded = float(f"{value:.{DIGITS}g}")
    return repr(0.0 if rounded == 0 else rounded)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PrefixLoader(
            {"web": PackageLoader("tocsin.web"), "publish": PackageLoader("tocsin.publish")}
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        shown=shown,
        plain=lambda text: harmless(one_line(str(text))),
        exact=exact,
        day=_day,
        iso=_iso,
        moment=moment_of,
    )
    environment.globals.update(version=__version__, stamp=_stamp())
    return environment


def _day(at: datetime | None) -> str:
    return "undated" if at is None else day_of(at)


def _iso(at: datetime | None) -> str:
    return iso_of(at) or ""


@cache
def _static() -> dict[str, bytes]:
    return {
        one.name: one.read_bytes()
        for one in files("tocsin.web").joinpath("static").iterdir()
        if one.name.rpartition(".")[2] in TYPES
    }


@cache
def _stamp() -> str:
    """Return a mark that changes with anything that is served beside the pages."""
    digest = hashlib.sha256()
    for name, content in sorted(_static().items()):
        digest.update(name.encode() + content)
    return digest.hexdigest()[:12]
