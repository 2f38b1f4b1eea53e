"""Addresses: on which a desk may be served, and under which names a request may call it."""

from __future__ import annotations

import ipaddress

from tocsin.errors import NotLoopback

__all__ = ["check_host", "is_called", "url_of"]

NAMES = frozenset({"localhost"})
"""Names that every machine has for itself (RFC 6761, 6.3)."""


def check_host(host: str) -> str:
    """Return the host to listen on. Raises `NotLoopback` for any but this machine itself.

    Whoever can reach the port can read all that the desk holds: nobody is asked who they are.
    """
    name = host.strip("[]").casefold()
    if name in NAMES or _is_loopback(name):
        return name
    raise NotLoopback(
        f"{host!r} is not this machine alone: whoever reaches it would read the whole desk, "
        "for there are no accounts yet.",
        hint="Leave --host out, and from elsewhere come by a tunnel: ssh -L 8347:127.0.0.1:8347",
        at="--host",
    )


def is_called(header: str) -> bool:
    """Say whether the Host header of a request names this machine.

    A page of another site can have its own name resolve to 127.0.0.1 and then read what is served
    here as its own (DNS rebinding); it cannot make the browser send a Host that is not its name.
    """
    name = header.strip().casefold()
    if name.startswith("["):
        host, bracket, port = name[1:].partition("]")
        port = port.removeprefix(":") if bracket else "none"
    else:
        host, _, port = name.partition(":")
    if port and not (port.isascii() and port.isdecimal()):
        return False
    return host in NAMES or _is_loopback(host)


def url_of(host: str, port: int) -> str:
    """Return the address of the front page."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
