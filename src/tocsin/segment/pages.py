"""Pages: what the place of a piece among its neighbours adds to its features."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tocsin.segment.lines import Piece
from tocsin.segment.traits import Traits, length_of

__all__ = ["features_of"]

# A run of this many cells, a third of them numbers, is a table.
TABLE = 9
CELL = 3  # words
# How far around a piece its neighbours' cues are counted.
NEAR = 4

_NAMED = re.compile(r":\s+\S")


def features_of(pieces: Sequence[Piece], traits: Sequence[Traits]) -> list[list[str]]:
    """Return the names of every piece's features: its own and those of its place on the page."""
    count = len(traits)
    prose = [at for at, trait in enumerate(traits) if trait.shape == "P"]
    first, last = (prose[0], prose[-1]) if prose else (count, -1)
    list_like = _list_like(traits)
    same = Counter(piece.text for piece in pieces)
    cells = _cells(traits)
    under = _under_heading(pieces, traits, last)
    cued = [0]
    for trait in traits:
        cued.append(cued[-1] + trait.outside)
    # A picture or an advertisement between the last paragraphs does not end the article, and where
    # somebody speaks below its end it has not ended.
    ended = [0]
    for trait in traits:
        ended.append(ended[-1] + (trait.outside and not trait.passing))
    resumed = last
    found: list[list[str]] = []
    seen: set[str] = set()
    for at, trait in enumerate(traits):
        length = length_of(trait.size)
        piece_text = pieces[at].text
        zone = "lead" if at < first else "tail" if at > last else "within"
        above = traits[at - 1].shape if at else "^"
        below = traits[at + 1].shape if at + 1 < count else "$"
        features = [
            *trait.own,
            f"zone:{zone}:{length}",
            f"zone:{zone}:{trait.end}",
            f"above:{above}{trait.shape}",
            f"below:{trait.shape}{below}",
            f"page:{list_like}:{trait.shape}",
        ]
        if cells[at]:
            features.append("table")
        if under[at]:
            features.append("under heading")
        # Short lines come back for many reasons ("Pros", "Cons"), and so do recipes and plans;
        # among paragraphs a sentence comes back only in furniture.
        if length == "long" and list_like in {"few", "some"} and same[piece_text] > 1:
            features.append("again" if piece_text in seen else "again:first")
        seen.add(piece_text)
        if at and traits[at - 1].outside:
            features.append(f"near:above:{trait.shape}")
        if at + 1 < count and traits[at + 1].outside:
            features.append(f"near:below:{trait.shape}")
        around = cued[min(count, at + NEAR + 1)] - cued[max(0, at - NEAR)] - trait.outside
        if around > 1:
            features.append(f"near:{'many' if around > 3 else 'some'}:{length}")
        if at > last and ended[at] > ended[resumed + 1]:
            features.append("near:tail begun")
        if at > last and trait.shape == "S" and "speech" in trait.cues and not under[at]:
            resumed = at
        found.append(features)
    return found


def _list_like(traits: Sequence[Traits]) -> str:
    """Return how much of the page is lines that are no sentences: few, some, half, most."""
    share = sum(trait.shape not in "PSQ" for trait in traits) / max(1, len(traits))
    return "few" if share < 0.15 else "some" if share < 0.35 else "half" if share < 0.6 else "most"


def _cells(traits: Sequence[Traits]) -> list[bool]:
    """Say of every piece whether it is a cell of a table of numbers."""
    cells = [False] * len(traits)
    start = numbers = 0
    for at in range(len(traits) + 1):
        if at < len(traits) and traits[at].size <= CELL and traits[at].end in {"open", "stop"}:
            numbers += traits[at].shape == "N"
            continue
        if at - start >= TABLE and numbers * 3 >= at - start:
            cells[start:at] = [True] * (at - start)
        start, numbers = at + 1, 0
    return cells


def _under_heading(pieces: Sequence[Piece], traits: Sequence[Traits], last: int) -> list[bool]:
    """Say of every piece whether it stands below the text, under a heading of teasers.

    A line that names its one story ("Related: Norland votes") heads nothing. What stands right
    under a heading, line by line, is its list: the sentence behind the next gap, in which somebody
    speaks, is the article again.
    """
    under = [False] * len(traits)
    begun = listed = False
    for at in range(last + 1, len(traits)):
        trait = traits[at]
        if begun and listed and not pieces[at].tight and "speech" in trait.cues:
            begun = trait.end != "stop"
        under[at] = begun
        if not begun and "related" in trait.cues and trait.size <= 6:
            begun = not _NAMED.search(pieces[at].text)
            listed = at + 1 < len(pieces) and pieces[at + 1].tight
    return under
