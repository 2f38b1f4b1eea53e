"""Serving: a desk's application behind a socket of this machine, until it is told to stop."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import uvicorn

from tocsin.errors import BadArgument, NotLoopback
from tocsin.web.accounts import accounts_of
from tocsin.web.acting import Acting
from tocsin.web.address import Called, check_host, url_of
from tocsin.web.apart import apart_of
from tocsin.web.application import EstimateJson, front_of, inner_of
from tocsin.web.gate import Gate
from tocsin.web.keeping import Keeper
from tocsin.web.pages import PATIENCE
from tocsin.web.shelving import shelf_of

__all__ = ["Certificate", "run", "serve"]

BACKLOG = 128
TURN = 0.001
"""Seconds that one thread runs before another has its turn."""

IDLE = 60
"""Seconds that a browser's connection is held open: longer than an open page waits to ask again."""

LAST = 5
"""Seconds that answers under way are given when the server is stopped."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The files of a certificate's chain and of its key, both in PEM."""

    chain: Path
    key: Path


def serve(
    path: Path,
    *,
    host: str,
    port: int,
    estimate_json: EstimateJson,
    told: Callable[[str], None],
    names: Collection[str] = (),
    certificate: Certificate | None = None,
) -> None:
    """Serve the desk in `path` until the process is told to stop; `told` hears the address.

    Port 0 takes any that is free. `names` are those by which it is called from elsewhere. Raises
    `NotLoopback`, `NotPrivate`, `NotADesk`, `BadArgument`.
    """
    accounts = bool(accounts_of(path))
    name = check_host(host, accounts=accounts, private=certificate is not None)
    if names and not accounts:
        raise NotLoopback(
            "a desk without accounts answers only to the name of the machine that it is on.",
            hint="Add them: tocsin account add DESK NAME --role owner",
            at="--name",
        )
    keeper = Keeper(path)
    # What has accounts can be called by its address in digits: no other name leads there.
    called = Called(frozenset(one.casefold() for one in names), numbers=accounts)
    # Ctrl-C is how a desk is closed, and no fault, as soon as it is told where the desk is.
    with _listening(name, port) as listening, suppress(KeyboardInterrupt):
        told(url_of(name, listening.getsockname()[1], private=certificate is not None))
        run(
            *(path, listening),
            keeper=keeper,
            estimate_json=estimate_json,
            called=called,
            certificate=certificate,
        )


def run(
    path: Path,
    listening: socket.socket,
    *,
    keeper: Keeper,
    estimate_json: EstimateJson,
    called: Called | None = None,
    certificate: Certificate | None = None,
) -> None:
    """Answer on a socket until the process is told to stop; pages are made ahead, and shelved.

    Where the desk has accounts, who asks has to sign in.
    """
    # While a thread weighs, answers that are ready must not wait for their turn with it.
    sys.setswitchinterval(TURN)
    shared = Acting()
    inner = inner_of(keeper, shared, estimate_json)
    inner.state.accounts = bool(accounts_of(path))
    gate = partial(Gate, desk=path, keeper=keeper, shared=shared, secure=certificate is not None)
    away = apart_of(inner, grown=keeper.heard, count=lambda: keeper.grown)
    app = front_of(
        inner if away is None else away,
        keeper,
        shared,
        patience=PATIENCE,
        shelf=shelf_of(path),
        gate=gate if inner.state.accounts else None,
        called=called,
    )
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=True,
            lifespan="on",
            ssl_certfile=None if certificate is None else certificate.chain,
            ssl_keyfile=None if certificate is None else certificate.key,
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
