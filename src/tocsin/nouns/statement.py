"""Statements: spans in which someone says something, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tocsin.nouns.ids import digest_of
from tocsin.nouns.report import Report, Segment, SegmentKind
from tocsin.nouns.span import Interval, Span

__all__ = [
    "Absence",
    "Act",
    "Basis",
    "Claim",
    "DateMention",
    "Direction",
    "Likelihood",
    "Name",
    "PlaceMention",
    "Polarity",
    "Quantity",
    "Reading",
    "Relay",
    "Statement",
    "Tense",
    "Verification",
    "Via",
    "statement_id",
]

Act = Literal[
    "statement",
    "assessment",
    "observation",
    "announcement",
    "denial",
    "threat",
    "appeal",
    "question",
]
Polarity = Literal["affirmed", "negated"]
Tense = Literal["past", "present", "future"]
Via = Literal["told", "published", "quoted"]
Basis = Literal["announced", "observed", "claimed", "estimated"]
Direction = Literal["in", "out"]


@dataclass(frozen=True, slots=True)
class Name:
    """A speaker as written: `span` is None for a writer in the report's own voice.

    `named` is False for "a senior official", "my sources in the army". A pronoun or a title that
    the report itself resolves carries the fuller written name, with the span of that fuller name.
    """

    text: str
    span: Span | None
    named: bool


@dataclass(frozen=True, slots=True)
class Relay:
    """One link of the chain through which a statement came, and how the speaker reached it.

    `told`: the speaker talked to it. `published`: it reports what the speaker put out. `quoted`: it
    repeats what another had.
    """

    name: Name
    via: Via


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A likelihood phrase as written, bound to the part of the statement that it is about.

    `low` and `high` are probabilities that the phrase itself states as numbers ("one in three",
    "90 %"), None for words: words get their range under a yardstick, outside the reader.
    """

    phrase: str
    span: Span
    of: Span
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """Someone looked and did not see: `span` are the words that say so.

    `looked_by` is who, None where nobody is named.
    """

    looked_by: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Verification:
    """What is said of a claim's standing, and by whom (None where nobody is named)."""

    status: Literal["unverified", "verified", "denied"]
    by: str | None
    of: Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression; `interval` is None where it cannot be resolved."""

    text: str
    span: Span
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name; degrees north and east, `country` ISO 3166-1 alpha-2; None where unplaced."""

    text: str
    span: Span
    lat: float | None
    lon: float | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count of people or things.

    `low` and `high` bound the number ("at least": `high` None; "up to": `low` None); `counted` is
    what is counted ("Russian soldiers"), `unit` its head noun in the singular ("soldier").
    `direction` is seen from the country that the report is about; `whence` and `whither` are the
    countries (ISO 3166-1 alpha-2) where the move starts and ends, None where the words tell none.
    """

    low: float | None
    high: float | None
    unit: str | None
    counted: str | None
    basis: Basis
    direction: Direction | None
    as_of: Interval | None
    span: Span
    whence: str | None = None
    whither: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a statement says, as spans of the text: who does what, to what, where.

    Slots that the sentence does not fill are None. The claim's polarity, tense and condition are
    those of its statement. `elided` are the words of an actor that stands outside the statement's
    own span: in "Belvia trains, but will not attack" the second claim's is "Belvia".
    """

    actor: Span | None
    action: Span | None
    object: Span | None
    place: Span | None
    elided: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A span of a report in which someone says something."""

    id: str
    report: str
    span: Span
    text: str
    segment: SegmentKind
    speaker: Name | None
    chain: tuple[Relay, ...]
    cue: Span | None
    content: Span
    act: Act
    polarity: Polarity
    condition: Span | None
    tense: Tense
    background: bool
    likelihood: Likelihood | None
    absence: Absence | None
    verification: tuple[Verification, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    quantities: tuple[Quantity, ...]
    claim: Claim


def statement_id(text_sha256: str, span: Span, segment: SegmentKind) -> str:
    """Return a statement's id, from what does not change when the reader improves."""
    return digest_of("s", text_sha256, span.start, span.end, segment)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as it was read: its segments, and its statements in order of their spans.

    `reader` is the version of the reader that made it ("none" for a report that was not read).
    Segments and statements are tuples, or, of a copy, `Copied`.
    """

    report: Report
    segments: Sequence[Segment]
    statements: Sequence[Statement]
    reader: str
