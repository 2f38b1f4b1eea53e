"""Contacts: how a contributor can be reached, under a passphrase and only when that is asked."""

from __future__ import annotations

import base64
import json
import os
import secrets
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.errors import BadArgument, NotADesk

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

__all__ = ["FILE", "MOST", "contact_of", "forget_contact", "keep_contact", "kept_contacts"]

FILE = "contacts.json"
"""The file of a desk that holds them; no backup, export or archive takes it along."""

MOST = 1_000
"""Bytes of UTF-8 that a contact has at most."""

LEAST = 12
"""Letters that a passphrase has at least: whoever has the file may try as many as they like."""

_SIZE = 1_024
"""Bytes before sealing, always the same: the length of what is sealed tells nothing."""

_SALT, _NONCE, _KEY = 16, 12, 32
_ROUNDS, _MEMORY = 3, 256 * 1024
_FOR = b"tocsin contact 1\0"


def keep_contact(desk: Path, code: str, contact: str, passphrase: str) -> None:
    """Keep how a contributor can be reached, instead of what was kept of them before.

    It is sealed by ChaCha20-Poly1305 under a key that Argon2id draws from the passphrase and a salt
    of its own; neither is stored. Nobody opens it without the passphrase, we do not either. Raises
    `BadArgument` for an empty or too long contact, or a passphrase that is too short.
    """
    said = " ".join(contact.split())
    data = said.encode("utf-8", "replace")
    if not 0 < len(data) <= MOST:
        raise BadArgument(f"a contact has from 1 to {MOST:,} bytes.")
    if len(passphrase) < LEAST:
        raise BadArgument(
            f"a passphrase has at least {LEAST} letters: who steals the desk may try for ever.",
            hint="Take five words that nobody would put together.",
        )
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    plain = (len(data).to_bytes(2, "big") + data).ljust(_SIZE, b"\0")
    sealed = _cipher(passphrase, salt).encrypt(nonce, plain, _FOR + code.encode())
    known = dict(_read(desk))
    known[code] = base64.b64encode(salt + nonce + sealed).decode()
    _write(desk, known)


def contact_of(desk: Path, code: str, passphrase: str) -> str:
    """Return how a contributor can be reached.

    Raises `BadArgument` where nothing is kept of them, and where it does not open. Whether the
    passphrase is wrong or the file was changed is not told: the cipher itself does not know.
    """
    from cryptography.exceptions import InvalidTag

    held = _held(desk, code)
    salt, nonce = held[:_SALT], held[_SALT : _SALT + _NONCE]
    try:
        sealed = held[_SALT + _NONCE :]
        plain = _cipher(passphrase, salt).decrypt(nonce, sealed, _FOR + code.encode())
    except (InvalidTag, ValueError):
        raise BadArgument(
            "it does not open.",
            hint="The passphrase is another, or the file was changed. Without it nobody opens it.",
        ) from None
    return plain[2 : 2 + int.from_bytes(plain[:2], "big")].decode()


def forget_contact(desk: Path, code: str) -> None:
    """Take out how a contributor can be reached, for good; no passphrase is needed.

    Raises `BadArgument` where nothing is kept of them.
    """
    _held(desk, code)
    _write(desk, {one: held for one, held in _read(desk).items() if one != code})


def kept_contacts(desk: Path) -> tuple[str, ...]:
    """Return the codes of those of whom a contact is kept. Raises `NotADesk`."""
    return tuple(sorted(_read(desk)))


def _cipher(passphrase: str, salt: bytes) -> ChaCha20Poly1305:
    from argon2.low_level import Type, hash_secret_raw
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "replace")
    return ChaCha20Poly1305(
        hash_secret_raw(
            secret, salt, time_cost=_ROUNDS, memory_cost=_MEMORY, parallelism=1, hash_len=_KEY,
            type=Type.ID,
        )
    )  # fmt: skip


def _held(desk: Path, code: str) -> bytes:
    known = _read(desk)
    if code not in known:
        raise BadArgument(f"no contact is kept of {code}.")
    try:
        held = base64.b64decode(known[code], validate=True)
    except ValueError:
        held = b""
    # What is cut short is made whole again: it does not open, as any other that was changed.
    return held.ljust(_SALT + _NONCE + _SIZE, b"\0")


def _read(desk: Path) -> Mapping[str, str]:
    file = desk / FILE
    try:
        told = json.loads(file.read_text("utf-8"))
        return {str(code): str(held) for code, held in told.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as fault:
        raise NotADesk(
            "what is kept of contacts cannot be read.",
            hint="Restore contacts.json from a copy, or delete it.",
            file=str(file),
        ) from fault


def _write(desk: Path, known: Mapping[str, str]) -> None:
    """Write the file anew, or none, and fill the old one with zeros: its blocks may lie on."""
    file, half = desk / FILE, desk / f".{FILE}.part"
    with suppress(FileNotFoundError):
        half.unlink()
    old = os.open(file, os.O_RDWR) if file.exists() else None
    try:
        if known:
            opened = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(opened, "w", encoding="utf-8") as writing:
                json.dump(dict(sorted(known.items())), writing, indent=1)
                writing.flush()
                os.fsync(writing.fileno())
            half.replace(file)
        else:
            file.unlink(missing_ok=True)
        if old is not None and os.fstat(old).st_nlink == 0:
            os.write(old, bytes(os.fstat(old).st_size))
            os.fsync(old)
    finally:
        if old is not None:
            os.close(old)
