"""Sessions: who has entered a served desk, until when, and how often anybody may try."""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe
from time import time

from tocsin.web.accounts import Account

__all__ = ["IDLE", "LOG", "WHOLE", "Limit", "Sessions", "logged", "written_down"]

IDLE, WHOLE = 8 * 3600.0, 24 * 3600.0
"""Seconds after which a session ends: without a page asked for, and in any case."""

LOG = "access.jsonl"
"""The file of a desk in which it is written down who came, was refused, left and acted."""

LONGEST = 1_000
"""Bytes of a row, at the most of those that are looked through."""

MOST = 10_000
"""Keys that a limit remembers, and sessions that are open; the oldest go."""


@dataclass(frozen=True, slots=True)
class _Session:
    """An account that has entered; `of` is the hash of its password then."""

    name: str
    of: str
    began: float
    last: float


@dataclass
class Sessions:
    """Sessions by the hash of their token: who reads this memory can still not enter by it."""

    clock: Callable[[], float] = time
    _open: OrderedDict[str, _Session] = field(default_factory=OrderedDict)

    def begin(self, account: Account) -> str:
        """Open a session and return its token."""
        token, now = token_urlsafe(32), self.clock()
        self._open[_digest(token)] = _Session(account.name, account.hashed, now, now)
        while len(self._open) > MOST:
            self._open.popitem(last=False)
        return token

    def account(
        self, token: str, accounts: Mapping[str, Account], *, seen: bool = True
    ) -> Account | None:
        """Return who a token is of, None where its session is over, or its account another.

        `seen` has the session go on; what a page asks by itself does not.
        """
        key, now = _digest(token), self.clock()
        held = self._open.get(key)
        if held is None:
            return None
        account = accounts.get(held.name)
        over = now - held.last > IDLE or now - held.began > WHOLE
        if over or account is None or account.hashed != held.of:
            del self._open[key]
            return None
        if seen:
            self._open[key] = replace(held, last=now)
        return account

    def end(self, token: str) -> None:
        """Close a session."""
        self._open.pop(_digest(token), None)


@dataclass
class Limit:
    """So many at once, and then one in each `every` seconds, for each key."""

    most: int
    every: float
    clock: Callable[[], float] = time
    _spent: OrderedDict[Hashable, tuple[float, float]] = field(default_factory=OrderedDict)

    def allows(self, key: Hashable, *, takes: bool = True) -> bool:
        """Say whether one more is within the limit, and count it with `takes`."""
        now = self.clock()
        spent, at = self._spent.pop(key, (0.0, now))
        spent = max(spent - (now - at) / self.every, 0.0)
        allowed = spent + 1 <= self.most
        self._spent[key] = (spent + 1 if allowed and takes else spent, now)
        while len(self._spent) > MOST:
            self._spent.popitem(last=False)
        return allowed


def logged(desk: Path, row: Mapping[str, object]) -> None:
    """Write down what happened; rows are only ever added."""
    line = json.dumps(row, ensure_ascii=False) + "\n"
    opened = os.open(desk / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(opened, "a", encoding="utf-8") as out:
        out.write(line)


def written_down(desk: Path, most: int) -> list[Mapping[str, str]]:
    """Return the last rows that were written down, the newest first."""
    try:
        with (desk / LOG).open("rb") as held:
            size = held.seek(0, os.SEEK_END)
            start = max(size - most * LONGEST, 0)
            held.seek(start)
            lines = held.read().decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
    # Where it does not begin at the start, the first line is a part of one.
    whole = lines[1:] if start else lines
    return [json.loads(line) for line in whole[-most:][::-1]]


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
