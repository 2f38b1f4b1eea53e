"""Periods: rules for seasons, weeks, quarters and whatever else is named by its place in time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from tocsin.nouns import Span
from tocsin.read.calendar.scene import (
    LAST,
    NEXT,
    SINCE,
    Rule,
    Scene,
    ahead_of,
    groups_of,
    iso,
    make,
    mod_of,
    relative_year,
)
from tocsin.read.calendar.timex import Timex
from tocsin.read.calendar.value import add_months, week_of
from tocsin.read.calendar.words import words
from tocsin.read.calendar.years import year_of_words

__all__ = ["RULES"]

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


_BOUND = re.compile(r"\b(?:by|until|till|since|before)\s+$")
"""Before these, "spring" and "fall" are no verbs."""


def _rule_season(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    code = words().seasons[g["season"]]
    before = scene.text[max(0, found.start() - 10) : found.start()].lower()
    if not (
        {"which", "year", "edge", "yearword"} & g.keys()
        or (
            "det" in g
            and re.search(r"\b(?:in|during|over|through|of|by|for|until|before|after)\s+$", before)
        )
        or re.search(r"\b(?:this|in|by|until|till|since|before)\s+$", before)
    ):
        return None
    bare = not ({"which", "year", "yearword", "det"} & g.keys())
    if g["season"] in {"fall", "spring"} and bare and not _BOUND.search(before):
        return None
    mod = mod_of(g.get("edge") or g.get("edge2"))
    year = int(g["year"]) if "year" in g else None
    if year is None and "yearword" in g:
        year = year_of_words(g["yearword"])
    relative = year is None
    if year is None and scene.anchor is not None:
        year = _season_year(code, g.get("which"), scene, found.start())
    if year is None:
        return make(found, "DATE", f"XXXX-{code}", mod=mod)
    return make(found, "DATE", f"{year:04d}-{code}", mod=mod, relative=relative)


def _season_year(code: str, which: str | None, scene: Scene, at: int) -> int:
    anchor = scene.anchor or date.min
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    # The season that is on, or was last: a winter carries the year of its December.
    began = anchor.year if anchor.month >= first else anchor.year - 1
    inside = (anchor.month - first) % 12 < 3
    if which in LAST:
        return began - 1 if inside and which != "this past" else began
    if which in NEXT:
        return began + 1
    if which in {"this", "current"}:
        return anchor.year - (1 if code == "WI" and anchor.month < 3 else 0)
    if which is None and ahead_of(scene, at):
        return began if inside else began + 1  # "will stay until spring"
    awaited = scene.led_up_to(at) or scene.awaited(at)
    if which is None and scene.tense(at) == "past" and not awaited:
        return began
    return (
        began if inside else began + (0 if (anchor.month - first) % 12 < 6 and which is None else 1)
    )


def _rule_unit(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    unit = words().units[g["unit"]]
    which = g.get("which", "this")
    mod = mod_of(g.get("edge"))
    if "the" in g and "edge" not in g:
        return _the_unit(found, unit, scene)
    if scene.anchor is None:
        return make(found, "DATE", "")
    if which in {"that", "same"}:
        return _that_unit(found, unit, scene)
    shift = -1 if which in LAST else 1 if which in NEXT else 0
    if which in {"following", "previous", "preceding"}:
        value = _shifted_from_last(unit, shift, scene)
        if value is not None:
            return make(found, "DATE", value, mod=mod, relative=True)
    value = unit_value(unit, shift, scene.anchor)
    return None if value is None else make(found, "DATE", value, mod=mod, relative=True)


def _the_unit(found: re.Match[str], unit: str, scene: Scene) -> Timex | None:
    """What "the quarter" or "the weekend" is: the one spoken of last, or the one that is on."""
    before = scene.text[max(0, found.start() - 12) : found.start()].lower()
    if unit == "WE" and scene.anchor:
        return make(
            found,
            "DATE",
            unit_value("WE", 0 if scene.tense(found.start()) == "future" else -1, scene.anchor)
            or "",
            relative=True,
        )
    if unit == "Y" and re.match(r"\s+end(?:ed|ing|s)\b", scene.text[found.end() :][:8]):
        return make(found, "DURATION", "P1Y")
    if unit == "Q":
        if scene.quarter:
            return make(found, "DATE", "{:04d}-Q{}".format(*scene.quarter), relative=True)
        return None
    if (
        scene.anchor
        and re.search(r"\b(?:of|in|for|during|earlier in|later in)\s+$", before)
        and unit in {"Y", "M"}
    ):
        value = unit_value(unit, 0, scene.anchor)
        return None if value is None or unit == "M" else make(found, "DATE", value, relative=True)
    return None


def _that_unit(found: re.Match[str], unit: str, scene: Scene) -> Timex | None:
    if unit == "Y" and scene.year:
        return make(found, "DATE", f"{scene.year:04d}", relative=True)
    if unit == "M" and scene.month:
        return make(found, "DATE", "{:04d}-{:02d}".format(*scene.month), relative=True)
    if unit == "Q" and scene.quarter:
        return make(found, "DATE", "{:04d}-Q{}".format(*scene.quarter), relative=True)
    if unit == "W" and scene.day:
        return make(found, "DATE", week_of(scene.day), relative=True)
    return None


def _shifted_from_last(unit: str, shift: int, scene: Scene) -> str | None:
    if unit == "Y" and scene.year:
        return f"{scene.year + shift:04d}"
    if unit == "M" and scene.month:
        return "{:04d}-{:02d}".format(*add_months(*scene.month, shift))
    if unit == "W" and scene.day:
        return week_of(scene.day + timedelta(days=7 * shift))
    return None


def unit_value(unit: str, shift: int, anchor: date) -> str | None:
    """The unit that holds the anchor, or the one `shift` before or after."""
    if unit == "D":
        return iso(anchor + timedelta(days=shift))
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


def _rule_quarter(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    quarter = int(g["digit"]) if "digit" in g else ORDINALS[g["ord"]]
    written = g.get("year") or g.get("y1")
    year = int(written) if written else relative_year(g.get("rel") or g.get("rel2"), scene)
    if year is None:
        if scene.anchor is None:
            return make(found, "DATE", f"XXXX-Q{quarter}")
        year = _near_quarter(quarter, scene, found.start())
    return make(found, "DATE", f"{year:04d}-Q{quarter}", relative=not written)


def _near_quarter(quarter: int, scene: Scene, at: int) -> int:
    anchor = scene.anchor or date.min
    now = (anchor.month + 2) // 3
    if scene.tense(at) == "past" or (quarter - now) % 4 > 1:
        return anchor.year - (1 if quarter > now else 0)
    return anchor.year + (1 if quarter < now else 0)


def _rule_half(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    half = 1 if g["ord"] == "first" else 2
    year = int(g["year"]) if "year" in g else None
    if "rel" in g:
        year = (
            scene.anchor.year
            if scene.anchor and g["rel"] == "the year"
            else relative_year(g["rel"], scene)
        )
    if year is None:
        return None
    return make(found, "DATE", f"{year:04d}-H{half}", relative="year" not in g)


def _rule_thequarter(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    which, what = g["which"], g.get("what")
    if which == "quarter" or what is None or scene.anchor is None:
        return None
    if which in {"corresponding", "comparable"} or "rel" in g:
        base = scene.quarter
        return (
            None
            if base is None
            else make(
                found,
                "DATE",
                f"{base[0] - (1 if 'rel' in g else 0):04d}-Q{base[1]}",
                relative=True,
            )
        )
    now = (scene.anchor.year, (scene.anchor.month + 2) // 3)
    if scene.quarter and scene.quarter < now and which in {"latest", "recent"}:
        return make(found, "DATE", "{:04d}-Q{}".format(*scene.quarter), relative=True)
    if what != "quarter" and scene.quarter is None:
        return None
    value = unit_value("Q", 0 if which == "current" else -1, scene.anchor)
    return None if value is None else make(found, "DATE", value, relative=True)


def _rule_periodof(found: re.Match[str], scene: Scene) -> Timex | None:
    """What "the 1988 period" is: that of the quarter spoken of, else the year."""
    year = found["year"]
    quarter = f"-Q{scene.quarter[1]}" if scene.quarter else ""
    return make(found, "DATE", f"{year}{quarter}", relative=bool(quarter))


def _rule_yearend(found: re.Match[str], scene: Scene) -> Timex | None:
    if scene.anchor is None:
        return None
    rel = groups_of(found).get("rel")
    if rel is None and SINCE.search(scene.text[: found.start()][-20:]):
        rel = "last"
    year = relative_year(f"{rel or 'this'} year", scene)
    if "-" in found.group():
        return make(found, "DATE", f"{year:04d}-12-31", relative=True)
    return make(found, "DATE", f"{year:04d}", mod="END", relative=True)


def _rule_yearago(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    if scene.anchor is None or g["word"] != "year":
        return None
    if "ord" in g and g.get("what") == "quarter":
        base_year = scene.quarter[0] if scene.quarter else scene.anchor.year
        return make(found, "DATE", f"{base_year - 1:04d}-Q{ORDINALS[g['ord']]}", relative=True)
    if scene.quarter:
        year, quarter = scene.quarter
        part = "" if scene.longer and g.get("what") != "quarter" else f"-Q{quarter}"
        return make(found, "DATE", f"{year - 1:04d}{part}", relative=True)
    return make(found, "DATE", f"{scene.anchor.year - 1:04d}", relative=True)


def _rule_thatday(found: re.Match[str], scene: Scene) -> Timex | None:
    """The day spoken of last, or the one beside it."""
    g = groups_of(found)
    day = scene.day or (scene.anchor if "edge" in g else None)
    if day is None:
        return None
    shift = {"next": 1, "following": 1, "previous": -1}.get(g.get("which", ""), 0)
    return make(found, "DATE", iso(day + timedelta(days=shift)), relative=True)


def _rule_then(found: re.Match[str], scene: Scene) -> Timex | None:
    """The time spoken of last, of what was said "then"."""
    if not scene.last:
        return None
    return Timex(Span(*found.span("then")), "DATE", scene.last, relative=True)


def _rule_event(found: re.Match[str], scene: Scene) -> Timex | None:
    """A time that only other knowledge could give: "early in the invasion"."""
    del scene
    return make(found, "DATE", "", relative=True)


RULES: Mapping[str, Rule] = {
    "event": _rule_event,
    "half": _rule_half,
    "periodof": _rule_periodof,
    "quarter": _rule_quarter,
    "season": _rule_season,
    "thatday": _rule_thatday,
    "then": _rule_then,
    "thequarter": _rule_thequarter,
    "unit": _rule_unit,
    "yearago": _rule_yearago,
    "yearend": _rule_yearend,
}
"""The rule of each form, by its name in the grammar."""
