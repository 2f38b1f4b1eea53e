"""Rules of prose: what one sentence of any text can break, found by words alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from tocsin.nouns import Yardstick
from tocsin.publish.voice import HIDDEN, NOTED, bare, own_words, quotations, unquoted, words_of
from tocsin.weigh import load_yardsticks

__all__ = ["SENTENCE_CHECKS", "Hit", "Said"]

Hit = tuple[int, int, str]
"""Where in the sentence a rule is broken, from and to, and what is wrong."""

LONGEST, LONGEST_QUOTE, FEWEST_QUOTED, ENOUGH = 45, 300, 4, 2
PERCENT = r"(\d+(?:\.\d+)?)\s*(?:%|per ?cent\b)"
CHANCE = r"(?:chances?|probability|probabilities|likelihood|odds|likely|certain|certainty)"


@dataclass(frozen=True)
class Said:
    """A sentence of a text: its words, the scale that the text declared, the writer's names.

    `quoted` is a block that is another's as a whole, `heading` one that is no sentence.
    """

    text: str
    yardstick: Yardstick
    voice: tuple[str, ...] = ()
    heading: bool = False
    quoted: bool = False

    @cached_property
    def own(self) -> str:
        """The text with every character hidden that is not the writer's own."""
        return HIDDEN * len(self.text) if self.quoted else own_words(self.text, voice=self.voice)

    @cached_property
    def unquoted(self) -> str:
        """The text with quotations and note marks hidden, others' speech not."""
        return HIDDEN * len(self.text) if self.quoted else unquoted(self.text)

    @cached_property
    def sources(self) -> int:
        """How many sources the sentence names by a note mark, a link, or a word of evidence."""
        named = _words("evidence").findall(self.text)
        return len(NOTED.findall(self.text)) + len({one.lower() for one in named})


@cache
def _words(name: str) -> re.Pattern[str]:
    """An expression for a list of expressions in the data, the longest first."""
    return _expression(words_of(name))


def _expression(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(forms, key=lambda form: (-len(form), form))
    listed = "|".join(form.replace("\\ ", " ").replace(" ", r"\s+") for form in longest)
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)


@cache
def _band_words(yardstick: Yardstick) -> tuple[str, ...]:
    """Return the words of a yardstick, and its adverb of "almost certain"."""
    words = [word for band in yardstick.bands for word in band.words]
    return (*words, *(f"{word}ly" for word in words if word.endswith(" certain")))


@cache
def _own_scale(yardstick: Yardstick) -> re.Pattern[str]:
    return _expression(tuple(map(re.escape, _band_words(yardstick))))


@cache
def _foreign(yardstick: Yardstick) -> re.Pattern[str]:
    """Words of likelihood that a yardstick does not have."""
    own = {word.lower() for word in _band_words(yardstick)}
    others = {word for scale in load_yardsticks().values() for word in _band_words(scale)}
    graded = {f"{grade} {word}" for grade in words_of("grades") for word in ("likely", "unlikely")}
    # A word that others hold and the language needs in other senses is no word of likelihood here.
    plain = {"possible", "impossible", "remote", "unlikely", "likely", "probable", "certain"}
    told = (others | graded | set(words_of("foreign"))) - own - plain
    return _expression(tuple(map(re.escape, sorted(told))))


def likelihood_apart(one: Said) -> Iterator[Hit]:
    """TL01."""
    found = _words("confidence").search(one.own)
    if found is None:
        return
    rest = one.own[: found.start()] + HIDDEN * len(found.group()) + one.own[found.end() :]
    likely = (
        _own_scale(one.yardstick).search(rest)
        or _foreign(one.yardstick).search(rest)
        or re.search(rf"\b(?:{CHANCE})\b|\b{PERCENT}", rest, re.IGNORECASE)
    )
    if likely is not None:
        yield *found.span(), f"“{likely.group()}” stands in one sentence with confidence."


