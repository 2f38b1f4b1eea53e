"""Segmenting: a report's text divided into segments, each of one kind."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.nouns import Report, Segment, SegmentKind
from tocsin.segment.chain import DOUBTFUL, TAIL, Model, is_plain, model, outside_probabilities
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
UNSURE = DOUBTFUL - {TAIL}  # what makes a paragraph doubtful that a format declares


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
    features = features_of(pieces, traits)
    declared = _marks(pieces, report.layout)
    marks = [
        _believed(mark, trait, row)
        for mark, trait, row in zip(declared, traits, features, strict=True)
    ]
    scores = [chain.score(row) + _declared(mark) for row, mark in zip(features, marks, strict=True)]
    outside = [
        chain.puts_outside(probability, trait, row) if mark is None else probability > DOUBT
        for probability, trait, row, mark in zip(
            outside_probabilities(scores, chain), traits, features, marks, strict=True
        )
    ]
    broken = _broken(pieces, traits, declared)
    kinds = kinds_of(Page(pieces, traits, marks, broken, outside, report.title), words)
    return tuple(
        Segment(report.id, piece.span, kind) for piece, kind in zip(pieces, kinds, strict=True)
    )


def _believed(
    mark: SegmentKind | None, trait: Traits, features: Sequence[str]
) -> SegmentKind | None:
    """Return the declared kind of a piece, None for a declared paragraph that is no sentence.

    Pages write calls, names and credits as paragraphs of the article too.
    """
    if mark != "body" or (is_plain(trait) and UNSURE.isdisjoint(features)):
        return mark
    return None


def _declared(mark: SegmentKind | None) -> float:
    if mark is None:
        return 0.0
    return -DECLARED if mark in INNER else DECLARED


def _broken(
    pieces: Sequence[Piece], traits: Sequence[Traits], declared: Sequence[SegmentKind | None]
) -> list[bool]:
    """Say of every piece whether it and the one below it are lines of one paragraph.

    A format tells it; elsewhere who said something, right above what was said, on a page whose
    paragraphs stand apart.
    """
    airy = sum(piece.tight for piece in pieces) * 2 < len(pieces)
    broken = [False] * len(pieces)
    for at in range(len(pieces) - 1):
        if pieces[at + 1].tight:
            told = declared[at] == declared[at + 1] == "body"
            broken[at] = told or (airy and "speech" in traits[at].cues)
    return broken


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
