"""Reach: whether a condition, a gloss or a judgement of a statement concerns the words matched."""

from __future__ import annotations

import re

from tocsin.nouns import Span, Statement
from tocsin.weigh.cues import cue
from tocsin.weigh.patterns import Match, expression_of, find, mentions
from tocsin.weigh.stance import BREAK

__all__ = ["conditioned", "glossed", "heard", "judged", "unsaid"]

_WORD = re.compile(r"\w+")
_BREAK = re.compile(BREAK, re.IGNORECASE)
"""Where another clause begins, whatever conditions the one before."""
_JOINED = re.compile(rf"{_BREAK.pattern}|,\s+(?:and|or|nor)\b", re.IGNORECASE)
"""The same, with what is set side by side."""
_OPENING = re.compile(r"(?:\W|\b(?:and|or|that|so|then|said|says)\b)*", re.IGNORECASE)
_UNSAID = re.compile(
    r"(?P<ended>\bno\s+longer|\b(?:has|have|had)?\s*(?:stopped|ceased))\W+(?:\w+\W+)?$"
    r"|(?:\bnot|n['’]t|\bnever)\W+(?:\w+ly\W+)?$",
    re.IGNORECASE,
)
_ADJUNCT = re.compile(r"(?:[,(–—]|\s-)\s*(?:(?:and|most|very|quite)\s+)*$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:who|which|that)\s+(?:[\w’'-]+\s+){1,12}?(?P<case>(?:if|unless)\b(?!\s+(?:any|not|ever)\b)[^.;:]*)",
    re.IGNORECASE,
)
"""A condition in a relative clause: "men who will be called up if war comes"."""
_JUDGES = re.compile(
    rf"(?P<verb>{expression_of(cue('judging')).pattern})(?:\s+(?:that|it|there|is|was))*\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d|\bper\s?cent\b|\bone\s+in\b|\b(?:half|third|quarter)\b", re.IGNORECASE)
_CONTESTED = re.compile(
    rf"{expression_of(cue('contesting')).pattern}\s+[^.;:,]{{0,60}}?"
    rf"{expression_of(cue('estimates')).pattern}[^.;:,]*$"
    rf"|{expression_of(cue('contesting')).pattern}\s+(?:(?:an?|the|any|this)\s*$|that\b[^.;:,]*$)",
    re.IGNORECASE,
)
_AMISS = re.compile(rf"{expression_of(cue('amiss')).pattern}", re.IGNORECASE)
_LEAST_ADJUNCT = 2
"""Words that an adjunct holds beside the word that glosses it."""


_HEARD = re.compile(
    r"\b(?:i|we|he|she|they)\s+(?:\w+\s+){0,2}?(?:get|gets|got|getting|receiv\w+)\b[^.;:]{0,60}?"
    r"\b(?:say|saying|tell|telling|writing|written|messages|letters|calls|reports)\b"
    r"|\b(?:i|we|he|she|they)\s+(?:(?:have|has|had|\w+ly|also|often)\s+)?(?:hear|hears|heard)\b"
    r"|\b(?:am|are|is|was|were|been|being)\s+told\b"
    r"|(?P<who>[\w’'-]+)\s+(?:(?:have|has|had|are|is|was|were|keep|keeps|kept|also|often)\s+)?"
    r"(?:(?:tell|tells|told|telling)|(?:wr[io]t\w+)\s+to)\s+(?:me|us)\b",
    re.IGNORECASE,
)
"""What others, whom nobody names, told who speaks: "friends tell me that", "we hear that"."""


def heard(statement: Statement, found: Match | None) -> str:
    """Return the words by which who speaks tells what others told him, "" where there are none.

    They stand in what he says, before what matched; whoever is named there is no hearsay.
    """
    if found is None:
        return ""
    content = _local(statement, statement.content)
    last = max(span.start for _, span in found.slots) - statement.span.start
    for told in _HEARD.finditer(statement.text, content.start, max(last, content.start)):
        who = told["who"] or ""
        opens = not _WORD.search(statement.text, content.start, told.start())
        if not who or opens or not who[0].isupper():
            return told.group()
    return ""


