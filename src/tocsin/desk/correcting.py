"""Corrections applied: what people said about a machine's reading, over the reading itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tocsin.desk.mending import FORMS, mended
from tocsin.errors import BadArgument
from tocsin.nouns import Correction, Reading, parse_interval
from tocsin.weigh.assuming import STATES

__all__ = ["CORRECTABLE", "check_correction", "corrected", "example_of"]

CORRECTABLE: Mapping[str, tuple[str, ...]] = {
    "act": (
        "statement",
        "assessment",
        "observation",
        "announcement",
        "denial",
        "threat",
        "appeal",
        "question",
    ),
    "polarity": ("affirmed", "negated"),
    "tense": ("past", "present", "future"),
    "background": ("true", "false"),
    **dict.fromkeys(FORMS, ()),
}
"""Fields of a statement that a person can set, with the values allowed (none: see `FORMS`)."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "reject": (),
    "bearing": ("direction", "probability"),
    "grade": ("reliability", "credibility"),
    "published": ("published",),
    "join": ("with",),
    "split": ("statements",),
    "weight": ("value",),
    "assumption": ("state", "on"),
}
"""What each kind of correction can hold; for a statement see `CORRECTABLE`."""

KINDS = ("statement", *FIELDS, "undo")


EXAMPLES: Mapping[str, str] = {
    "bearing": "direction=none",
    "grade": "reliability=B",
    "published": "published=2022-10-21",
    "join": "with=ORIGIN",
    "split": "statements=ID,ID",
    "weight": "value=0.7",
    "assumption": "state=doubted",
}


def example_of(kind: str) -> str:
    """Return what a correction of a kind can set, as it is typed."""
    return EXAMPLES.get(kind, "act=threat")


def check_correction(kind: str, value: Mapping[str, object]) -> None:
    """Raise `BadArgument` where a correction would mean nothing."""
    if kind not in KINDS:
        raise BadArgument(
            f"there is no correction {kind!r}.", hint=f"There are: {', '.join(KINDS[:-1])}."
        )
    if kind == "statement":
        _check_statement(value)
    needed = {
        "bearing": ("direction",),
        "grade": ("reliability", "credibility"),
        "published": ("published",),
        "join": ("with",),
        "split": ("statements",),
        "weight": ("value",),
        "assumption": ("state",),
    }.get(kind, ())
    if needed and not any(key in value for key in needed):
        listed = " or ".join(f"--set {key}=…" for key in needed)
        raise BadArgument(f"a correction {kind!r} needs {listed}.")
    allowed = {
        "direction": ("seen", "absent", "view", "none"),
        "reliability": ("A", "B", "C", "D", "E", "F"),
        "credibility": ("1", "2", "3", "4", "5", "6"),
        "state": STATES,
    }
    for key, choices in allowed.items():
        if key in value and str(value[key]) not in choices:
            raise BadArgument(
                f"{key} cannot be {value[key]!r}.", hint=f"One of: {', '.join(choices)}."
            )
    for key in ("published", "on"):
        if key in value:
            parse_interval(str(value[key]))
    if "probability" in value:
        try:
            within = 0.0 <= float(str(value["probability"])) <= 1.0
        except ValueError:
            within = False
        if not within:
            raise BadArgument(f"a probability is from 0 to 1, not {value['probability']!r}.")
    extra = set(value) - set(FIELDS.get(kind, value))
    if extra:
        raise BadArgument(f"a correction {kind!r} has no {', '.join(sorted(extra))}.")


def _check_statement(value: Mapping[str, object]) -> None:
    if not value:
        raise BadArgument("nothing to correct.", hint="Name a field: --set act=threat")
    for key, given in value.items():
        if key not in CORRECTABLE:
            listed = ", ".join(sorted(CORRECTABLE))
            raise BadArgument(
                f"a statement has no field {key!r} to correct.", hint=f"One of: {listed}."
            )
        if not str(given).strip() or not str(given).isprintable():
            raise BadArgument(f"{key} needs words without control characters.")
        if CORRECTABLE[key] and str(given) not in CORRECTABLE[key]:
            listed = ", ".join(CORRECTABLE[key])
            raise BadArgument(f"{key} cannot be {given!r}.", hint=f"One of: {listed}.")


def corrected(reading: Reading, corrections: Sequence[Correction]) -> Reading:
    """Return `reading` with corrections of statements applied, in the order they were made.

    The ledger itself corrects dates; bearings, grades, rejections, joins and splits are no
    readings: `weigh` and `trace` take them.
    """
    fixes = [one for one in corrections if one.kind == "statement"]
    if not fixes:
        return reading
    mine = {statement.id: statement for statement in reading.statements}
    now = dict(mine)
    for one in fixes:
        if one.target in now:
            now[one.target] = mended(now[one.target], one.value, reading.report.text)
    if now == mine:
        return reading
    return replace(reading, statements=tuple(now[s.id] for s in reading.statements))
