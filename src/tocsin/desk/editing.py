"""Editing: what editors changed in the text of a watch's assessments, out of the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from tocsin.ledger import Ledger
from tocsin.nouns import Correction, Edit, cut_of

__all__ = ["EDIT", "edit_of", "edits_of"]

EDIT: Final = "edit"
"""The kind of the ledger's entries."""


def edits_of(ledger: Ledger, watch: str, *, known_at: datetime | None = None) -> tuple[Edit, ...]:
    """Return the edits of a watch's assessments that hold, as known at a time, as entered."""
    return tuple(
        edit_of(one)
        for one in ledger.corrections(known_at=known_at)
        if one.kind == EDIT and one.target.partition(":")[0] == watch
    )


def edit_of(entry: Correction) -> Edit:
    """Return the edit that an entry of its kind is."""
    value = {name: str(held) for name, held in entry.value.items()}
    return Edit(
        entry=entry.id,
        section=value["section"],
        generated=value["generated"],
        text=value["text"],
        style=value["style"],
        as_of=cut_of(value["as_of"]),
        by=entry.author,
        why=entry.reason,
        at=entry.at,
    )