def no_certainty(one: Said) -> Iterator[Hit]:
    """TL02."""
    for found in re.finditer(r"(?<![\d.,–-])(?:0+|100|zero)(?:\.0+)?\s*(?:%|per ?cent\b)", one.own):
        near = one.own[max(0, found.start() - 40) : found.end() + 40]
        if re.search(rf"\b{CHANCE}\b", near, re.IGNORECASE):
            yield *found.span(), f"“{found.group()}” says that it is certain."


AFTER = re.compile(
    rf"(?:\s+chance)?\s*[,(:–—-]{{1,2}}\s*(?:about |around |roughly |some )?{PERCENT}",
    re.IGNORECASE,
)
BEFORE = re.compile(rf"{PERCENT}\)?(?:\s+chance)?[\s,(:–—-]{{1,3}}$", re.IGNORECASE)


def word_holds_number(one: Said) -> Iterator[Hit]:
    """TL03."""
    if "nearest" in one.text:
        return
    for word in _own_scale(one.yardstick).finditer(one.own):
        told = " ".join(word.group().lower().split())
        told = told.removesuffix("ly") if told.endswith(" certainly") else told
        band = one.yardstick.band_of(told)
        found, shift = AFTER.match(one.own[word.end() :]), word.end()
        if found is None:
            found, shift = BEFORE.search(one.own[: word.start()]), 0
        if found is not None and band.distance(float(found[1]) / 100) > 0:
            start, end = found.span(1)
            yield shift + start, shift + end, f"{found[1]} % lies outside “{band.word}”."


def words_of_one_yardstick(one: Said) -> Iterator[Hit]:
    """TL04."""
    for found in _foreign(one.yardstick).finditer(one.own):
        lead = one.own[: found.start()]
        chosen = re.search(r"\b(?:the|a|an|its|his|her|their|our|which)\s+$", lead, re.IGNORECASE)
        if found.group().lower().startswith("most ") and chosen:
            continue
        if re.search(r"\b(?:more|less|as|how)\s+$", lead, re.IGNORECASE):
            continue
        word = " ".join(found.group().lower().split())
        yield *found.span(), f"“{word}” is no word of {one.yardstick.name}."


FORECASTS = (
    re.compile(
        r"\bwill\s+(?:\w+\s+)?(?P<word>[a-z]+\s+(?:un)?likely|likely|probably|almost certainly)"
        r"(?:\s+not)?\s+\w+",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:is|are|remains?|seems?|appears?|looks?)\s+(?:(?:\w+ly|now|also|still|thus|not)\s+)*?"
        r"(?P<word>(?:(?:very|highly|most|quite|\w+ly)\s+)?(?:un)?likely)\s+"
        r"(?:that\s+(?:\S+\s+){1,8}?will|to)\s+(?!have\b)\w+",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<word>(?:un)?likely|probably)\s+will\b", re.IGNORECASE),
)
"""Words of likelihood of what is to come."""


def horizon_stated(one: Said) -> Iterator[Hit]:
    """TL05, of a forecast in one sentence."""
    timed = _words("dated").search(one.unquoted) or _words("vague").search(one.unquoted)
    if timed is not None:
        return
    places = {found.span("word") for form in FORECASTS for found in form.finditer(one.own)}
    for start, end in sorted(places):
        yield start, end, "it names no time by which."


CONFIRMED = re.compile(r"\b(?:confirmed|verified|corroborated)\b", re.IGNORECASE)
CONFIRMS = re.compile(r"\b(?:confirms?|confirmed|corroborates?|corroborated)\b", re.IGNORECASE)
HELD = re.compile(
    r"\b(?:is|are|was|were|been|being|the|this|that|these|those|a|first|only|its|his|their)\s+"
    r"(?:\w+ly\s+)?$|^\W*$",
    re.IGNORECASE,
)
FAILING = re.compile(
    r"\b(?:no|not|never|without|cannot|nor|unable|fail\w*|yet|to|or|none|neither|any|if|until|"
    r"whether|un\w+ed)\b|n[’']t\b",
    re.IGNORECASE,
)


