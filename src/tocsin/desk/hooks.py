"""Hooks: web addresses to which a desk hands its warnings, signed, as `hooks.yaml` names them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import yaml

from tocsin.data.written import plain
from tocsin.desk.place import Desk, text_of
from tocsin.errors import BadArgument
from tocsin.fetch import MANNERS, Bounds, Fetcher, Manners, hand_over

__all__ = ["HOOKS", "Hook", "hook_named", "send_to", "signature"]

HOOKS = "hooks.yaml"
BOUNDS = Bounds(seconds=20.0)
FEWEST = 16
"""Characters of a secret at least."""

_KEYS = frozenset({"name", "address", "secret", "allow"})
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_PREFIX = "whsec_"


@dataclass(frozen=True, slots=True)
class Hook:
    """An address that is given warnings.

    `secret` names the variable of the environment that holds what they are signed with; `allow` are
    hosts (with or without port) that may be asked though they are not public.
    """

    name: str
    address: str
    secret: str
    allow: tuple[str, ...] = ()


def hook_named(desk: Desk, name: str) -> Hook:
    """Return a hook of the desk's `hooks.yaml`. Raises `BadArgument`."""
    file = desk.path / HOOKS
    if not file.is_file():
        raise BadArgument(
            "the desk has no hooks.", hint="Write them: docs/how-to/alert.md", file=str(file)
        )
    try:
        values = plain(text_of(file))[1]
    except yaml.YAMLError:
        raise _wrong(desk, "the file is no readable YAML") from None
    rows = values.get("hooks") if isinstance(values, dict) else None
    if not isinstance(rows, list):
        raise _wrong(desk, "the file has no list `hooks`")
    found = {}
    for number, row in enumerate(rows, start=1):
        hook = _hook(desk, row, number)
        if hook.name in found:
            raise _wrong(desk, f"two hooks are named {hook.name!r}", number)
        found[hook.name] = hook
    if name not in found:
        raise BadArgument(
            f"the desk has no hook {name!r}.",
            hint=f"There are: {', '.join(found) or 'none'}.",
            file=str(file),
        )
    return found[name]


def _hook(desk: Desk, row: Any, number: int) -> Hook:
    if not isinstance(row, Mapping) or not set(row) <= _KEYS:
        raise _wrong(desk, f"a hook has {', '.join(sorted(_KEYS))} and nothing else", number)
    allow = row.get("allow", [])
    if not isinstance(allow, list) or not all(isinstance(one, str) for one in allow):
        raise _wrong(desk, "`allow` is a list of hosts", number)
    name, address, secret = (row.get(key) for key in ("name", "address", "secret"))
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise _wrong(desk, "a name is of small letters, digits and hyphens", number)
    if not isinstance(address, str) or not isinstance(secret, str) or not secret:
        raise _wrong(desk, f"hook {name!r} lacks `address` or `secret`", number)
    return Hook(name, address, secret, tuple(allow))


def _wrong(desk: Desk, message: str, at: int | None = None) -> BadArgument:
    return BadArgument(
        f"{message}.", hint="See docs/how-to/alert.md.", file=str(desk.path / HOOKS), at=at
    )


def send_to(
    hook: Hook,
    named: str,
    row: Mapping[str, object],
    *,
    at: datetime,
    manners: Manners = MANNERS,
    environment: Mapping[str, str] = os.environ,
    sleep: Callable[[float], None] | None = None,
) -> int:
    """Hand `row` to a hook as JSON, signed, and return how many tries it took.

    `named` is the same whenever the same is sent again, so that the receiver can tell. Headers and
    signature are those of Standard Webhooks 1.0.0. Raises `BadArgument` where there is no secret,
    `NotPublic`, `NoAnswer`, `Declined`.
    """
    body = json.dumps(row, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")
    stamp = str(int(at.timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": named,
        "webhook-timestamp": stamp,
        "webhook-signature": signature(_key(hook, environment), named, stamp, body),
    }
    fetcher = Fetcher(allow=hook.allow, bounds=BOUNDS)
    more = {} if sleep is None else {"sleep": sleep}
    return hand_over(fetcher, hook.address, body, headers, manners=manners, **more)[1]


def signature(key: bytes, named: str, stamp: str, body: bytes) -> str:
    """Return "v1," and the HMAC-SHA256, in base 64, of id, time in seconds and body."""
    signed = f"{named}.{stamp}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode("ascii")


def _key(hook: Hook, environment: Mapping[str, str]) -> bytes:
    """Return the key of a hook: after "whsec_" it is base 64, else the characters themselves."""
    secret = environment.get(hook.secret, "")
    if len(secret) < FEWEST:
        raise BadArgument(
            f"${hook.secret} holds no secret of {FEWEST} characters and more.",
            hint=f"Set it to what the receiver of the hook {hook.name!r} knows.",
        )
    if not secret.startswith(_PREFIX):
        return secret.encode("utf-8")
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise BadArgument(
            f"${hook.secret} begins with {_PREFIX} and is no base 64.", hint="Copy it whole."
        ) from None
