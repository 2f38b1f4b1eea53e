"""Faults of a watch file: what is wrong, in plain words, and what no single field shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from tocsin.nouns import sha256_of

__all__ = ["assumption_id", "crossed", "said_of"]

ID_WORDS, ID_LONGEST = 8, 64
"""An assumption is named after so many of its words, in so many characters."""

Fault = tuple[tuple[str | int, ...], str]
"""The place of a fault in the file, by keys and numbers of items, and what is wrong there."""

SENTENCES: Mapping[str, str] = {
    "missing": "it is missing",
    "extra_forbidden": "there is no such key",
    "string_too_short": "it has no words",
    "string_too_long": "it has more than {max_length} characters",
    "string_pattern_mismatch": "an id has small letters, digits and hyphens, at most 64 of them",
    "greater_than": "it has to be more than {gt:g}",
    "greater_than_equal": "it has to be {ge:g} or more",
    "less_than": "it has to be less than {lt:g}",
    "less_than_equal": "it has to be {le:g} or less",
    "literal_error": "it has to be one of {expected}",
    "too_short": "it has {actual_length} of at least {min_length} items",
    "too_long": "it has more than {max_length} items",
    "finite_number": "it has to be a finite number",
    "value_error": "the calendar has no such time",
}
"""What is wrong with a field by the checker's name for it, and the values that it tells of."""

KINDS: Mapping[str, str] = {
    "string": "it has to be text",
    "float": "it has to be a number",
    "bool": "it has to be true or false",
    "tuple": "it has to be a list",
    "dict": "it has to be a mapping of keys to values",
    "model": "it has to be a mapping of keys to values",
    "datetime": "it has to be a date or a time, as 2027-01-01",
    "date": "it has to be a date, as 2027-01-01",
}

SLOTS = ("actor", "action", "object", "place", "other")
SHARED = frozenset({"broader", "narrower"})


def said_of(kind: str, values: Mapping[str, Any] | None) -> str:
    """Return what is wrong with a field, in plain words."""
    if kind in SENTENCES:
        return SENTENCES[kind].format(**(values or {}))
    return KINDS.get(kind.partition("_")[0], "it cannot be read")


def crossed(values: Mapping[str, Any], yardsticks: Collection[str] | None) -> Iterator[Fault]:
    """Yield the faults of a watch that no single field shows, as far as its fields can be read."""
    yardstick = values.get("yardstick")
    if yardsticks is not None and isinstance(yardstick, str) and yardstick not in yardsticks:
        listed = ", ".join(sorted(yardsticks))
        yield ("yardstick",), f"there is no yardstick {yardstick!r}; there are {listed}"
    opens, closes = _time(values.get("opens")), _time(values.get("closes"))
    if opens is not None and closes is not None and closes <= opens:
        yield ("closes",), "the watch closes before it opens"
    hypotheses = _rows(values, "hypotheses")
    settings = values.get("settings")
    epsilon = _number(settings.get("epsilon")) if isinstance(settings, dict) else None
    if (epsilon or 0.0) * len(hypotheses) >= 0.5:
        yield ("settings", "epsilon"), "the floors of all hypotheses leave no room"
    if hypotheses:
        yield from _weights([row for _, row in hypotheses])
    for name in ("hypotheses", "propositions", "indicators"):
        yield from _twice(name, _rows(values, name))
    known = {str(row["id"]) for _, row in hypotheses if "id" in row}
    for number, row in _rows(values, "indicators"):
        yield from _seen(("indicators", number, "seen"), row.get("seen"), known)
        for slot in ("match", "looked"):
            yield from _wordless(("indicators", number, slot), row.get(slot))
    yield from _assumed(values, known)
    for number, row in _rows(values, "propositions"):
        yield from _wordless(("propositions", number, "match"), row.get("match"))
        if row.get("share") is not None and str(row.get("relation")) not in SHARED:
            message = "only a broader or narrower proposition has a share"
            yield ("propositions", number, "share"), message


