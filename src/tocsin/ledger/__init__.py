"""Ledger: the append-only record of a desk in SQLite; the only place that knows SQL."""

from __future__ import annotations

from tocsin.ledger.chain import Link
from tocsin.ledger.codec import as_json, as_values, from_json, from_values
from tocsin.ledger.entries import Export, Refusal, Revision
from tocsin.ledger.erasing import Erasure, Shift
from tocsin.ledger.ledger import Ledger
from tocsin.ledger.looks import FeedLook
from tocsin.ledger.search import Hit
from tocsin.ledger.store import LEDGER_FILE
from tocsin.ledger.verify import Flaw, Verified

__all__ = [
    "LEDGER_FILE",
    "Erasure",
    "Export",
    "FeedLook",
    "Flaw",
    "Hit",
    "Ledger",
    "Link",
    "Refusal",
    "Revision",
    "Shift",
    "Verified",
    "as_json",
    "as_values",
    "from_json",
    "from_values",
]
