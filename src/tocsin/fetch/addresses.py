"""Addresses: which web addresses may be asked at all, and which of a host's are public."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from tocsin.errors import NotPublic

__all__ = ["Where", "joined", "private_because", "where"]

_LONGEST = 8_000
_PORTS = {"http": 80, "https": 443}
_LOW = 1024
_TARGET = "!#$%&'()*+,/:;=?@[]~-._"
_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
)
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)")
# Addresses that stand in public ranges and answer what only a cloud's own machines may know.
_METADATA = frozenset({"168.63.129.16"})
# Set aside by IANA; which of them Python calls private hangs on its version.
_SET_ASIDE = tuple(
    ipaddress.ip_network(one)
    for one in ("100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "64:ff9b:1::/48", "3fff::/20")
)
_HINT = "If it is a host of your own, name it: --allow HOST."

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Where:
    """A web address taken apart: what is connected to, and what is asked there."""

    scheme: str
    host: str
    port: int
    target: str
    literal: bool

    @property
    def origin(self) -> str:
        """Scheme, host and port as one name, without the port that goes without saying."""
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.authority}{port}"

    @property
    def authority(self) -> str:
        """The host as it stands in an address."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def url(self) -> str:
        """The whole address, in one spelling."""
        return f"{self.origin}{self.target}"

    def allowed(self, allow: Collection[str]) -> bool:
        """Say whether a person named this host, alone or with its port."""
        return self.host in allow or f"{self.authority}:{self.port}" in allow


def where(url: str, *, allow: Collection[str] = ()) -> Where:
    """Take a web address apart. Raises `NotPublic` for one that is not to be asked.

    Only http and https, without a name and password, on the usual ports or high ones. Numbers that
    are no usual way to write an address (decimal, octal, hex, short forms) are none. The host is
    spelt as it goes to the network: nobody reads the address in another way afterwards.
    """
    if len(url) > _LONGEST:
        raise _not("the address is too long.", url)
    if any(ord(one) < 32 or ord(one) == 127 or one == "\\" for one in url.strip()):
        raise _not("the address holds a backslash or a control character.", url)
    try:
        parts = urlsplit(url.strip())
        port, named = parts.port, parts.hostname
    except ValueError:
        raise _not("this is no web address.", url) from None
    if parts.scheme not in _PORTS or not named:
        raise _not("this is no web address: it must begin with http:// or https://.", url)
    if parts.username is not None or parts.password is not None:
        raise _not("the address holds a user's name or password.", url)
    host, literal = _host(named, url)
    target = quote(parts.path, safe=_TARGET) or "/"
    if parts.query:
        target += "?" + quote(parts.query, safe=_TARGET)
    found = Where(parts.scheme, host, port or _PORTS[parts.scheme], target, literal)
    if found.port < _LOW and found.port not in _PORTS.values() and not found.allowed(allow):
        raise _not(f"port {found.port} is no port of web servers.", url)
    return found


def joined(base: Where, location: str) -> str:
    """Return the address that `location` means on a page at `base`. Raises `NotPublic`."""
    try:
        return urljoin(base.url, location.strip())
    except ValueError:
        raise _not("it leads to what is no web address.", location) from None


def private_because(written: str) -> str | None:
    """Return why an IP address is not one of the public network; None when it is.

    IPv4 addresses within IPv6 ones (mapped, translated, 6to4, Teredo) are looked at as well.
    """
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return "no address"
    return _private(address)


def _private(address: Address) -> str | None:
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None or address.is_site_local:
            return "an address of one link or site"
        for inner in _within(address):
            if (why := _private(inner)) is not None:
                return f"{why}, written as IPv6"
    if str(address) in _METADATA:
        return "a cloud's metadata"
    for told, is_so in (
        ("this machine", address.is_loopback),
        ("no address", address.is_unspecified),
        ("an address of one link, such as a cloud's metadata", address.is_link_local),
        ("an address of many machines", address.is_multicast),
        ("a private network", address.is_private),
        ("a reserved address", address.is_reserved or not address.is_global),
        ("a reserved address", any(address in one for one in _SET_ASIDE)),
    ):
        if is_so:
            return told
    return None


def _within(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    number = int(address)
    high = number >> 32
    # IPv4-compatible (::a.b.c.d), NAT64 (64:ff9b::/96), its local form, and ISATAP.
    if high in (0, 0x64FF9B << 64) or number >> 80 == 0x64FF9B0001:
        found.append(ipaddress.IPv4Address(number & 0xFFFFFFFF))
    if (number >> 32) & 0xFFFFFFFF in (0x00005EFE, 0x02005EFE):
        found.append(ipaddress.IPv4Address(number & 0xFFFFFFFF))
    return [one for one in found if one is not None]


def _host(named: str, url: str) -> tuple[str, bool]:
    """Return the host as it goes to the network, and whether it is an IP address."""
    if ":" in named or "[" in urlsplit(url).netloc:
        try:
            return str(ipaddress.IPv6Address(named.replace("%", "!"))), True
        except ValueError:
            raise _not("its host is no address.", url) from None
    try:
        # Names beyond ASCII have one spelling on the network; digits of other scripts become ours.
        host = named.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        raise _not("its host is no name.", url) from None
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(host)), True
        except ValueError:
            raise _not("its host is a number that is no usual address.", url) from None
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise _not("its host is no name.", url)
    return host, False


def _not(message: str, url: str) -> NotPublic:
    return NotPublic(message, hint="Look at the address.", file=url[:300])
