"""Years: rules for years, decades and centuries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from tocsin.data import load
from tocsin.read.calendar.scene import Rule, Scene, groups_of, make, mod_of
from tocsin.read.calendar.timex import Timex
from tocsin.read.numbers import value_of

__all__ = ["RULES", "year_of_words"]

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


_OF_TIME = re.compile(
    r"\b(?:in|since|by|until|till|from|during|of|for|after|before|year|the|this|that|its|their|early"
    r"|late|mid|between|both|[12]\d{3}\s*(?:to|and|or|[-–,]))\s*$",
    re.IGNORECASE,
)
"""What stands before a year and before no count: "in 2022 Russian soldiers crossed"."""

_APART = frozenset(
    """a an and as at but by for from had has have if in is it its no not of on or so that the their
    they to was were when where which while who with after before during until""".split()
)
_COUNTING = re.compile(r"(?:\s+[^\W\d_]+(?:-[^\W\d_]+)*){1,3}")
_MANY = ("people", "personnel", "police", "aircraft", "children")


@cache
def _plurals() -> frozenset[str]:
    """Return the plurals of people and things that are counted, without those that mean much."""
    data = load("read_quantities.yaml")
    found = set(_MANY)
    for noun in {n for nouns in data["counted"].values() for n in nouns} - set(data["doubtful"]):
        if noun.endswith("man"):
            found.add(f"{noun[:-2]}en")
        elif noun.endswith("y"):
            found.add(f"{noun[:-1]}ies")
        elif not noun.endswith("s"):
            found.add(f"{noun}s")
    return frozenset(found)


def _counts(found: re.Match[str], scene: Scene) -> bool:
    """Say whether what looks like a year counts people or things: "2000 Russian soldiers"."""
    if _OF_TIME.search(scene.text[max(0, found.start() - 16) : found.start()]):
        return False
    after = _COUNTING.match(scene.text, found.end())
    if after is None or found.group() != found["year"]:
        return False
    for word in after.group().lower().split():
        if word in _plurals():
            return True
        if word in _APART:
            return False
    return False


def year_of_words(text: str) -> int | None:
    """Return the year that words say: "nineteen ninety-six", "two thousand"."""
    pieces = re.findall(r"[a-z]+", text)
    if pieces[:2] == ["two", "thousand"]:
        return 2000 + int(value_of(" ".join(pieces[3:])) or 0)
    first, rest = value_of(pieces[0]), value_of(" ".join(pieces[1:]).replace("oh ", ""))
    if first is None or rest is None:
        return None
    return int(first) * 100 + (0 if "hundred" in pieces else int(rest))


def _rule_year(found: re.Match[str], scene: Scene) -> Timex | None:
    before = scene.text[max(0, found.start() - 2) : found.start("year")]
    if re.search(r"[$£€]\s?$", before) or _counts(found, scene):
        return None
    return make(found, "DATE", found["year"], mod=mod_of(groups_of(found).get("edge")))


def _rule_yearshort(found: re.Match[str], scene: Scene) -> Timex | None:
    pivot = scene.anchor.year if scene.anchor else 2000
    year = int(found["short"])
    year += 100 * round((pivot - year) / 100)
    return make(found, "DATE", f"{year:04d}")


def _rule_yearwords(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    year = year_of_words(groups_of(found)["yearword"])
    return None if year is None else make(found, "DATE", f"{year:04d}")


def _rule_decade(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    if "century" in g:
        value = g["century"] + g["ten"]
    else:
        pivot = scene.anchor.year if scene.anchor else 2000
        value = str(19 if int(g["ten"]) * 10 > pivot % 100 else pivot // 100) + g["ten"]
    return make(found, "DATE", value, mod=mod_of(g.get("edge") or g.get("edge2")))


def _rule_decadeword(found: re.Match[str], scene: Scene) -> Timex | None:
    g = groups_of(found)
    ten = _TENS.index(g["ten"])
    pivot = scene.anchor.year if scene.anchor else 2000
    century = 19 if ten * 10 > pivot % 100 else pivot // 100
    return make(found, "DATE", f"{century}{ten}", mod=mod_of(g.get("edge") or g.get("edge2")))


def _rule_century(found: re.Match[str], scene: Scene) -> Timex | None:
    del scene
    return make(
        found,
        "DATE",
        f"{int(found['n']) - 1:02d}",
        mod=mod_of(groups_of(found).get("edge")),
    )


RULES: Mapping[str, Rule] = {
    "century": _rule_century,
    "decade": _rule_decade,
    "decadeword": _rule_decadeword,
    "year": _rule_year,
    "yearshort": _rule_yearshort,
    "yearwords": _rule_yearwords,
}
"""The rule of each form, by its name in the grammar."""
