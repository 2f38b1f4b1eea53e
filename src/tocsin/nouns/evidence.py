"""Evidence: bearings of statements on a watch, and the matrix of what they show."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tocsin.nouns.entry import Overruled
from tocsin.nouns.source import Grade
from tocsin.nouns.span import Span

__all__ = ["Bearing", "Look", "Matrix", "Row", "Sighting", "TrackRecord", "Tried", "View"]

Place = tuple[str, Span]
"""A report's id and a span of its text."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one statement has to do with one target of a watch.

    `target_kind` is "indicator", "proposition" or "hypothesis". `direction`: "seen", "absent"
    (looked for and not seen), "view" (a stated likelihood), "none" (it bears, and moves
    nothing: `reason` says why). `probability` is that the statement really bears so, in
    [0, 1]. `by` is "rule", a matcher's version, or the name of the analyst who decided;
    `reason` one plain sentence. `flags` name each factor that lowered the probability, with its
    number.
    """

    statement: str
    origin: str
    watch: str
    target: str
    target_kind: Literal["indicator", "proposition", "hypothesis"]
    relation: Literal["same", "narrower", "broader", "needed-for", "sign-of", "none"]
    direction: Literal["seen", "absent", "view", "none"]
    probability: float
    reason: str
    by: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """An origin that saw an indicator; `weight` is a_o in [0, 1), `at` what ageing counts from.

    `flags` name declared defaults and discounts that entered the weight, `overruled` what a person
    set in place of what was weighed. `through` are the sources by whom it was passed on.
    """

    origin: str
    source: str
    at: datetime
    weight: float
    grade: Grade
    spans: tuple[Place, ...]
    flags: tuple[str, ...] = ()
    overruled: tuple[Overruled, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """Someone looked for an indicator and did not see it.

    `share` is d_o, the part of place and time really looked at, `weight` a_o. `origin` is the id
    of an origin or of a ledger entry (a hand-entered look).
    """

    origin: str
    source: str
    at: datetime
    weight: float
    share: float
    grade: Grade
    spans: tuple[Place, ...]
    flags: tuple[str, ...] = ()
    overruled: tuple[Overruled, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """How a source's views did on one resolved watch, beside its base rate on the same days.

    `resolution` is the ledger entry that tells how the watch ended. `brier` and `base` are means of
    Brier's score (0 to 1) over the `days` on which a view stood.
    """

    watch: str
    resolution: str
    days: int
    brier: float
    base: float


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How a source's views did on other watches that were resolved by then, by watch id.

    `factor` is what its views weigh for it, beside 1 where nothing is known of it.
    """

    source: str
    tried: tuple[Tried, ...]
    factor: float

    @property
    def brier(self) -> float:
        """The mean score over the watches, each counted once."""
        return math.fsum(one.brier for one in self.tried) / len(self.tried)

    @property
    def base(self) -> float:
        """The mean score of their base rates."""
        return math.fsum(one.base for one in self.tried) / len(self.tried)


@dataclass(frozen=True, slots=True)
class View:
    """An assessor's stated likelihood of a proposition, with its horizon.

    `low` and `high` are the range of `phrase` under `yardstick`, after the proposition's declared
    share; `horizon` is the time up to which it was stated (None: to the watch's close). `weight`
    is its credibility in [0, 1]. `counted` False marks a view that is shown and moves nothing;
    `reason` says why. `superseded` holds the id of the newer origin of the same assessor.
    `turned` marks a likelihood that was stated of the opposite: the range is 1 less its range.
    `record` is the assessor's track record, which is in the weight, None where there is none.
    """

    origin: str
    source: str
    proposition: str
    phrase: str
    low: float
    high: float
    yardstick: str
    at: datetime
    horizon: datetime | None
    weight: float
    cites: tuple[str, ...]
    spans: tuple[Place, ...]
    counted: bool
    reason: str
    superseded: str | None = None
    turned: bool = False
    overruled: tuple[Overruled, ...] = ()
    record: TrackRecord | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """All that the desk has on one indicator; `coverage` in [0, 1] is computed from looks.

    `state`: "observed", "partly", "looked for and not seen", "not collected", "expired".
    """

    indicator: str
    sightings: tuple[Sighting, ...]
    looks: tuple[Look, ...]
    coverage: float
    state: Literal["observed", "partly", "looked for and not seen", "not collected", "expired"]

    @property
    def evidence(self) -> tuple[Sighting | Look, ...]:
        """Sightings, then looks."""
        return (*self.sightings, *self.looks)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Hypotheses × indicators: what was seen and looked for, and the views beside it.

    Rows stand in the order of the watch's indicators; everything within is sorted by origin id.
    """

    watch: str
    rows: tuple[Row, ...]
    views: tuple[View, ...]
    bearings: tuple[Bearing, ...]