def assumption_id(text: str) -> str:
    """Return the id of an assumption that declares none: its first words, or a digest of them.

    It follows the text and not the place in the file: put in other words it is another assumption.
    """
    words = re.findall(r"[a-z0-9]+", text.lower())
    name = ""
    for word in words[:ID_WORDS]:
        name = f"{name}-{word}" if name else word
    return name[:ID_LONGEST].rstrip("-") or f"a{sha256_of(text.encode('utf-8'))[:8]}"


def _assumed(values: Mapping[str, Any], hypotheses: set[str]) -> Iterator[Fault]:
    listed = values.get("assumptions")
    known = hypotheses | {
        str(row["id"])
        for name in ("propositions", "indicators")
        for _, row in _rows(values, name)
        if "id" in row
    }
    seen: set[str] = set()
    for number, row in enumerate(listed if isinstance(listed, list) else ()):
        own = row if isinstance(row, dict) else {"text": row}
        name = str(own.get("id") or assumption_id(str(own.get("text", ""))))
        if name in seen:
            yield (
                ("assumptions", number),
                f"another assumption is {name!r}: give it an id of its own",
            )
        seen.add(name)
        bears = own.get("bears_on")
        unknown = [one for one in bears if str(one) not in known] if isinstance(bears, list) else []
        if unknown:
            told = ", ".join(map(str, unknown))
            yield ("assumptions", number, "bears_on"), f"the watch has no {told} for it to bear on"


def _twice(name: str, rows: list[tuple[int, Mapping[str, Any]]]) -> Iterator[Fault]:
    listed = [(number, str(row["id"])) for number, row in rows if "id" in row]
    for at, (number, own) in enumerate(listed):
        if own in [earlier for _, earlier in listed[:at]]:
            yield (name, number, "id"), f"{own!r} stands twice"


def _seen(place: tuple[str | int, ...], seen: object, known: set[str]) -> Iterator[Fault]:
    if not isinstance(seen, dict) or not known:
        return
    given = {str(one) for one in seen}
    said = []
    if missing := sorted(known - given):
        said.append(f"no likelihood is given under {', '.join(missing)}")
    if unknown := sorted(given - known):
        said.append(f"there is no hypothesis {', '.join(unknown)}")
    if said:
        yield place, "; ".join(said)


def _weights(hypotheses: list[Mapping[str, Any]]) -> Iterator[Fault]:
    said = []
    for yes, called in ((True, "that resolve yes"), (False, "that do not resolve yes")):
        rows = [h for h in hypotheses if (h.get("resolves_yes") in (True, "true")) is yes]
        weights = [_number(h.get("weight")) for h in rows]
        told = [weight for weight in weights if weight is not None]
        if not rows:
            said.append(f"there are no hypotheses {called}")
        elif len(told) == len(weights) and abs(sum(told) - 1) > 1e-6:
            said.append(f"weights of hypotheses {called} sum to {sum(told):g}, not 1")
    if said:
        yield ("hypotheses",), "; ".join(said)


def _wordless(place: tuple[str | int, ...], patterns: object) -> Iterator[Fault]:
    for at, pattern in enumerate(patterns if isinstance(patterns, list) else ()):
        if isinstance(pattern, dict) and not any(pattern.get(slot) for slot in SLOTS):
            yield (*place, at), "the pattern has no words"


def _rows(values: Mapping[str, Any], name: str) -> list[tuple[int, Mapping[str, Any]]]:
    listed = values.get(name)
    rows = enumerate(listed) if isinstance(listed, list) else ()
    return [(number, row) for number, row in rows if isinstance(row, dict)]


def _number(value: object) -> float | None:
    try:
        return float(value) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None


def _time(value: object) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        try:
            return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        except OverflowError:
            return None
    return datetime.combine(value, time(), UTC) if isinstance(value, date) else None
