"""Calls of the command line within this process: a process of its own takes a second to begin."""

from __future__ import annotations

import contextlib
import io
import sys
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

import typer.main

from tocsin.cli import main

__all__ = ["run"]

_command = cache(typer.main.get_command)
"""The commands, put together once: each call of a process of its own does so anew."""


def run(*words: str | Path, given: str = "") -> CompletedProcess[str]:
    """Call `tocsin` with `words` and `given` on standard input, as a process of its own would be.

    What concerns the process itself (signals, pipes, the first import) is tried in real ones.
    """
    out, told = _stream(), _stream()
    call = ["tocsin", *map(str, words)]
    with (
        patch.object(typer.main, "get_command", _command),
        patch.object(sys, "argv", call),
        patch.object(sys, "stdin", _stream(given)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(told),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
    return CompletedProcess(call, code if isinstance(code, int) else 0, _of(out), _of(told))


def _stream(text: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode("utf-8")), "utf-8", write_through=True)


def _of(stream: io.TextIOWrapper) -> str:
    raw = stream.buffer
    return raw.getvalue().decode("utf-8") if isinstance(raw, io.BytesIO) else ""
