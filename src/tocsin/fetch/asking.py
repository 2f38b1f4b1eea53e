"""Asking: one web address asked once, its redirects followed, within limits of bytes and time."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import cache

import httpcore

from tocsin import __version__
from tocsin.collect.unpacking import unpacked
from tocsin.errors import Declined, Malformed, NoAnswer, TooLarge
from tocsin.fetch.addresses import Where, joined, where
from tocsin.fetch.connecting import Deadline, Guarded, Resolver, resolved, system_resolver

__all__ = ["AGENT", "BOUNDS", "Answer", "Bounds", "Fetcher", "Known", "is_wait"]

AGENT = f"Tocsin/{__version__} (news reader of a watch desk)"
"""How Tocsin names itself; robots.txt files know it as `tocsin`."""

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, "
    "application/xhtml+xml;q=0.9, application/xml;q=0.8, */*;q=0.5"
)
_MOVED = frozenset({301, 302, 303, 307, 308})
_WAITS = frozenset({429, 500, 502, 503, 504})
_NOT_MODIFIED = 304
_HEADERS, _VALUE = 100, 2_000
_STATUS_OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one look takes: `seconds` in all, `bytes_` unpacked, `redirects` followed."""

    seconds: float = 30.0
    connect: float = 10.0
    bytes_: int = 20_000_000
    redirects: int = 5


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known from the last answer: sent back, so that what stayed the same is not sent."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: 200, or 304 for what is as it was (then without a body).

    `url` is the address that answered in the end, after the redirects in `hops`. Names of
    `headers` are in lower case.
    """

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    hops: tuple[str, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing changed."""
        return self.status == _NOT_MODIFIED

    @property
    def media_type(self) -> str:
        """The declared type in lower case, without its parameters; empty where none is."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the header declares, if any."""
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        found = message.get_param("charset")
        return found if isinstance(found, str) else None

    @property
    def known(self) -> Known:
        """What to send back at the next look."""
        return Known(self.headers.get("etag"), self.headers.get("last-modified"))


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked of an address; `body` is what is handed to it, if anything."""

    method: str
    headers: Mapping[str, str]
    body: bytes | None = field(default=None, repr=False)


def _looked(known: Known) -> _Request:
    """Return a look at a page, of which no more is sent than is not known."""
    headers = {"Accept": _ACCEPT, "Accept-Encoding": "gzip"}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    return _Request("GET", headers)


def _declined(url: str, status: int, headers: Mapping[str, str]) -> Declined:
    return Declined(
        f"the server said no: {status}{_MEANT.get(status, '')}.",
        status=status,
        retry_after=_seconds(headers.get("retry-after")),
        hint=_HINTS.get(status, "Look at the address in a browser."),
        file=url,
    )


def is_wait(status: int) -> bool:
    """Say whether a status asks to come again later."""
    return status in _WAITS


class Fetcher:
    """Asks web addresses, public ones only but for the hosts in `allow`.

    It resolves a host itself, looks at all of its addresses and connects to one of those, so that
    no second answer of the name service can lead elsewhere; the same for each redirect. Proxies of
    the environment are not used: what they resolve, nobody here has looked at.
    """

    def __init__(
        self,
        *,
        allow: Collection[str] = (),
        bounds: Bounds = BOUNDS,
        resolver: Resolver = system_resolver,
        agent: str = AGENT,
    ) -> None:
        self.allow = frozenset(one.strip().lower() for one in allow)
        self.bounds = bounds
        self.agent = agent
        self._resolver = resolver

    def get(
        self,
        url: str,
        known: Known | None = None,
        *,
        permit: Callable[[Where], object] | None = None,
    ) -> Answer:
        """Ask an address and return its answer.

        `permit` is asked of each address that it leads on to, and raises what it refuses.
        Raises `NotPublic`, `NoAnswer`, `Declined`, `TooLarge`.
        """
        deadline = Deadline(self.bounds.seconds)
        place = where(url, allow=self.allow)
        hops: list[str] = []
        while True:
            status, headers, body = self._once(place, _looked(known or Known()), deadline)
            if status not in _MOVED or "location" not in headers:
                break
            hops.append(place.url)
            if len(hops) > self.bounds.redirects:
                raise NoAnswer(
                    f"it led on {len(hops)} times, which is more than is followed.",
                    hint="Name the address at which it ends in a browser.",
                    file=url,
                )
            place = where(joined(place, _spelt(headers["location"])), allow=self.allow)
            if place.url in hops:
                raise NoAnswer(
                    f"it leads in a circle, back to {place.url}.",
                    hint="Name the address at which it ends in a browser.",
                    file=url,
                )
            if permit is not None:
                permit(place)
        if status == _NOT_MODIFIED or status in _STATUS_OK:
            return Answer(url, place.url, status, headers, body, tuple(hops))
        raise _declined(url, status, headers)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Hand `body` to an address and return its answer, of which the body is not read.

        It is led on nowhere: who is to have it was named. Raises `NotPublic`, `NoAnswer`, which
        does not say that nothing arrived, and `Declined`.
        """
        place = where(url, allow=self.allow)
        asked = _Request("POST", {**headers, "Accept": "*/*"}, body)
        status, told, _ = self._once(place, asked, Deadline(self.bounds.seconds))
        if status in _STATUS_OK:
            return Answer(url, place.url, status, told, b"")
        raise _declined(url, status, told)

    def _once(
        self, place: Where, asked: _Request, deadline: Deadline
    ) -> tuple[int, dict[str, str], bytes]:
        try:
            addresses = resolved(
                place, resolver=self._resolver, allow=self.allow, deadline=deadline
            )
            connection = httpcore.HTTPConnection(
                httpcore.Origin(place.scheme.encode(), place.host.encode(), place.port),
                ssl_context=_tls() if place.scheme == "https" else None,
                network_backend=Guarded(addresses, deadline),
            )
            with connection:
                return self._exchange(connection, place, asked)
        except (httpcore.TimeoutException, TimeoutError):
            told = f"its answer was not whole after {deadline.seconds:g} seconds"
        except (httpcore.ConnectError, OSError) as fault:
            told = f"no connection: {_reason(fault)}"
        except httpcore.RemoteProtocolError as fault:
            told = f"its answer broke off or is none of HTTP ({_reason(fault)})"
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.UnsupportedProtocol,
        ) as fault:
            told = f"the exchange broke down ({_reason(fault)})"
        raise NoAnswer(
            f"{told}.", hint="It is asked again at the next look.", file=place.url
        ) from None

    def _exchange(
        self, connection: httpcore.HTTPConnection, place: Where, asked: _Request
    ) -> tuple[int, dict[str, str], bytes]:
        port = place.origin.removeprefix(f"{place.scheme}://")
        headers = {
            "Host": port,
            "User-Agent": self.agent,
            **asked.headers,
            "Connection": "close",
        }
        if asked.body is not None:
            headers["Content-Length"] = str(len(asked.body))
        request = httpcore.Request(
            asked.method,
            httpcore.URL(
                scheme=place.scheme.encode(),
                host=place.host.encode(),
                port=place.port,
                target=place.target.encode(),
            ),
            headers={name: _sendable(value) for name, value in headers.items()},
            content=asked.body,
            extensions={
                "timeout": {
                    "connect": self.bounds.connect,
                    "read": self.bounds.seconds,
                    "write": self.bounds.seconds,
                    "pool": self.bounds.seconds,
                }
            },
        )
        response = connection.handle_request(request)
        try:
            told = _told(response.headers)
            body = b""
            if response.status in _STATUS_OK and asked.body is None:
                body = self._body(response, told, place)
            return response.status, told, body
        finally:
            response.close()

    def _body(self, response: httpcore.Response, told: Mapping[str, str], place: Where) -> bytes:
        most = self.bounds.bytes_
        length = told.get("content-length", "")
        if length.isascii() and length.isdigit() and len(length) < 20 and int(length) > most:
            raise TooLarge(
                f"it has {int(length):,} bytes; at most {most:,} are taken. Not kept.",
                hint="Leave it out, or name a smaller part of it.",
                file=place.url,
            )
        try:
            return b"".join(
                unpacked(
                    _received(response, most, place),
                    told.get("content-encoding", ""),
                    most=most,
                    file=place.url,
                )
            )
        except Malformed as fault:
            raise NoAnswer(fault.message, hint=fault.hint, file=place.url) from None


