"""Days: rules for dates, months, weekdays and times of day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from tocsin.read.calendar.scene import (
    LAST,
    NEXT,
    Rule,
    Scene,
    day_of,
    groups_of,
    iso,
    make,
    mod_of,
    near_day,
    near_month,
    relative_year,
    tense_at,
)
from tocsin.read.calendar.series import series_start
from tocsin.read.calendar.timex import Timex
from tocsin.read.calendar.words import words
from tocsin.read.calendar.years import year_of_words

__all__ = ["RULES"]


def _month_number(text: str) -> int:
    return words().months[text.rstrip(".")]


def _rule_iso(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    if day_of(int(found["y"]), int(found["m"]), int(found["d"])) is None:
        return None
    value = f"{found['y']}-{found['m']}-{found['d']}"
    if found["hour"]:
        return make(found, "TIME", f"{value}T{found['hour']}:{found['min']}")
    return make(found, "DATE", value)


def _rule_numeric(found: re.Match[str], scene: Scene) -> Timex | None:
    a, b, year = int(found["a"]), int(found["b"]), int(found["y"])
    if year < 100:
        pivot = scene.anchor.year if scene.anchor else 2000
        year += 100 * round((pivot - year) / 100)
    day = day_of(year, a, b) or day_of(year, b, a)
    return None if day is None else make(found, "DATE", iso(day))


def _rule_day(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    if found["month"][0].islower():
        return None
    month = _month_number(g["month"])
    number = _ordinal_day(g["ordday"]) if "ordday" in g else int(re.sub(r"\D", "", g["day"]))
    year = int(g["year"]) if "year" in g else relative_year(g.get("rel"), scene)
    relative = "year" not in g
    day = (
        near_day(month, number, scene, series_start(scene.text, found.start()))
        if year is None
        else day_of(year, month, number)
    )
    if day is None:
        if scene.anchor is None and day_of(2000, month, number):
            return make(found, "DATE", f"XXXX-{month:02d}-{number:02d}")
        return None
    return make(found, "DATE", iso(day), relative=relative)


def _ordinal_day(text: str) -> int:
    names = (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ).split()
    tens, _, rest = text.rpartition("-")
    if text == "thirtieth":
        return 30
    return {"": 0, "twenty": 20, "thirty": 30}[tens] + names.index(rest) + 1


def _rule_month(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    written = found["month"]
    if written[0].islower():
        return None
    name = g["month"]
    alone = not {"year", "yearword", "which", "rel"} & g.keys()
    if alone and name.rstrip(".") not in {m for m in words().months if len(m) > 4} | {
        "may",
        "june",
        "july",
    }:
        return None
    month = _month_number(name)
    year = int(g["year"]) if "year" in g else relative_year(g.get("rel"), scene)
    if "yearword" in g:
        year = year_of_words(g["yearword"])
    if year is None and "which" in g and scene.anchor is not None:
        year = _which_month(month, g["which"], scene)
    if year is None:
        if alone and name in words().ambiguous and not _month_context(found, scene):
            return None
        year = near_month(month, scene, found.start())
    mod = mod_of(g.get("edge"))
    if year is None:
        return make(found, "DATE", f"XXXX-{month:02d}", mod=mod)
    return make(found, "DATE", f"{year:04d}-{month:02d}", mod=mod, relative="year" not in g)


def _which_month(month: int, which: str, scene: Scene) -> int:
    anchor = scene.anchor or date.min
    if which in LAST:
        # In March "last February" is that of the year before: this year's is just "February".
        return anchor.year - (1 if month >= anchor.month - 1 else 0)
    if which in NEXT:
        return anchor.year + (1 if month <= anchor.month else 0)
    return anchor.year


_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|from|to|through|during|and|between|before|after|last|next|this|early|late|mid|for|as)[\s-]+)$",
    re.IGNORECASE,
)


def _month_context(found: re.Match[str], scene: Scene) -> bool:
    """Whether "May" or "March" alone stands where a month stands and a verb or a name does not."""
    return (
        _MONTH_BEFORE.search(scene.text[max(0, found.start() - 12) : found.start("month")])
        is not None
    )


def _rule_weekday(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    if found["weekday"][0].islower() or (len(g["weekday"]) < 6 and not found["weekday"].istitle()):
        return None
    if len(g["weekday"]) <= 5 and g["weekday"] not in {
        "mon",
        "tues",
        "wed",
        "thurs",
        "thur",
        "fri",
    }:
        return None
    number = words().weekdays[g["weekday"]]
    part = words().parts[g["part"]] if "part" in g else None
    if scene.anchor is None:
        return make(found, "TIME" if part else "DATE", "")
    day = _weekday(number, g.get("which"), scene, found.start())
    if part:
        return make(found, "TIME", f"{iso(day)}T{part}", relative=True)
    return make(found, "DATE", iso(day), relative=True)


_FROM_ON = re.compile(r"\b(?:from|for|by)\s+$", re.IGNORECASE)


def _weekday(number: int, which: str | None, scene: Scene, at: int) -> date:
    anchor = scene.anchor or date.min
    back = (anchor.isoweekday() - number) % 7
    ahead = (number - anchor.isoweekday()) % 7
    if which in {"previous", "preceding"} and scene.day is not None:
        base = scene.day
        return base - timedelta(days=(base.isoweekday() - number) % 7 or 7)
    if which == "following" and scene.day is not None:
        base = scene.day
        return base + timedelta(days=(number - base.isoweekday()) % 7 or 7)
    if which in LAST:
        return anchor - timedelta(days=back or 7)
    if which in NEXT:
        return anchor + timedelta(days=ahead or 7)
    if which in {"this", "current"}:
        return anchor + timedelta(days=number - anchor.isoweekday())
    led = scene.led_up_to(at) and back > 1  # "sent men ahead of the vote on Sunday"
    before = scene.text[max(0, at - 8) : at]
    due = _FROM_ON.search(before) is not None and scene.announced(at)
    if led or due or tense_at(scene, at) == "future":
        return anchor + timedelta(days=ahead)
    return anchor - timedelta(days=back)


def _rule_weekdays(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    w = words()
    g = groups_of(found)
    if found["weekday"][0].islower() or len(g["weekday"]) < 6:
        return None
    part = f"T{w.parts[g['part']]}" if "part" in g else ""
    return make(found, "SET", f"XXXX-WXX-{w.weekdays[g['weekday']]}{part}")


def _rule_near(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    near = g["near"]
    part = (
        words().parts[g["part"]] if "part" in g else {"tonight": "NI", "overnight": "NI"}.get(near)
    )
    if scene.anchor is None:
        return make(found, "TIME" if part else "DATE", "")
    shift = {"yesterday": -1, "tomorrow": 1, "overnight": -1}.get(near, 0)
    if "beyond" in g:
        shift *= 2
    day = scene.anchor + timedelta(days=shift)
    if part:
        return make(found, "TIME", f"{iso(day)}T{part}", relative=True)
    return make(found, "DATE", iso(day), mod=None, relative=True)


def _rule_thispart(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    if scene.anchor is None:
        return make(found, "TIME", "")
    # "This night" told as past is the one that is over when the report comes out.
    over = g["part"] == "night" and scene.tense(found.start()) == "past"
    shift = 1 if g["which"] == "last" or over else 0
    day = scene.anchor - timedelta(days=shift)
    return make(found, "TIME", f"{iso(day)}T{words().parts[g['part']]}", relative=True)


def _rule_thepart(found: re.Match[str], scene: Scene) -> Timex | None:
    before = scene.text[max(0, found.start() - 8) : found.start()].lower()
    if not found.group().lower().startswith("the ") and "mid" not in found.group().lower():
        return None
    if not re.search(r"\b(?:in|of|during|by)\s+$", before) and not found["mid"]:
        return None
    g = groups_of(found)
    day = scene.day or scene.anchor
    if day is None:
        return make(found, "TIME", "")
    return make(found, "TIME", f"{iso(day)}T{words().parts[g['part']]}", relative=True)


def _rule_clock(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    hour, minute = int(g["hour"]), g.get("min", "00")
    half = g.get("half", "")[:1]
    if half:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    day = iso(scene.anchor) if scene.anchor else "XXXX-XX-XX"
    offset = words().zones.get(g.get("zone", ""), 0)
    return make(found, "TIME", f"{day}T{hour:02d}:{minute}", relative=True, offset=offset)


RULES: Mapping[str, Rule] = {
    "clock": _rule_clock,
    "day": _rule_day,
    "dotted": _rule_numeric,
    "iso": _rule_iso,
    "month": _rule_month,
    "near": _rule_near,
    "slashed": _rule_numeric,
    "thepart": _rule_thepart,
    "thispart": _rule_thispart,
    "weekday": _rule_weekday,
    "weekdays": _rule_weekdays,
}
"""The rule of each form, by its name in the grammar."""
