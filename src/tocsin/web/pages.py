"""Pages: answers kept as they were made, given at once, and made anew when the desk is another."""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic
from urllib.parse import parse_qsl, quote, unquote, urlencode

from markupsafe import escape
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.publish.harmless import harmless, one_line
from tocsin.web import acting
from tocsin.web.acting import Acting
from tocsin.web.keeping import Keeper
from tocsin.web.rendering import page
from tocsin.web.shelving import Shelf

__all__ = ["MARK", "PATIENCE", "Made", "Pages", "follow", "made_of"]

BEHIND_SINCE = b"tocsin-behind-since"
"""The header of an answer that says of when a page is that is not the newest."""

MARK, BEHIND = b"@@mark@@", b"<!--behind-->"
"""Places in a page for the mark of what it was made from, and for a word that it is not the newest.
"""

FORMS = ("/inbox", "/assessment")
"""Ends of the addresses of pages that hold forms."""

TOKEN, SIGNED = b'name="token" value="@@token@@"', b'name="author" value="@@author@@"'
"""Stand in a kept page with forms where a browser's token and name go. No text that is shown on a
page can be these: its quotation marks are written otherwise.
"""

ANYBODY = "@@author@@"

WAITS = "tocsin.waits"
"""Extension of a request that waits until the page is made."""

EVERY = 2.0
"""Seconds between two looks at whether pages are to be made anew before anybody asks."""

PATIENCE, BEFORE = 0.6, 0.15
"""Seconds that a reader waits for a page to be made: where there is none, and where there is that
of just before."""

AT_ONCE = 1
"""Pages that are made at the same time of those that have one before, and of those that have none.
"""

CROWD = 6
"""Pages that are being made at once, beyond which an act's own page is that of before at once."""

MOST = 400
"""Pages that are kept in memory; the one that was asked for longest ago goes."""

ASIDE = ("/static/", "/health", "/position", "/openapi.json")
ONCE = frozenset({"done", "held"})
"""What an address says of one act: without it, it is the page that was there before the act."""

NOBODY = "0" * 32
"""The browser that a kept inbox is made for; its token is then another's."""

SMALLEST = 1_000
"""Bytes below which an answer is not worth packing."""

TAGGED = 24
"""Hexadecimal digits of a page's tag."""

LEVEL, QUICK = 6, 3
"""How hard a page is packed that is kept, and one that is for one browser."""

BEHIND_TOLD = (
    '<p class="behind" role="status">This page shows the desk as it stood at '
    '<time datetime="{0}">{0}</time>. Something was entered since: it is in the ledger, and is '
    'being worked in here. <a href="">Load it anew</a></p>'
)


@dataclass(frozen=True, slots=True)
class Made:
    """A page: the mark of what it was made from, when, and its bytes with places left open.

    `packed` are the bytes as they are sent where no place is left open for one browser, `tag` is
    another wherever they are.
    """

    mark: str
    at: str
    body: bytes
    packed: bytes
    tag: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application answered; `made` where it is a page that is kept."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    made: Made | None


Key = tuple[str, str, str, str]
"""Path, query, today, and for an inbox since when a shift is counted."""


