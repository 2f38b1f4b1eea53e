"""Guarding: what every answer forbids the browser, and which requests are turned away unread."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.web.address import Called, is_called

__all__ = ["HEADERS", "POLICY", "Guard"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""The content security policy: scripts, styles and pictures of our own, and nothing inline."""

HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""What every answer tells the browser to forbid."""

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Guard:
    """Wraps the application: turns away strangers, and puts the headers on every answer.

    An answer that sets one of the headers itself keeps its own.
    """

    def __init__(self, app: ASGIApp, called: Called | None = None) -> None:
        self._app = app
        self._called = called

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        said = _turned_away(scope["method"], Headers(scope=scope), self._called)
        if said is not None:
            await PlainTextResponse(said[1] + "\n", said[0])(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)


def _turned_away(method: str, headers: Headers, called: Called | None) -> tuple[int, str] | None:
    """Return the status and the reason for which a request is not even looked at."""
    if not is_called(headers.get("host", ""), called):
        return 421, "This desk answers only to the name of the machine that it is on."
    if method in UNSAFE and headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return 403, "Another site may not act on this desk."
    return None
