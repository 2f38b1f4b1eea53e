"""Connecting: a connection to an address that was looked at, and to no other."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import httpcore

from tocsin.errors import NoAnswer, NotPublic
from tocsin.fetch.addresses import Where, private_because

__all__ = ["Deadline", "Guarded", "Resolver", "resolved", "system_resolver"]

Resolver = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to its IP addresses. Raises `OSError` where there are none."""


class Deadline:
    """A moment at which a whole exchange is over, however fast its pieces drip."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Return the seconds left, at most `most`. Raises `TimeoutError` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left if most is None else min(left, most)


def system_resolver(host: str, port: int) -> Sequence[str]:
    """Return the addresses that the machine's own resolver gives."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


def resolved(
    place: Where, *, resolver: Resolver, allow: Collection[str], deadline: Deadline
) -> tuple[str, ...]:
    """Return the addresses of a host that may be connected to: all that it has, or none.

    A host that has a public and a private address is up to no good. Raises `NotPublic`, and
    `NoAnswer` for a host without an address.
    """
    addresses = (place.host,) if place.literal else _asked(place, resolver, deadline)
    if place.allowed(allow):
        return addresses
    for address in addresses:
        if (why := private_because(address)) is not None:
            raise NotPublic(
                f"its host {place.host} is {address}: {why}. It was not asked.",
                hint="If it is a host of your own, name it: --allow HOST.",
                file=place.url,
            )
    return addresses


def _asked(place: Where, resolver: Resolver, deadline: Deadline) -> tuple[str, ...]:
    found: list[tuple[str, ...]] = []
    faults: list[Exception] = []

    def ask() -> None:
        try:
            found.append(tuple(resolver(place.host, place.port)))
        except (OSError, UnicodeError) as fault:
            faults.append(fault)

    # The system's resolver takes as long as it likes: it is left behind when time is up.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left())
    if found and found[0]:
        return found[0]
    why = "it has no address" if found or faults else "nobody said in time where it is"
    raise NoAnswer(
        f"the host {place.host} is not found: {why}.",
        hint="Look at the address, and at this machine's connection.",
        file=place.url,
    )


class Guarded(httpcore.NetworkBackend):
    """Connects to one of the addresses that were looked at, and ends with its deadline.

    The name is not looked up again, so that an answer that changes in between changes nothing.
    """

    def __init__(self, addresses: Sequence[str], deadline: Deadline) -> None:
        self._addresses = tuple(addresses)
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002  the name was looked up, and what it gave was looked at
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first address that takes one."""
        backend = httpcore.SyncBackend()
        last: Exception = httpcore.ConnectError("no address")
        for address in self._addresses:
            try:
                stream = backend.connect_tcp(
                    address,
                    port,
                    timeout=self._deadline.left(timeout),
                    local_address=local_address,
                    socket_options=socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as fault:
                last = fault
                continue
            return _Timed(stream, self._deadline)
        raise last

    def connect_unix_socket(self, *_args: Any, **_kwargs: Any) -> httpcore.NetworkStream:
        """Refuse: a web address leads to no socket of this machine."""
        raise httpcore.UnsupportedProtocol("no sockets of this machine")


class _Timed(httpcore.NetworkStream):
    """A stream of bytes whose every wait ends with the deadline of the whole."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        safe = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Timed(safe, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
