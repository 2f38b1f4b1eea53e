"""The gate of a desk with accounts: who comes in, what a role may do, and what is noted of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.errors import BadArgument, TocsinError
from tocsin.web import acting
from tocsin.web.accounts import Account, accounts_of, fits, may, set_password
from tocsin.web.acting import Acting
from tocsin.web.apart import body_of
from tocsin.web.keeping import Keeper
from tocsin.web.rendering import page
from tocsin.web.sessions import IDLE, WHOLE, Limit, Sessions, logged, written_down

__all__ = ["ACCOUNT", "OPEN", "Gate", "needed"]

ACCOUNT = "tocsin.account"
"""Where a request says whose it is: name and role."""

COOKIE = "tocsin_session"
OPEN = ("/static/", "/health")
"""Addresses that need no account, by how they begin; there is nothing of a desk under them."""

WAITS = "tocsin.waits"
SAFE = frozenset({"GET", "HEAD"})
SHOWN = 500
"""Rows of what was written down that are shown."""

BY_ONE, BY_PLACE, BY_NAME = (5, 60.0), (30, 10.0), (100, 10.0)
"""Wrong passwords at once, and seconds for each that is forgotten: of a name from one address, of
an address, of a name. A stranger cannot shut out for long whose name he knows.
"""
ASKED, ACTED = (300, 0.05), (60, 1.0)
"""Requests and acts of one account at once, and the seconds for each further one."""


def needed(method: str, path: str) -> str:
    """Return the role that a request needs at least; what is not named needs the highest."""
    if method in SAFE:
        return "owner" if path == "/audit" else "reader"
    if method == "POST" and path in {"/logout", "/account"}:
        return "reader"
    if method == "POST" and path.endswith("/inbox"):
        return "analyst"
    if method == "POST" and path.endswith("/assessment"):
        return "editor"
    return "owner"


class Gate:
    """Wraps the application: asks who comes, and turns away what a role may not do.

    It answers the pages of accounts itself. Every act of an account, and who came, left or was
    refused, is written down beside the ledger; the entry in the ledger is signed with the account.
    """

    def __init__(
        self,
        app: ASGIApp,
        desk: Path,
        keeper: Keeper,
        shared: Acting,
        *,
        secure: bool,
        sessions: Sessions | None = None,
    ) -> None:
        self._app = app
        self._desk = desk
        self._keeper = keeper
        self._shared = shared
        self._secure = secure
        self._sessions = sessions or Sessions()
        clock = self._sessions.clock
        self._wrong = {kind: Limit(*most, clock) for kind, most in TRIES.items()}
        self._asked, self._acted = Limit(*ASKED, clock), Limit(*ACTED, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or WAITS in scope.get("extensions", {}):
            await self._app(scope, receive, send)
            return
        path, method = scope["path"], scope["method"]
        request = Request(scope, receive)
        token = request.cookies.get(COOKIE, "")
        account = self._sessions.account(
            token, accounts_of(self._desk), seen=path not in {"/position", "/login"}
        )
        answer: Response | None
        if path == "/login":
            answer = await self._login(request)
        elif path.startswith(OPEN):
            answer = None
        elif account is None:
            answer = self._stranger(request)
        else:
            answer = await self._of(account, token, request)
        if answer is not None:
            await answer(scope, receive, send)
            return
        if account is not None:
            scope = {**scope, ACCOUNT: [account.name, account.role]}
        if account is None or method in SAFE:
            await self._app(scope, receive, send)
            return
        await self._app(scope, receive, self._noting(account, request, send))

    def _noting(self, account: Account, request: Request, send: Send) -> Send:
        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._log(request, "act", account.name, status=message["status"])
            await send(message)

        return noted

    def _stranger(self, request: Request) -> Response:
        path = request.url.path
        data = path.endswith((".json", ".csv")) or path == "/position"
        if request.method not in SAFE or data:
            return PlainTextResponse("Sign in first: /login\n", 401)
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/login?next={quote(path + query, safe='')}", 303)

    async def _of(self, account: Account, token: str, request: Request) -> Response | None:
        """Return the answer of the gate itself, None where the request is let through."""
        method, path = request.method, request.url.path
        unsafe = method not in SAFE
        if not self._asked.allows(account.name) or (
            unsafe and not self._acted.allows(account.name)
        ):
            return _too_often()
        if not may(account.role, needed(method, path)):
            self._log(request, "refused", account.name, status=403)
            return page("web/fault.html", 403, title="Not for this role", fault=_no_right(account))
        if path == "/audit":
            rows = written_down(self._desk, SHOWN)
            return page("web/audit.html", title="Who did what", rows=rows)
        if path == "/account":
            return await self._account(account, request)
        if path == "/logout" and unsafe:
            try:
                await self._values(request)
            except TocsinError as fault:
                return page("web/fault.html", 400, title="Fault", fault=fault)
            self._sessions.end(token)
            self._log(request, "left", account.name)
            left = RedirectResponse("/login", 303)
            left.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
            return left
        return None

    async def _login(self, request: Request) -> Response:
        goes = _within(request.query_params.get("next", "/"))
        if request.method in SAFE:
            return self._asks("web/login.html", request, title="Sign in", next=goes, said="")
        try:
            values = await self._values(request)
        except TocsinError as fault:
            return page("web/fault.html", 400, title="Fault", fault=fault)
        name, goes = values.get("name", "")[:200], _within(values.get("next", "/"))
        place = request.client.host if request.client else ""
        keys = {"one": (name, place), "place": place, "name": name}
        if not all(self._wrong[kind].allows(key, takes=False) for kind, key in keys.items()):
            self._log(request, "too often", name)
            return _too_often()
        account = accounts_of(self._desk).get(name)
        if not await run_in_threadpool(fits, account, values.get("password", "")):
            for kind, key in keys.items():
                self._wrong[kind].allows(key)
            self._log(request, "refused", name)
            told = {"title": "Sign in", "next": goes, "said": "That is no name and its password."}
            return self._asks("web/login.html", request, 403, **told)
        if account is None:
            return _too_often()
        self._log(request, "came", name)
        came = RedirectResponse(goes, 303)
        came.set_cookie(
            COOKIE,
            self._sessions.begin(account),
            max_age=int(WHOLE),
            path="/",
            samesite="strict",
            httponly=True,
            secure=self._secure,
        )
        return came

    async def _account(self, account: Account, request: Request) -> Response:
        said = ""
        if request.method not in SAFE:
            try:
                values = await self._values(request)
                if not await run_in_threadpool(fits, account, values.get("password", "")):
                    raise BadArgument("that is not the password until now.")
                await run_in_threadpool(
                    set_password, self._desk, account.name, values.get("new", "")
                )
            except TocsinError as fault:
                said = fault.message
            else:
                self._log(request, "new password", account.name)
                return RedirectResponse("/login", 303)
        return self._asks(
            "web/account.html",
            request,
            400 if said else 200,
            title="Your account",
            account=account,
            said=said,
            hours=int(IDLE / 3600),
        )

    def _asks(self, template: str, request: Request, status: int = 200, **told: object) -> Response:
        """Return a page with a form of the gate's own."""
        cookie = acting.cookie_of(request)
        token = acting.token_of(self._shared, cookie)
        answer = page(template, status, token=token, **told)
        return acting.remember(answer, acting.FORM, cookie)

    async def _values(self, request: Request) -> Mapping[str, str]:
        """Return the fields of a form of this desk. Raises `BadArgument`, `Forged`."""
        body = await body_of(request.receive)
        if body is None:
            raise BadArgument("the form is too long.")
        return acting.values_of(request, body, self._shared)

    def _log(self, request: Request, what: str, name: str, **more: object) -> None:
        row = {
            "at": self._keeper.now.isoformat(timespec="seconds"),
            "what": what,
            "account": name,
            "from": request.client.host if request.client else "",
            "address": f"{request.method} {request.url.path}",
            **more,
        }
        logged(self._desk, row)


TRIES = {"one": BY_ONE, "place": BY_PLACE, "name": BY_NAME}


def _within(address: str) -> str:
    """Return an address of this desk: what leads elsewhere is the front page."""
    plain = address.startswith("/") and address.isprintable() and "\\" not in address
    return address if plain and not address.startswith(("//", "/login")) else "/"


def _too_often() -> Response:
    return PlainTextResponse("Too often. Wait a minute.\n", 429, headers={"retry-after": "60"})


def _no_right(account: Account) -> TocsinError:
    return BadArgument(
        f"as {account.role} you cannot do that.",
        hint="Who keeps this desk can give your account another role.",
    )
