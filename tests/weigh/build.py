"""Statements, readings and origins made by hand for the tests of weighing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from tests.reports import report_of

from tocsin.nouns import (
    Absence,
    Act,
    Basis,
    Claim,
    DateMention,
    Direction,
    Interval,
    Likelihood,
    Mention,
    MentionKind,
    Name,
    Origin,
    Polarity,
    Quantity,
    Reading,
    Register,
    Relay,
    SegmentKind,
    Source,
    Span,
    Statement,
    Tense,
    Verification,
    Watch,
    sha256_of,
    statement_id,
)
from tocsin.weigh import parse_watch

DAY = datetime(2031, 3, 1, tzinfo=UTC)

WATCH = """
id: made
question: Will Eastland send its army into Westland before June 2031?
opens: 2031-01-01
closes: 2031-06-01
base: {class: made, events: 3, exposure_days: 3650, source: made up, caveat: made up}
hypotheses:
  - {id: entry, text: The army enters, resolves_yes: true, weight: 1}
  - {id: support, text: It only helps, weight: 0.5}
  - {id: bluff, text: It only threatens, weight: 0.5, deception: true}
propositions:
  - id: entry
    text: Eastland's army enters Westland
    relation: same
    match:
      - {actor: [eastland*], action: [enter*, invad*, attack*, entry], other: [westland*]}
  - id: war
    text: Eastland takes part in the war
    relation: broader
    share: 0.5
    match:
      - {actor: [eastland*], action: [involvement, participat*, join*], other: [war]}
  - id: front
    text: A joint front is opened
    relation: broader
    match:
      - {action: [open*], object: [front]}
  - id: drills-mean-war
    text: The drills are preparation for entry
    relation: sign-of
    match:
      - {actor: [drill*, exercis*], action: [sign, indication, prepar*]}
indicators:
  - id: armour
    text: Heavy armour arrives at the border
    kind: military
    seen: {entry: 0.7, support: 0.2, bluff: 0.4}
    lead_days: 30
    half_life_days: 20
    who: [monitor, military]
    match:
      - action: [arriv*, bring*, brought, move*, unload*]
        object: [tank*, armour*, heavy equipment]
        direction: in
      - {object: [build-up, buildup], other: [tank*, equipment]}
    looked:
      - {other: [border], action: [quiet, unchanged, under control]}
  - id: armour-leaves
    text: Armour leaves
    kind: logistics
    seen: {entry: 0.1, support: 0.5, bluff: 0.3}
    lead_days: 30
    half_life_days: 20
    match:
      - {action: [transport*, left, sent], object: [tank*], direction: out}
  - id: mobilisation
    text: Reserves are called up
    kind: political
    seen: {entry: 0.6, support: 0.1, bluff: 0.2}
    lead_days: 60
    half_life_days: 30
    match:
      - {actor: [eastland*], action: [mobilis*, call* up], object: [reserv*]}
"""


def watch_of(text: str = WATCH) -> Watch:
    """The watch of the tests, or another."""
    return parse_watch(text, file="made.yaml")


def register_of(*sources: Source) -> Register:
    """A register with these sources, under their own folded names."""
    names = {s.name: s for s in sources}
    return Register(names, {}, {s.name.casefold(): s.name for s in sources}, {})


def span_of(text: str, part: str) -> Span:
    """Where `part` stands in `text`."""
    start = text.index(part)
    return Span(start, start + len(part))


def say(
    text: str,
    *,
    content: str | None = None,
    actor: str | None = None,
    action: str | None = None,
    speaker: str | None = "Ann Marlow",
    named: bool = True,
    act: Act = "statement",
    polarity: Polarity = "affirmed",
    tense: Tense = "present",
    background: bool = False,
    condition: str | None = None,
    likelihood: str | None = None,
    of: str | None = None,
    numbers: tuple[float, float] | None = None,
    absence: str | None = None,
    verification: Sequence[Literal["unverified", "verified", "denied"]] = (),
    quantity: str | None = None,
    basis: Basis = "claimed",
    direction: Direction | None = None,
    dates: Mapping[str, Interval] | None = None,
    segment: SegmentKind = "body",
    chain: Sequence[tuple[str, bool]] = (),
    cue: str | None = None,
) -> Statement:
    """A statement that is a whole report; every part is given as its words."""
    whole = Span(0, len(text))
    own = whole if content is None else span_of(text, content)
    return Statement(
        id=statement_id(sha256_of(text.encode()), whole, segment),
        report="",
        span=whole,
        text=text,
        segment=segment,
        speaker=None if speaker is None else Name(speaker, Span(0, 0), named),
        chain=tuple(Relay(Name(name, None, known), "told") for name, known in chain),
        cue=None if cue is None else span_of(text, cue),
        content=own,
        act=act,
        polarity=polarity,
        condition=None if condition is None else span_of(text, condition),
        tense=tense,
        background=background,
        likelihood=None
        if likelihood is None
        else Likelihood(
            likelihood,
            span_of(text, likelihood),
            own if of is None else span_of(text, of),
            *(numbers or (None, None)),
        ),
        absence=None if absence is None else Absence(speaker or "", span_of(text, absence)),
        verification=tuple(Verification(v, None, own) for v in verification),
        dates=tuple(
            DateMention(part, span_of(text, part), interval)
            for part, interval in (dates or {}).items()
        ),
        places=(),
        quantities=()
        if quantity is None
        else (
            Quantity(
                None,
                None,
                "thing",
                "things",
                basis,
                direction,
                None,
                span_of(text, quantity),
            ),
        ),
        claim=Claim(
            None if actor is None else span_of(text, actor),
            None if action is None else span_of(text, action),
            None,
            None,
        ),
    )


def reading_of(statement: Statement, *, day: float = 0, publisher: str = "The Paper") -> Reading:
    """A report that holds just this statement, published so many days after `DAY`."""
    at = (DAY + timedelta(days=day)).date()
    digest = sha256_of(f"{statement.text}{publisher}{day}".encode())
    report = report_of(
        statement.text,
        id=f"r{digest[:16]}",
        sha256=digest,
        text_sha256=digest,
        published=at,
        publisher=publisher,
    )
    return Reading(report, (), (replace(statement, report=report.id),), "made")


def origin_of(
    source: str,
    *readings: Reading,
    restates: str | None = None,
    name: str | None = None,
    named: bool = True,
) -> Origin:
    """An origin of all statements of the readings, said on the day of the first of them."""
    start: MentionKind = "first" if restates is None else "restatement"
    mentions = tuple(
        Mention(r.report.id, s.span, start if n == 0 else "copy", s.id)
        for n, r in enumerate(readings)
        for s in r.statements
    )
    return Origin(
        id=name or f"o-{source}-{mentions[0].statement}",
        source=source,
        registered=False,
        named=named,
        occasion=readings[0].report.published,
        mentions=mentions,
        relays=(),
        items=tuple(sorted({m.statement for m in mentions})),
        restates=restates,
    )
