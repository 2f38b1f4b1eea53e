"""Watches: standing questions with their hypotheses, indicators and declared settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from tocsin.nouns.entry import Overruled

__all__ = [
    "OUTCOME",
    "Assumption",
    "BaseRate",
    "Hypothesis",
    "Indicator",
    "Lexicon",
    "Need",
    "Pattern",
    "Proposition",
    "Relation",
    "Revised",
    "Settings",
    "Watch",
]

OUTCOME = "outcome"
"""The kind of an indicator that tells that what is asked has come about, within the window."""

Relation = Literal["same", "narrower", "broader", "needed-for", "sign-of", "none"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words by which a claim is recognised.

    Every slot must be filled: a slot is a tuple of alternatives, each a word or phrase, case
    folded, in which `*` stands for any ending ("deploy*", "heavy equipment"). Slots are `actor`,
    `action`, `object`, `place`, `other`. None of the phrases of `without` may occur. `direction`
    and `tense` ask for a quantity's or claim's direction and for the claim's tense; None asks
    nothing. `home` is the country (ISO 3166-1 alpha-2) from which `direction` is seen, None where
    the watch names no one such country.
    """

    slots: Mapping[str, tuple[str, ...]]
    without: tuple[str, ...] = ()
    direction: Literal["in", "out"] | None = None
    tense: tuple[str, ...] = ()
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One of two or more exclusive answers at close.

    `resolves_yes` tells the hypotheses of F in the model. `weight` is the part of the base rate
    that falls to it for members of F, and rho for the others; each of the two sums to 1.
    """

    id: str
    text: str
    resolves_yes: bool
    weight: float
    deception: bool = False


@dataclass(frozen=True, slots=True)
class BaseRate:
    """A counted reference class: `events` in `exposure_days` days, with its source and caveat."""

    reference_class: str
    events: float
    exposure_days: float
    source: str
    caveat: str

    @property
    def rate(self) -> float:
        """Events a day, (k + 1/2) / E: the mean of the Jeffreys posterior of a Poisson rate."""
        return (self.events + 0.5) / self.exposure_days


@dataclass(frozen=True, slots=True)
class Proposition:
    """A claim with which the question is easily confused, and its relation to the question.

    "same": a stated likelihood of it is a view on the question. "broader" or "narrower": only with
    a declared `share`, P(question | broader) or P(narrower | question). Others never move the
    number.
    """

    id: str
    text: str
    relation: Relation
    share: float | None
    match: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An observable declared beforehand.

    `seen` gives for each hypothesis id P(seen within `lead_days` | hypothesis), within [.02, .98].
    `who` names the kinds of source, or sources, that would see it. `looked` patterns recognise that
    someone looked for it beyond what `match` with a negation does. `line` is the line of the watch
    file in which it is declared.
    """

    id: str
    text: str
    kind: str
    seen: Mapping[str, float]
    lead_days: float
    half_life_days: float
    group: str | None
    who: tuple[str, ...]
    match: tuple[Pattern, ...]
    looked: tuple[Pattern, ...]
    declared: date
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Declared numbers of the estimate; symbols are those of docs/methods/estimate.md.

    `omega_max`: the most that views together may weigh. `kappa`: dependence within a group.
    `epsilon`: the floor of every probability. `view_half_life_days`: ageing of views.
    `announced_discount`: factor for what is announced and not yet seen. `interested_discount`:
    factor for what an interested party says in its interest. `look_share`: share d of place and
    time that an unspecified look covers. `scale_indicators`: uncertainty of each declared r on
    the logit, one standard deviation.
    """

    omega_max: float = 0.6
    kappa: float = 0.5
    epsilon: float = 2e-4
    view_half_life_days: float = 45.0
    announced_discount: float = 0.5
    interested_discount: float = 0.5
    look_share: float = 0.5
    scale_indicators: float = 0.5


@dataclass(frozen=True, slots=True)
class Assumption:
    """What a watch takes for granted. `key`: without it the judgement would not stand as it does.

    `bears_on` are ids of the hypotheses, propositions and indicators that hang on it; empty: all.
    """

    id: str
    text: str
    key: bool = True
    bears_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revised:
    """Who revised the watch file last, and why, as the file itself says."""

    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing question. `revision` is the hash of the file it was read from.

    `opens` and `closes` are UTC; the question resolves on what happens before `closes`.
    `overruled` are the numbers in it that people set in place of what is declared; `grades` those
    of data/grades.yaml among them, by their names there. `lines` maps a dotted place in the file
    ("indicators.tanks.seen") to its line, for `explain`.
    """

    id: str
    question: str
    opens: datetime
    closes: datetime
    yardstick: str
    base: BaseRate
    hypotheses: tuple[Hypothesis, ...]
    propositions: tuple[Proposition, ...]
    indicators: tuple[Indicator, ...]
    assumptions: tuple[Assumption, ...]
    settings: Settings
    revision: str
    revised: Revised | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    overruled: tuple[Overruled, ...] = ()
    grades: Mapping[str, float] = field(default_factory=dict)

    @property
    def yes(self) -> tuple[str, ...]:
        """Ids of the hypotheses under which the question resolves YES."""
        return tuple(h.id for h in self.hypotheses if h.resolves_yes)


@dataclass(frozen=True, slots=True)
class Need:
    """What a text must hold for one pattern to be filled: a phrase of every slot.

    Phrases as in `Pattern`. Those of `near` stand in one paragraph within so many words of each
    other, those of `anywhere` may stand elsewhere in the text.
    """

    near: tuple[tuple[str, ...], ...]
    anywhere: tuple[tuple[str, ...], ...]
    within: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the patterns of all watches need, for the gate: a report that meets none is skipped.

    `watches` are ids of the watches compiled in; `version` follows from the needs. An empty lexicon
    lets every report through.
    """

    needs: tuple[Need, ...]
    watches: tuple[str, ...]
    version: str
