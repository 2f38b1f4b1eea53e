"""Mending: a statement with what a person says it holds, each value tied to words of the report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeAlias, cast, get_args

from tocsin.errors import BadArgument
from tocsin.nouns import (
    Absence,
    Basis,
    DateMention,
    Direction,
    Interval,
    Likelihood,
    Name,
    PlaceMention,
    Quantity,
    Relay,
    Span,
    Statement,
    Verification,
    Via,
    parse_interval,
)

__all__ = ["FORMS", "mended"]

FORMS: Mapping[str, str] = {
    "absence": "none, or WORDS = WHO (none for nobody named)",
    "chain": "none, or NAME told; NAME published; NAME quoted, the outermost relay first",
    "condition": "none, or WORDS",
    "content": "WORDS",
    "dates": "none",
    "dates+": "WORDS = DAY, WORDS = DAY..DAY (both included) or WORDS = none (no day can be told)",
    "dates-": "WORDS",
    "likelihood": "none, WORDS, WORDS = 0.3 or WORDS = 0.2..0.4",
    "places": "none",
    "places+": "WORDS = LATITUDE, LONGITUDE, COUNTRY (two letters), or WORDS = none",
    "places-": "WORDS",
    "quantities": "none",
    "quantities+": "WORDS = NUMBER or LOW..HIGH, what is counted, how it is known, in or out",
    "quantities-": "WORDS",
    "speaker": "none, or NAME",
    "verification": "none, or unverified, verified or denied, each with or without: by NAME",
}
"""Fields of a statement that a person writes freely, and how; WORDS stand in the statement."""

Mention: TypeAlias = DateMention | PlaceMention | Quantity

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_RANGE = re.compile(rf"(?P<low>{_NUMBER})?(?P<dots>\.\.)?(?P<high>{_NUMBER})?")
_STATUS = re.compile(r"(unverified|verified|denied)(?: by (\S.*))?")
_RELAY = re.compile(r"(\S.*?) (told|published|quoted)")


def mended(statement: Statement, value: Mapping[str, object], text: str) -> Statement:
    """Return `statement`, of a report with `text`, with the fields of `value` as a person set them.

    `dates`, `places` and `quantities` take `+` (add, or put in the place of what stands on the
    same words) and `-` (take away) at the end of their names. Raises `BadArgument` where words do
    not stand in the statement, or a value is not of its field's form.
    """
    for key, given in value.items():
        statement = replace(statement, **_field(statement, key, str(given).strip(), text))
    return statement


def _field(statement: Statement, key: str, given: str, text: str) -> dict[str, Any]:
    name, sign = (key[:-1], key[-1]) if key[-1:] in ("+", "-") else (key, "")
    if name == "background":
        return {name: given == "true"}
    if key not in FORMS:
        return {name: given}
    if name in ("dates", "places", "quantities"):
        return {name: _listed(statement, name, sign, given, text)}
    if given == "none" and name != "content":
        return {name: () if name in ("chain", "verification") else None}
    return {name: _single(statement, name, given, text)}


def _single(statement: Statement, name: str, given: str, text: str) -> object:
    if name == "speaker":
        return Name(given, None, named=True)
    if name == "chain":
        return tuple(_relay(one.strip(), statement, text) for one in given.split(";"))
    if name == "verification":
        found = _STATUS.fullmatch(given)
        if found is None:
            raise _misformed(name, given)
        return (Verification(cast("Any", found.group(1)), found.group(2), statement.content),)
    if name in ("content", "condition"):
        return _span(statement, given, text)
    words, _, said = (part.strip() for part in given.partition(" = "))
    span = _span(statement, words, text)
    if name == "absence":
        return Absence(None if said in ("", "none") else said, span)
    low, high = _range(name, said) if said else (None, None)
    if any(side is not None and side > 1 for side in (low, high)):
        raise BadArgument(f"a probability is from 0 to 1, not {said!r}.")
    old = statement.likelihood
    return Likelihood(words, span, statement.content if old is None else old.of, low, high)


def _relay(given: str, statement: Statement, text: str) -> Relay:
    found = _RELAY.fullmatch(given)
    if found is None:
        raise _misformed("chain", given)
    at = text.find(found.group(1), statement.span.start, statement.span.end)
    span = None if at < 0 else Span(at, at + len(found.group(1)))
    return Relay(Name(found.group(1), span, named=True), cast("Via", found.group(2)))


def _listed(
    statement: Statement, name: str, sign: str, given: str, text: str
) -> tuple[Mention, ...]:
    """Return the mentions of a list with one put in, one taken away, or none left."""
    standing: tuple[Mention, ...] = getattr(statement, name)
    if not sign:
        if given != "none":
            raise _misformed(name, given)
        return ()
    words, equals, said = (part.strip() for part in given.rpartition(" = "))
    span = _span(statement, words if sign == "+" else given, text)
    others = tuple(one for one in standing if not one.span.overlaps(span))
    if sign == "-":
        return others
    if not equals:
        raise _misformed(f"{name}+", given)
    made: Mention
    if name == "dates":
        made = DateMention(words, span, _interval(said))
    elif name == "places":
        made = _place(words, span, said)
    else:
        made = _quantity(span, said)
    return tuple(sorted((*others, made), key=lambda one: one.span))


def _interval(said: str) -> Interval | None:
    if said == "none":
        return None
    first, _, last = said.partition("..")
    start, end = parse_interval(first.strip()), parse_interval((last or first).strip())
    if start.start is not None and end.end is not None and end.end <= start.start:
        raise BadArgument(f"{said!r} ends before it begins.")
    return Interval(start.start, end.end)


def _place(words: str, span: Span, said: str) -> PlaceMention:
    if said == "none":
        return PlaceMention(words, span, None, None, None)
    parts = [part.strip() for part in said.split(",")]
    try:
        lat, lon = (float(part) for part in parts[:2])
    except ValueError:
        raise _misformed("places+", said) from None
    country = parts[2] if len(parts) > 2 else None
    sound = -90 <= lat <= 90 and -180 <= lon <= 180 and len(parts) <= 3
    if not sound or (country is not None and not re.fullmatch(r"[A-Z]{2}", country)):
        raise _misformed("places+", said)
    return PlaceMention(words, span, lat, lon, country)


def _quantity(span: Span, said: str) -> Quantity:
    number, *parts = (part.strip() for part in re.split(r",(?!\d{3}\b)", said))
    low, high = _range("quantities+", number)
    basis: Basis = "claimed"
    direction: Direction | None = None
    counted: str | None = None
    for part in parts:
        if part in get_args(Basis):
            basis = cast("Basis", part)
        elif part in get_args(Direction):
            direction = cast("Direction", part)
        elif part and counted is None:
            counted = part
        else:
            raise _misformed("quantities+", said)
    # The head noun, near enough to the singular for a person who wants it otherwise to say so.
    unit = None if counted is None else re.sub(r"(?<=\w\w)(?<!s)s$", "", counted.split()[-1])
    return Quantity(low, high, unit, counted, basis, direction, None, span)


def _range(name: str, said: str) -> tuple[float | None, float | None]:
    """Return the two ends of "3", "3..5", "3.." or "..5"."""
    found = _RANGE.fullmatch(said.replace(" ", ""))
    if found is None or not (found["low"] or found["high"]):
        raise _misformed(name, said)
    low, high = (float(side.replace(",", "")) if side else None for side in found.group(1, 3))
    if found["dots"] is None:
        high = low
    if low is not None and high is not None and high < low:
        raise BadArgument(f"{said!r} ends before it begins.")
    return low, high


def _span(statement: Statement, words: str, text: str) -> Span:
    """Return where `words` stand in the statement: what cannot be pointed to is not shown."""
    at = text.find(words, statement.span.start, statement.span.end) if words else -1
    if at < 0:
        raise BadArgument(
            f"the words {words!r} do not stand in the statement.",
            hint=f"It says: {' '.join(statement.text.split())}",
        )
    return Span(at, at + len(words))


def _misformed(key: str, given: str) -> BadArgument:
    return BadArgument(f"{key} cannot be {given!r}.", hint=f"--set {key}=…: {FORMS[key]}.")
