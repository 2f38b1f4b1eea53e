"""Background: whether what is told happened long before the report, and is old news retold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.nouns import DateMention, Interval, Span
from tocsin.read.scope import auxiliaries

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["OLD", "is_background"]

OLD = timedelta(days=62)
"""An event that ended longer than this before publication is background."""

_YEAR = timedelta(days=366)
"""What has added up since a day that lies no further back is news up to now."""
_AGO = re.compile(
    r"\b(?:previous|preceding)\s+(?:winter|spring|summer|autumn|fall|year|month|decade|century)\b"
    r"|\b(?:decades?|years|centuries)\s+(?:ago|earlier|before)\b|\blong\s+ago\b|\bin\s+the\s+past\b"
    r"|\b(?:at\s+the\s+(?:very\s+)?(?:start|beginning|outset)|(?:in|since)\s+the\s+(?:early|first)"
    r"\s+(?:days|weeks|months))\s+of\b",
    re.IGNORECASE,
)
_RECENT = re.compile(
    r"\b(?:today|yesterday|tonight|now|currently|presently|at\s+present|this\s+(?:week|month|morning|night)"
    r"|last\s+(?:week|night|month)|recent(?:ly)?|on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:days?|hours?|weeks?)\s+ago|just|latest|to\s+date)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:first|only|not|n't|never|no)\b[^.;]*\bsince\s+(?:the\s+)?$", re.IGNORECASE
)
_DRAWN_OUT = re.compile(
    r"\b(?:since|so\s+far|throughout|until\s+now|already|before|previously|earlier|long|once|twice"
    r"|always|ever|over\s+the|during\s+the|in\s+the\s+course\s+of|many\s+times|several\s+times"
    r"|(?:in|over|for)\s+(?:the\s+)?(?:past|last|recent|many|several|\w+)\s+(?:weeks|months|years)"
    r"|from\s+the\s+(?:start|beginning|outset))\b",
    re.IGNORECASE,
)
"""Beside a perfect: what has gone on, or was so at some time."""
_HABIT = re.compile(
    r"\b(?:regularly|routinely|repeatedly|frequently|often|traditionally|historically|for\s+years)\b",
    re.IGNORECASE,
)


def is_background(
    root: Token,
    content: str,
    start: int,
    dates: Sequence[DateMention],
    published: Interval | None,
    *,
    offset: int,
    own: bool,
    saying: Sequence[DateMention] = (),
) -> bool:
    """Say whether a content, which begins at `start`, tells of what is long past.

    `offset` is where the parsed text of `root` begins in the report, as `start` and `dates` count.
    Every dated event of it ended more than `OLD` before publication, or words place it in an
    earlier time ("the previous winter"). In the report's `own` voice the undated perfect and the
    habitual retell as well ("has provided", "regularly launches"): news has a day or a source. The
    present perfect of what comes about at one moment is news without either ("have entered").
    A date after which something is the first of its kind dates nothing, and one in a relative
    clause dates what that clause tells of a thing, not what is told ("removed the shells that it
    had stored there before February"). What is not dated itself is as old as a `saying` that is
    retold ("had denied in February that it would come"). What has added up or gone on *since* a day
    reaches to now ("has moved 40 tanks since January"); a state that only began then does not.
    """
    recent = _RECENT.search(content) is not None
    told = [
        d
        for d in dates
        if not _is_measure(d, content, start) and not _is_aside(root, d.span, offset)
    ]
    if not told and not own:
        told = [d for d in saying if not _is_aside(root, d.span, offset)]
    if any(_adds_up(root, d, offset, published) for d in told):
        return False
    ends = [end for d in told if (end := _past(d)) is not None]
    if ends and published is not None and published.start is not None:
        day = published.start
        return not recent and all(day - end > OLD for end in ends)
    if recent:
        return False
    return _AGO.search(content) is not None or (own and not told and _retold(root, content))


def _is_measure(date: DateMention, content: str, start: int) -> bool:
    """Say whether a date only measures: "the first since 2019", "no launches since May"."""
    at = max(0, date.span.start - start)
    return _SINCE.search(content[:at] + ("since " if _from(date) else "")) is not None


def _is_aside(root: Token, date: Span, offset: int) -> bool:
    """Say whether a date stands in a relative clause below `root`."""
    words = root.doc.char_span(date.start - offset, date.end - offset, alignment_mode="expand")
    if words is None:
        return False
    above = [words.root, *words.root.ancestors]
    return root in above and any(_is_relative(t) for t in above[: above.index(root)])


def _is_relative(verb: Token) -> bool:
    # The parser calls some relative clauses adverbial; the relative pronoun gives them away.
    return verb.dep_ == "relcl" or (
        verb.dep_ == "advcl"
        and any(
            c.lower_ in {"that", "which", "who", "whom"}
            and c.dep_ in {"dobj", "nsubj", "nsubjpass", "pobj"}
            for c in verb.lefts
        )
    )


def _from(date: DateMention) -> bool:
    return date.text.casefold().startswith("since ")


def _adds_up(root: Token, date: DateMention, offset: int, published: Interval | None) -> bool:
    """Say whether a date opens what has added up, or gone on, from then to now."""
    words = root.doc.char_span(
        date.span.start - offset, date.span.end - offset, alignment_mode="expand"
    )
    if words is None or date.interval is None or date.interval.start is None:
        return False
    since = _from(date) or any(t.lower_ == "since" for t in (words.root, words.root.head))
    verb = next((t for t in words.root.ancestors if t.pos_ == "VERB"), None)
    if not since or verb is None or published is None or published.start is None:
        return False
    helpers = {h.lower_ for h in auxiliaries(verb)}
    if not helpers & {"has", "have", "'ve", "’ve"}:
        return False
    news = load("read_background.yaml")
    adds = _is_listed(verb, news["adding_up"], news["adding_up_with_particle"])
    going = verb.tag_ == "VBG" and "been" in helpers
    close = published.start - date.interval.start <= _YEAR
    return (adds and (going or close)) or (going and close and verb.lemma_ not in news["standing"])


def _is_listed(
    verb: Token, alone: Sequence[str], with_particle: Mapping[str, Sequence[str]]
) -> bool:
    """Say whether a verb, or a verb with its particle, stands in a list."""
    if verb.lemma_ in alone:
        return True
    particles = {c.lower_ for c in verb.children if c.dep_ in {"prt", "advmod"} and c.i > verb.i}
    return bool(particles & set(with_particle.get(verb.lemma_, ())))


def _past(date: DateMention) -> datetime | None:
    """When the event of a date was over; what has been so since then, began then."""
    if date.interval is None:
        return None
    return date.interval.start if _from(date) else date.interval.end


def _retold(root: Token, content: str) -> bool:
    helpers = {h.lower_ for h in root.children if h.dep_ in {"aux", "auxpass"}}
    if any(h.tag_ == "MD" for h in root.children) or root.lemma_ == "be":
        return False
    if any(c.dep_ == "neg" for c in root.children):
        return False  # what has not happened so far is the present state
    if _HABIT.search(content) is not None:
        return True
    perfect = bool(helpers & {"has", "have", "had", "'ve", "'d"}) and root.tag_ == "VBN"
    return perfect and not _is_hot(root, helpers, content)


def _is_hot(verb: Token, helpers: set[str], content: str) -> bool:
    """Say whether a perfect tells the news: "troops have entered", not "have long lent a port".

    So does the present perfect of what comes about once ("arrive", "begin", "call up"), where no
    words draw it out over a time ("since", "so far", "throughout the war").
    """
    if "had" in helpers or "'d" in helpers or _DRAWN_OUT.search(content) is not None:
        return False
    news = load("read_background.yaml")
    return _is_listed(verb, news["coming_about"], news["with_particle"])
