"""The calendar: how time expressions are written, and which stretch of time each one means."""

from __future__ import annotations

from tocsin.read.calendar.timex import Timex
from tocsin.read.calendar.value import bounds_of

__all__ = ["Timex", "bounds_of"]
