"""Hedges: whether a text speaks with doubt about what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["is_hedged"]

_CUE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|likely|unlikely|probabl[ey]|perhaps|suggest\w*|appear\w*|seem\w*"
    r"|believe[ds]?|considered|some|many|often|generally|usually|alleged(?:ly)?|reported(?:ly)?)\b",
    re.IGNORECASE,
)


def is_hedged(doc: Doc) -> bool:
    """Say whether `doc` holds a word by which its writer keeps a distance from what is said."""
    return any(match.group() != "May" for match in _CUE.finditer(doc.text))
