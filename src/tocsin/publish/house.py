"""House styles: how an assessment speaks and in which order, as data that a house can copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from tocsin.data import load
from tocsin.errors import BadArgument
from tocsin.nouns import Yardstick
from tocsin.publish.figures import percent_of, range_of, told_of

__all__ = ["FORMS", "HOUSES", "House", "Layout", "house_for", "house_named", "load_house"]

HOUSES = ("UK", "US")
"""The house styles that are shipped."""

FORMS = ("full", "short", "change")
"""The forms of an assessment that every shipped style has; the full one needs no layout."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A form of an assessment: the most sentences of each section, in the order of need.

    `words` is the most that all sentences have together, None for no bound; of the sections `kept`
    nothing is ever cut.
    """

    words: int | None
    sections: Mapping[str, int]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class House:
    """A house style.

    `yardsticks` are the scales it is the natural style for, `percent` the unit with the space
    before it, `order` the ids of sections, `headings` their headings. `frames` are the sentences
    that carry the judgement, with the names in braces that the shipped files show. `grounds` head
    the reasons for a confidence: the three grounds in their order, then any limit. `forms` are its
    shorter forms.
    """

    name: str
    title: str
    source: str
    yardsticks: tuple[str, ...]
    percent: str
    order: tuple[str, ...]
    headings: Mapping[str, str]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    bare: tuple[str, ...]
    grounds: tuple[str, ...]
    likelihood: Mapping[str, str]
    frames: Mapping[str, str]
    forms: Mapping[str, Layout] = field(default_factory=dict)

    def percents(self, p: float, *, decimals: int = 0) -> str:
        """Return a probability as this house writes it."""
        return percent_of(p, unit=self.percent, decimals=decimals)

    def told_apart(self, p: float) -> str:
        """Return a probability with a decimal where it is small, to tell it from its neighbours."""
        return self.percents(p, decimals=1 if p < 0.1 else 0)

    def ranged(self, low: float, high: float) -> str:
        """Return a range of probability as this house writes it."""
        return range_of(low, high, unit=self.percent)

    def told(self, p: float, yardstick: Yardstick) -> str:
        """Return `p` with as many decimals as its place on the scale needs."""
        return told_of(p, yardstick, unit=self.percent)[0]

    def article(self, word: str) -> str:
        """Return the article that a word of a scale takes as a noun, with the space after it."""
        if word in self.bare:
            return ""
        return "an " if word[0] in "aeiou" else "a "

    def part_of_speech(self, word: str) -> Literal["noun", "adjective", "other"]:
        """Say how a word of a scale stands in a sentence."""
        last = word.rsplit(maxsplit=1)[-1]
        if last in self.nouns:
            return "noun"
        # "As likely as not" is an adjective, "probably not" an adverb.
        adverb = last == "not" and word.split(maxsplit=1)[0].endswith("ly")
        return "adjective" if last in self.adjectives and not adverb else "other"


FRAMES = ("nearest", "gap", "confidence", "assumption")


def load_house(row: Mapping[str, Any]) -> House:
    """Return the house style that a file of the shipped form describes.

    Raises `BadArgument` when a part is missing.
    """
    try:
        return House(
            name=str(row["name"]),
            title=str(row["title"]),
            source=str(row["source"]),
            yardsticks=tuple(row["yardsticks"]),
            percent=str(row["percent"]),
            order=tuple(row["order"]),
            headings=_headings(row),
            nouns=tuple(row["nouns"]),
            adjectives=tuple(row["adjectives"]),
            bare=tuple(row["bare"]),
            grounds=tuple(row["grounds"]),
            likelihood={key: str(row["likelihood"][key]) for key in ("noun", "adjective", "other")},
            frames={key: str(row[key]) for key in FRAMES},
            forms={
                str(name): Layout(
                    words=None if one["words"] is None else int(one["words"]),
                    sections={str(key): int(most) for key, most in one["sections"].items()},
                    kept=tuple(one["kept"]),
                )
                for name, one in row.get("forms", {}).items()
            },
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadArgument(
            f"the house style lacks a part: {error}.", hint="Copy a shipped one and change it."
        ) from None


def _headings(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the heading of each section in the order, and of what stands behind all of them."""
    behind = [key for key in ("edits",) if key in row["headings"]]
    return {str(key): str(row["headings"][key]) for key in (*row["order"], *behind)}


def house_named(name: str) -> House:
    """Return the shipped style of that name, in any case, or the one that a file of the form tells.

    Raises `BadArgument` where there is neither, or where the file is no such style.
    """
    if name.upper() in HOUSES:
        return _shipped(name.upper())
    path = Path(name)
    if not path.is_file():
        raise BadArgument(
            f"there is no house style {name!r}.",
            hint=f"There are: {', '.join(one.lower() for one in HOUSES)}; or name a file.",
        )
    try:
        row = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError):
        raise BadArgument("it is no YAML.", hint="Copy a shipped style.", file=name) from None
    if not isinstance(row, dict):
        raise BadArgument("it is no house style.", hint="Copy a shipped one.", file=name)
    return load_house(row)


@cache
def _shipped(name: str) -> House:
    return load_house(load(f"house_{name.lower()}.yaml"))


def house_for(yardstick: str, name: str | None = None) -> House:
    """Return the shipped house style of that name, else the natural one of a yardstick, else UK.

    Raises `BadArgument` for a name that is not shipped.
    """
    if name is not None:
        if name not in HOUSES:
            raise BadArgument(
                f"there is no house style {name!r}.", hint=f"There are: {', '.join(HOUSES)}."
            )
        return _shipped(name)
    styles = [_shipped(one) for one in HOUSES]
    return next((one for one in styles if yardstick in one.yardsticks), styles[0])
