"""Entries: what people put into the ledger, each with its author, reason and time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

__all__ = ["Assumed", "Correction", "Note", "Overruled", "Resolution", "Skip", "Turn"]


@dataclass(frozen=True, slots=True)
class Correction:
    """A person overrules a machine reading. Holds to `target` until undone.

    `kind` and what `value` holds:
    "statement": target a statement id; value any contract field to replace ("speaker", "act",
    "polarity", "background", "likelihood": null, …). "reject": the statement counts for nothing.
    "bearing": target "<statement id>:<indicator or proposition id>", value {"direction",
    "probability"}. "grade": target a source's name, value {"reliability"}; or a statement id, value
    {"credibility"}.
    "published": target a report id, value {"published": ISO}.
    "weight": target "<watch id>:<path>", the address of a number that enters an estimate, value
    {"value"}: see `tocsin.weigh.reweigh`.
    "join", "split": target an origin id, value {"with": origin id} or {"statements": [ids]}.
    "assumption": target "<watch id>:<assumption id>", value {"state", "on"}: how it stands, and
    from which day on.
    "withdraw": target a report id; the report is kept and counts for nothing.
    "edit": target "<watch id>:<section>:<digest of the generated sentence>", value {"section",
    "generated", "text", "style", "as_of", "statements"}: see `Edit`; it moves no number.
    `undoes` is the id of the correction that this one takes back, else None; what takes back a note
    is of kind "undo" and has the note's id as its target.
    """

    id: str
    kind: Literal[
        "statement",
        "reject",
        "bearing",
        "grade",
        "published",
        "join",
        "split",
        "weight",
        "assumption",
        "withdraw",
        "edit",
        "undo",
    ]
    target: str
    value: Mapping[str, object]
    author: str
    reason: str
    at: datetime
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Overruled:
    """A number of an estimate that a person set: its address within the watch, and who and why.

    `before` is what held without it and `value` what holds, both as written. `entry` is the id of
    the correction, `at` when it was entered.
    """

    path: str
    before: str
    value: str
    by: str
    reason: str
    entry: str
    at: datetime

    @property
    def told(self) -> str:
        """The same in a few words, without the address."""
        return f"set to {self.value} by {self.by}, in place of {self.before}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Assumed:
    """How an assumption stands, by its id: what a person said of it last.

    `state` is None while nobody has looked at it; then all else is None too. `on` is the day from
    which it stands so, `entry` the id of the correction that says it.
    """

    assumption: str
    state: Literal["holds", "doubted", "broken"] | None = None
    by: str | None = None
    reason: str | None = None
    on: datetime | None = None
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A hand-entered observation with its author and basis of knowledge.

    `direction` "seen" or "absent"; `when` is the time observed (ISO date or time).
    """

    id: str
    watch: str
    indicator: str
    direction: Literal["seen", "absent"]
    text: str
    author: str
    basis: str
    when: datetime
    credibility: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a watch ended: the hypothesis that came true, or an annulment (`outcome` None) and why.

    `spans` are (report id, start, end) that show it. `resolved_on` is the day it was decided.
    `undoes` is the id of the resolution that this one takes back, else None.
    """

    id: str
    watch: str
    outcome: str | None
    resolved_on: datetime
    reason: str
    spans: tuple[tuple[str, int, int], ...]
    author: str
    at: datetime
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn in the course of a watch, entered at `at` (ledger time).

    `kind`: "taken in", "revised", "resolved", "annulled", or "taken back" (an end no longer holds).
    `by` and `why` are who did it and the reason, None where a revision does not say. `entry` is the
    revision or the ledger entry, `outcome` the hypothesis of an end, `on` the day it was decided;
    `held` is False for an end that was taken back.
    """

    kind: Literal["taken in", "revised", "resolved", "annulled", "taken back"]
    at: datetime
    by: str | None
    why: str | None
    entry: str
    outcome: str | None = None
    on: datetime | None = None
    held: bool = True


@dataclass(frozen=True, slots=True)
class Skip:
    """A report that the gate did not let through, under which lexicon."""

    report: str
    lexicon: str
    at: datetime
