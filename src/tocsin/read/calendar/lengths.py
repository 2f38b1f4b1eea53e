"""Lengths: rules for durations, for distances from another time, and for what recurs."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, timedelta

from tocsin.read.calendar.scene import Rule, Scene, groups_of, iso, make
from tocsin.read.calendar.timex import Timex
from tocsin.read.calendar.value import add_months, week_of
from tocsin.read.calendar.words import words
from tocsin.read.numbers import value_of

__all__ = ["RULES"]

MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}


DAYS_IN = {
    "D": 1,
    "W": 7,
    "F": 14,
    "WE": 7,
    "M": 30,
    "Q": 91,
    "Y": 365,
    "E": 3652,
    "C": 36525,
}


def singular(unit: str) -> str:
    """Return the unit's name in the singular."""
    return "century" if unit in {"century", "centuries"} else unit.rstrip("s")


def count_of(text: str) -> float | None:
    """The number of units that `text` says; None for "several" and its like."""
    if re.fullmatch(r"(?:a )?couple(?: of)?", text):
        return 2.0
    if re.fullmatch(r"half an?", text):
        return 0.5
    if text in {"a", "an"}:
        return 1.0
    if re.search(r"few|several|some|many", text):
        return None
    if text.endswith("1/2"):
        base = value_of(text[:-3].strip())
        return None if base is None else base + 0.5
    return value_of(text)


def duration(n: float | None, unit: str, *, clock: bool) -> str:
    """Write "P9M", "PT2H" or "PXD"; half units go in the next smaller one."""
    mark = "PT" if clock else "P"
    if unit in {"F", "WE"}:
        n, unit = (
            (None if n is None else n * 2 if unit == "F" else n),
            "W" if unit == "F" else "WE",
        )
    if n is None:
        return f"{mark}X{unit}"
    if unit == "E" and n == int(n):
        return f"P{int(n) * 10}Y"
    if unit == "C":
        return f"P{int(n * 100)}Y"
    if n != int(n) and unit == "Y":
        return f"P{int(n)}Y{round((n % 1) * 12)}M" if n > 1 else f"P{round(n * 12)}M"
    if n != int(n) and clock and unit in {"H", "M"}:
        below = round((n % 1) * 60)
        return f"PT{int(n)}{unit}{below}{'M' if unit == 'H' else 'S'}" if n > 1 else f"PT{below}M"
    return f"{mark}{int(n) if n == int(n) else n}{unit}"


