"""Apart: another process answers as this one would, and where it is gone that is told."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tocsin.web.apart import MOST, Apart, answering


async def told(request: Request) -> Response:
    """Answer with all that was asked."""
    body = (await request.body()).decode()
    said = [request.method, request.url.path, request.url.query, body, request.headers["x-own"]]
    return JSONResponse(said, 201, headers={"x-told": "é"})


def slow(_: Request) -> Response:
    """Answer out of a thread."""
    return PlainTextResponse("slow")


def failing(_: Request) -> Response:
    """Fail."""
    raise RuntimeError


@dataclass
class Ends:
    """Both ends in one loop."""

    front: Apart
    ended: list[bool] = field(default_factory=list)
    grown: list[int] = field(default_factory=list)


def asked(
    does: Callable[[httpx.AsyncClient, Ends], Awaitable[None]],
) -> None:
    async def together() -> None:
        ours, theirs = socket.socketpair()
        app = Starlette(
            routes=[
                Route("/told/{name:path}", told, methods=["GET", "POST"]),
                Route("/slow", slow),
                Route("/failing", failing),
            ],
            exception_handlers={Exception: lambda *_: PlainTextResponse("fault", 500)},
        )
        ends = Ends(Apart(ours, lambda _: None, lambda: None))
        ends.front.grown = ends.grown.append
        ends.front.ended = lambda: ends.ended.append(True)
        other = asyncio.create_task(answering(theirs, app, lambda: 3))
        over = httpx.ASGITransport(app=ends.front)
        async with httpx.AsyncClient(transport=over, base_url="http://localhost") as client:
            await does(client, ends)
        for end in (ours, theirs):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        await asyncio.wait_for(other, 5)
        await asyncio.sleep(0.05)
        ours.close()
        theirs.close()

    asyncio.run(together())


def test_the_other_process_is_asked_the_same_and_answers_the_same() -> None:
    async def does(client: httpx.AsyncClient, _: Ends) -> None:
        answer = await client.post("/told/a b?c=%C3%A9", content="ä", headers={"x-own": "own"})
        assert answer.status_code == 201
        assert answer.json() == ["POST", "/told/a b", "c=%C3%A9", "ä", "own"]
        assert answer.headers["x-told"] == "é"

    asked(does)


def test_many_at_once_each_get_their_own() -> None:
    async def does(client: httpx.AsyncClient, _: Ends) -> None:
        own = {"x-own": "own"}
        several = await asyncio.gather(
            client.get("/slow"), *(client.get(f"/told/{n}", headers=own) for n in range(9))
        )
        assert several[0].text == "slow"
        assert [one.json()[1] for one in several[1:]] == [f"/told/{n}" for n in range(9)]

    asked(does)


def test_what_is_too_long_is_not_passed_on() -> None:
    async def does(client: httpx.AsyncClient, _: Ends) -> None:
        sent = await client.post("/told/a", content="a" * (MOST + 1), headers={"x-own": ""})
        assert sent.status_code == 413

    asked(does)


def test_what_is_made_aside_is_heard_of() -> None:
    async def does(client: httpx.AsyncClient, ends: Ends) -> None:
        await client.get("/slow")
        for _ in range(100):
            if ends.grown:
                break
            await asyncio.sleep(0.05)
        assert ends.grown == [3]

    asked(does)


def test_where_it_is_gone_that_is_told() -> None:
    async def does(client: httpx.AsyncClient, ends: Ends) -> None:
        assert (await client.get("/slow")).status_code == 200
        ends.front.end.shutdown(socket.SHUT_RDWR)
        for _ in range(100):
            if ends.ended:
                break
            await asyncio.sleep(0.02)
        assert ends.ended == [True]
        assert (await client.get("/slow")).status_code == 503

    asked(does)
