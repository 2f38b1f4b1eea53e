"""Addresses: on which a desk may be served, and under which names a request may call it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from tocsin.errors import NotLoopback, NotPrivate

__all__ = ["Called", "check_host", "is_called", "url_of"]

NAMES = frozenset({"localhost"})
"""Names that every machine has for itself (RFC 6761, 6.3)."""


@dataclass(frozen=True, slots=True)
class Called:
    """The names by which requests may call a desk, beside those of this machine itself.

    With `numbers` any address in digits may be one too: no name can be made to lead there, so a
    page elsewhere cannot have a browser call it by another (see `is_called`).
    """

    names: frozenset[str] = frozenset()
    numbers: bool = False


def check_host(host: str, *, accounts: bool = False, private: bool = False) -> str:
    """Return the host to listen on. Raises `NotLoopback`, `NotPrivate` for what is not safe.

    Without accounts whoever can reach the port can read all that the desk holds; where nothing is
    encrypted, who listens on the way can read the passwords too.
    """
    name = host.strip("[]").casefold()
    if name in NAMES or _is_loopback(name):
        return name
    if not accounts:
        raise NotLoopback(
            f"{host!r} is not this machine alone, and this desk has no accounts: whoever reaches "
            "it would read all of it.",
            hint="Add them: tocsin account add DESK NAME --role owner; or leave --host out, and "
            "from elsewhere come by a tunnel: ssh -L 8347:127.0.0.1:8347",
            at="--host",
        )
    if not private:
        raise NotPrivate(
            f"{host!r} is not this machine alone: passwords would be sent there in the open.",
            hint="Give --cert and --key; or leave --host out, have a server with a certificate "
            "pass requests on to this machine, and give its name as --name.",
            at="--host",
        )
    return name


def is_called(header: str, called: Called | None = None) -> bool:
    """Say whether the Host header of a request names this machine, or is one it is called by.

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
    if host in NAMES or _is_loopback(host):
        return True
    return called is not None and (host in called.names or (called.numbers and _is_number(host)))


def url_of(host: str, port: int, *, private: bool = False) -> str:
    """Return the address of the front page."""
    scheme = "https" if private else "http"
    return f"{scheme}://[{host}]:{port}/" if ":" in host else f"{scheme}://{host}:{port}/"


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