class Pages:
    """Wraps the application: gives a page that was made of the desk as it is, else has it made.

    A page is made once for a state of the desk, whoever asks. Who asks for one that takes longer
    than `patience` seconds is given that of the state before, which says so, or a page that says
    that it is being made; None waits as long as it takes. What is no page passes by.
    """

    def __init__(
        self,
        app: ASGIApp,
        keeper: Keeper,
        shared: Acting,
        *,
        patience: float | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        self._app = app
        self._keeper = keeper
        self._shared = shared
        self._patience = patience
        self._shelf = shelf
        self._held: OrderedDict[Key, Made] = OrderedDict()
        self._making: dict[Key, asyncio.Task[Answer]] = {}
        # Each that is made takes turns with what answers: many at once would starve all answers.
        self._room = {old: asyncio.Semaphore(AT_ONCE) for old in (True, False)}
        self._rest: dict[Key, float] = {}
        self._told: dict[Key, tuple[Made, Made]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not _is_page(scope):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        mark, key = self._keeper.mark(), self._key(request)
        made = self._of(key)
        if made is None or made.mark != mark:
            patience = self._patience
            if patience is not None and made is not None:
                patience = min(patience, BEFORE)
            rests = patience is not None and made is not None
            if (rests and monotonic() < self._rest.get(key, 0.0)) or self._crowded(key):
                answer = None
            else:
                answer = await self._waited(scope, key, mark, patience)
            if answer is not None and answer.made is None:
                await _send(send, scope, answer.status, list(answer.headers), answer.body)
                return
            made = made if answer is None else answer.made
        if made is None and (once := _without(key)) != key:
            made = self._of(once)
        if made is None:
            await _send(send, scope, 200, _WAITING_HEADERS, waiting_page())
            return
        await self._give(request, made, mark, send)

    def _key(self, request: Request) -> Key:
        path, today = request.url.path, self._keeper.now.date().isoformat()
        if path.endswith(FORMS):
            shift = request.cookies.get(acting.SHIFT, "")
            return path, request.url.query, today, shift
        return path, request.url.query, today, ""

    def _crowded(self, key: Key) -> bool:
        """Say whether so much is being made that an act's own page has to wait until it is less."""
        waits = self._patience is not None and key not in self._making
        before = _without(key)
        return waits and before != key and len(self._making) >= CROWD and before in self._held

    def _of(self, key: Key) -> Made | None:
        made = self._held.get(key)
        if made is not None:
            self._held.move_to_end(key)
        elif self._shelf is not None and not key[1]:
            made = self._shelf.get(key)
            if made is not None:
                self._hold(key, made)
        return made

    def _hold(self, key: Key, made: Made) -> None:
        self._held[key] = made
        self._held.move_to_end(key)
        while len(self._held) > MOST:
            old, _ = self._held.popitem(last=False)
            self._rest.pop(old, None)

    async def _waited(
        self, scope: Scope, key: Key, mark: str, patience: float | None
    ) -> Answer | None:
        """Return what a page is now, None where it takes longer than a reader waits."""
        task = self._making.get(key)
        if task is None:
            task = asyncio.create_task(self._make(scope, key, mark))
            self._making[key] = task
            task.add_done_callback(lambda done: self._made(key, done))
        if WAITS in scope.get("extensions", {}):
            patience = None
        done, _ = await asyncio.wait({task}, timeout=patience)
        return task.result() if done else None

    def _made(self, key: Key, task: asyncio.Task[Answer]) -> None:
        del self._making[key]
        if not task.cancelled():
            task.exception()  # whoever waits hears of it; that nobody waits is no second fault

    async def _make(self, scope: Scope, key: Key, mark: str) -> Answer:
        """Have the application answer, as it would anybody, and keep it if it is a page."""
        status, headers, parts = 500, [], []

        async def taken(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], list(message.get("headers", ()))
            elif message["type"] == "http.response.body":
                parts.append(message.get("body", b""))

        waits = self._patience is not None and WAITS not in scope.get("extensions", {})
        async with self._room[key in self._held] if waits else nullcontext():
            began, at = monotonic(), self._keeper.now.isoformat(timespec="seconds")
            await self._app(_of_nobody(scope, key), _nothing, taken)
            self._rest[key] = 2 * monotonic() - began
        body = b"".join(parts)
        kind = Headers(raw=headers).get("content-type", "")
        if status != 200 or not kind.startswith("text/html"):
            return Answer(status, tuple(headers), body, None)
        body = body.replace(MARK, mark.encode())
        token = acting.token_of(self._shared, NOBODY).encode()
        body = body.replace(TOKEN.replace(b"@@token@@", token), TOKEN)
        made = made_of(mark, at, body, LEVEL)
        self._hold(key, made)
        if self._shelf is not None and not key[1]:
            self._shelf.put(key, made)
        return Answer(status, tuple(headers), body, made)

    def _behind(self, key: Key, made: Made) -> Made:
        """Return a page with the word that something newer is there, put in once."""
        held = self._told.get(key)
        if held is None or held[0] is not made:
            body = made.body.replace(BEHIND, BEHIND_TOLD.format(made.at).encode())
            if len(self._told) >= MOST:
                self._told.clear()
            held = self._told[key] = made, made_of(made.mark, made.at, body, QUICK)
        return held[1]

    async def _give(self, request: Request, made: Made, mark: str, send: Send) -> None:
        """Send a page, with the token of the browser that asks, and a word where it is behind."""
        headers = [(b"content-type", b"text/html; charset=utf-8")]
        if made.mark != mark:
            made = self._behind(self._key(request), made)
            headers.append((BEHIND_SINCE, made.at.encode()))
        body, tag = made.body, made.tag
        if TOKEN in body:
            cookie = acting.cookie_of(request)
            token, author = acting.token_of(self._shared, cookie), acting.author_of(request)
            name = str(escape(harmless(one_line(author)))).encode()
            body = body.replace(TOKEN, TOKEN.replace(b"@@token@@", token.encode()))
            body = body.replace(SIGNED, SIGNED.replace(ANYBODY.encode(), name))
            tag = sha256(f"{tag} {token} {author}".encode()).hexdigest()[:TAGGED]
            told = acting.remember(Response(), acting.FORM, cookie).headers["set-cookie"]
            headers.append((b"set-cookie", told.encode("latin-1")))
        packed = made.packed if body is made.body else None
        headers.append((b"etag", f'"{tag}"'.encode()))
        if tag in request.headers.get("if-none-match", ""):
            await send({"type": "http.response.start", "status": 304, "headers": headers[1:]})
            await send({"type": "http.response.body", "body": b""})
            return
        await _send(send, request.scope, 200, headers, body, packed)


def made_of(mark: str, at: str, body: bytes, level: int) -> Made:
    """Return a page of what was made, packed as hard as `level`."""
    tag = sha256(body).hexdigest()[:TAGGED]
    return Made(mark, at, body, gzip.compress(body, level, mtime=0), tag)


async def follow(app: ASGIApp, keeper: Keeper, tabs: Iterable[str]) -> None:
    """Have the first pages of a desk made whenever it is another, one after the other, for ever.

    `tabs` are the ends of the addresses of a watch's pages.
    """
    seen = ""
    while True:
        mark = keeper.mark()
        if mark != seen:
            for place in await asyncio.to_thread(keeper.addresses):
                for tab in ("", *(tabs if place != "/" else ())):
                    with suppress(Exception):  # whoever asks for the page is told
                        await app(_asking(place + tab), _nothing, _unsent)
            seen = mark
        await asyncio.sleep(EVERY)


def _asking(path: str) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "server": ("localhost", 80),
        "client": ("localhost", 0),
        "extensions": {WAITS: {}},
    }


async def _unsent(_: Message) -> None:
    pass


async def _send(
    send: Send,
    scope: Scope,
    status: int,
    headers: list[tuple[bytes, bytes]],
    body: bytes,
    packed: bytes | None = None,
) -> None:
    headers = [pair for pair in headers if pair[0].lower() != b"content-length"]
    headers.append((b"vary", b"Accept-Encoding"))
    accepts = Headers(scope=scope).get("accept-encoding", "")
    if "gzip" in accepts and len(body) >= SMALLEST:
        body = gzip.compress(body, QUICK, mtime=0) if packed is None else packed
        headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if scope["method"] == "HEAD":
        body = b""
    await send({"type": "http.response.body", "body": body})


def _is_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return False
    path: str = scope["path"]
    return not path.startswith(ASIDE) and not path.endswith((".json", ".csv"))


def _without(key: Key) -> Key:
    """Return the key of the page as it was before the act that its address tells of."""
    kept = [pair for pair in parse_qsl(key[1]) if pair[0] not in ONCE | {"at"}]
    return key[0], urlencode(kept), *key[2:]


def _of_nobody(scope: Scope, key: Key) -> Scope:
    """Return a request for a page that any browser can be given: nothing packed, nobody's token."""
    cookies = [
        f"{name}={quote(value)}" for name, value in ((acting.SHIFT, unquote(key[3])),) if value
    ]
    if key[0].endswith(FORMS):
        cookies += [f"{acting.FORM}={NOBODY}", f"{acting.AUTHOR}={quote(ANYBODY)}"]
    kept = [
        pair
        for pair in scope["headers"]
        if pair[0] not in {b"accept-encoding", b"cookie", b"if-none-match"}
    ]
    if cookies:
        kept.append((b"cookie", "; ".join(cookies).encode("latin-1")))
    nobody = {**scope, "method": "GET", "headers": kept}
    nobody.pop("tocsin.account", None)
    return nobody


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


_WAITING_HEADERS = [(b"content-type", b"text/html; charset=utf-8"), (b"refresh", b"1")]


def waiting_page() -> bytes:
    """Return the page that says that the one asked for is being made; it asks again by itself."""
    return bytes(page("web/waiting.html", title="Being made").body)