def _received(response: httpcore.Response, most: int, place: Where) -> Iterator[bytes]:
    received = 0
    for piece in response.iter_stream():
        received += len(piece)
        if received > most:
            raise TooLarge(
                f"it sends more than the {most:,} bytes that are taken. Not kept.",
                hint="Leave it out, or name a smaller part of it.",
                file=place.url,
            )
        yield piece


def _told(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, value in headers[:_HEADERS]:
        key = name.decode("latin-1").lower()
        told.setdefault(key, value.decode("latin-1")[:_VALUE])
    return dict(sorted(told.items()))


def _sendable(value: str) -> bytes:
    """Return a value as it may stand in a header: what came from a server may hold anything."""
    return "".join(one for one in value if " " <= one <= "~").encode()


def _spelt(location: str) -> str:
    """Return where a header leads to: most that is not ASCII in it is UTF-8."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _seconds(written: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks to wait; None where it says nothing."""
    if written is None:
        return None
    text = written.strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:12]), 10**9))
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())


def _reason(fault: BaseException) -> str:
    inner = fault.__cause__ or fault.__context__
    said = getattr(inner, "strerror", None) or getattr(fault, "strerror", None) or str(fault)
    return " ".join(str(said).split())[:200] or type(fault).__name__


@cache
def _tls() -> ssl.SSLContext:
    """Return how servers are known: by the authorities that the machine trusts."""
    return ssl.create_default_context()


_MEANT = {
    401: ", it wants a password",
    402: ", it wants money",
    403: ", it is forbidden",
    404: ", there is no such page",
    410: ", the page is gone for good",
    429: ", it was asked too often",
    451: ", the law forbids it",
    500: ", it has a fault of its own",
    503: ", it is not at work",
}
_HINTS = {
    401: "Tocsin reads what is open to all.",
    403: "The site keeps programs out: ask its owners, or add saved pages.",
    404: "Look for its new address.",
    410: "Look for its new address, or take the feed off: tocsin feed remove DESK NAME.",
    429: "It is asked again later, and less often.",
    503: "It is asked again later.",
}
