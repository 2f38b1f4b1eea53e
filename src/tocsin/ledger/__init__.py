"""Ledger: the append-only record of a desk in SQLite; the only place that knows SQL."""

from __future__ import annotations

from tocsin.ledger.codec import as_json, as_values, from_json, from_values
from tocsin.ledger.entries import Export, Refusal, Revision
from tocsin.ledger.ledger import Ledger
from tocsin.ledger.looks import FeedLook
from tocsin.ledger.search import Hit
from tocsin.ledger.store import LEDGER_FILE

__all__ = [
    "LEDGER_FILE",
    "Export",
    "FeedLook",
    "Hit",
    "Ledger",
    "Refusal",
    "Revision",
    "as_json",
    "as_values",
    "from_json",
    "from_values",
]
