"""Likelihood: the words and numbers by which a text says how likely something is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from tocsin.data import load
from tocsin.nouns import Likelihood, Span
from tocsin.read.binding import proposition
from tocsin.read.cues import word_set
from tocsin.read.ellipsis import joined_likelihood, joined_rating
from tocsin.read.former import current, without_former
from tocsin.read.groundless import nothing_points_to
from tocsin.read.negation import stops_short
from tocsin.read.odds import Odds, odds
from tocsin.read.offsets import Offsets
from tocsin.read.phrases import LIKELIHOOD_NOUNS, phrases
from tocsin.read.polarity import is_few
from tocsin.read.scope import is_yet_to
from tocsin.read.syntax import chars, trimmed
from tocsin.read.topped import is_not_only, opening, tops

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Phrase

__all__ = ["find", "is_asked", "is_level"]

_CARRIED = frozenset(
    {"ccomp", "xcomp", "oprd", "acomp", "attr", "dobj", "pobj", "prep", "amod", "nsubj"}
)
_RAISING = word_set("neg_raising")
_GRANTS = re.compile(
    r"\b(?:while|whilst|though|although|albeit|if|however)\s+(?:it\s+is\s+|still\s+|just\s+)*$",
    re.IGNORECASE,
)
_GRANTED = re.compile(r"\s*[,)–—]")
_COMPARES = re.compile(
    r"^(?:(?:much|far|slightly|somewhat|now|a\s+little|a\s+bit)\s+)*"
    r"(?:(?:more|less)\s+(?:likely|probable)|likelier|higher|lower|greater|larger|smaller|bigger)$",
    re.IGNORECASE,
)
_BUT_NOW = re.compile(
    r"\s+(?:now\s+)?than\b[^.;:!?]{1,60}?,?\s+(?:but|though|yet|and)\s+"
    r"(?:(?:it|is|still|remains?|stays?|yet|only|nevertheless|at|well|even|now|also)\s+)*",
    re.IGNORECASE,
)
_NOBODY = frozenset({"nobody", "none"})
_GROUNDS = word_set("signs") | word_set("grounds")
_ASIDES = frozenset({"relcl", "advcl", "appos", "parataxis", "conj"})
_ASKING = frozenset({"ask", "wonder", "inquire", "enquire", "question", "know", "say", "tell"})
_NONE = frozenset({"no", "little", "few", "zero", "scant"})


def find(doc: Doc) -> tuple[Likelihood, ...]:
    """Return the stated likelihoods in `doc`, in order, each bound to what it is about.

    `phrase` is verbatim, and `span` where it stands; `of` is the clause or noun phrase whose
    likelihood it states. Numeric forms carry `low` and `high`; words carry neither. Modal verbs
    ("may", "could") are hedges, not stated likelihoods, and are not returned.
    """
    text = doc.text
    numeric = odds(doc)
    found: list[Odds] = list(numeric)
    found += [
        Odds(phrase, None, None)
        for phrase in phrases(doc)
        if not any(_same(phrase, item, text) for item in numeric)
    ]
    offsets = Offsets(doc)
    found = [item for item in found if not _is_conceded(doc, item, found)]
    found.sort(key=lambda item: (item.span.start, item.span.end))
    made = [
        Likelihood(
            item.span.of(text),
            item.span,
            without_former(doc, proposition(doc, item.span, offsets)),
            item.low,
            item.high,
        )
        for item in current(doc, found)
    ]
    made = _untopped(text, made)
    for place in range(1, len(made)):
        made[place - 1 : place + 1] = _parted(doc, made[place - 1], made[place], offsets)
    return tuple(made)


def _untopped(text: str, made: Sequence[Likelihood]) -> list[Likelihood]:
    """The likelihoods without one that the next tops, which is of the same: "not only likely but".

    "A raid is not only possible, it is likely": of a raid. So too one that only compares with an
    earlier time, before the size that is now: "higher than in May, but below 50 percent".
    """
    kept: list[Likelihood] = []
    for one in made:
        before = kept[-1] if kept else None
        if before is not None and (
            (is_not_only(text, before.span.start) and tops(text, before.span.end, one.span.start))
            or _only_compares(text, before, one)
        ):
            at = before.of.start + opening(before.of.of(text))
            behind = one.of if one.of.start >= one.span.end else Span(at, before.of.end)
            kept[-1] = replace(one, of=behind)
        else:
            kept.append(one)
    return kept


def _only_compares(text: str, first: Likelihood, second: Likelihood) -> bool:
    """Say whether the first only compares with another time, and the second says how likely."""
    compares = _COMPARES.search(first.phrase) is not None
    between = text[first.span.end : second.span.start]
    return compares and _BUT_NOW.fullmatch(between) is not None


def _is_conceded(doc: Doc, item: Odds, found: Sequence[Odds]) -> bool:
    """Say whether one is only granted beside another: "a raid, while possible, is unlikely"."""
    text, span = doc.text, item.span
    if not (_GRANTS.search(text, 0, span.start) and _GRANTED.match(text, span.end)):
        return False
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return False
    sent = words.sent
    return any(
        other is not item and sent.start_char <= other.span.start < sent.end_char for other in found
    )


def _parted(doc: Doc, first: Likelihood, second: Likelihood, offsets: Offsets) -> list[Likelihood]:
    """Two likelihoods, each of its own half where both are said in one clause."""
    pieces = [offsets.span(x.span.start, x.span.end) for x in (first, second)]
    if pieces[0] is None or pieces[1] is None:
        return [first, second]
    tokens = [(p.start, p.end) for p in pieces if p is not None]
    other = joined_rating(doc, tokens[0], tokens[1])
    if other is not None:
        own = chars(doc, other)
        if first.of.start < own[0] < first.of.end:
            first = replace(first, of=Span(first.of.start, first.span.end))
        return [first, replace(second, of=Span(*own))]
    half = joined_likelihood(doc, tokens[0], tokens[1])
    if half is None:
        return [first, second]
    before = trimmed(doc, (tokens[0][0], half[0])) or tokens[0]
    end = max(first.span.end, chars(doc, before)[1])
    own = chars(doc, (tokens[1][0], half[1]))
    if first.of.start < end < first.of.end:
        first = replace(first, of=Span(first.of.start, end))
    return [first, replace(second, of=Span(*own))]


def is_level(doc: Doc, found: Likelihood) -> bool:
    """Say whether a likelihood found in `doc` says how likely something is, and takes none back.

    What somebody "no longer assesses" or "does not think" likely is given no likelihood by him,
    nor is what does "not make it more likely".
    """
    if _is_error(doc, found) or _is_groundless(doc, found) or is_asked(doc, found):
        return False
    if found.low is not None or found.high is not None:
        return True
    span = doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
    return span is None or not _is_taken_back(span)


def _is_error(doc: Doc, found: Likelihood) -> bool:
    """Say whether it is called an error to think so: "a mistake to believe that it is likely"."""
    span = doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
    if span is None:
        return False
    text, start, end = doc.text, span.sent.start_char, span.sent.end_char
    if _errors().search(text, start, found.span.start):
        return True
    thought, called = _thoughts()
    return bool(
        thought.search(text, start, found.span.start) and called.match(text, found.span.end, end)
    )


def is_asked(doc: Doc, found: Likelihood) -> bool:
    """Say whether it is but asked if it is so likely: "whether a raid is likely"."""
    span = doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
    if span is None:
        return False
    for clause in (span.root, *span.root.ancestors):
        marks = {c.lower_ for c in clause.children if c.dep_ == "mark" and c.i < span.start}
        asking = clause.dep_ == "ccomp" and clause.head.lemma_ in _ASKING
        if "whether" in marks or ("if" in marks and asking):
            return True
        if clause.dep_ == "conj":
            return False  # "is silent on whether it sailed and is likely to"
    return False


def _is_groundless(doc: Doc, found: Likelihood) -> bool:
    """Say whether nothing is said to point to it: "no reason to believe that a raid is likely"."""
    span = doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
    if span is None:
        return False
    if nothing_points_to(span.root):
        return True
    below = span.root
    for noun in span.root.ancestors:
        aside = below.dep_ in _ASIDES and noun.lemma_.casefold() not in _GROUNDS
        before_it = below.left_edge.i - 1
        if aside or (below.dep_ == "relcl" and doc[max(before_it, 0)].text == ","):
            return False  # "no sign of boats, which suggests that a raid is unlikely"
        below = noun
        if noun.i < span.start and noun.lemma_.casefold() in _GROUNDS:
            before = {c.lower_ for c in noun.lefts}
            before -= {"few", "little"} if "a" in before else set()
            verb = noun.head
            held_back = "any" in before and any(c.dep_ == "neg" for c in verb.children)
            if before & _NONE or held_back or is_yet_to(verb):
                return True
    return False


@cache
def _errors() -> re.Pattern[str]:
    data: Any = load("read_likelihood.yaml")
    wrong, think = ("|".join(data[name]) for name in ("errors", "thinking"))
    return re.compile(
        rf"\b(?:{wrong})\b[^.;:!?]{{0,30}}?\bto\s+(?:\w+\s+)?(?:{think})\b"
        r"(?:(?!\bbut\b|\bwhile\b|\balthough\b)[^.;:!?])*$",
        re.IGNORECASE,
    )


@cache
def _thoughts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words around "the idea that it is likely is wrong": before the likelihood, and after."""
    data: Any = load("read_likelihood.yaml")
    return (
        re.compile(rf"\b(?:{'|'.join(data['thoughts'])})\b[^.;:!?,]*$", re.IGNORECASE),
        re.compile(
            r"[^.;:!?,]{0,60}?\b(?:is|are|was|were|be)\s+(?:\w+ly\s+|just\s+|an?\s+|in\s+)*"
            rf"(?:{'|'.join(data['errors'])})\b",
            re.IGNORECASE,
        ),
    )