def conditioned(statement: Statement, found: Match) -> bool:
    """Say whether the statement's condition concerns what matched.

    A condition that opens its sentence holds for all of it, up to another clause. Any other holds
    for the clause that it closes: in "He has tanks, and more that could come if needed" the tanks
    are there. Set off by a comma it holds for all that is set side by side before it. One within a
    relative clause is none of the statement's, and holds for what the clause tells.
    """
    text = statement.text
    condition, cover = _condition(statement), _local(statement, found.cover)
    if condition is None:
        return False
    if condition.overlaps(cover):
        return True
    if cover.end <= condition.start:
        set_off = text[: condition.start].rstrip().endswith(",")
        edge = _BREAK if set_off else _JOINED
        return edge.search(text, cover.end, condition.start) is None
    edge = _BREAK if _opens(text, condition.start, statement) else _JOINED
    return edge.search(text, condition.end, cover.start) is None


def _condition(statement: Statement) -> Span | None:
    """The characters of the statement's condition, or else of one in a relative clause of it."""
    if statement.condition is not None:
        return _local(statement, statement.condition)
    content = _local(statement, statement.content)
    found = _RELATIVE.search(statement.text, content.start, content.end)
    return None if found is None else Span(*found.span("case"))


def _opens(text: str, at: int, statement: Statement) -> bool:
    """Say whether a clause or what is said begins here."""
    content = _local(statement, statement.content)
    begins = [0, content.start, *(m.end() for m in _BREAK.finditer(text, 0, at))]
    begin = max(one for one in begins if one <= at)
    return _OPENING.fullmatch(text, begin, at) is not None


def glossed(statement: Statement, found: Match) -> Span | None:
    """Return the word of likelihood that glosses an adjunct after what matched, else None.

    In "90 tanks have left, likely replacements for others" the tanks have left for certain.
    """
    text, cover = statement.text, _local(statement, found.cover)
    stop = _BREAK.search(text, cover.end)
    end = len(text) if stop is None else stop.start()
    for a, b in find(cue("glosses"), text[:end]):
        rest = re.split(r"[,;.]", text[b:end], maxsplit=1)[0]
        adjunct = len(_WORD.findall(rest)) >= _LEAST_ADJUNCT
        if a >= cover.end and adjunct and _ADJUNCT.search(text, cover.end, a):
            return Span(a + statement.span.start, b + statement.span.start)
    return None


def judged(statement: Statement, found: Match | None) -> bool:
    """Say whether what matched is a judgement of the speaker's, and no observation.

    A word of likelihood in an adjunct makes none of the claim beside it, unless the verb of saying
    is one of judging.
    """
    if statement.act != "assessment" or found is None:
        return statement.act == "assessment"
    gloss = glossed(statement, found)
    if gloss is None:
        return True
    if statement.likelihood is not None and not statement.likelihood.span.overlaps(gloss):
        return True
    return statement.cue is not None and mentions(cue("judging"), _cut(statement, statement.cue))


def unsaid(statement: Statement) -> str:
    """Return the words by which the saying itself is denied or ended, "" where it is not.

    "No longer assesses that it is unlikely" gives no likelihood. "Does not believe that it will"
    is another matter: there the denial is of what is believed. Who rejects a number gives none:
    "denied that the odds were 40 percent" may hold them for higher or lower.
    """
    likelihood, saying = statement.likelihood, statement.cue
    against = saying is not None and (
        statement.act == "denial" or mentions(cue("contesting"), _cut(statement, saying))
    )
    if against and likelihood is not None and saying is not None:
        numbered = likelihood.low is not None or likelihood.high is not None
        if numbered or _NUMBER.search(likelihood.phrase):
            return _cut(statement, saying)
    if likelihood is not None and (statement.speaker is None or statement.speaker.span is None):
        phrase = _local(statement, likelihood.span)
        before, after = statement.text[: phrase.start], statement.text[phrase.start :]
        if told := _CONTESTED.search(before) or _AMISS.search(after):
            return told.group().strip()  # the writer tells of a number that another does not share
    verbs = [] if statement.cue is None else [_local(statement, statement.cue)]
    if statement.likelihood is not None:
        # "It no longer assesses that ..., it said": the verb that judges is not that of saying.
        before = statement.text[: _local(statement, statement.likelihood.of).start]
        if told := _JUDGES.search(before):
            verbs.append(Span(*told.span("verb")))
    for verb in verbs:
        found = _UNSAID.search(statement.text[: verb.start])
        words = statement.text[verb.start : verb.end]
        if found and (found["ended"] or not mentions(cue("neg_raising"), words)):
            return f"{found.group().strip()} {words}"
    return ""


def _local(statement: Statement, span: Span) -> Span:
    offset = statement.span.start
    return Span(max(span.start - offset, 0), max(span.end - offset, 0))


def _cut(statement: Statement, span: Span) -> str:
    local = _local(statement, span)
    return statement.text[local.start : local.end]
