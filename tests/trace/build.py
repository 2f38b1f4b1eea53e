"""Readings made by hand: reports in sentences of our own, with what a reader would find in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.reports import report_of

from tocsin.nouns import (
    Act,
    Basis,
    Claim,
    DateMention,
    Direction,
    Interval,
    Likelihood,
    Name,
    PlaceMention,
    Polarity,
    Quantity,
    Reading,
    Relay,
    Report,
    Segment,
    SegmentKind,
    Span,
    Statement,
    Tense,
    Via,
    statement_id,
)

__all__ = ["place", "quantity", "reading", "report", "statement"]

MARKS: dict[str, SegmentKind] = {"# ": "headline", "^ ": "caption", "> ": "quotebox"}


def report(
    text: str,
    day: str | None = "2023-05-02",
    *,
    publisher: str | None = "Northern Courier",
    host: str | None = None,
    author: str | None = None,
) -> Report:
    """A report of plain lines; a line that opens with "# " is a headline, with "^ " a caption."""
    published = None if day is None else date.fromisoformat(day)
    return report_of(text, published=published, publisher=publisher, host=host, author=author)


def segments_of(made: Report) -> tuple[Segment, ...]:
    """One segment a line, by the mark that opens it."""
    found: list[Segment] = []
    start = 0
    for line in made.text.splitlines(keepends=True):
        kind = MARKS.get(line[:2], "body")
        found.append(Segment(made.id, Span(start, start + len(line)), kind))
        start += len(line)
    return tuple(found)


def reading(made: Report, *statements: Statement) -> Reading:
    """A report as read, its statements in order of their spans."""
    ordered = sorted(statements, key=lambda s: (s.span, s.id))
    return Reading(made, segments_of(made), tuple(ordered), "by hand")


def statement(
    made: Report,
    words: str,
    *,
    speaker: str | None = None,
    named: bool = True,
    content: str | None = None,
    cue: str | None = None,
    told: str | None = None,
    chain: Sequence[tuple[str, Via]] = (),
    said: tuple[str, str] | tuple[str, str, str] | None = None,
    anchor: str | None = None,
    dates: Sequence[tuple[str, str]] = (),
    likelihood: str | None = None,
    of: str | None = None,
    act: Act = "statement",
    polarity: Polarity = "affirmed",
    tense: Tense = "present",
    background: bool = False,
    quantities: Sequence[Quantity] = (),
    places: Sequence[PlaceMention] = (),
    action: str | None = None,
    actor: str | None = None,
) -> Statement:
    """What `made` says in `words`, which stand in it; the other texts stand within the words.

    `said` is a written date by the cue and its ISO day, or first and last day; with an `anchor` it
    is a relative one. `dates` are others.
    """
    span = _find(made, words)
    inner = _find(made, content, span) if content is not None else span
    segment = next(s.kind for s in segments_of(made) if s.span.overlaps(span))
    links = [Relay(_name(made, name), via) for name, via in chain]
    if told is not None:
        links.insert(0, Relay(_name(made, told), "told"))
    mentions = [DateMention(t, _find(made, t, span), _interval(day)) for t, day in dates]
    if said is not None:
        mentions.append(
            DateMention(said[0], _find(made, said[0], span), _interval(*said[1:], anchor=anchor))
        )
    return Statement(
        id=statement_id(made.text_sha256, span, segment),
        report=made.id,
        span=span,
        text=words,
        segment=segment,
        speaker=None if speaker is None else _name(made, speaker, named=named),
        chain=tuple(links),
        cue=None if cue is None else _find(made, cue, span),
        content=inner,
        act=act,
        polarity=polarity,
        condition=None,
        tense=tense,
        background=background,
        likelihood=None
        if likelihood is None
        else Likelihood(
            likelihood, _find(made, likelihood, span), _find(made, of, span) if of else inner
        ),
        absence=None,
        verification=(),
        dates=tuple(sorted(mentions, key=lambda m: m.span)),
        places=tuple(places),
        quantities=tuple(quantities),
        claim=Claim(
            None if actor is None else _find(made, actor, inner),
            None if action is None else _find(made, action, inner),
            None,
            None,
        ),
    )


def quantity(
    made: Report,
    words: str,
    unit: str,
    counted: str,
    *,
    low: float | None = None,
    high: float | None = None,
    basis: Basis = "claimed",
    direction: Direction | None = None,
) -> Quantity:
    """A count that stands in `made` as `words`."""
    return Quantity(low, high, unit, counted, basis, direction, None, _find(made, words))


def place(made: Report, words: str) -> PlaceMention:
    """A place that stands in `made` as `words`, without coordinates."""
    return PlaceMention(words, _find(made, words), None, None, None)


def _find(made: Report, words: str, within: Span | None = None) -> Span:
    start, end = (0, len(made.text)) if within is None else (within.start, within.end)
    at = made.text.index(words, start, end)
    return Span(at, at + len(words))


def _name(made: Report, written: str, *, named: bool = True) -> Name:
    at = made.text.find(written)
    return Name(written, None if at < 0 else Span(at, at + len(written)), named)


def _interval(first: str, last: str | None = None, *, anchor: str | None = None) -> Interval:
    days = date.fromisoformat(first), date.fromisoformat(last or first)
    return Interval.days(*days, anchor=None if anchor is None else date.fromisoformat(anchor))
