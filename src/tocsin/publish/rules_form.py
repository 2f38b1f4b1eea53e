"""Rules of form: what an assessment must say, and in which words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from tocsin.nouns import Yardstick
from tocsin.publish.figures import horizon_of, number_of
from tocsin.publish.harmless import one_line
from tocsin.publish.rules_prose import Hit, Said
from tocsin.publish.sheet import Fault, Sheet
from tocsin.weigh import load_yardsticks

__all__ = [
    "alternatives_stated",
    "ambiguous_words",
    "assumptions_marked",
    "base_rate_stated",
    "change_stated",
    "confidence_grounded",
    "horizon_stated",
    "in_words",
    "likelihood_apart",
    "no_certainty",
    "one_idea",
    "retrospective_marked",
    "scored",
    "word_holds_number",
    "words_of_one_yardstick",
]

PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent\b)")
BOUND = re.compile(r"\b(under|over)\s+$")
CERTAIN = re.compile(r"(?<![\d.,])(0+|100)(?:\.0+)?\s*(?:%|per ?cent\b)")
CONFIDENCE = re.compile(r"\bconfiden(?:ce|t)\b", re.IGNORECASE)
LIKELY = re.compile(
    r"\b(?:(?:un)?likel(?:y|ihood)|(?:im)?probab(?:le|ly|ility)|chances?|odds)\b", re.IGNORECASE
)
AMBIGUOUS = re.compile(
    r"\b(?:may|might|could|perhaps|maybe|possibly|conceivabl[ey]|cannot (?:be )?rule[d]? out)\b",
    re.IGNORECASE,
)
FOREIGN = ("probably", "possibly", "most likely", "very probable")
"""Likelihood words of no shipped yardstick."""

LONGEST = 45


def likelihood_apart(sheet: Sheet) -> Iterator[Fault]:
    """TL01."""
    for item in sheet.items:
        if item.sentence.kind == "method":
            continue
        words = item.unquoted
        if not CONFIDENCE.search(words):
            continue
        found = _words(sheet.case.yardstick).search(words) or LIKELY.search(words)
        # A reason for the confidence can hold a share of coverage: that is no likelihood.
        if found is None and not words.startswith(sheet.house.grounds):
            found = PERCENT.search(words)
        if found is not None:
            yield item.fault(f"“{found.group()}” stands in one sentence with confidence.")


def no_certainty(sheet: Sheet) -> Iterator[Fault]:
    """TL02."""
    for item in sheet.items:
        if item.sentence.kind == "method":
            continue
        for found in CERTAIN.finditer(item.unquoted):
            yield item.fault(f"“{found.group()}” says that it is certain.")


def word_holds_number(sheet: Sheet) -> Iterator[Fault]:
    """TL03."""
    event, yardstick = sheet.case.estimate.event, sheet.case.yardstick
    for item in sheet.items:
        if item.sentence.kind != "judgement":
            continue
        word = _words(yardstick).search(item.unquoted)
        if word is None:
            continue
        band = yardstick.band_of(word.group())
        number = PERCENT.search(item.unquoted)
        nearest = "nearest" in item.unquoted
        bound = None if number is None else BOUND.search(item.unquoted[: number.start()])
        outside = number is not None and band.distance(float(number[1]) / 100) > 0
        if number is not None and outside and not (nearest or bound):
            yield item.fault(f"{number.group()} lies outside “{band.word}”.")
        if item.section == "bottom-line":
            if band.distance(event.p) > 0 and not nearest:
                yield item.fault(f"the stored number lies outside “{band.word}”.")
            if number is not None and not _same(number[1], event.p, bound):
                yield item.fault(f"{number.group()} is not the stored number.")


def _same(written: str, p: float, bound: re.Match[str] | None) -> bool:
    if bound is not None:
        return (p * 100 < float(written)) == (bound[1] == "under")
    decimals = len(written.partition(".")[2])
    return abs(float(written) - p * 100) <= 0.5 * 0.1**decimals + 1e-9


def words_of_one_yardstick(sheet: Sheet) -> Iterator[Fault]:
    """TL04."""
    own = set(_all_words(sheet.case.yardstick))
    for item in sheet.own():
        for found in _foreign().finditer(item.unquoted):
            word = " ".join(found.group().lower().split())
            if word not in own:
                yield item.fault(f"“{word}” is no word of {sheet.case.yardstick.name}.")


def horizon_stated(sheet: Sheet) -> Iterator[Fault]:
    """TL05."""
    horizon = _spaced(horizon_of(sheet.case.watch.closes))
    bottom = [one for one in sheet.section("bottom-line") if one.sentence.kind == "judgement"]
    if not any(horizon in _spaced(one.sentence.text) for one in bottom):
        yield "bottom-line", bottom[0].number if bottom else 0, f"it does not say “{horizon}”."


def _spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def alternatives_stated(sheet: Sheet) -> Iterator[Fault]:
    """TL06."""
    texts = [_spaced(one.sentence.text) for one in sheet.section("alternatives")]
    for hypothesis in sheet.case.watch.hypotheses:
        text = f"“{_spaced(hypothesis.text)}”"
        own = [one.replace(text, "") for one in texts if one.startswith(text)]
        if not any(PERCENT.search(one) for one in own):
            yield "alternatives", 0, f"{text} stands there without its number."
    deceptive = any(h.deception for h in sheet.case.watch.hypotheses)
    if deceptive and not any("deception" in one.lower() for one in texts):
        yield "alternatives", 0, "the deception case is not stated."


def assumptions_marked(sheet: Sheet) -> Iterator[Fault]:
    """TL10."""
    marked = [one.sentence.text for one in sheet.items if one.sentence.kind == "assumption"]
    for one in sheet.case.watch.assumptions:
        text = one_line(one.text)
        if not any(text in said for said in marked):
            yield "assumptions", 0, f"“{text}” is not stated as an assumption."
    opening = sheet.house.frames["assumption"].partition("{")[0]
    for item in sheet.items:
        if item.sentence.kind != "assumption" and item.sentence.text.startswith(opening):
            yield item.fault("it assumes, and is not marked as an assumption.")
    for item in sheet.section("assumptions"):
        if item.sentence.kind not in {"assumption", "method"}:
            yield item.fault("it stands among assumptions, and is not marked as one.")


def change_stated(sheet: Sheet) -> Iterator[Fault]:
    """TL14."""
    items, before = sheet.section("change"), sheet.case.before
    if not items:
        yield "change", 0, "there is no section on what changed."
    elif sheet.case.since is not None and before is not None:
        forms = {number_of(before), number_of(before, decimals=1)}
        text = " ".join(one.sentence.text for one in items)
        if not any(re.search(rf"(?<![\d.]){re.escape(form)}(?![\d.]\d)", text) for form in forms):
            yield "change", 1, "the number before is not stated."


def retrospective_marked(sheet: Sheet) -> Iterator[Fault]:
    """TL15."""
    if sheet.case.estimate.retrospective:
        said = any("retrospective" in one.sentence.text.lower() for one in sheet.section("method"))
        if not (said and sheet.assessment.retrospective):
            yield "method", 0, "the estimate is retrospective, and the text does not say so."


def ambiguous_words(sheet: Sheet) -> Iterator[Fault]:
    """TL16."""
    own = _words(sheet.case.yardstick)
    for item in sheet.own():
        text = own.sub(" ", item.plain)
        for found in AMBIGUOUS.finditer(text):
            # The month is no modal verb.
            if found.group() != "May":
                yield item.fault(f"“{found.group().lower()}” fits any outcome.")


def base_rate_stated(sheet: Sheet) -> Iterator[Fault]:
    """TL17."""
    base = sheet.case.watch.base
    text = " ".join(one.sentence.text for one in sheet.section("method"))
    for what, needed in (
        ("count", f"{base.events:g} events"),
        ("source", one_line(base.source)),
        ("caveat", one_line(base.caveat)),
    ):
        if needed not in text:
            yield "method", 0, f"the base rate stands without its {what}."


def confidence_grounded(sheet: Sheet) -> Iterator[Fault]:
    """TL18."""
    confidence = sheet.case.estimate.confidence
    level = confidence.level
    needed = (
        rf"\b{level} confidence\b|\b[Cc]onfidence\b[^:;.]*\b{level}\b",
        rf"\binformation\b[^:;,.]*\b{confidence.information}\b",
        rf"\brigou?r\b[^:;,.]*\b{confidence.rigour}\b",
        rf"\bsteadiness\b[^:;,.]*\b{confidence.volatility}\b",
    )
    found = [one for one in sheet.section("bottom-line") if CONFIDENCE.search(one.unquoted)]
    if not any(all(re.search(form, one.unquoted) for form in needed) for one in found):
        number = found[0].number if found else 0
        yield "bottom-line", number, "the level of confidence or one of its grounds is missing."


def one_idea(sheet: Sheet) -> Iterator[Fault]:
    """TL20."""
    for item in sheet.own():
        if len(words := item.plain.split()) > LONGEST:
            yield item.fault(f"it has {len(words)} words outside quotations and brackets.")


def scored(sheet: Sheet) -> Iterator[Fault]:
    """TL21."""
    end = sheet.case.resolution
    if end is None:
        return
    text = " ".join(one.sentence.text for one in sheet.section("score"))
    if end.outcome is None:
        if "annulled" not in text:
            yield "score", 0, "the watch was annulled, and the text does not say so."
    elif "Brier" not in text or "base rate" not in text:
        yield "score", 0, "the watch is resolved, and no score stands beside the base rate's."


def in_words(check: Callable[[Said], Iterator[Hit]]) -> Callable[[Sheet], Iterator[Fault]]:
    """Return the check of a rule of prose as one of an assessment: of its own words."""

    def checked(sheet: Sheet) -> Iterator[Fault]:
        for item in sheet.own():
            for _, _, message in check(Said(item.plain, sheet.case.yardstick)):
                yield item.fault(message)

    return checked


@cache
def _all_words(yardstick: Yardstick) -> tuple[str, ...]:
    return tuple(word for band in yardstick.bands for word in band.words)


@cache
def _words(yardstick: Yardstick) -> re.Pattern[str]:
    """An expression for the words of a yardstick, the longest first."""
    return _expression(_all_words(yardstick))


@cache
def _foreign() -> re.Pattern[str]:
    words = {word for scale in load_yardsticks().values() for word in _all_words(scale)}
    return _expression(tuple(sorted(words | set(FOREIGN))))


def _expression(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    listed = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest)
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)
