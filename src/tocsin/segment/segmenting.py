"""Segmenting: a report's text divided into segments, each of one kind."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.nouns import Report, Segment, SegmentKind
from tocsin.segment.chain import Model, model, outside_probabilities
from tocsin.segment.cues import vocabulary
from tocsin.segment.kinds import Page, kinds_of
from tocsin.segment.lines import Piece, pieces_of
from tocsin.segment.pages import features_of
from tocsin.segment.traits import Traits, traits_of

__all__ = ["segment", "segment_with"]

# Log-odds of a kind that the captured format itself declares: strong, yet words may overrule it.
DECLARED = 6.0
DOUBT = 0.5
INNER = frozenset({"headline", "body", "quotebox"})


def segment(report: Report) -> tuple[Segment, ...]:
    """Return the segments of `report.text`: every character once, in order; () for empty text.

    A segment is a line, or a paragraph whose lines were broken by hand or by a mail program, with
    the white space that follows it; the first takes what precedes it too. `report.layout` is
    honoured and may be overruled. The same text gives the same segments; time is linear.
    """
    return segment_with(model(), report)


def segment_with(chain: Model, report: Report) -> tuple[Segment, ...]:
    """As `segment`, by another chain than the shipped one (to measure one in the making)."""
    pieces = pieces_of(report.text)
    if len(pieces) <= 1 and not (pieces and pieces[0].text):
        return tuple(Segment(report.id, piece.span, "furniture") for piece in pieces)
    words = vocabulary()
    known: dict[str, Traits] = {}
    traits = [
        known.get(p.text) or known.setdefault(p.text, traits_of(p.text, words)) for p in pieces
    ]
    marks = _marks(pieces, report.layout)
    features = features_of(pieces, traits)
    scores = [chain.score(row) + _declared(mark) for row, mark in zip(features, marks, strict=True)]
    outside = [
        chain.puts_outside(probability, trait, row) if mark is None else probability > DOUBT
        for probability, trait, row, mark in zip(
            outside_probabilities(scores, chain), traits, features, marks, strict=True
        )
    ]
    kinds = kinds_of(Page(pieces, traits, marks, outside, report.title), words)
    return tuple(
        Segment(report.id, piece.span, kind) for piece, kind in zip(pieces, kinds, strict=True)
    )


def _declared(mark: SegmentKind | None) -> float:
    if mark is None:
        return 0.0
    return -DECLARED if mark in INNER else DECLARED


def _marks(pieces: Sequence[Piece], layout: Sequence[Segment]) -> list[SegmentKind | None]:
    """Return for every piece the declared kind that most of its characters have, else None."""
    marks: list[SegmentKind | None] = [None] * len(pieces)
    hints = sorted(layout, key=lambda hint: hint.span)
    next_hint = 0
    for at, piece in enumerate(pieces):
        while next_hint < len(hints) and hints[next_hint].span.end <= piece.span.start:
            next_hint += 1
        here = next_hint
        # White space at the piece's end is nobody's: the words are what is compared.
        while here < len(hints) and hints[here].span.start < piece.span.end:
            span = hints[here].span
            shared = min(span.end, piece.span.end) - max(span.start, piece.span.start)
            if shared * 2 > len(piece.text):
                marks[at] = hints[here].kind
            here += 1
    return marks
