"""Apart: pages are made in a process of their own, so that no answer waits for what weighs."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Apart", "answering", "apart_of", "body_of", "work"]

HEAD = struct.Struct("!II")
"""Before each message: the bytes of its JSON, and of the body that follows it."""

MOST = 64_000
"""Bytes of a request that are passed on; a longer one is no form of ours."""

OFTEN = 0.5
"""Seconds between two looks at whether something was made aside."""


@dataclass
class Apart:
    """The front's end: an application that has another process answer.

    `grown` hears how often that process made something aside, at which pages are others. Where the
    other process ends, what waits is answered 503 and `ended` is called.
    """

    end: socket.socket
    grown: Callable[[int], None]
    ended: Callable[[], None]
    _waiting: dict[int, asyncio.Future[tuple[dict[str, Any], bytes]]] = field(default_factory=dict)
    _opened: asyncio.Task[tuple[asyncio.StreamWriter, asyncio.Task[None]]] | None = None
    _last: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as the other process does."""
        body = await body_of(receive)
        if body is None:
            await PlainTextResponse("That is too long.\n", 413)(scope, receive, send)
            return
        answer = await self._asked(scope, body)
        if answer is None:
            await PlainTextResponse("The desk is being closed.\n", 503)(scope, receive, send)
            return
        head, found = answer
        headers = [
            (name.encode("latin-1"), told.encode("latin-1")) for name, told in head["headers"]
        ]
        await send({"type": "http.response.start", "status": head["status"], "headers": headers})
        await send({"type": "http.response.body", "body": found})

    async def _asked(self, scope: Scope, body: bytes) -> tuple[dict[str, Any], bytes] | None:
        if self._opened is None:
            self._opened = asyncio.create_task(self._open())
        writer, listens = await asyncio.shield(self._opened)
        if listens.done() or writer.is_closing():
            return None
        self._last += 1
        number = self._last
        self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            _put(writer, {"number": number, **_plain(scope)}, body)
            return await self._waiting[number]
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        finally:
            del self._waiting[number]

    async def _open(self) -> tuple[asyncio.StreamWriter, asyncio.Task[None]]:
        reader, writer = await asyncio.open_unix_connection(sock=self.end)
        return writer, asyncio.create_task(self._listen(reader, writer))

    async def _listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head, body = await _taken(reader)
                if "grown" in head:
                    self.grown(head["grown"])
                    continue
                waits = self._waiting.get(head["number"])
                if waits is not None and not waits.done():
                    waits.set_result((head, body))
        except (asyncio.IncompleteReadError, ConnectionError) as gone:
            writer.close()
            for one in self._waiting.values():
                if not one.done():
                    one.set_exception(gone)
            self.ended()


def apart_of(
    app: ASGIApp, *, grown: Callable[[int], None], count: Callable[[], int]
) -> Apart | None:
    """Start a process in which `app` answers, and return the end of it that the front has.

    To be called while there is one thread alone; it ends with this process. None where a process
    cannot be split in two. `count` says in it how often something was made aside.
    """
    if not hasattr(os, "fork"):
        return None
    ours, theirs = socket.socketpair()
    if os.fork() == 0:  # pragma: no cover  another process
        ours.close()
        work(theirs, app, count)
    theirs.close()
    return Apart(ours, grown, lambda: os.kill(os.getpid(), signal.SIGTERM))


def work(end: socket.socket, app: ASGIApp, count: Callable[[], int]) -> None:
    """Answer what comes from the front until it is gone, and end this process."""
    # Ctrl-C reaches both; the front answers what is under way, and this one ends after it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    status = 0
    try:
        asyncio.run(_until_gone(end, app, count))
    except Exception as fault:  # noqa: BLE001  nobody above would hear of it
        print(f"tocsin: {fault!r}", file=sys.stderr)  # noqa: T201
        status = 1
    finally:
        sys.stderr.flush()
        os._exit(status)


async def _until_gone(end: socket.socket, app: ASGIApp, count: Callable[[], int]) -> None:
    await answering(end, app, count)
    # What was entered is entered; a page that is being made is nobody's any more.
    os._exit(0)


async def answering(end: socket.socket, app: ASGIApp, count: Callable[[], int]) -> None:
    """Have `app` answer what comes at the end of a pair of sockets, until the other end is gone."""
    reader, writer = await asyncio.open_unix_connection(sock=end)
    tasks: set[asyncio.Task[None]] = set()
    tasks.add(asyncio.create_task(_growing(writer, count)))
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            head, body = await _taken(reader)
            task = asyncio.create_task(_answered(app, head, body, writer))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
    for task in tasks:
        task.cancel()
    writer.close()


async def _growing(writer: asyncio.StreamWriter, count: Callable[[], int]) -> None:
    told = 0
    while True:
        await asyncio.sleep(OFTEN)
        if (now := count()) != told:
            told = now
            _put(writer, {"grown": now}, b"")


async def _answered(
    app: ASGIApp, head: dict[str, Any], body: bytes, writer: asyncio.StreamWriter
) -> None:
    status, headers, parts = 500, [], []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], message.get("headers", [])
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    try:
        await app(_scope_of(head), receive, send)
    except Exception:  # noqa: BLE001  it was answered as a fault of our own; here it is told whose
        sys.excepthook(*cast("Any", sys.exc_info()))
    told = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]
    _put(
        writer,
        {"number": head["number"], "status": status, "headers": told},
        b"".join(parts),
    )


def _plain(scope: Scope) -> dict[str, Any]:
    return {
        "method": scope["method"],
        "path": scope["path"],
        "query": scope["query_string"].decode("latin-1"),
        "headers": [(n.decode("latin-1"), v.decode("latin-1")) for n, v in scope["headers"]],
        "state": {name: scope[name] for name in PASSED if name in scope},
    }


PASSED = ("tocsin.account",)
"""What the front says of a request beyond its words."""


def _scope_of(head: dict[str, Any]) -> Scope:
    path: str = head["path"]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": head["method"],
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "surrogateescape"),
        "query_string": head["query"].encode("latin-1"),
        "root_path": "",
        "headers": [(n.encode("latin-1"), v.encode("latin-1")) for n, v in head["headers"]],
        "server": ("localhost", 80),
        "client": ("localhost", 0),
        **head["state"],
    }


async def body_of(receive: Receive) -> bytes | None:
    """Return the body of a request, None where it is longer than any form of ours."""
    body = b""
    while True:
        message = await receive()
        body += cast("bytes", message.get("body", b""))
        if len(body) > MOST:
            return None
        if not message.get("more_body", False):
            return body


def _put(writer: asyncio.StreamWriter, head: dict[str, Any], body: bytes) -> None:
    said = json.dumps(head).encode()
    writer.write(HEAD.pack(len(said), len(body)) + said + body)


async def _taken(reader: asyncio.StreamReader) -> tuple[dict[str, Any], bytes]:
    said, rest = HEAD.unpack(await reader.readexactly(HEAD.size))
    head = json.loads(await reader.readexactly(said))
    return head, await reader.readexactly(rest)
