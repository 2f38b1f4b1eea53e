"""Collect: from files, feeds and archives to captured reports, with what they state."""

from __future__ import annotations

from tocsin.collect.captured import LIMITS, Captured, Limits
from tocsin.collect.declared import GROUP, KINDS, kind_named, kind_of, kinds
from tocsin.collect.decoding import Decoded, decode, garbled
from tocsin.collect.discovery import GUESSES, feeds_named
from tocsin.collect.files import SUFFIXES, capture_bytes, capture_file, gather
from tocsin.collect.kinds import Document, Found, Kind, Lead, Option, Value, found_in, settled
from tocsin.collect.likely import Evidence, likely_dates
from tocsin.collect.manifest import MANIFEST, Manifest, read_manifest
from tocsin.collect.metadata import Metadata
from tocsin.collect.served import capture_served

__all__ = [
    "GROUP",
    "GUESSES",
    "KINDS",
    "LIMITS",
    "MANIFEST",
    "SUFFIXES",
    "Captured",
    "Decoded",
    "Document",
    "Evidence",
    "Found",
    "Kind",
    "Lead",
    "Limits",
    "Manifest",
    "Metadata",
    "Option",
    "Value",
    "capture_bytes",
    "capture_file",
    "capture_served",
    "decode",
    "feeds_named",
    "found_in",
    "garbled",
    "gather",
    "kind_named",
    "kind_of",
    "kinds",
    "likely_dates",
    "read_manifest",
    "settled",
]
