"""Resolution: from the form of a time expression to its TIMEX3 value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from tocsin.nouns import Span
from tocsin.read.calendar.timex import Mod, Timex
from tocsin.read.calendar.value import add_months, week_of
from tocsin.read.calendar.words import words
from tocsin.read.numbers import value_of

__all__ = ["Scene", "resolve"]

Tense = Literal["past", "present", "future"]
_LAST = {"last", "past", "previous", "preceding", "this past"}
_NEXT = {"next", "coming", "following", "this coming", "upcoming"}
_MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_DAYS_IN = {"D": 1, "W": 7, "F": 14, "WE": 7, "M": 30, "Q": 91, "Y": 365, "E": 3652, "C": 36525}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_TENS = (
    "",
    "",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
)


@dataclass(slots=True)
class Scene:
    """What a rule may know beside the words: the anchor, the tense around, the time last spoken of."""

    anchor: date | None
    tense: Callable[[int], Tense | None]
    text: str
    day: date | None = None
    year: int | None = None
    quarter: tuple[int, int] | None = None
    month: tuple[int, int] | None = None
    seen: list[Timex] = field(default_factory=list)


Rule = Callable[[re.Match[str], Scene], Timex | None]


def resolve(form: str, found: re.Match[str], scene: Scene) -> Timex | None:
    """Return the time expression that `found` is, None where the words turn out to be none.

    `scene` remembers what was resolved, for "a year earlier" and "the following day".
    """
    timex = _RULES[form](found, scene)
    if timex is not None:
        _remember(timex, scene)
    return timex


def _remember(timex: Timex, scene: Scene) -> None:
    value = timex.value
    if timex.kind not in {"DATE", "TIME"}:
        return
    if found := re.match(r"(\d{4})-Q([1-4])$", value):
        scene.quarter = (int(found[1]), int(found[2]))
    if found := re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", value):
        scene.month = (int(found[1]), int(found[2]))
        if found[3]:
            scene.day = _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.match(r"(\d{4})", value):
        scene.year = int(found[1])


def _make(found: re.Match[str], kind: str, value: str, **more: object) -> Timex:
    start, end = found.span()
    return Timex(Span(start, end), kind, value, **more)  # type: ignore[arg-type]


def _groups(found: re.Match[str]) -> Mapping[str, str]:
    """The named groups that took part, folded."""
    return {
        name: " ".join(text.lower().split())
        for name, text in found.groupdict().items()
        if text is not None
    }


def _mod(edge: str | None) -> Mod | None:
    if not edge:
        return None
    if re.search(r"earl(?:y)\b|beginning|start|turn|first half", edge):
        return "START"
    if re.search(r"earlier", edge):
        return "BEFORE"
    if re.search(r"later", edge):
        return "AFTER"
    return "MID" if "mid" in edge else "END"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(text: str) -> int:
    return words().months[text.rstrip(".")]


def _relative_year(text: str | None, scene: Scene) -> int | None:
    if not text or scene.anchor is None:
        return None
    first = text.split()[0]
    if first == "last":
        return scene.anchor.year - 1
    if first == "next":
        return scene.anchor.year + 1
    if first == "this":
        return scene.anchor.year
    shift = {"the following year": 1, "the previous year": -1}.get(text, 0)
    return None if scene.year is None else scene.year + shift


def _near_day(month: int, day: int, scene: Scene, at: int) -> date | None:
    """The day of that month nearest to the anchor, on the side that the tense points to."""
    anchor = scene.anchor
    if anchor is None:
        return None
    choices = [d for y in (-1, 0, 1) if (d := _day(anchor.year + y, month, day)) is not None]
    if not choices:
        return None
    tense = scene.tense(at)
    if tense == "past" and (past := [d for d in choices if d <= anchor + timedelta(days=2)]):
        choices = past
    elif tense == "future" and (after := [d for d in choices if d >= anchor]):
        choices = after
    return min(choices, key=lambda d: (abs((d - anchor).days), d))


def _near_month(month: int, scene: Scene, at: int) -> int | None:
    """The year of that month nearest to the anchor, on the side that the tense points to."""
    anchor = scene.anchor
    if anchor is None:
        return None
    tense = scene.tense(at)
    ahead = (month - anchor.month) % 12
    if tense == "future":
        return anchor.year + (1 if month < anchor.month else 0)
    if tense == "past" or ahead > 5:
        return anchor.year - (1 if month > anchor.month else 0)
    return anchor.year + (1 if month < anchor.month else 0)


def _full(day: date) -> str:
    return day.isoformat()


def _rule_iso(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    if _day(int(found["y"]), int(found["m"]), int(found["d"])) is None:
        return None
    value = f"{found['y']}-{found['m']}-{found['d']}"
    if found["hour"]:
        return _make(found, "TIME", f"{value}T{found['hour']}:{found['min']}")
    return _make(found, "DATE", value)


def _rule_numeric(found: re.Match[str], scene: Scene) -> Timex | None:
    a, b, year = int(found["a"]), int(found["b"]), int(found["y"])
    if year < 100:
        pivot = scene.anchor.year if scene.anchor else 2000
        year += 100 * round((pivot - year) / 100)
    day = _day(year, a, b) or _day(year, b, a)
    return None if day is None else _make(found, "DATE", _full(day))


def _rule_day(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    if found["month"][0].islower():
        return None
    month = _month_number(g["month"])
    number = _ordinal_day(g["ordday"]) if "ordday" in g else int(re.sub(r"\D", "", g["day"]))
    year = int(g["year"]) if "year" in g else _relative_year(g.get("rel"), scene)
    relative = "year" not in g
    day = (
        _near_day(month, number, scene, found.start())
        if year is None
        else _day(year, month, number)
    )
    if day is None:
        if scene.anchor is None and _day(2000, month, number):
            return _make(found, "DATE", f"XXXX-{month:02d}-{number:02d}")
        return None
    return _make(found, "DATE", _full(day), relative=relative)


def _ordinal_day(text: str) -> int:
    names = (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
        " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ).split()
    tens, _, rest = text.rpartition("-")
    if text == "thirtieth":
        return 30
    return {"": 0, "twenty": 20, "thirty": 30}[tens] + names.index(rest) + 1


def _rule_month(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    written = found["month"]
    if written[0].islower():
        return None
    name = g["month"]
    alone = "year" not in g and "which" not in g and "rel" not in g
    if alone and name.rstrip(".") not in {m for m in words().months if len(m) > 4} | {
        "may",
        "june",
        "july",
    }:
        return None
    month = _month_number(name)
    year = int(g["year"]) if "year" in g else _relative_year(g.get("rel"), scene)
    if year is None and "which" in g and scene.anchor is not None:
        year = _which_month(month, g["which"], scene)
    if year is None:
        if alone and name in words().ambiguous and not _month_context(found, scene):
            return None
        year = _near_month(month, scene, found.start())
    mod = _mod(g.get("edge"))
    if year is None:
        return _make(found, "DATE", f"XXXX-{month:02d}", mod=mod)
    return _make(found, "DATE", f"{year:04d}-{month:02d}", mod=mod, relative="year" not in g)


def _which_month(month: int, which: str, scene: Scene) -> int:
    anchor = scene.anchor or date.min
    if which in _LAST:
        return anchor.year - (1 if month >= anchor.month else 0)
    if which in _NEXT:
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


def _rule_season(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    code = words().seasons[g["season"]]
    before = scene.text[max(0, found.start() - 10) : found.start()].lower()
    if not (
        {"which", "year", "edge", "yearword"} & g.keys()
        or (
            "det" in g
            and re.search(r"\b(?:in|during|over|through|of|by|for|until|before|after)\s+$", before)
        )
        or re.search(r"\b(?:this|in|by|until|since)\s+$", before)
    ):
        return None
    if g["season"] in {"fall", "spring"} and not ({"which", "year", "yearword", "det"} & g.keys()):
        return None
    mod = _mod(g.get("edge") or g.get("edge2"))
    year = int(g["year"]) if "year" in g else None
    if year is None and "yearword" in g:
        year = _year_of_words(g["yearword"])
    relative = year is None
    if year is None and scene.anchor is not None:
        year = _season_year(code, g.get("which"), scene, found.start())
    if year is None:
        return _make(found, "DATE", f"XXXX-{code}", mod=mod)
    return _make(found, "DATE", f"{year:04d}-{code}", mod=mod, relative=relative)


def _season_year(code: str, which: str | None, scene: Scene, at: int) -> int:
    anchor = scene.anchor or date.min
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    # The season that is on, or was last: a winter carries the year of its December.
    began = anchor.year if anchor.month >= first else anchor.year - 1
    inside = (anchor.month - first) % 12 < 3
    if which in _LAST:
        return began - 1 if inside and which != "this past" else began
    if which in _NEXT:
        return began + 1
    if which is None and scene.tense(at) == "past":
        return began
    return (
        began if inside else began + (0 if (anchor.month - first) % 12 < 6 and which is None else 1)
    )


def _rule_weekday(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
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
        return _make(found, "TIME" if part else "DATE", "")
    day = _weekday(number, g.get("which"), scene, found.start())
    if part:
        return _make(found, "TIME", f"{_full(day)}T{part}", relative=True)
    return _make(found, "DATE", _full(day), relative=True)


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
    if which in _LAST:
        return anchor - timedelta(days=back or 7)
    if which in _NEXT:
        return anchor + timedelta(days=ahead or 7)
    if which in {"this", "current"}:
        return anchor + timedelta(days=number - anchor.isoweekday())
    if scene.tense(at) == "future":
        return anchor + timedelta(days=ahead)
    return anchor - timedelta(days=back)


def _rule_near(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    near = g["near"]
    part = (
        words().parts[g["part"]] if "part" in g else {"tonight": "NI", "overnight": "NI"}.get(near)
    )
    if scene.anchor is None:
        return _make(found, "TIME" if part else "DATE", "")
    shift = {"yesterday": -1, "tomorrow": 1, "overnight": -1}.get(near, 0)
    day = scene.anchor + timedelta(days=shift)
    if part:
        return _make(found, "TIME", f"{_full(day)}T{part}", relative=True)
    return _make(found, "DATE", _full(day), mod=None, relative=True)


def _rule_thispart(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    if scene.anchor is None:
        return _make(found, "TIME", "")
    shift = 1 if g["which"] == "last" else 0
    day = scene.anchor - timedelta(days=shift)
    return _make(found, "TIME", f"{_full(day)}T{words().parts[g['part']]}", relative=True)


def _rule_thepart(found: re.Match[str], scene: Scene) -> Timex | None:
    before = scene.text[max(0, found.start() - 8) : found.start()].lower()
    if not found.group().lower().startswith("the ") and "mid" not in found.group().lower():
        return None
    if not re.search(r"\b(?:in|of|during|by)\s+$", before) and not found["mid"]:
        return None
    g = _groups(found)
    day = scene.day or scene.anchor
    if day is None:
        return _make(found, "TIME", "")
    return _make(found, "TIME", f"{_full(day)}T{words().parts[g['part']]}", relative=True)


def _rule_clock(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    hour, minute = int(g["hour"]), g.get("min", "00")
    half = g.get("half", "")[:1]
    if half:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    day = _full(scene.anchor) if scene.anchor else "XXXX-XX-XX"
    return _make(found, "TIME", f"{day}T{hour:02d}:{minute}", relative=True)


def _rule_noon(found: re.Match[str], scene: Scene) -> Timex | None:
    day = _full(scene.anchor) if scene.anchor else "XXXX-XX-XX"
    hour = "12:00" if found["noon"].lower() == "noon" else "24:00"
    return _make(found, "TIME", f"{day}T{hour}", relative=True)


def _rule_unit(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    unit = words().units[g["unit"]]
    which = g.get("which", "this")
    mod = _mod(g.get("edge"))
    if "the" in g and "edge" not in g:
        return _the_unit(found, unit, scene)
    if scene.anchor is None:
        return _make(found, "DATE", "")
    if which in {"that", "same"}:
        return _that_unit(found, unit, scene)
    shift = -1 if which in _LAST else 1 if which in _NEXT else 0
    if which in {"following", "previous", "preceding"}:
        value = _shifted_from_last(unit, shift, scene)
        if value is not None:
            return _make(found, "DATE", value, mod=mod, relative=True)
    value = _unit_value(unit, shift, scene.anchor)
    return None if value is None else _make(found, "DATE", value, mod=mod, relative=True)


def _the_unit(found: re.Match[str], unit: str, scene: Scene) -> Timex | None:
    """ "the quarter", "the weekend": the one last spoken of, or the one that is on."""
    before = scene.text[max(0, found.start() - 12) : found.start()].lower()
    if unit == "WE" and scene.anchor:
        return _make(
            found,
            "DATE",
            _unit_value("WE", 0 if scene.tense(found.start()) == "future" else -1, scene.anchor)
            or "",
            relative=True,
        )
    if unit == "Q":
        if scene.quarter:
            return _make(found, "DATE", "{:04d}-Q{}".format(*scene.quarter), relative=True)
        return None
    if (
        scene.anchor
        and re.search(r"\b(?:of|in|for|during|earlier in|later in)\s+$", before)
        and unit in {"Y", "M"}
    ):
        value = _unit_value(unit, 0, scene.anchor)
        return None if value is None or unit == "M" else _make(found, "DATE", value, relative=True)
    return None


def _that_unit(found: re.Match[str], unit: str, scene: Scene) -> Timex | None:
    if unit == "Y" and scene.year:
        return _make(found, "DATE", f"{scene.year:04d}", relative=True)
    if unit == "M" and scene.month:
        return _make(found, "DATE", "{:04d}-{:02d}".format(*scene.month), relative=True)
    if unit == "Q" and scene.quarter:
        return _make(found, "DATE", "{:04d}-Q{}".format(*scene.quarter), relative=True)
    if unit == "W" and scene.day:
        return _make(found, "DATE", week_of(scene.day), relative=True)
    return None


def _shifted_from_last(unit: str, shift: int, scene: Scene) -> str | None:
    if unit == "Y" and scene.year:
        return f"{scene.year + shift:04d}"
    if unit == "M" and scene.month:
        return "{:04d}-{:02d}".format(*add_months(*scene.month, shift))
    if unit == "W" and scene.day:
        return week_of(scene.day + timedelta(days=7 * shift))
    return None


def _unit_value(unit: str, shift: int, anchor: date) -> str | None:
    """The unit that holds the anchor, or the one `shift` before or after."""
    if unit == "D":
        return _full(anchor + timedelta(days=shift))
    if unit == "W":
        return week_of(anchor + timedelta(days=7 * shift))
    if unit == "WE":
        return week_of(anchor + timedelta(days=7 * shift)) + "-WE"
    if unit == "M":
        return "{:04d}-{:02d}".format(*add_months(anchor.year, anchor.month, shift))
    if unit == "Q":
        year, month = add_months(anchor.year, anchor.month, 3 * shift)
        return f"{year:04d}-Q{(month + 2) // 3}"
    if unit == "Y":
        return f"{anchor.year + shift:04d}"
    if unit == "E":
        return f"{anchor.year // 10 + shift:03d}"
    if unit == "C":
        return f"{anchor.year // 100 + shift:02d}"
    return None


def _singular(unit: str) -> str:
    return "century" if unit in {"century", "centuries"} else unit.rstrip("s")


def _count(text: str) -> float | None:
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


def _duration(n: float | None, unit: str, *, clock: bool) -> str:
    """ "P9M", "PT2H", "PXD"; half units are written in the next smaller one."""
    mark = "PT" if clock else "P"
    if unit in {"F", "WE"}:
        n, unit = (None if n is None else n * 2 if unit == "F" else n), "W" if unit == "F" else "WE"
    if n is None:
        return f"{mark}X{unit}"
    if unit == "E" and n == int(n):
        return f"P{int(n) * 10}Y"
    if unit == "C":
        return f"P{int(n * 100)}Y"
    if n != int(n) and unit == "Y":
        return f"P{int(n)}Y{round((n % 1) * 12)}M" if n > 1 else f"P{round(n * 12)}M"
    if n != int(n) and unit == "H" and clock:
        return f"PT{round(n * 60)}M"
    return f"{mark}{int(n) if n == int(n) else n}{unit}"


def _rule_ago(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    name = _singular(g["unit"])
    unit = words().units[name]
    n = _count(g["n"])
    how = g["how"]
    back = how in {"ago", "earlier", "before"}
    if n is None:
        return _make(found, "DATE", "PAST_REF" if back else "FUTURE_REF", relative=True)
    if name in words().clock:
        return (
            _make(found, "TIME", "", relative=True)
            if how == "ago"
            else _make(found, "DURATION", _duration(n, unit, clock=True))
        )
    if scene.anchor is None and how in {"ago", "from now", "hence", "ahead"}:
        return _make(found, "DATE", "")
    sign = -1 if back else 1
    if unit == "Y" and n == 1 and back and scene.quarter:
        year, quarter = scene.quarter
        return _make(found, "DATE", f"{year - 1:04d}-Q{quarter}", relative=True)
    base = scene.day if how in {"earlier", "before", "later"} and scene.day else scene.anchor
    if base is None:
        return _make(found, "DATE", "")
    if how in {"earlier", "before", "later"} and unit == "Y" and scene.year:
        return _make(found, "DATE", f"{scene.year + sign * round(n):04d}", relative=True)
    return _make(found, "DATE", _moved(base, sign * n, unit), relative=True)


def _moved(base: date, n: float, unit: str) -> str:
    """The value of `base` moved by n units, as coarse as the unit."""
    try:
        if unit in {"D", "W", "F", "WE"}:
            days = round(n * _DAYS_IN[unit])
            day = base + timedelta(days=days)
            return _full(day) if unit == "D" else week_of(day)
        year, month = add_months(base.year, base.month, round(n * _MONTHS_IN[unit]))
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
    return _make(
        found,
        "DATE",
        "FUTURE_REF" if found["how"].lower() == "later" else "PAST_REF",
        relative=True,
    )


def _rule_yearago(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    if scene.anchor is None or g["word"] != "year":
        return None
    if "ord" in g and g.get("what") == "quarter":
        base_year = scene.quarter[0] if scene.quarter else scene.anchor.year
        return _make(found, "DATE", f"{base_year - 1:04d}-Q{_ORDINALS[g['ord']]}", relative=True)
    if scene.quarter:
        return _make(
            found, "DATE", f"{scene.quarter[0] - 1:04d}-Q{scene.quarter[1]}", relative=True
        )
    return _make(found, "DATE", f"{scene.anchor.year - 1:04d}", relative=True)


def _rule_stretch(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    name = _singular(g["unit"])
    plural = g["unit"] != name
    if "n" not in g:
        if not plural:
            return None
        n: float | None = None
    else:
        n = _count(g["n"])
    unit = words().units[name]
    days = (
        None
        if n is None or unit not in _DAYS_IN or name in words().clock
        else round(n * _DAYS_IN[unit])
    )
    if name == "hour" and n is not None:
        days = max(1, round(n / 24))
    value = _duration(n, unit, clock=name in words().clock)
    if value == "PT24H":
        value = "P1D"
    back = days if g["which"] in {"past", "last", "latest", "previous", "preceding"} else None
    forth = days if g["which"] in {"next", "coming", "following"} else None
    del scene
    return _make(found, "DURATION", value, relative=True, back=back, forth=forth)


def _rule_vague(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    g = _groups(found)
    name = _singular(g["unit"])
    return _make(
        found,
        "DURATION",
        _duration(None, words().units[name], clock=name in words().clock),
        relative=True,
    )


def _rule_length(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    g = _groups(found)
    name = _singular(g["unit"])
    n = _count(g["n"])
    unit = words().units[name]
    if name == "second" and g["unit"] == "second":
        return None
    if n is not None and "half" in g:
        n += 0.5
    return _make(found, "DURATION", _duration(n, unit, clock=name in words().clock))


def _rule_lengths(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    return _make(
        found,
        "DURATION",
        _duration(None, words().units[_singular(_groups(found)["unit"])], clock=False),
    )


def _rule_year(found: re.Match[str], scene: Scene) -> Timex | None:
    before = scene.text[max(0, found.start() - 2) : found.start("year")]
    if re.search(r"[$£€]\s?$", before):
        return None
    return _make(found, "DATE", found["year"], mod=_mod(_groups(found).get("edge")))


def _rule_yearshort(found: re.Match[str], scene: Scene) -> Timex | None:
    pivot = scene.anchor.year if scene.anchor else 2000
    year = int(found["short"])
    year += 100 * round((pivot - year) / 100)
    return _make(found, "DATE", f"{year:04d}")


def _rule_decade(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    if "century" in g:
        value = g["century"] + g["ten"]
    else:
        pivot = scene.anchor.year if scene.anchor else 2000
        value = str(19 if int(g["ten"]) * 10 > pivot % 100 else pivot // 100) + g["ten"]
    return _make(found, "DATE", value, mod=_mod(g.get("edge") or g.get("edge2")))


def _rule_decadeword(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    ten = _TENS.index(g["ten"])
    pivot = scene.anchor.year if scene.anchor else 2000
    century = 19 if ten * 10 > pivot % 100 else pivot // 100
    return _make(found, "DATE", f"{century}{ten}", mod=_mod(g.get("edge") or g.get("edge2")))


def _rule_century(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    return _make(found, "DATE", f"{int(found['n']) - 1:02d}", mod=_mod(_groups(found).get("edge")))


def _year_of_words(text: str) -> int | None:
    pieces = re.findall(r"[a-z]+", text)
    if pieces[:2] == ["two", "thousand"]:
        return 2000 + int(value_of(" ".join(pieces[3:])) or 0)
    first, rest = value_of(pieces[0]), value_of(" ".join(pieces[1:]).replace("oh ", ""))
    if first is None or rest is None:
        return None
    return int(first) * 100 + (0 if "hundred" in pieces else int(rest))


def _rule_yearwords(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    year = _year_of_words(_groups(found)["yearword"])
    return None if year is None else _make(found, "DATE", f"{year:04d}")


def _rule_quarter(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    quarter = int(g["digit"]) if "digit" in g else _ORDINALS[g["ord"]]
    written = g.get("year") or g.get("y1")
    year = int(written) if written else _relative_year(g.get("rel") or g.get("rel2"), scene)
    if year is None:
        if scene.anchor is None:
            return _make(found, "DATE", f"XXXX-Q{quarter}")
        year = _near_quarter(quarter, scene, found.start())
    return _make(found, "DATE", f"{year:04d}-Q{quarter}", relative=not written)


def _near_quarter(quarter: int, scene: Scene, at: int) -> int:
    anchor = scene.anchor or date.min
    now = (anchor.month + 2) // 3
    if scene.tense(at) == "past" or (quarter - now) % 4 > 1:
        return anchor.year - (1 if quarter > now else 0)
    return anchor.year + (1 if quarter < now else 0)


def _rule_half(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    half = 1 if g["ord"] == "first" else 2
    year = int(g["year"]) if "year" in g else None
    if "rel" in g:
        year = (
            scene.anchor.year
            if scene.anchor and g["rel"] == "the year"
            else _relative_year(g["rel"], scene)
        )
    if year is None:
        return None
    return _make(found, "DATE", f"{year:04d}-H{half}", relative="year" not in g)


def _rule_thequarter(found: re.Match[str], scene: Scene) -> Timex | None:
    g = _groups(found)
    which, what = g["which"], g.get("what")
    if which == "quarter" or what is None or scene.anchor is None:
        return None
    if which in {"corresponding", "comparable"} or "rel" in g:
        base = scene.quarter
        return (
            None
            if base is None
            else _make(
                found, "DATE", f"{base[0] - (1 if 'rel' in g else 0):04d}-Q{base[1]}", relative=True
            )
        )
    if scene.quarter and which in {"latest", "recent"}:
        return _make(found, "DATE", "{:04d}-Q{}".format(*scene.quarter), relative=True)
    if what != "quarter" and scene.quarter is None:
        return None
    value = _unit_value("Q", 0 if which == "current" else -1, scene.anchor)
    return None if value is None else _make(found, "DATE", value, relative=True)


def _rule_yearend(found: re.Match[str], scene: Scene) -> Timex | None:
    if scene.anchor is None:
        return None
    year = _relative_year((_groups(found).get("rel") or "this") + " year", scene)
    return _make(found, "DATE", f"{year:04d}", mod="END", relative=True)


def _rule_set(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    w = words()
    unit = _groups(found)["unit"].rstrip(".")
    name = _singular(unit)
    if name in w.units:
        return _make(found, "SET", _duration(1.0, w.units[name], clock=name in w.clock))
    if unit in w.weekdays:
        return _make(found, "SET", f"XXXX-WXX-{w.weekdays[unit]}")
    if unit in w.months:
        return _make(found, "SET", f"XXXX-{w.months[unit]:02d}")
    if unit in w.seasons:
        return _make(found, "SET", f"XXXX-{w.seasons[unit]}")
    return _make(found, "SET", f"XXXX-XX-XXT{w.parts[unit]}")


def _rule_setword(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    return _make(found, "SET", words().sets[_groups(found)["word"]])


def _rule_weekdays(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    w = words()
    g = _groups(found)
    if found["weekday"][0].islower() or len(g["weekday"]) < 6:
        return None
    part = f"T{w.parts[g['part']]}" if "part" in g else ""
    return _make(found, "SET", f"XXXX-WXX-{w.weekdays[g['weekday']]}{part}")


def _rule_reference(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    word = _groups(found)["word"]
    value = {"current": "PRESENT_REF", "recent": "PAST_REF"}.get(word) or words().references[word]
    return _make(found, "DATE", value, relative=True)


def _rule_event(found: re.Match[str], scene: Scene) -> Timex | None:
    """ "early in the invasion": a time that only other knowledge could give."""
    del scene
    return _make(found, "DATE", "", relative=True)


_RULES: Mapping[str, Rule] = {
    "iso": _rule_iso,
    "slashed": _rule_numeric,
    "dotted": _rule_numeric,
    "day": _rule_day,
    "month": _rule_month,
    "season": _rule_season,
    "weekday": _rule_weekday,
    "near": _rule_near,
    "thispart": _rule_thispart,
    "thepart": _rule_thepart,
    "clock": _rule_clock,
    "noon": _rule_noon,
    "unit": _rule_unit,
    "ago": _rule_ago,
    "agobare": _rule_agobare,
    "yearago": _rule_yearago,
    "stretch": _rule_stretch,
    "vague": _rule_vague,
    "length": _rule_length,
    "lengths": _rule_lengths,
    "year": _rule_year,
    "yearshort": _rule_yearshort,
    "decade": _rule_decade,
    "decadeword": _rule_decadeword,
    "century": _rule_century,
    "yearwords": _rule_yearwords,
    "quarter": _rule_quarter,
    "half": _rule_half,
    "thequarter": _rule_thequarter,
    "yearend": _rule_yearend,
    "set": _rule_set,
    "setword": _rule_setword,
    "weekdays": _rule_weekdays,
    "reference": _rule_reference,
    "event": _rule_event,
}


def merged(first: Timex, second: Timex, text: str) -> Timex | None:
    """Join a time of day and the day beside it ("noon Saturday"), or a weekday and its date."""
    gap = text[first.span.end : second.span.start]
    if not re.fullmatch(r",?\s*(?:on\s+|of\s+)?(?:the\s+)?", gap, re.IGNORECASE):
        return None
    span = Span(first.span.start, second.span.end)
    for clock, day in ((first, second), (second, first)):
        if (
            clock.kind == "TIME"
            and "T" in clock.value
            and re.fullmatch(r"\d{4}-\d\d-\d\d", day.value)
            and day.kind == "DATE"
        ):
            return replace(
                clock, span=span, value=day.value + clock.value[clock.value.index("T") :]
            )
    return None