def _is_taken_back(phrase: Phrase) -> bool:
    """Say whether a verb that carries a phrase is denied by a word outside it."""
    token = phrase.root
    # "rate the risk of a raid as high": the parser hangs "as" or "high" on any noun between
    rated = phrase.start > 0 and phrase.doc[phrase.start - 1].lower_ == "as"
    # "does not think a raid likely": hung on the verb as if it told how he thinks
    rated |= token.dep_ == "advmod" and token.head.lemma_ in _RAISING and token.head.i < token.i
    while (rated or token.dep_ in _CARRIED) and token.head.i != token.i:
        below, token = token, token.head
        rated = token.pos_ not in {"VERB", "AUX"} and (rated or below.lower_ == "as")
        if below.dep_ == "prep" and below.lower_ != "as" and not rated:
            return False
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        for child in token.children:
            outside = not phrase.start <= child.i < phrase.end
            denies = child.dep_ == "neg" or child.lower_ in {"never", "longer"}
            denies = denies and not stops_short(child)
            if outside and denies and child.i < phrase.start:
                return child.lower_ != "longer" or child.nbor(-1).lower_ == "no"
            nobody = child.lower_ in _NOBODY or any(c.lower_ == "no" for c in child.lefts)
            nobody = nobody or is_few(child)
            if child.dep_ in {"nsubj", "agent"} and nobody and token.lemma_ != "be":
                return True
    return False


def _same(phrase: Span, item: Odds, text: str) -> bool:
    """Whether a phrase only repeats a number: "the probability … at 15 percent" is one."""
    if phrase.overlaps(item.span):
        return True
    bare = phrase.of(text).lower() in LIKELIHOOD_NOUNS
    return bare and item.reach is not None and phrase.overlaps(item.reach)