def confirmed_twice(one: Said) -> Iterator[Hit]:
    """TL09."""
    if one.sources >= ENOUGH:
        return
    for found in CONFIRMS.finditer(one.own):
        lead, rest = one.own[: found.start()], one.unquoted[found.end() :]
        shown = _words("evidence").search(lead[-60:])
        called = CONFIRMED.fullmatch(found.group()) and HELD.search(lead)
        # A speaker who confirms is a source; so is whoever it is confirmed by.
        if FAILING.search(lead) or re.match(r"\s+by\b", rest) or not (shown or called):
            continue
        yield *found.span(), f"“{found.group()}” stands on {one.sources or 'no'} source."


ABLE = re.compile(
    r"\b(?:so that|if|as (?:\w+ )?as|that otherwise|who|what|all)\s+(?:\S+\s+){0,3}$", re.IGNORECASE
)
"""Before "could": ability, a purpose or a condition."""
NO_HEDGE = re.compile(
    r"\b(?:as|if|where|when|whenever|wherever|than|everything|all|best|worst|only|every|make|made"
    r"|makes)\s+$",
    re.IGNORECASE,
)
"""Before "possible": what can be done, and no doubt."""
FORCE = re.compile(
    r"\b(?:combat|military|offensive|defensive|human|economic|full|growth|industrial|its|their|his"
    r"|her|great|much)\s+$",
    re.IGNORECASE,
)
"""Before "potential": what somebody has it in them to do."""


def ambiguous_words(one: Said) -> Iterator[Hit]:
    """TL16."""
    for found in _words("ambiguous").finditer(one.own):
        word, lead, rest = found.group(), one.own[: found.start()], one.own[found.end() :]
        if not _plain_sense(word, lead, rest):
            yield *found.span(), f"“{' '.join(word.lower().split())}” fits any outcome."


def _plain_sense(word: str, lead: str, rest: str) -> bool:
    """Say whether a word of doubt stands in a sense that is none: a month, a leave, an ability."""
    if word == "May":
        return bool(lead.strip()) or re.match(r"\s+\d", rest) is not None
    match word.lower():
        case "may":
            law = re.match(r"\s+(?:only|not only|petition|issue|apply|appeal|vote)\b", rest)
            return law is not None or re.search(r"\bonly\b[^,;]*$", lead) is not None
        case "could":
            able = re.match(r"\s+(?:not|only|no longer|neither)\b", rest)
            return able is not None or ABLE.search(lead) is not None
        case "possible":
            return NO_HEDGE.search(lead) is not None
        case "potential":
            noun = re.match(r"\s*(?:[.,;)]|to\b|of\b|is\b|was\b|and\b|$)", rest)
            return noun is not None or FORCE.search(lead) is not None
        case _:
            return False


def quotations_short(one: Said) -> Iterator[Hit]:
    """TL19."""
    for start, end in quotations(one.text):
        if end - start > LONGEST_QUOTE:
            yield start, end, f"it quotes {end - start} characters."


def one_idea(one: Said) -> Iterator[Hit]:
    """TL20."""
    count = sum(1 for word in bare(one.text).split() if re.search(r"\w", word))
    if count > LONGEST and not (one.quoted or one.heading):
        first = re.match(r"\S+", one.text)
        told = f"it has {count} words outside quotations and brackets."
        yield 0, first.end() if first else 1, told


@cache
def _passive() -> re.Pattern[str]:
    irregular = "|".join(words_of("participles"))
    return re.compile(
        r"\b(?:am|is|are|was|were|be|been|being|gets?|got|getting)\s+"
        r"(?:(?:not|never|also|\w+ly|now|then|still|first|again|all|both|often|soon|\d+\s?%)\s+){0,3}"
        rf"(?P<done>[a-z]+(?<!e)ed|[a-z]*[a-z]eed|(?:re|over|un|mis|out)?(?:{irregular}))\b(?![-’'])",
        re.IGNORECASE,
    )


CLAUSE = re.compile(r"[;:\0]|, (?:and|but|while)\b")
DOER = re.compile(
    r"\bby\s+(?!\w+ing\b|\d|(?:then|now|the end|mid|early|late|means)\b)", re.IGNORECASE
)


