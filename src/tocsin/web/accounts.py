"""Accounts: who may enter a desk that is served, with which role, and how a password is known."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from secrets import token_hex

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tocsin.errors import BadArgument

__all__ = [
    "FILE",
    "ROLES",
    "Account",
    "accounts_of",
    "add_account",
    "fits",
    "may",
    "remove_account",
    "set_password",
    "set_role",
]

FILE = "accounts.json"
"""The file of a desk that holds its accounts; nobody but its owner on this machine can read it."""

ROLES = ("reader", "analyst", "editor", "owner")
"""Each may do what those before it may: read, decide on statements, publish, see who did what."""

SHORTEST, LONGEST = 12, 200
"""Letters of a password (NIST SP 800-63B asks for 8 at least, and for no mix of kinds)."""

NAMED = 60


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may enter: the name that entries are signed with, a role, and an argon2 hash."""

    name: str
    role: str
    hashed: str


def accounts_of(desk: Path) -> Mapping[str, Account]:
    """Return the accounts of a desk by name, none where it has no file. Raises `BadArgument`."""
    try:
        text = (desk / FILE).read_text("utf-8")
    except FileNotFoundError:
        return {}
    try:
        found = [Account(one["name"], one["role"], one["hashed"]) for one in json.loads(text)]
    except (ValueError, KeyError, TypeError):
        raise BadArgument(
            "the file of accounts cannot be read.",
            hint="Restore it from a copy, or remove it and add the accounts anew.",
            file=str(desk / FILE),
        ) from None
    return {one.name: one for one in found if one.role in ROLES}


def add_account(desk: Path, name: str, role: str, password: str) -> Account:
    """Add an account. Raises `BadArgument` where there is one of that name, or it cannot be one."""
    known = accounts_of(desk)
    plain = bool(name.strip()) and name == name.strip() and name.isprintable()
    if not plain or len(name) > NAMED or ":" in name:
        raise BadArgument(f"{name!r} is no name that an entry can be signed with.")
    if name.casefold() in {one.casefold() for one in known}:
        raise BadArgument(f"there is an account {name!r} already.")
    made = Account(name, _role(role), _hashed(password))
    _write(desk, {**known, name: made})
    return made


def set_role(desk: Path, name: str, role: str) -> Account:
    """Give an account another role. Raises `BadArgument`."""
    return _changed(desk, replace(_of(desk, name), role=_role(role)))


def set_password(desk: Path, name: str, password: str) -> Account:
    """Give an account another password, which ends its sessions. Raises `BadArgument`."""
    return _changed(desk, replace(_of(desk, name), hashed=_hashed(password)))


def remove_account(desk: Path, name: str) -> None:
    """Remove an account, which ends its sessions; what it entered stays. Raises `BadArgument`."""
    _of(desk, name)
    _write(desk, {one: held for one, held in accounts_of(desk).items() if one != name})


def fits(account: Account | None, password: str) -> bool:
    """Say whether a password is that of an account; for none it takes as long to say no."""
    try:
        _hasher().verify(_decoy() if account is None else account.hashed, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return account is not None


def may(role: str, needed: str) -> bool:
    """Say whether a role may do what another may."""
    return ROLES.index(role) >= ROLES.index(needed)


def _of(desk: Path, name: str) -> Account:
    known = accounts_of(desk)
    if name not in known:
        listed = ", ".join(sorted(known)) or "none"
        raise BadArgument(f"there is no account {name!r}.", hint=f"There are: {listed}.")
    return known[name]


def _changed(desk: Path, account: Account) -> Account:
    _write(desk, {**accounts_of(desk), account.name: account})
    return account


def _role(role: str) -> str:
    if role not in ROLES:
        raise BadArgument(f"there is no role {role!r}.", hint=f"There are: {', '.join(ROLES)}.")
    return role


def _hashed(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadArgument(f"a password has {SHORTEST} to {LONGEST} letters.")
    return _hasher().hash(password)


@cache
def _hasher() -> PasswordHasher:
    """Return argon2id with the library's own costs (RFC 9106, low-memory)."""
    return PasswordHasher()


@cache
def _decoy() -> str:
    return _hasher().hash(token_hex(16))


def _write(desk: Path, accounts: Mapping[str, Account]) -> None:
    rows = [
        {"name": one.name, "role": one.role, "hashed": one.hashed}
        for _, one in sorted(accounts.items())
    ]
    half = desk / f".{FILE}.{token_hex(6)}"
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    half.replace(desk / FILE)
