"""Identifiers that follow from content, so that the same thing has the same name on every desk."""

from __future__ import annotations

import hashlib

__all__ = ["digest_of", "sha256_of"]


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_of(prefix: str, *parts: str | int | None) -> str:
    """Return `prefix` and 16 hexadecimal digits that follow from `parts`, in their order.

    Each part is written with its length, so that ("ab", "c") and ("a", "bc") differ; None differs
    from the empty string.
    """
    written = hashlib.sha256()
    for part in parts:
        if part is None:
            written.update(b"-;")
            continue
        encoded = str(part).encode("utf-8", "surrogatepass")
        written.update(f"{len(encoded)}:".encode("ascii"))
        written.update(encoded)
    return prefix + written.hexdigest()[:16]