def doer_named(one: Said) -> Iterator[Hit]:
    """TL22."""
    if one.heading:
        return
    states = {*words_of("states"), *words_of("no_participles")}
    for found in _passive().finditer(one.unquoted):
        rest = CLAUSE.split(one.unquoted[found.end() :], maxsplit=1)[0]
        if found["done"].lower() not in states and not DOER.search(rest):
            yield *found.span(), f"“{' '.join(found.group().split())}” does not say by whom."


def hearsay(one: Said) -> Iterator[Hit]:
    """TL23."""
    for found in _words("hearsay").finditer(one.own):
        yield *found.span(), f"“{found.group().lower()}” does not say who says so."


@cache
def _stacked() -> re.Pattern[str]:
    hedge = "|".join(words_of("hedges"))
    return re.compile(
        rf"\b(?:{hedge})\b(?:\s+(?:be|also|well|have|is|are|very|quite|highly|still|even|not)){{0,2}}"
        rf"\s+(?:{hedge})\b",
        re.IGNORECASE,
    )


def hedged_once(one: Said) -> Iterator[Hit]:
    """TL24."""
    for found in _stacked().finditer(one.own):
        yield *found.span(), f"“{' '.join(found.group().lower().split())}” hedges twice."


PLAINLY = re.compile(
    r"\s+(?:visible|seen|stated|state|marked|marks|defined|define|said|set|labelled|labeled|shown"
    r"|identified|identify|understood|legible|audible|his|her|its|their)\b"
)
"""After "clearly": of how a thing was seen or said."""


def no_overclaim(one: Said) -> Iterator[Hit]:
    """TL25."""
    for found in _words("certain").finditer(one.own):
        lead, rest = one.own[: found.start()], one.own[found.end() :]
        if re.search(r"\b(?:almost|nearly|virtually|not)\s+$", lead, re.IGNORECASE):
            continue
        if found.group().lower() == "clearly" and PLAINLY.match(rest):
            continue
        yield *found.span(), f"“{found.group().lower()}” claims to be sure."


def quotation_sourced(one: Said) -> Iterator[Hit]:
    """TL26."""
    if one.quoted or one.heading or NOTED.search(one.text):
        return
    if _words("saying").search(one.unquoted) or _words("sourcing").search(one.unquoted):
        return
    for start, end in quotations(one.text):
        words = one.text[start:end].split()
        # A name or title stands in quotation marks as well.
        if len(words) >= FEWEST_QUOTED and not sum(word[0].isupper() for word in words) > 1:
            yield start, start + len(words[0]), "nobody is named whose words they are."
            return


AHEAD = re.compile(
    r"\b(?:will|likely|unlikely|may|might|could|going to|expect\w*|forecast\w*|would|plans?"
    r"|about to|imminent\w*)\b",
    re.IGNORECASE,
)


def time_exact(one: Said) -> Iterator[Hit]:
    """TL27."""
    for found in _words("vague").finditer(one.own) if AHEAD.search(one.own) else ():
        lead = one.own[: found.start()]
        if found.group().lower() != "soon" or not re.search(r"\b(?:too|as|how)\s+$", lead):
            yield *found.span(), f"“{' '.join(found.group().lower().split())}” cannot be checked."


SENTENCE_CHECKS: Mapping[str, Callable[[Said], Iterator[Hit]]] = {
    "TL01": likelihood_apart,
    "TL02": no_certainty,
    "TL03": word_holds_number,
    "TL04": words_of_one_yardstick,
    "TL05": horizon_stated,
    "TL09": confirmed_twice,
    "TL16": ambiguous_words,
    "TL19": quotations_short,
    "TL20": one_idea,
    "TL22": doer_named,
    "TL23": hearsay,
    "TL24": hedged_once,
    "TL25": no_overclaim,
    "TL26": quotation_sourced,
    "TL27": time_exact,
}
"""The check of each rule that one sentence can break, by its id."""
