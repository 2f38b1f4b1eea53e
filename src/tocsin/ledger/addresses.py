"""Addresses: the URL of a database that keeps a ledger, as people and desks name it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from tocsin.errors import BadArgument

__all__ = ["Address", "address_from"]

SCHEMES = ("postgresql", "postgres")
SCHEMA = "tocsin"
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
SECRET = ("password", "passfile", "sslpassword")


@dataclass(frozen=True, slots=True)
class Address:
    """A database, as libpq takes it, and the schema in it that holds the tables of one desk."""

    server: str
    schema: str

    def __str__(self) -> str:
        return f"{self.server}, schema {self.schema}"


def address_from(url: str) -> Address:
    """Return what a URL names: postgresql://USER@HOST:PORT/DATABASE?schema=NAME.

    What it leaves out, libpq takes from its environment; without `schema` it is "tocsin". Raises
    `BadArgument` for another scheme, a name that no schema has, and where it holds a password.
    """
    parts = urlsplit(url.strip())
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    if parts.scheme not in SCHEMES:
        raise BadArgument(
            f"{parts.scheme or 'this'} is no address of a database that keeps a ledger.",
            hint="postgresql://USER@HOST/DATABASE?schema=NAME",
        )
    if ":" in parts.netloc.rpartition("@")[0] or any(one in asked for one in SECRET):
        raise BadArgument(
            "a desk keeps no password: its address is a file that others may read.",
            hint="Leave it out of the URL, and put it into ~/.pgpass or PGPASSWORD.",
        )
    schema = asked.pop("schema", SCHEMA)
    if not NAME.fullmatch(schema) or schema.startswith("pg_"):
        raise BadArgument(
            f"{schema!r} is no name of a schema for a desk.",
            hint="Small letters, digits and underscores, a letter first, up to 63.",
        )
    more = f"?{urlencode(asked, safe='/', quote_via=quote)}" if asked else ""
    return Address(f"{SCHEMES[0]}://{parts.netloc}{parts.path}{more}", schema)
