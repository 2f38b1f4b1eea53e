"""Odds: likelihoods that a text states as numbers, and the many numbers that are none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tocsin.nouns import Span
from tocsin.read.numbers import NUMBER, value_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Odds", "odds"]

_NOUN = r"(?:chances?|likelihood|probability|probabilities|odds|risk|possibility|prospect)"
_PERCENT = r"(?:\s*%|[-\s]*per\s?cent\b)"
_LOWER = r"more\s+than|at\s+least|over|above|no\s+less\s+than"
_UPPER = r"less\s+than|at\s+most|up\s+to|under|below|no\s+more\s+than"
_ABOUT = r"only|about|around|roughly|nearly|almost|some|approximately"
_BOUND = rf"(?:(?:(?P<lower>{_LOWER})|(?P<upper>{_UPPER})|{_ABOUT})\s+(?:an?\s+)?)?"
_TO = r"\s*(?:-|–|to|and|or)\s*"
_SHARE = rf"{_BOUND}(?P<a>{NUMBER})(?:{_PERCENT})?(?:{_TO}(?P<b>{NUMBER}))?{_PERCENT}"
_IN = rf"(?P<n>{NUMBER}|an?)[-\s](?:chance\s)?(?:in|out\sof)[-\s](?:an?\s)?(?P<of>{NUMBER})"
_RATIO = rf"(?P<a>{NUMBER})[-\s]+to[-\s]+(?P<b>{NUMBER})"
# A share of people or of things, and what people do: "90% of voters", "90% won't fight".
_SHARED = (
    r"(?!\s+(?:of|won|will|would|said|say|did|do|does|have|had|has|are|were|was|want|support|oppose"
    r"|people|soldiers|men|women|troops|voters|respondents)\b)"
)
_SIDE = r"(?P<side>\s+(?:against|in\s+favou?r|on(?=\s*(?:[.,;]|that\b|$))))?"
_TRIGGER = re.compile(
    rf"\b{_NOUN}\b|\b(?:un)?(?:likely|certain|probable|sure|confident)\b|-to-|\bto one\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"%|\bper\s?cent|[-\s](?:in|of|to)[-\s]+(?:an?\s+)?(?:\d|one\b|two\b|three\b|four\b|five\b|six\b"
    r"|seven\b|eight\b|nine\b|ten\b|twelve\b|twenty|fifty|hundred|thousand|million)",
    re.IGNORECASE,
)
_FORMS = tuple(
    (form, re.compile(source, re.IGNORECASE))
    for form, source in (
        ("share", rf"{_SHARE}[-\s]+(?:or\s+\w+\s+)?{_NOUN}\b"),
        ("share", rf"{_SHARE}\s+(?:un)?(?:likely|certain|probable|sure|confident)\b"),
        ("share", rf"\b{_NOUN}\b[^.;!?%]{{0,160}}?\b(?P<number>{_SHARE}){_SHARED}"),
        ("in", rf"(?:\ban?\s+)?{_IN}[-\s]+{_NOUN}\b"),
        ("in", rf"\b{_NOUN}\b[^.;!?]{{0,160}}?\b(?P<number>{_IN})\b{_SHARED}"),
        ("odds", rf"\bodds\b[^.;!?]{{0,80}}?\b(?P<number>{_RATIO}){_SIDE}"),
        (
            "odds",
            rf"(?P<number>{_RATIO})\s+(?:odds\b|(?P<side>against\b|on(?=\s*(?:[.,;]|that\b|$))))",
        ),
    )
)
_FROM = re.compile(
    r"\b(?P<sent>[^.;!?]*)\bfrom\s+(?:an?\s+|about\s+|around\s+|roughly\s+|just\s+|only\s+)*$",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    rf"[^.;!?%]{{0,60}}?\bto\s+(?:an?\s+|as\s+\w+\s+as\s+)?(?:(?P<share>{_SHARE})|(?P<part>{_IN})\b)"
    rf"(?:[-\s]+{_NOUN}\b)?",
    re.IGNORECASE,
)
_RANGING = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|span(?:s|ned|ning)?|anywhere"
    r"|(?:is|are|was|were|at|of|be|stands?|lies?)\s+from)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Odds:
    """A stated likelihood: its span and its bounds in [0, 1], None where it is in words.

    `reach` is the span with the noun of likelihood that the number belongs to.
    """

    span: Span
    low: float | None
    high: float | None
    reach: Span | None = None


def odds(doc: Doc) -> tuple[Odds, ...]:
    """Return the likelihoods that `doc` states as numbers, in order.

    A percentage counts only where a noun of likelihood governs it: "90% won't fight" is a share of
    people, "20 percent of the territory" one of land.
    """
    found: list[Odds] = []
    if _NUMERIC.search(doc.text) is None or _TRIGGER.search(doc.text) is None:
        return ()
    for form, pattern in _FORMS:
        for match in pattern.finditer(doc.text):
            item = _raised(doc.text, match) or _odds(form, match)
            if item is not None and not any(item.span.overlaps(other.span) for other in found):
                found.append(replace(item, reach=Span(*match.span())))
    return tuple(sorted(found, key=lambda item: item.span))


def _raised(text: str, match: re.Match[str]) -> Odds | None:
    """What a likelihood is brought to: "raised the chance from 5 percent to 15 percent"; else None.

    "Ranges from 5 to 15 percent" is both.
    """
    start = match.span("number" if match.groupdict().get("number") else 0)[0]
    led = _FROM.search(text, max(text.rfind("\n", 0, start), start - 300, 0), start)
    if led is None or _RANGING.search(led.group()):
        return None
    first = re.compile(rf"(?:{NUMBER})(?:{_PERCENT})?", re.IGNORECASE).match(text, start)
    told = None if first is None else _UP_TO.match(text, first.end())
    if told is None:
        return None
    made = _odds("share" if told["share"] else "in", told)
    return (
        None
        if made is None
        else replace(made, span=Span(*told.span("share" if told["share"] else "part")))
    )


def _odds(form: str, match: re.Match[str]) -> Odds | None:
    groups = match.groupdict()
    span = Span(*(match.span("number") if groups.get("number") else match.span()))
    if form == "in":
        part, whole = _value(groups["n"]), _value(groups["of"])
        if part is None or not whole or part > whole:
            return None
        return Odds(span, part / whole, part / whole)
    a, b = _value(groups["a"]), _value(groups.get("b"))
    if a is None:
        return None
    if form == "odds":
        return (
            None
            if not b or not a + b
            else _ratio(span, a, b, (groups.get("side") or "").strip().lower())
        )
    low, high = sorted((a / 100, (a if b is None else b) / 100))
    if high > 1:
        return None
    if groups.get("upper"):
        low = 0.0
    elif groups.get("lower"):
        high = 1.0
    return Odds(span, low, high)


def _value(text: str | None) -> float | None:
    if text is None:
        return None
    return 1.0 if text.lower() in {"a", "an"} else value_of(text)


def _ratio(span: Span, a: float, b: float, side: str) -> Odds:
    """Odds of a to b: "against" and "on" say which side is meant, else both readings bound it."""
    on, against = a / (a + b), b / (a + b)
    if side == "against":
        return Odds(span, against, against)
    if side:
        return Odds(span, on, on)
    return Odds(span, min(on, against), max(on, against))
