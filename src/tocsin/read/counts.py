"""Counts: the numbers in a text that count people or things, and what each one counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tocsin.nouns import Span
from tocsin.read.count_words import CountWords, count_words
from tocsin.read.counted import (
    cargo_of,
    has_mind,
    is_warlike,
    noun_after,
    phrase_of,
    strength_of,
    unit_of,
)
from tocsin.read.foils import body_of, first_of, is_denied, is_foil, is_foretold, is_former
from tocsin.read.numbers import NUMBER, value_of
from tocsin.read.offsets import Offsets
from tocsin.read.unsaid import crowd, left_out, numbered, resized
from tocsin.read.wholes import is_part_moved

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Count", "counts"]

Bounds = tuple[float | None, float | None]
"""The least and the greatest that a number may be; None where it is open."""

_FORCE = 100  # the least number that is taken for a force though nothing says of what
_OF_WHOM = re.compile(r"\bof (?:whom|which) (?:(?:only|about|some|around|nearly|roughly) )*$")
_MOST = 1_000  # "one in 100,000" is no share that is told of soldiers
_PART = re.compile(
    rf"(?:^|[^\w.,$£€-])(?P<part>{NUMBER})\s+(?:in|out\s+of)\s+(?:every\s+)?$", re.IGNORECASE
)
_WHOLE = re.compile(rf"\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>{NUMBER})\b", re.IGNORECASE)
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_DATES = re.compile(
    r"(?:(?:^|[.;:,–—(“\"\n]|\b(?:and|but|that|when|while))\s*(?:back |as early as |early |late )?"
    r"in|\b(?:since|until|till|during|(?:spring|summer|autumn|fall|winter|end|start|beginning) of"
    r"|january|february|march|april|may|june|july|august|september|october|november|december))\s+$",
    re.IGNORECASE,
)
"""Words before a number of four digits by which it is a year."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its bounds, what it counts, and the token that stands for it in the syntax.

    `noun` is the counted noun, or the number itself where the noun is left out; `unit` and
    `counted` are None where the text does not say of what. `hedged` says that the number is given
    as an approximation, `reckoned` that it is called an estimate. `apart` says that the sentence's
    verb does not tell of this number: a whole of which a part came, or one held against another.
    `foretold` says that the words call it announced.
    """

    low: float | None
    high: float | None
    unit: str | None
    counted: str | None
    noun: Token
    span: Span
    hedged: bool
    reckoned: bool
    apart: bool = False
    foretold: bool = False


def counts(doc: Doc) -> Iterator[Count]:
    """Yield the counts of `doc` in order."""
    words, offsets, text = count_words(), Offsets(doc), doc.text
    before: Count | None = None
    reach = 0
    for match in words.pattern.finditer(text):
        if match.start() < reach or _part_of_word(text, match, words):
            continue
        changed = _is_changed(match, offsets, words)
        end = match.end("b") if changed or _is_range(match) else match.end("n")
        number = offsets.span(match.start("b" if changed else "n"), end)
        if number is None or any(
            t.ent_type_ in {"TIME", "MONEY", "ORDINAL", "PERCENT"} for t in number
        ):
            continue
        if _is_year(match) or (_is_of_whom(match) and not is_part_moved(number[-1], words)):
            continue
        bounds = _bounds(match, words, changed=changed)
        found = bounds and _count(match, bounds, number[0], number[-1], before, words)
        if found is not None:
            reach = found.span.end
            before = found
            if not is_former(found.noun, words):
                yield found


def _part_of_word(text: str, match: re.Match[str], words: CountWords) -> bool:
    """Whether the number is of a name, a compound or a share: "F-16", "four-door", "1 in 3"."""
    start, end = match.span("n")
    if re.search(r"[\w$£€#][-–.,/]?$|\b[Nn]o\.\s*$", text[max(0, start - 6) : start]):
        return True
    if _is_share(text, start, end):
        return True
    if is_denied(text, start, end, words):
        return True  # "not one tank" is none, and "not 40 but 50" no 40
    return re.match(r"-(?!strong\b)[A-Za-z]|[/:]\d|(?:st|nd|rd|th)\b", text[end:]) is not None


def _is_of_whom(match: re.Match[str]) -> bool:
    """Say whether a number is of a part of those counted before: "of whom 300"."""
    start = match.start("n")
    return _OF_WHOM.search(match.string, max(0, start - 30), start) is not None


def _is_share(text: str, start: int, end: int) -> bool:
    """Say whether a number tells a part of so many: both numbers of "three in four soldiers"."""
    own = value_of(text[start:end])
    part = _PART.search(text[max(0, start - 30) : start])
    whole = _WHOLE.match(text, end)
    less = own if part is None else value_of(part["part"])
    more = own if whole is None else value_of(whole["whole"])
    return less is not None and more is not None and less < more <= _MOST


def _is_year(match: re.Match[str]) -> bool:
    """Say whether a number is the year of what follows it: "In 2014 troops took the port"."""
    if _YEAR.fullmatch(match["n"]) is None or _is_range(match):
        return False
    before = match.string[max(0, match.start("n") - 24) : match.start("n")]
    return _DATES.search(before) is not None


def _is_changed(match: re.Match[str], offsets: Offsets, words: CountWords) -> bool:
    """Say whether the second of two numbers has come in the place of the first: "from 9 to 2"."""
    if not match["from"] or not match["b"] or match["joint"].strip().lower() != "to":
        return False
    number = offsets.span(match.start("n"), match.end("n"))
    if number is None:
        return False
    above = (*number[0].ancestors, number[0].doc[max(0, number[0].i - 2)])
    return any(word.lemma_.lower() in words.changing for word in above)


def _count(
    match: re.Match[str],
    bounds: Bounds,
    first: Token,
    last: Token,
    before: Count | None,
    words: CountWords,
) -> Count | None:
    about = (match["roughly"] or "").lower()
    manner = bool(about), "estimated" in about
    strength = strength_of(last)
    if strength is not None:  # "a 4,000-strong brigade"
        span = Span(match.start(), last.idx + len(last))
        return Count(*bounds, unit_of(strength), strength.text, strength, span, *manner)
    text = last.doc.text
    noun = noun_after(first, last, match, words)
    if noun is not None:
        if noun.lemma_.lower() in words.doubtful and not is_warlike(noun, words):
            return None
        if _YEAR.fullmatch(match["n"]) and noun.tag_ in {"NN", "NNP"}:
            return None  # "the 1987 flight"
        if has_mind(noun, words):
            return None
        whole_of = first_of(last, noun)
        end, named = phrase_of(cargo_of(noun, words) or noun, whole_of or last)
        if whole_of is not None:  # "200 of the 900 men": the men belong to the other number
            end = last.idx + len(last)
        apart = whole_of is None and is_foil(text, match.start(), words)
        told = apart and is_foretold(noun, words)
        span = Span(match.start(), end)
        return Count(*bounds, unit_of(noun), named, noun, span, *manner, apart, told)
    span = Span(match.start(), last.idx + len(last))
    body = body_of(last, words)
    if body is not None:  # "an army of about 900"
        oblique = body[0].dep_ == "pobj"
        return Count(*bounds, body[1], body[2], body[0], span, *manner, oblique)
    whole = numbered(last, words) or left_out(last, before, words) or resized(last, words)
    if match["vague"] and whole in {None, (None, None)}:
        whole = crowd(last, words)
    if whole is None:
        return None
    unit, counted = whole
    if counted is None and (bounds[0] or bounds[1] or 0) < _FORCE:
        return None
    told = is_foretold(last, words)
    apart = is_foil(text, match.start(), words) or (told and last.dep_ == "pobj")
    return Count(*bounds, unit, counted, last, span, *manner, apart, told)


def _is_range(match: re.Match[str]) -> bool:
    """Whether two numbers bound one count ("20 to 30") and are not two counts ("20 and 30")."""
    if not match["b"]:
        return False
    low, high = value_of(match["n"]), value_of(match["b"])
    joined = match["joint"].strip().lower() != "and" or match["between"] is not None
    return joined and low is not None and high is not None and low < high


def _bounds(match: re.Match[str], words: CountWords, *, changed: bool) -> Bounds | None:
    if changed:
        return value_of(match["b"]), value_of(match["b"])
    if match["vague"]:
        low, high = words.amounts[" ".join(match["vague"].lower().split())]
        return float(low), float(high)
    value = value_of(match["n"])
    if value is None:
        return None
    if _is_range(match):
        return value, value_of(match["b"])
    if match["at_least"]:
        return value, None
    return (None, value) if match["at_most"] else (value, value)
