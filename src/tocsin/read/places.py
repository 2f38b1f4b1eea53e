"""Places: names of places in a text, and where on earth they most likely are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tocsin.nouns import PlaceMention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Setting", "find", "setting_of"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a whole report says of where it plays: country code to the times it is named."""

    countries: Mapping[str, int] = field(default_factory=dict)


def setting_of(docs: Iterable[Doc]) -> Setting:
    """Return the setting of a report from its paragraphs."""
    del docs
    return Setting()


def find(doc: Doc, setting: Setting | None = None) -> tuple[PlaceMention, ...]:
    """Return the places named in `doc`, in order.

    `setting` is that of the whole report; without it `doc` stands for the report.
    """
    del setting
    return tuple(
        PlaceMention(e.text, Span(e.start_char, e.end_char), None, None, None)
        for e in doc.ents
        if e.label_ in {"GPE", "LOC", "FAC"}
    )
