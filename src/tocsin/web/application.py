"""The application: every address of a desk, and what is answered there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from tocsin.desk import Desk, Situation
from tocsin.errors import TocsinError, UnknownEntry, UnknownWatch, UsageError
from tocsin.web import acrosspages, assessmentpage, deciding, front, inbox, reportpage, watchpages
from tocsin.web.acting import Acting
from tocsin.web.address import Called
from tocsin.web.gate import Gate
from tocsin.web.guarding import Guard
from tocsin.web.keeping import Keeper
from tocsin.web.pages import Pages, follow
from tocsin.web.rendering import page, static
from tocsin.web.sessions import Sessions
from tocsin.web.shelving import Shelf
from tocsin.web.watchpages import TABS

__all__ = ["EstimateJson", "app_of", "front_of", "inner_of"]

EstimateJson = Callable[[Desk, Situation], str]
"""Gives the line that `tocsin assess --json` prints of a situation."""

SMALLEST = 1_000
"""Bytes below which an answer is not worth packing."""


def app_of(
    path: Path,
    *,
    estimate_json: EstimateJson,
    keeper: Keeper | None = None,
    patience: float | None = None,
    shelf: Shelf | None = None,
    sessions: Sessions | None = None,
) -> Starlette:
    """Return the desk in the folder `path` as a web application. Raises `NotADesk`.

    A page that takes longer than `patience` seconds is awaited in the browser, and the first pages
    are made before anybody asks; None waits here, and makes what is asked for. On the `shelf` pages
    are kept for the next time that the desk is opened. With `sessions` who asks has to sign in with
    an account of the desk.

    Only forms of the inbox act on the desk, by the functions of the commands; its edited watch
    files are taken in as every command does.
    """
    keeper, shared = keeper or Keeper(path), Acting()
    inner = inner_of(keeper, shared, estimate_json)
    gate = None
    if sessions is not None:
        inner.state.accounts = True
        gate = partial(
            Gate, desk=path, keeper=keeper, shared=shared, secure=False, sessions=sessions
        )
    return front_of(inner, keeper, shared, patience=patience, shelf=shelf, gate=gate)


def inner_of(keeper: Keeper, shared: Acting, estimate_json: EstimateJson) -> Starlette:
    """Return what makes pages and takes forms in: every address, each answered anew."""
    app = Starlette(
        routes=[
            *OWN,
            *front.ROUTES,
            *reportpage.ROUTES,
            *inbox.ROUTES,
            *deciding.ROUTES,
            *assessmentpage.ROUTES,
            *acrosspages.ROUTES,
            *watchpages.ROUTES,
        ],
        exception_handlers={
            TocsinError: _fault,
            HTTPException: _refused,
            Exception: _own_fault,
        },
    )
    app.state.keeper = keeper
    app.state.estimate_json = estimate_json
    app.state.acting = shared
    app.state.accounts = False
    return app


def front_of(
    inner: ASGIApp,
    keeper: Keeper,
    shared: Acting,
    *,
    patience: float | None,
    shelf: Shelf | None,
    gate: Callable[..., ASGIApp] | None = None,
    called: Called | None = None,
) -> Starlette:
    """Return what is asked by browsers: it guards, and gives the pages that `inner` made.

    `gate` wraps it where there are accounts; `called` are names that requests may call it by.
    """

    @asynccontextmanager
    async def ahead(app: Starlette) -> AsyncIterator[None]:
        tabs = [f"/{name}" for name in TABS if name != "question"]
        following = asyncio.create_task(follow(app, keeper, tabs))
        yield
        following.cancel()

    kept = partial(Pages, keeper=keeper, shared=shared, patience=patience, shelf=shelf)
    app = Starlette(
        routes=[*OWN, Mount("/", app=inner)],
        middleware=[
            Middleware(Guard, called=called),
            *([] if gate is None else [Middleware(gate)]),
            Middleware(kept),
            Middleware(GZipMiddleware, minimum_size=SMALLEST),
        ],
        lifespan=ahead if patience is not None else None,
    )
    app.state.keeper = keeper
    app.state.inner = inner
    return app


def _static(request: Request) -> Response:
    """Answer with a file of our own that pages are drawn with."""
    found = static(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return found


def _health(_: Request) -> Response:
    """Answer that the desk is served."""
    return PlainTextResponse("ok\n")


async def _position(request: Request) -> Response:
    """Answer with a mark that is another as soon as anything is that pages are made from."""
    return JSONResponse({"mark": request.app.state.keeper.mark()})


OWN = (
    Route("/static/{name}", _static, methods=["GET"]),
    Route("/health", _health, methods=["GET"]),
    Route("/position", _position, methods=["GET"]),
)
"""What is answered without looking at a desk."""


def _fault(_: Request, fault: Exception) -> Response:
    """Answer a coded error: what is not there is not found, what cannot be read was asked wrong."""
    if not isinstance(fault, TocsinError):
        raise fault
    missing = isinstance(fault, UnknownWatch | UnknownEntry)
    status = 404 if missing else 400 if isinstance(fault, UsageError) else 503
    return page("web/fault.html", status, title="Not found" if missing else "Fault", fault=fault)


def _refused(_: Request, refused: Exception) -> Response:
    status = refused.status_code if isinstance(refused, HTTPException) else 500
    said = "There is no such page on this desk." if status == 404 else "That is not done here."
    fault = UsageError(said, hint="Go to the front page, which lists the watches.")
    return page("web/fault.html", status, title=said.rstrip("."), fault=fault)


def _own_fault(_: Request, fault: Exception) -> Response:
    told = TocsinError(
        f"a fault of Tocsin's own: {type(fault).__name__}.",
        hint="Please report it; the terminal in which the desk is served shows where it happened.",
    )
    return page("web/fault.html", 500, title="Fault", fault=told)
