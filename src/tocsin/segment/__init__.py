"""Segment: what every stretch of a report's text is, and which outlet the text speaks for."""

from __future__ import annotations

from tocsin.segment.provenance import Provenance, provenance
from tocsin.segment.segmenting import segment

__all__ = ["Provenance", "provenance", "segment"]
