"""Collect: from files and folders to captured reports, with their text and what they state."""

from __future__ import annotations

from tocsin.collect.captured import LIMITS, Captured, Limits
from tocsin.collect.decoding import Decoded, decode, garbled
from tocsin.collect.files import SUFFIXES, capture_bytes, capture_file, gather
from tocsin.collect.likely import Evidence, likely_dates
from tocsin.collect.manifest import MANIFEST, Manifest, read_manifest
from tocsin.collect.metadata import Metadata

__all__ = [
    "LIMITS",
    "MANIFEST",
    "SUFFIXES",
    "Captured",
    "Decoded",
    "Evidence",
    "Limits",
    "Manifest",
    "Metadata",
    "capture_bytes",
    "capture_file",
    "decode",
    "garbled",
    "gather",
    "likely_dates",
    "read_manifest",
]
