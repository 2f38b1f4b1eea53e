"""Contained: a document that may mean harm, read in a process of its own with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

from tocsin.errors import Malformed, TooLarge

__all__ = ["MEMORY", "SECONDS", "contained"]

SECONDS = 10
"""Seconds of processor time that a document is given; three times as many by the clock."""

MEMORY = 1 << 30
"""Bytes of memory that a document is given."""

_WORKER = Path(__file__).with_name("worker.py")
_ANSWER = 200_000_000


def contained(
    work: Literal["feed", "pdf"],
    data: bytes,
    *,
    file: str,
    seconds: int = SECONDS,
    memory: int = MEMORY,
    **given: object,
) -> dict[str, Any]:
    """Return what the worker found in `data`, as JSON values.

    Raises `TooLarge` where it takes more time or memory than a document is given, `Malformed`
    where it breaks the rules of its format. What the worker prints hangs on `data` and `given`
    alone, unless time ran out.
    """
    asked = json.dumps({"seconds": seconds, "memory": memory, **given})
    try:
        done = subprocess.run(  # noqa: S603  as above
            [sys.executable, "-I", "-B", str(_WORKER), work, asked],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds * 3,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _beyond(seconds, file) from None
    if done.returncode != 0 or len(done.stdout) > _ANSWER:
        raise _beyond(seconds, file)
    found: dict[str, Any] = json.loads(done.stdout)
    if "broken" in found:
        raise Malformed(
            f"it cannot be taken apart: {found['broken']}.", hint="Capture it anew.", file=file
        )
    return found


def _beyond(seconds: int, file: str) -> TooLarge:
    return TooLarge(
        f"reading it takes more than the {seconds} seconds or the memory that it is given. "
        "Not kept.",
        hint="Split it, or save what is needed of it as text.",
        file=file,
    )
