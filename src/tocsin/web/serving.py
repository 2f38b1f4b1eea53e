"""Serving: a desk's application behind a socket of this machine, until it is told to stop."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from tocsin.errors import BadArgument
from tocsin.web.acting import Acting
from tocsin.web.address import check_host, url_of
from tocsin.web.apart import apart_of
from tocsin.web.application import EstimateJson, front_of, inner_of
from tocsin.web.keeping import Keeper
from tocsin.web.pages import PATIENCE
from tocsin.web.shelving import shelf_of

__all__ = ["run", "serve"]

BACKLOG = 128
TURN = 0.001
"""Seconds that one thread runs before another has its turn."""

IDLE = 60
"""Seconds that a browser's connection is held open: longer than an open page waits to ask again."""

LAST = 5
"""Seconds that answers under way are given when the server is stopped."""


def serve(
    path: Path,
    *,
    host: str,
    port: int,
    estimate_json: EstimateJson,
    told: Callable[[str], None],
) -> None:
    """Serve the desk in `path` until the process is told to stop; `told` hears the address.

    Port 0 takes any that is free. Raises `NotLoopback`, `NotADesk`, `BadArgument`.
    """
    name = check_host(host)
    keeper = Keeper(path)
    # Ctrl-C is how a desk is closed, and no fault, as soon as it is told where the desk is.
    with _listening(name, port) as listening, suppress(KeyboardInterrupt):
        told(url_of(name, listening.getsockname()[1]))
        run(path, listening, keeper=keeper, estimate_json=estimate_json)


def run(
    path: Path, listening: socket.socket, *, keeper: Keeper, estimate_json: EstimateJson
) -> None:
    """Answer on a socket until the process is told to stop; pages are made ahead, and shelved."""
    # While a thread weighs, answers that are ready must not wait for their turn with it.
    sys.setswitchinterval(TURN)
    shared = Acting()
    inner = inner_of(keeper, shared, estimate_json)
    away = apart_of(inner, grown=keeper.heard, count=lambda: keeper.grown)
    app = front_of(
        inner if away is None else away,
        keeper,
        shared,
        patience=PATIENCE,
        shelf=shelf_of(path),
    )
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=True,
            lifespan="on",
            timeout_keep_alive=IDLE,
            timeout_graceful_shutdown=LAST,
        )
    )
    server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadArgument(
            f"port {port} cannot be listened on: {reason}.",
            hint="Name another, or --port 0 for any that is free.",
            at="--port",
        ) from None
