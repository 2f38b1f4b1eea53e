"""Ledger: the append-only record of a desk; the only place that knows SQL."""

from __future__ import annotations

from tocsin.ledger.chain import Link
from tocsin.ledger.codec import as_json, as_values, from_json, from_values
from tocsin.ledger.entries import Export, Refusal, Revision
from tocsin.ledger.erasing import Erasure, Shift
from tocsin.ledger.ledger import Ledger
from tocsin.ledger.looks import FeedLook
from tocsin.ledger.places import ADDRESS_FILE, LEDGER_FILE, Stamp, is_there, may_write, stamp_of
from tocsin.ledger.search import Hit
from tocsin.ledger.verify import Flaw, Verified

__all__ = [
    "ADDRESS_FILE",
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
    "Stamp",
    "Verified",
    "as_json",
    "as_values",
    "from_json",
    "from_values",
    "is_there",
    "may_write",
    "stamp_of",
]
