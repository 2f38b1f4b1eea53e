"""The scene: what a rule of the calendar may know beside the words it reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from tocsin.nouns import Span
from tocsin.read.calendar.timex import Kind, Mod, Timex

__all__ = [
    "LAST",
    "NEXT",
    "SINCE",
    "Rule",
    "Scene",
    "Tense",
    "ahead_of",
    "day_of",
    "groups_of",
    "iso",
    "make",
    "mod_of",
    "near_day",
    "near_month",
    "relative_year",
    "remember",
    "tense_at",
]

Tense = Literal["past", "present", "future"]


LAST = {"last", "past", "previous", "preceding", "this past"}


NEXT = {"next", "coming", "following", "this coming", "upcoming"}


@dataclass(slots=True)
class Scene:
    """The anchor, the text with the tense at each place, and the times last spoken of.

    `planned` says of a place whether its date is one that was set: "were due by 5 May" may be over
    or to come; `lasts` says that a "last" is the verb of "will last two weeks".
    """

    anchor: date | None
    tense: Callable[[int], Tense | None]
    text: str
    day: date | None = None
    year: int | None = None
    quarter: tuple[int, int] | None = None
    month: tuple[int, int] | None = None
    last: str = ""
    planned: Callable[[int], bool] = lambda _: False
    timetabled: Callable[[int], bool] = lambda _: False
    led_up_to: Callable[[int], bool] = lambda _: False
    awaited: Callable[[int], bool] = lambda _: False
    announced: Callable[[int], bool] = lambda _: False
    lasts: Callable[[int], bool] = lambda _: False
    longer: bool = False  # a stretch of more than a quarter was spoken of since `quarter`


_LONGER = re.compile(r"(?:the|these|its|their|first|latest|past|last)\b", re.IGNORECASE)
_LONGER_VALUES = frozenset({"P6M", "P9M", "P1Y", "P12M"})


def remember(timex: Timex, scene: Scene) -> None:
    """Keep in the scene what a resolved expression speaks of."""
    value = timex.value
    if timex.kind == "DURATION" and _LONGER.match(timex.span.of(scene.text)):
        scene.longer = value in _LONGER_VALUES
    if timex.kind not in {"DATE", "TIME"}:
        return
    if value[:4].isdigit():
        scene.last = value.partition("T")[0]
    if found := re.match(r"(\d{4})-Q([1-4])$", value):
        scene.quarter, scene.longer = (int(found[1]), int(found[2])), False
    if found := re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", value):
        scene.month = (int(found[1]), int(found[2]))
        if found[3]:
            scene.day = day_of(int(found[1]), int(found[2]), int(found[3]))
    if found := re.match(r"(\d{4})", value):
        scene.year = int(found[1])


Rule = Callable[[re.Match[str], Scene], Timex | None]


def make(found: re.Match[str], kind: Kind, value: str, **more: Any) -> Timex:
    """Return the time expression that the whole match is; `more` are further fields of it."""
    brink = _BRINK.search(found.group()) is not None
    return Timex(Span(*found.span()), kind, value, **more, brink=brink)


_BRINK = re.compile(r"\b(?:end|close|beginning|start)\b", re.IGNORECASE)


def groups_of(found: re.Match[str]) -> Mapping[str, str]:
    """The named groups that took part, folded."""
    return {
        name: " ".join(text.lower().split())
        for name, text in found.groupdict().items()
        if text is not None
    }


def mod_of(edge: str | None) -> Mod | None:
    """Return the part of a stretch of time that "early", "late" and their like mean."""
    if not edge:
        return None
    if "half" in edge:
        return "HALF" if "first" in edge else "SECOND_HALF"
    if re.search(r"earl(?:y)\b|beginning|start|turn", edge):
        return "START"
    if re.search(r"earlier", edge):
        return "BEFORE"
    if re.search(r"later", edge):
        return "AFTER"
    return "MID" if "mid" in edge else "END"


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso(day: date) -> str:
    """Return the day as a TIMEX3 value."""
    return day.isoformat()


def relative_year(text: str | None, scene: Scene) -> int | None:
    """Return the year that "last year" or "the following year" means in this scene."""
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


_CLOCK = r"(?:[\d:]+\s*[ap]\.?m\.?,?\s*(?:[A-Z]{2,4},?\s*)?)?"


_BOUND_FOR = re.compile(
    r"\b(?:until|till|through|payable|effective|due|expires?|deadline|record|than|to|for|starting"
    rf"|beginning)\s+(?:the\s+)?{_CLOCK}$",
    re.IGNORECASE,
)


SINCE = re.compile(r"\bsince\s+(?:late\s+|early\s+|the\s+)?$", re.IGNORECASE)


_AHEAD = re.compile(
    r"\b(?:until|till|starting|beginning|due|scheduled\s+for|set\s+for)\s+$",
    re.IGNORECASE,
)


_PUT_OFF = re.compile(
    r"\b(?:put\s+off|postpone[sd]?|delay(?:s|ed)?|extend(?:s|ed)?|defer(?:s|red)?|pushed\s+back|prolong(?:s|ed)?)"
    r"\b[^.;:!?]*$",
    re.IGNORECASE,
)


_UNTIL = re.compile(r"\b(?:until|till|before|by)\s+(?:the\s+)?$", re.IGNORECASE)


_BY = re.compile(r"\b(?:by|through)\s+$", re.IGNORECASE)


_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)


_JUST_OVER = frozenset({10, 11})
"""A month that lies so many ahead is the last but one, or the last."""


_FAR = timedelta(days=62)
"""A date without a year that is farther ahead needs a verb that says so."""


def tense_at(scene: Scene, at: int) -> Tense | None:
    """The tense around, or the future where a word before points ahead ("until Monday").

    "By Monday" points ahead unless its verb tells what is over: "had arrived by Monday".
    """
    before = scene.text[max(0, at - 20) : at]
    if _AHEAD.search(before):
        return "future"
    if SINCE.search(before):
        return "past"
    tense = scene.tense(at)
    return "future" if tense != "past" and _BY.search(before) else tense


def ahead_of(scene: Scene, at: int) -> bool:
    """Say whether a stretch bounds what is not over: "will stay until spring", "before spring"."""
    before = scene.text[max(0, at - 20) : at]
    if _UNTIL.search(before) is None:
        return False
    put_off = _PUT_OFF.search(scene.text[max(0, at - 70) : at]) is not None
    return put_off or scene.tense(at) != "past"


def near_day(month: int, day: int, scene: Scene, at: int) -> date | None:
    """The day of that month nearest to the anchor, on the side that the tense points to."""
    anchor = scene.anchor
    if anchor is None:
        return None
    choices = [d for y in (-1, 0, 1) if (d := day_of(anchor.year + y, month, day)) is not None]
    if not choices:
        return None
    before = scene.text[max(0, at - 32) : at]
    set_down = scene.planned(at) or scene.led_up_to(at) or scene.announced(at)
    bound = set_down or _BOUND_FOR.search(before) is not None
    tense = None if bound or scene.awaited(at) else tense_at(scene, at)
    if tense == "past" and (past := [d for d in choices if d <= anchor + timedelta(days=2)]):
        choices = past
    elif tense == "future" and scene.timetabled(at):  # "a march takes place on May 5"
        choices = [d for d in choices if anchor - d <= _FAR]
    elif tense == "future":
        choices = [d for d in choices if d >= anchor] or choices
    elif tense is None and not bound and _FROM.search(before) is None:
        choices = [d for d in choices if d - anchor <= _FAR] or choices
    return min(choices, key=lambda d: (abs((d - anchor).days), d))


def near_month(month: int, scene: Scene, at: int) -> int | None:
    """The year of that month nearest to the anchor, on the side that the tense points to."""
    anchor = scene.anchor
    if anchor is None:
        return None
    if scene.planned(at) or scene.led_up_to(at):
        years = (anchor.year, anchor.year + 1, anchor.year - 1)
        return min(years, key=lambda year: abs((year - anchor.year) * 12 + month - anchor.month))
    ahead = (month - anchor.month) % 12
    if scene.announced(at):  # of what was just announced the month may be over
        return anchor.year + (1 if month < anchor.month else 0) - (1 if ahead in _JUST_OVER else 0)
    tense = None if scene.awaited(at) else tense_at(scene, at)
    if tense == "future":
        return anchor.year + (1 if month < anchor.month else 0)
    if tense == "past" or ahead > 2:
        return anchor.year - (1 if month > anchor.month else 0)
    return anchor.year + (1 if month < anchor.month else 0)
