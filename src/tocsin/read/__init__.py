"""Reading: statements and what they say, from a text that the reader knows nothing else of."""

from __future__ import annotations

from tocsin.read.gate import Gate
from tocsin.read.reader import Reader

__all__ = ["Gate", "Reader"]