def _rule_ago(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    name = singular(g["unit"])
    unit = words().units[name]
    n = count_of(g["n"])
    how = g["how"]
    back = how in {"ago", "earlier", "before"}
    if n is None:
        return make(found, "DATE", "PAST_REF" if back else "FUTURE_REF", relative=True)
    if name in words().clock:
        return (
            make(found, "TIME", "", relative=True)
            if how == "ago"
            else make(found, "DURATION", duration(n, unit, clock=True))
        )
    if scene.anchor is None and how in {"ago", "from now", "hence", "ahead"}:
        return make(found, "DATE", "")
    sign = -1 if back else 1
    if unit == "Y" and n == 1 and back and scene.quarter:
        year, quarter = scene.quarter
        part = "" if scene.longer else f"-Q{quarter}"
        return make(found, "DATE", f"{year - 1:04d}{part}", relative=True)
    base = scene.day if how in {"earlier", "before", "later"} and scene.day else scene.anchor
    if base is None:
        return make(found, "DATE", "")
    if how in {"earlier", "before", "later"} and unit == "Y" and scene.year:
        return make(found, "DATE", f"{scene.year + sign * round(n):04d}", relative=True)
    return make(found, "DATE", _moved(base, sign * n, unit), relative=True)


def _moved(base: date, n: float, unit: str) -> str:
    """The value of `base` moved by n units, as coarse as the unit."""
    try:
        if unit in {"D", "W", "F", "WE"}:
            days = round(n * DAYS_IN[unit])
            day = base + timedelta(days=days)
            return iso(day) if unit == "D" else week_of(day)
        year, month = add_months(base.year, base.month, round(n * MONTHS_IN[unit]))
    except (OverflowError, ValueError):
        return ""
    if not 1 <= year <= 9999:
        return ""
    if unit in {"M", "Q"} or n != int(n):
        return f"{year:04d}-{month:02d}" if unit != "Q" else f"{year:04d}-Q{(month + 2) // 3}"
    return (
        f"{year:04d}"
        if unit == "Y"
        else f"{year // 10:03d}"
        if unit == "E"
        else f"{year // 100:02d}"
    )


def _rule_agobare(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    return make(
        found,
        "DATE",
        "FUTURE_REF" if found["how"].lower() == "later" else "PAST_REF",
        relative=True,
    )


def _rule_stretch(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    if g["which"] == "last" and scene.lasts(found.start("which")):
        return None
    name = singular(g["unit"])
    plural = g["unit"] != name
    if "n" not in g:
        if not plural or g["which"] == "coming":
            return None
        n: float | None = None
    else:
        n = count_of(g["n"])
    unit = words().units[name]
    days = (
        None
        if n is None or unit not in DAYS_IN or name in words().clock
        else round(n * DAYS_IN[unit])
    )
    if name == "hour" and n is not None:
        days = max(1, round(n / 24))
    value = duration(n, unit, clock=name in words().clock)
    if value == "PT24H":
        value = "P1D"
    back = days if g["which"] in {"past", "last", "latest", "previous", "preceding"} else None
    forth = days if g["which"] in {"next", "coming", "following"} else None
    return make(found, "DURATION", value, relative=True, back=back, forth=forth)


def _rule_vague(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    g = groups_of(found)
    name = singular(g["unit"])
    if g["which"] in {"recent", "coming", "future", "past"}:
        value = "PAST_REF" if g["which"] in {"recent", "past"} else "FUTURE_REF"
        return make(found, "DATE", value, relative=True)
    value = duration(None, words().units[name], clock=name in words().clock)
    return make(found, "DURATION", value, relative=True)


_ONE = frozenset({"an hour", "a day", "a week", "a month", "a quarter", "a year"})
_RATE = re.compile(
    r"(?:[$£€#]\s?\d|\b(?:\d|two|three|four|five|six|seven|eight|nine|ten|dozen|hundreds?|thousands?"
    r"|millions?|billions?|once|twice)\b)[\w,.]*(?:\s+[a-z-]+){0,2}\s+$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"within\b", re.IGNORECASE)
_IN = re.compile(r"\bin\s+$", re.IGNORECASE)
_OLD = re.compile(r"\s+old\b|\s+of\s+age\b")
_SHARE = re.compile(r"\s+of\s+(?:the|its|his|her|their|all|an?)\b")


def _rule_length(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    name = singular(g["unit"])
    after = scene.text[found.end() : found.end() + 12]
    # "Ten flights a week" is a rate, "40 years old" an age, "three-quarters of its food" a share.
    if found.group().lower() in _ONE and _RATE.search(scene.text[: found.start()][-40:]):
        return None
    if _OLD.match(after) or (name == "quarter" and _SHARE.match(after)):
        return None
    n = count_of(g["n"])
    unit = words().units[name]
    if found.group().lower() == "one day" and scene.tense(found.start()) == "future":
        return make(found, "DATE", "FUTURE_REF")  # "it will one day be theirs"
    if name == "second" and g["unit"] == "second":
        return None
    if n is not None and "half" in g:
        n += 0.5
    # "It will fall in five years" says when, "it fell in five years" how long it took.
    clock = name in words().clock
    into = name != "quarter" and not clock and _IN.search(scene.text[: found.start()][-4:])
    value = duration(n, unit, clock=clock)
    within = _WITHIN.match(found.group())
    if n is None or not (into or within) or scene.tense(found.start()) != "future":
        return make(found, "DURATION", value)
    if within:
        days = n / 24 if name == "hour" else 1 if clock else n * DAYS_IN[unit]
        return make(found, "DURATION", value, relative=True, forth=max(1, math.ceil(days)))
    if scene.anchor is None:
        return make(found, "DURATION", value)
    return make(found, "DATE", _moved(scene.anchor, n, unit), relative=True)


def _rule_lengths(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    return make(
        found,
        "DURATION",
        duration(None, words().units[singular(groups_of(found)["unit"])], clock=False),
    )


def _rule_set(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    w = words()
    unit = groups_of(found)["unit"].rstrip(".")
    name = singular(unit)
    if name in w.units:
        return make(found, "SET", duration(1.0, w.units[name], clock=name in w.clock))
    if unit in w.weekdays:
        return make(found, "SET", f"XXXX-WXX-{w.weekdays[unit]}")
    if unit in w.months:
        return make(found, "SET", f"XXXX-{w.months[unit]:02d}")
    if unit in w.seasons:
        return make(found, "SET", f"XXXX-{w.seasons[unit]}")
    return make(found, "SET", f"XXXX-XX-XXT{w.parts[unit]}")


def _rule_setword(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    return make(found, "SET", words().sets[groups_of(found)["word"]])


def _rule_reference(found: re.Match[str], scene: Scene) -> Timex | None:
    word = groups_of(found)["word"]
    after = scene.text[found.end() : found.end() + 14].lower()
    if word == "soon" and re.match(r"\s+(?:as(?!\s+possible)|after)\b", after):
        return None
    value = {"current": "PRESENT_REF", "recent": "PAST_REF"}.get(word) or words().references[word]
    return make(found, "DATE", value, relative=True)


RULES: Mapping[str, Rule] = {
    "ago": _rule_ago,
    "agobare": _rule_agobare,
    "length": _rule_length,
    "lengths": _rule_lengths,
    "reference": _rule_reference,
    "set": _rule_set,
    "setword": _rule_setword,
    "stretch": _rule_stretch,
    "vague": _rule_vague,
}
"""The rule of each form, by its name in the grammar."""
