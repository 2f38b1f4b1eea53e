"""Warm: what a server of processes loads once, so that each is at work in a moment."""

from __future__ import annotations

import gc
import os
import tempfile
from datetime import timedelta
from pathlib import Path

from scripts.crash.acts import AS_OF, NOW, WATCH, desk_at

from tocsin.desk import situation_of
from tocsin.desk.situation import case_of
from tocsin.ledger import Ledger
from tocsin.publish import assess, markdown

__all__ = ["DESK"]

DESK = "TOCSIN_CRASH_DESK"
"""The variable that names the desk by which the server warms itself up."""

if DESK in os.environ:
    desk = desk_at(Path(os.environ[DESK]))
    with desk.ledger(read_only=True) as ledger:
        known = NOW + timedelta(days=1)
        now = situation_of(desk, ledger, WATCH, as_of=AS_OF, known_at=known, with_history=False)
        markdown(assess(case_of(desk, ledger, now)))
    with tempfile.TemporaryDirectory() as folder:
        Ledger.create(Path(folder) / "desk").close()  # which loads what migrates
    gc.collect()
    gc.freeze()
