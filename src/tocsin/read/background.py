"""Background: whether what is told happened long before the report, and is old news retold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from tocsin.data import load
from tocsin.nouns import DateMention, Interval
from tocsin.read.asides import aside_of
from tocsin.read.cues import word_set
from tocsin.read.scope import auxiliaries
from tocsin.read.syntax import Range, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tocsin.read.threads import Page

__all__ = ["OLD", "is_background", "lead_of"]

OLD = timedelta(days=62)
"""An event that ended longer than this before publication is background."""

_PARAGRAPHS = 3
_CHARACTERS = 1_000
"""Paragraphs of a lead, and the characters that it has at most."""

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
    r"\b(?:since|so\s+far|throughout|until\s+now|already|before(?=\s*(?:[.,;]|$))|previously|earlier"
    r"|(?:has|have|['’]ve)\s+(?:long|ever)|long\s+ago|(?<!\bat\s)once|twice|always"
    r"|(?:over|in)\s+the\s+(?:course|years|months|decades|war|spring|summer|autumn|winter)"
    r"|during\s+the|many\s+times|several\s+times"
    r"|(?:in|over|for)\s+(?:the\s+)?(?:past|last|recent|many|several|\w+)\s+(?:weeks|months|years)"
    r"|from\s+the\s+(?:start|beginning|outset))\b",
    re.IGNORECASE,
)
"""Beside a perfect: what has gone on, or was so at some time."""
_HABIT = re.compile(
    r"\b(?:regularly|routinely|repeatedly|frequently|often|traditionally|historically|constantly"
    r"|continually|persistently|consistently|for\s+years|(?:time\s+and|again\s+and)\s+again"
    r"|(?:day|night|week|month|year)\s+after\s+(?:day|night|week|month|year)"
    r"|every\s+(?:day|night|week|month|year))\b",
    re.IGNORECASE,
)
_STATIVE = word_set("stative")
_GOALS = frozenset("to into onto toward towards across through over inside".split())
_ONE = frozenset({"a", "an", "one", "another"})
_ASIDE = frozenset("while whilst though although whereas as because since after".split())


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
    lead: bool = True,
) -> bool:
    """Say whether a content, which begins at `start`, tells of what is long past.

    `offset` is where the parsed text of `root` begins in the report, as `start` and `dates` count.
    Every dated event of it ended more than `OLD` before publication, or words place it in an
    earlier time ("the previous winter"). In the report's `own` voice the undated pluperfect and the
    habitual retell as well ("had closed", "regularly launches"), and so does the present perfect of
    what goes on or is a role ("has provided"): such news has a day or a source. The present perfect
    of what comes to an end is news without either ("has sent 900 men"): all of it in the `lead` of
    a report, and below that what is bounded.
    A date after which something is the first of its kind, or has not happened ("no boat has sailed
    since May"), dates nothing but tells of now, and one in an aside dates
    what that tells of a thing, or what is compared, not what is told ("removed the shells that it
    had stored there before February", "will sail, as it did in May"). What is not dated itself is
    as old as a `saying` that is retold ("had denied in February that it would come"). What has
    added up or gone on *since* a day reaches to now ("has moved 40 tanks since January"); a state
    that only began then does not.
    """
    asides = {d.span: aside_of(root, d.span, offset) for d in (*dates, *saying)}
    measures = [d for d in dates if _is_measure(d, content, start)]
    told = [d for d in dates if d not in measures and asides[d.span] is None]
    if not told and not own:
        told = [d for d in saying if asides[d.span] is None]
    content = _without(root, content, start - offset, [a for a in asides.values() if a is not None])
    recent = _RECENT.search(content) is not None
    if any(_adds_up(root, d, offset, published) for d in told):
        return False
    ends = [end for d in told if (end := _past(d)) is not None]
    if ends and published is not None and published.start is not None:
        day = published.start
        return not recent and all(day - end > OLD for end in ends)
    if recent:
        return False
    return _AGO.search(content) is not None or (
        own and not told and not measures and _retold(root, content, lead=lead)
    )


def lead_of(pages: Sequence[Page]) -> int:
    """Return where the lead of a report ends: its first paragraphs, which tell what is new."""
    told = [page for page in pages if page.passage.kind == "body" and not page.heading]
    if not told:
        return 0
    return min(told[:_PARAGRAPHS][-1].passage.span.end, told[0].offset + _CHARACTERS)


def _is_measure(date: DateMention, content: str, start: int) -> bool:
    """Say whether a date only measures: "the first since 2019", "no launches since May"."""
    at = max(0, date.span.start - start)
    return _SINCE.search(content[:at] + ("since " if _from(date) else "")) is not None


def _without(root: Token, content: str, start: int, asides: Sequence[Range]) -> str:
    """The content with blanks for its asides, whose words do not tell when what is told was."""
    for first, past in asides:
        words = root.doc[first:past]
        a, b = max(words.start_char - start, 0), max(words.end_char - start, 0)
        content = content[:a] + " " * (min(b, len(content)) - a) + content[b:]
    return content


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
    stands = {*news["standing"], *news["standing_in_progress"]}
    adds = _is_listed(verb, news["adding_up"], news["adding_up_with_particle"])
    going = verb.tag_ == "VBG" and "been" in helpers
    close = published.start - date.interval.start <= _YEAR
    return (adds and (going or close)) or (going and close and verb.lemma_ not in stands)


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


def _retold(root: Token, content: str, *, lead: bool) -> bool:
    """Say whether an undated content in the report's own voice retells, by how its verb tells it.

    The pluperfect and the habitual do. The present perfect does where it tells a state or a role
    ("has backed", "has lent its ports"), or where words draw it out over a time. Else it tells what
    came to an end, and is news: in the `lead` and for what comes first whatever it is, below that
    where it is one bounded thing.
    """
    root = next((c for c in root.lefts if _is_verb_astray(c)), root)
    helpers = {h.lower_ for h in root.children if h.dep_ in {"aux", "auxpass"}}
    if any(h.tag_ == "MD" for h in root.children) or root.lemma_ == "be":
        return False
    if any(c.dep_ == "neg" for c in root.children):
        return False  # what has not happened so far is the present state
    if _HABIT.search(content) is not None:
        return True
    if root.tag_ != "VBN" or not helpers & {"has", "have", "had", "'ve", "’ve", "'d", "’d"}:
        return False
    if helpers & {"had", "'d", "’d"} or _DRAWN_OUT.search(content) is not None:
        return True
    if _stands(root):
        return True
    return not (lead and not _is_aside_clause(root)) and not _is_bounded(root)


def _is_verb_astray(word: Token) -> bool:
    """Say whether the parser hung a verb on its object: "has long armed the league"."""
    bent = any(c.dep_ == "aux" and c.lemma_ == "have" for c in word.lefts)
    return word.dep_ == "amod" and word.tag_ == "VBN" and bent


def _stands(verb: Token) -> bool:
    """Say whether a verb tells a state, a role or a service, which have no end that is news.

    "Has backed the siege", "has lent its ports"; of a service counted, or of one thing, an end is
    told: "has lent the fleet 20 boats".
    """
    news = load("read_background.yaml")
    if any(c.dep_ == "prt" for c in verb.rights):
        return False  # "has run out of shells", "has held up a train"
    if verb.lemma_ in news["service"]:
        handed = any(
            c.dep_ == "dative" or (c.dep_ == "prep" and c.lower_ in {"to", "with"})
            for c in verb.rights
        )
        return not any(_is_counted(g) or (handed and _is_one(g)) for g in _given(verb))
    if verb.lemma_ in news["role"] or verb.lemma_ in news["standing"]:
        return True
    return verb.lemma_ in _STATIVE and not is_passive(verb)  # but "trains have been seen leaving"


def _given(verb: Token) -> Iterator[Token]:
    """Give what is given, lent or let in: objects, what they are provided "with"."""
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            yield child
        elif child.lower_ == "with" and child.i > verb.i:
            yield from (c for c in child.rights if c.dep_ == "pobj")
        elif child.dep_ == "ccomp":  # "has let 9,000 men into the port"
            yield from (c for c in child.lefts if c.dep_ == "nsubj")


def _is_counted(noun: Token) -> bool:
    """Say whether a noun is of a number: "20 boats", "scores of boats"."""
    if any(c.dep_ in {"nummod", "quantmod"} or c.like_num for c in noun.lefts):
        return True
    return noun.lemma_.casefold() in _numbers() and any(c.lower_ == "of" for c in noun.rights)


def _is_one(noun: Token) -> bool:
    """Say whether a noun is of one of its kind: "a port"."""
    return noun.tag_ == "NN" and any(c.lower_ in _ONE for c in noun.lefts)


def _is_bounded(verb: Token) -> bool:
    """Say whether what a verb tells has an end: by its particle, its goal, or what it is done to.

    What is done to one thing, to so many or to those that are known has an end; what is done to
    things of a kind ("has fired missiles") may go on for ever (Verkuyl 1972).
    """
    for child in verb.rights:
        if child.dep_ == "prt" or (child.dep_ == "prep" and child.lower_ in _GOALS):
            return True
        if child.dep_ in {"xcomp", "ccomp"}:
            return True  # "has begun to", "has decided that": one that is bound by its clause
    done_to = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    if not done_to:
        return True  # "talks have collapsed": what only comes about has come to its end
    if verb.lemma_ in load("read_background.yaml")["phases"]:
        return True  # "have begun raids"
    return any(_is_known(noun) for first in done_to for noun in (first, *first.conjuncts))


def _is_known(noun: Token) -> bool:
    """Say whether a noun is of something counted or known, and not just of a kind."""
    if _is_counted(noun) or noun.pos_ in {"PROPN", "PRON"}:
        return True
    return any(
        c.dep_ in {"det", "poss", "predet"} and c.lower_ not in {"any", "no", "some"}
        for c in noun.lefts
    )


def _is_aside_clause(verb: Token) -> bool:
    """Say whether a clause tells what goes without saying: "while it has fired missiles, ..."."""
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ in {"relcl", "acl"} or (
        verb.dep_ == "advcl"
        and any(c.dep_ in {"mark", "advmod"} and c.lower_ in _ASIDE for c in verb.lefts)
    )


@cache
def _numbers() -> frozenset[str]:
    return frozenset(load("read_background.yaml")["numbers"])
