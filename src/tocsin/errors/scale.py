"""Scale: what stops work on an engine."""

from __future__ import annotations

from tocsin.errors.base import TocsinError

__all__ = ["EngineFailed", "OtherRun", "ScaleError"]


class ScaleError(TocsinError):
    """Reports cannot be read on an engine."""

    code = "T700"


class EngineFailed(ScaleError):
    """The engine, or a worker of it, stopped; what was finished stays, and is not done anew."""

    code = "T701"


class OtherRun(ScaleError):
    """The folder holds what was read by another reader, for other watches, or nothing."""

    code = "T702"
