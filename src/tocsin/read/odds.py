"""Odds: likelihoods that a text states as numbers, and the many numbers that are none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.nouns import Span
from tocsin.read.numbers import NUMBER, value_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Odds", "odds"]

_NOUN = r"(?:chances?|likelihood|probability|probabilities|odds|risk|possibility|prospect)"
_PERCENT = r"(?:\s*%|[-\s]*per\s?cent\b)"
_LOWER = (
    r"(?:more|better|greater|higher)\s+than|at\s+least|over|above|(?:no|not)\s+(?:less|lower)\s+than"
    r"|exceed(?:s|ed|ing)|(?:can|could|may|might|will|would|to)\s+exceed|in\s+excess\s+of|upwards?\s+of"
)
_UPPER = (
    r"(?:less|lower)\s+than|at\s+most|up\s+to|under|below|(?:no|not)\s+(?:more|greater|higher)\s+than"
    r"|(?:not|n['’]t|never)\s+exceed(?:ing|ed)?"
)
_ABOUT = r"only|about|around|roughly|nearly|almost|some|approximately"
_BOUND = rf"(?:(?:(?P<lower>{_LOWER})|(?P<upper>{_UPPER})|{_ABOUT})\s+(?:an?\s+)?)?"
_TO = r"\s*(?:-|–|to|and|or)\s*"
_SHARE = rf"{_BOUND}(?P<a>{NUMBER})(?:{_PERCENT})?(?:{_TO}(?P<b>{NUMBER}))?{_PERCENT}"
_IN = rf"(?P<n>{NUMBER}|an?)[-\s](?:chance\s)?(?:in|out\sof)[-\s](?:an?\s)?(?P<of>{NUMBER})"
_RATIO = rf"(?P<a>{NUMBER})[-\s]+to[-\s]+(?P<b>{NUMBER})"
_PARTS = r"(?P<a>\d{1,2})\s?[-–/:]\s?(?P<b>\d{1,2})\b"  # "50-50", of a hundred together
_SOME = (
    r"(?:an?|one|two|three|four|five|seven|nine)[-\s]"
    r"(?:halves|half|thirds?|quarters?|fifths?|tenths?)|half"
)
_DECIMAL = r"0?\.\d+"
_ONE = rf"(?P<a>{_DECIMAL}|{_SOME})(?:{_TO}(?P<b>{_DECIMAL}|{_SOME}))?"
_LEADING = (
    r"(?:(?:is|are|was|were|be|been|at|as|to|from|than|exceed(?:s|ed)?|above|below|over|under"
    r"|nearly|almost|about|roughly)\s+(?:(?:an?|between|only|just)\s+)?)"
)
# A share that is told of the chance itself ends there: "is a third", not "is a third of what it
# was".
_ENDED = (
    r"(?=\s*(?:[,;:)\"”’]|\.(?!\d)|$|\b(?:and|or|but|by|in|on|for|according|this|next|within)\b))"
)
# A share of people or of things, and what people do: "90% of voters", "90% won't fight".
_SHARED = (
    r"(?!\s+(?:of|won|will|would|said|say|did|do|does|have|had|has|are|were|was|want|support|oppose"
    r"|people|soldiers|men|women|troops|voters|respondents)\b)"
)
_SIDE = r"(?P<side>\s+(?:against|in\s+favou?r|on(?=\s*(?:[.,;]|that\b|$))))?"
_ESTIMATE = (
    rf"\b(?:{'|'.join(load('read_likelihood.yaml')['estimates'])})s?\s+(?:of|for|that|on)\s+"
    rf"(?:an?|any|another)\s+(?:[\w-]+\s+){{0,3}}?"
    rf"(?:{'|'.join(load('read_likelihood.yaml')['come_or_not'])})\b"
)
_TRIGGER = re.compile(
    r"\b(?:put|plac|rat|estimat|assess|peg|judg|gaug)\w*\s+(?:it|that|this)\s+at\b"
    rf"|\b{_NOUN}\b|\b(?:un)?(?:likely|certain|probable|sure|confident)\b|-to-|\bto one\b"
    rf"|{_ESTIMATE}",
    re.IGNORECASE,
)
_PUT = (
    r"\b(?:puts?|putting|place[sd]?|rate[sd]?|estimate[sd]?|assess(?:es|ed)?|pegs?|pegged|judge[sd]?|gauge[sd]?)"
    r"\s+(?:it|that|this)\s+at\s+"
)
_RESET = "|".join(rf"{verb.rstrip('e')}\w*" for verb in load("read_likelihood.yaml")["resetting"])
_TURNED = r"(?:to|at|from|is|was|stands\s+at)"
_ANEW = r"(?:it|them|that)\s+(?:up\s+|down\s+)?to\s+"
_NAMED = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_NUMERIC = re.compile(
    r"%|\b0?\.\d|\d\s?[-–/:]\s?\d|\b(?:half|halves|thirds?|quarters?|fifths?|tenths?)\b|\bper\s?cent|[-\s](?:in|of|to)[-\s]+(?:an?\s+)?(?:\d|one\b|two\b|three\b|four\b|five\b|six\b"
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
        ("odds", rf"\bodds\b[^.;!?]{{0,80}}?\b(?P<number>{_RATIO}{_SIDE})"),
        (
            "odds",
            rf"(?P<number>{_RATIO}\s+(?:odds\b|(?P<side>against\b|on(?=\s*(?:[.,;]|that\b|$)))))",
        ),
        ("parts", rf"\b{_NOUN}\b[^.;!?%]{{0,160}}?\b(?P<number>{_PARTS})"),
        ("parts", rf"\b{_PARTS}[-\s]+{_NOUN}\b"),
        (
            "part",
            rf"\b{_NOUN}\b[^.;!?%]{{0,160}}?\b{_LEADING}(?P<number>{_BOUND}{_ONE}){_ENDED}",
        ),
        ("part", rf"\b(?P<a>{_SOME})[-\s]+{_NOUN}\b"),
        ("share", rf"{_PUT}(?P<number>{_SHARE}){_SHARED}"),
        ("share", rf"{_ESTIMATE}[^.;!?%]{{0,120}}?\b{_TURNED}\s+(?P<number>{_SHARE}){_SHARED}"),
        ("in", rf"{_ESTIMATE}[^.;!?%]{{0,120}}?\b{_TURNED}\s+(?P<number>{_IN})\b{_SHARED}"),
        # what the sentence told of is set anew: "put the odds at 5 percent, then cut them to 3"
        (
            "share",
            rf"\b{_NOUN}\b[^.;!?]{{0,160}}?\b(?:{_RESET})\s+{_ANEW}(?P<number>{_SHARE}){_SHARED}",
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
    if form == "part":
        return _part(span, groups)
    a, b = _value(groups["a"]), _value(groups.get("b"))
    if a is None:
        return None
    if form == "odds":
        return (
            None
            if not b or not a + b
            else _ratio(span, a, b, (groups.get("side") or "").strip().lower())
        )
    if form == "parts":
        return _ratio(span, a, b, "") if b is not None and a + b == 100 else None
    return _bounded(span, a / 100, (a if b is None else b) / 100, groups)


def _part(span: Span, groups: Mapping[str, str | None]) -> Odds | None:
    """A part of one: "a third", "0.3"."""
    a, b = _part_of(groups["a"]), _part_of(groups.get("b"))
    return None if a is None else _bounded(span, a, a if b is None else b, groups)


def _part_of(text: str | None) -> float | None:
    if text is None:
        return None
    if "." in text:
        return float(text)
    *many, name = re.split(r"[-\s]+", text.lower())
    parts = _NAMED[name.removesuffix("s")]
    count = _value(many[0]) if many else 1.0
    return None if count is None or count > parts else count / parts


def _bounded(span: Span, a: float, b: float, groups: Mapping[str, str | None]) -> Odds | None:
    low, high = sorted((a, b))
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
