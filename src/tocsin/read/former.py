"""Former: likelihoods that a text gives only as what was said before, or in a new one's stead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tocsin.nouns import Span
from tocsin.read.numbers import NUMBER
from tocsin.read.odds import Odds
from tocsin.read.phrases import LIKELIHOOD_ADJECTIVES, LIKELIHOOD_NOUNS, sizes, word_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Words

__all__ = ["behind_former", "current", "former_count", "is_of_former", "without_former"]

_LEAD = 60
"""Characters before a likelihood in which the words stand that make it the former one."""

_FORMER = re.compile(
    r"(?:\b(?:down|up|back)\s+)?\b(?:(?<!far )from|instead\s+of|rather\s+than"
    r"|compared\s+(?:with|to)|as\s+(?:against|opposed\s+to)|previously|formerly)\s+"
    r"(?:(?:rated|judged|assessed|seen|put|called|considered|deemed|described|estimated|set|been|was"
    r"|were|an?|the|its|his|her|their|our|as|at|of|it|that|this|them|about|around|some|roughly|only|just|mere"
    r"|previous|earlier|former|last|then|being|estimate|forecast|figure)\s+|[\w.]+['’]s?\s+)*"
    r"[\"“”'‘]?$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"[,\s]+(?:(?:down|up|back)\s+from\b|(?:from|to|at)\s+(?:about\s+|around\s+|an?\s+)?{NUMBER}(?=[\s%-]*"
    r"(?:%|per\s?cent|in\s|out\s|to\s|chance|likel|proba)|\s*$)"
    rf"|from\s+[\"“]?(?:{'|'.join(sorted(LIKELIHOOD_ADJECTIVES | sizes()))})[\"”]?(?:\s+to)?\s*$"
    r"|(?:from|to|at)\s*$)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:(?:down|up|back)\s+from|compared\s+(?:with|to)|instead\s+of|rather\s+than|as\s+(?:against|opposed)"
    r"|previously|formerly|from)\b(?![^.;]*\b(?:but|and)\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:\s+(?:chances?|likelihood|probability|odds|risk))?,\s+(?:down|up)\s+from\s+[^,;:.()]{1,80}"
    r",\s+(?:that|of)\s+(?P<of>[^,;:.!?]+)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:(?<=[,;(–—])\s*(?:(?:down|up)\s+from|against)|\bcompared\s+(?:with|to))\s+"
    rf"(?:(?:an?|the|some|about|around|roughly|just|only|almost|nearly|estimated)\s+)*{NUMBER}"
    r"(?:\s+[^\W\d]+){0,4}?\s+(?:(?:as|of|back|in|on|at|during|the|early|late|mid|its|since)[\s-]+)*$",
    re.IGNORECASE,
)
_TO = re.compile(r"[\"”’']?(?:\s+[^.;:]{0,40}?)?\s*\bto\s+(?:\w+\s+){0,2}?[\"“‘']?", re.IGNORECASE)
_RANGING = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|span(?:s|ned|ning)?|anywhere|differ(?:s|ed)?)\b",
    re.IGNORECASE,
)


def current(doc: Doc, found: Sequence[Odds]) -> list[Odds]:
    """Return the likelihoods of `found`, in order, without those that another has replaced.

    "Less than even, down from likely": the first alone. One that no other in its sentence replaces
    is kept with the words that say so ("down from likely"), of which no scale knows a range; so is
    a range of words ("ranges from unlikely to likely").
    """
    kept: list[Odds] = []
    before = [_before(doc, item) for item in found]
    for place, item in enumerate(found):
        start = before[place]
        if place and kept and _ranges(doc, kept[-1], item):
            kept[-1] = replace(kept[-1], span=Span(kept[-1].span.start, item.span.end))
        elif start is None:
            kept.append(item)
        elif not any(
            other is None and _same_sentence(doc, item, found[n]) for n, other in enumerate(before)
        ) or _RANGING.search(_sentence(doc, item).text):
            kept.append(Odds(Span(start, item.span.end), None, None))
    return kept


def without_former(doc: Doc, of: Span) -> Span:
    """Return what a likelihood is of without the former one that stands behind it."""
    found = _TAIL.search(doc.text, of.start + 1, of.end)
    return of if found is None else Span(of.start, found.start())


def behind_former(doc: Doc, likelihood: Span) -> Span | None:
    """Return the clause that a former likelihood parts from the one that it is of, else None.

    "A one-in-five chance, down from one in three in August, that they attack": "they attack".
    """
    words = doc.char_span(likelihood.start, likelihood.end, alignment_mode="expand")
    if words is None:
        return None
    found = _ASIDE.match(doc.text, likelihood.end, words.sent.end_char)
    return None if found is None else Span(*found.span("of"))


def former_count(before: str) -> int | None:
    """Return where, in the text `before` a date, what a count once was begins; None for no such.

    "9,000 men, up from 5,000 in May", "compared with 40 a year ago", ", against ninety in May".
    """
    found = _COUNTED.search(
        before + " " * (not before.endswith((" ", "-"))), max(len(before) - _LEAD, 0)
    )
    return None if found is None else found.start()


def is_of_former(text: str, likelihood: Span, other: Span) -> bool:
    """Say whether what stands at `other` dates the former one: "20 percent, up from 5 in May"."""
    return _BEHIND.search(text, likelihood.end, max(likelihood.end, other.start)) is not None


def _before(doc: Doc, item: Odds) -> int | None:
    """Where the words begin that make a likelihood the former one, None where it is none."""
    words = doc.char_span(item.span.start, item.span.end, alignment_mode="expand")
    if words is None:
        return None
    core = words.root
    if item.low is not None and (item.low != item.high or _RANGING.search(words.sent.text)):
        return None  # "ranges from 5 to 15 percent"
    qualifies = core.dep_ == "amod" and core.head.i >= words.end
    if (
        qualifies
        and core.head.pos_ in {"NOUN", "PROPN"}
        and word_of(core.head) not in LIKELIHOOD_NOUNS
    ):
        return None  # "from a likely attack"
    first = max(words.sent.start_char, item.span.start - _LEAD)
    told = _FORMER.search(doc.text[first : item.span.start])
    return None if told is None else first + told.start()


def _ranges(doc: Doc, first: Odds, second: Odds) -> bool:
    """Say whether two are the ends of a range in words: "from unlikely to likely"."""
    between = doc.text[first.span.end : second.span.start]
    opened = doc.text[first.span.start : first.span.end].casefold().startswith("from")
    ranging = _RANGING.search(_sentence(doc, second).text) is not None
    return opened and ranging and _TO.fullmatch(between) is not None


def _sentence(doc: Doc, item: Odds) -> Words:
    words = doc.char_span(item.span.start, item.span.end, alignment_mode="expand")
    return doc[0:0] if words is None else words.sent


def _same_sentence(doc: Doc, one: Odds, other: Odds) -> bool:
    return _sentence(doc, one).start == _sentence(doc, other).start
