"""Named days: rules for feasts, the turn of the year, noon and midnight."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from tocsin.read.calendar.scene import Rule, Scene, groups_of, iso, make, mod_of, near_day
from tocsin.read.calendar.timex import Timex
from tocsin.read.calendar.words import words
from tocsin.read.numbers import value_of

__all__ = ["RULES"]

_IN = re.compile(r"\bin\s+$", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:before|after|by|until|till|since|for)\s+$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|past|since|from)\s+$", re.IGNORECASE)


def _rule_noon(found: re.Match[str], scene: Scene) -> Timex | None:
    """Noon or midnight: midnight ends its day, and what is past midnight begins one."""
    g = groups_of(found)
    late = _minutes(g.get("past", ""))
    if late is None:
        return None
    day = scene.anchor
    begins = "past" in g or _AFTER.search(scene.text[: found.start()][-8:]) is not None
    if g["noon"] == "noon":
        hour = 12
    elif begins:
        hour = 0
        if day is not None and scene.tense(found.start()) == "future":
            day += timedelta(days=1)
    else:
        hour = 24
        if day is not None and scene.tense(found.start()) == "past":
            day -= timedelta(days=1)  # the midnight that is over, not the one to come
    written = iso(day) if day else "XXXX-XX-XX"
    clock = f"{hour + late // 60:02d}:{late % 60:02d}"
    return make(found, "TIME", f"{written}T{clock}", relative=True)


def _minutes(past: str) -> int | None:
    """The minutes in "half (past)", "a quarter (past)", "ten minutes (past)"; None if no number."""
    if not past:
        return 0
    named = {"half": 30, "quarter": 15, "a quarter": 15, "an hour": 60}.get(past)
    if named is not None:
        return named
    number, _, unit = past.rpartition(" ")
    count = value_of(number)
    minutes = None if count is None else round(count * (60 if unit.startswith("hour") else 1))
    return minutes if minutes is not None and minutes < 12 * 60 else None


def _rule_named(found: re.Match[str], scene: Scene) -> Timex | None:
    """A day that has a name of its own: "Christmas Eve"; not what is called after it."""
    name = " ".join(found["name"].replace("’", "'").lower().split())
    month, day = map(int, words().named[name].split("-"))
    if found["name"][0].islower() or _called_after(found, scene):
        return None
    if found["year"]:
        return make(found, "DATE", f"{found['year']}-{month:02d}-{day:02d}")
    near = near_day(month, day, scene, found.start())
    if near is None:
        return make(found, "DATE", f"XXXX-{month:02d}-{day:02d}")
    return make(found, "DATE", iso(near), relative=True)


def _called_after(found: re.Match[str], scene: Scene) -> bool:
    w = words()
    before = re.search(r"(\w+)\s+$", scene.text[: found.start()][-20:])
    after = re.match(r"(?:['’]s)?[\s-]+(\w+)", scene.text[found.end() :][:24])
    return (before is not None and before[1].lower() in w.named_never_after) or (
        after is not None and after[1].lower() in w.named_never_before
    )


def _rule_newyear(found: re.Match[str], scene: Scene) -> Timex | None:
    """New Year as a day, and "the new year" as the start of one."""
    g = groups_of(found)
    if _called_after(found, scene):
        return None
    before = scene.text[: found.start()][-10:]
    if "the" not in g and "edge" not in g and found["name"] != "New Year":
        return None
    stretch = "edge" in g or _IN.search(before) or ("the" in g and not _BOUND.search(before))
    year = int(g["year"]) if "year" in g else None
    relative = year is None
    if year is None and (near := near_day(1, 1, scene, found.start())) is not None:
        year = near.year
    written = "XXXX" if year is None else f"{year:04d}"
    if stretch:
        return make(found, "DATE", written, mod=mod_of(g.get("edge")) or "START", relative=relative)
    return make(found, "DATE", f"{written}-01-01", relative=relative)


RULES: Mapping[str, Rule] = {
    "named": _rule_named,
    "newyear": _rule_newyear,
    "noon": _rule_noon,
}
"""The rule of each form, by its name in the grammar."""
