"""Utterances: statements as `trace` compares them, with who said it, when, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from tocsin.nouns import (
    DateMention,
    Interval,
    Name,
    Reading,
    Register,
    Report,
    Span,
    Statement,
    iso_of,
    of_any,
)
from tocsin.trace.asides import is_aside, says_now
from tocsin.trace.cast import Found, Speaker, Surnames, cast_of, is_own, surnames_of
from tocsin.trace.keeping import keeps, lasting
from tocsin.trace.names import fold, nation_of
from tocsin.trace.words import SHORT, STOPS, Text, stem, text_of

__all__ = [
    "DAYLIKE",
    "Issue",
    "Utterance",
    "hosted_elsewhere",
    "rank_of",
    "said_in",
    "topic_of",
    "utterances_of",
]

DAYLIKE = timedelta(hours=36)
"""Up to this length a stated time is a day, which can name an occasion; longer ones are vague."""

SLACK = timedelta(hours=36)
"""How far a report's own clock may run past its publication: time zones, late editions."""

FRESH = timedelta(days=7)
"""How old a stated day may be to be that of the news that a report tells."""

NEAR = 40
"""Characters around a cue within which a date tells when something was said."""

NOT_LETTER = re.compile(r"[^a-z0-9]")
OPENING = 60
"""Characters of a content in which its own speaker may say that it is said again."""

MEASURES = re.compile(
    r"\b(?:since|than|compared (?:with|to)|(?:up|down) from)"
    r"(?:\s+(?:in|on|at|during|early|late|last|mid|the|start|end|beginning|middle|of|\d[\d,.]*)){0,4}"
    r"\s+$",
    re.IGNORECASE,
)
"""What stands before a date that only measures: "the most since May", "fewer than in May"."""

MOSTLY_QUOTED = 0.5

SINCE = re.compile(r"since\s+", re.IGNORECASE)

DOCUMENTS = re.compile(
    r"\b(?:update|assessment|report|briefing|statement|interview|address|speech|tweet|post|bulletin"
    r"|forecast|letter|conference|analysis|communique|dispatch|note|article|column|video|message)s?\b",
    re.IGNORECASE,
)
RESTATES = re.compile(
    r"\b(?:continu(?:e|es|ed|ing) to (?:assess|believe|say|maintain|judge|forecast|warn|expect"
    r"|think|insist|hold|estimate)"
    r"|(?:(?:has|have|had) (?:repeatedly|already|consistently|long)|previously) (?:\w+ly )?"
    r"(?:assess|said|stat|report|not|warn|forecast|estimat|judg|argu|claim|predict|insist|maintain"
    r"|observ|den|show|accus|announc|indicat|identif|assert|told|publish)\w*"
    r"|reiterat\w+|reaffirm\w*|restat\w+|once again \w+|said again|again said|as before"
    r"|still (?:assess|believe|judge|expect|think|hold|maintain|estimate|say)\w*"
    r"|(?:maintains|maintained) that"
    r"|(?:st(?:and(?:s|ing)?|ood) (?:firmly )?by|st(?:ick(?:s|ing)?|uck) (?:firmly )?(?:to|by|with)"
    r"|h(?:old(?:s|ing)?|eld) (?:firmly )?to|ke(?:eps?|pt|eping) to|cl(?:ings?|ung|inging) to"
    r"|adher(?:es?|ed|ing) to|up(?:holds?|held|holding)|renew(?:s|ed|ing)?|repeat(?:s|ed|ing)?"
    r"|maintain(?:s|ed|ing)?|(?:(?:has|have|had|did|does|do) ?n[o'’]t)"
    r" (?:chang|revis|alter|abandon|dropp?|withdr[ae]w|reconsider|retract)(?:e|ed|n)?)"
    r" (?:its|his|her|their) (?:[\w-]+ ){0,2}(?:assessment|judge?ment|view|belief|opinion|estimate"
    r"|forecast|prediction|conclusion|expectation|conviction|warning|claim|accusation|denial)"
    r"|stands? by (?:its|his|her|their) \w+)\b",
    re.IGNORECASE,
)


FORMER = re.compile(
    r"\b(?:previously|formerly|initially|originally|used to|in the past"
    r"|earlier (?:this|last|in the|said|call|told|put|assess|judg|warn|argu|describ|estimat|predict"
    r"|rated|held|stat|forecast)\w*|at first|in an earlier"
    r"|until (?:now|then|recently|lately|this|last|the)|once (?:said|called|put|held|judged)"
    r"|had (?:\w+ly |also |first |long |once |earlier |before )?(?:said|call|told|put|assess|judg"
    r"|warn|argu|describ|estimat|predict|expect|consider|held|insist|stat|believ|thought|rated|seen"
    r"|forecast)\w*)\b",
    re.IGNORECASE,
)
"""Words around a cue by which something is told as what was said before the news of the day."""

WITHIN = re.compile(r"\b(?:in|by|before|during|until|from)\s+$", re.IGNORECASE)
"""What stands before the month in which something is to come, or by which it is due."""

UNTIL = re.compile(r"\buntil\s+(?:the\s+)?$", re.IGNORECASE)


Issue = tuple[str, str]
"""A stated day as an ISO date, and the words that state it."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement made ready for comparison.

    `rank` sorts by publication, report and place: the least is the earliest. `when` is the stated
    time of saying. `told` is the outlet that the speaker talked to, by its canonical name, else
    "". `outlet` is who published the report. `path` are the names through which it came, from the
    speaker outwards. `echo` marks headline, caption and quote box, which repeat what the body says.
    `own` marks a body's words in its own publication. `issue` is the one fresh day, with the words
    that give it, on which its report has the same speaker say something else: of two issues of a
    bulletin what neither dates itself is still of two days. None for a quote, which a later report
    may have again, and for what has a time of its own. `former` marks a judgement that is told as
    what its speaker said before, with no day; `kept` one that is told as what it was before
    ("remains unlikely"). Copies may share `statement`: the report in
    it is one of theirs.
    """

    rank: str
    statement: Statement
    report: Report
    speaker: Speaker
    when: Interval | None
    told: str
    outlet: str
    path: tuple[str, ...]
    text: Text
    stems: frozenset[str]
    quoted: float
    echo: bool
    own: bool
    restated: bool
    issue: Issue | None = None
    former: bool = False
    kept: bool = False

    @property
    def published(self) -> datetime | None:
        """When the report was published; None when it is undated."""
        return None if self.report.published is None else self.report.published.start

    @property
    def day(self) -> str | None:
        """The stated day of saying as an ISO date; None where none or a vague time is stated."""
        if self.when is None or self.when.start is None or not _is_day(self.when):
            return None
        return self.when.start.date().isoformat()


def _is_day(when: Interval | None) -> bool:
    if when is None or when.start is None or when.end is None:
        return False
    return when.end - when.start <= DAYLIKE


def utterances_of(
    readings: Iterable[Reading], register: Register, surnames: Surnames | None = None
) -> tuple[Utterance, ...]:
    """Return the statements of `readings` as utterances, in the order of their ranks.

    A report that is given twice counts once. `surnames` are those of `register`, for a caller that
    asks often.
    """
    surnames = surnames_of(register) if surnames is None else surnames
    unique = {reading.report.id: reading for reading in readings}
    found = [
        utterance
        for report in sorted(unique)
        for utterance in _issued(_of_report(unique[report], register, surnames, None))
    ]
    return tuple(sorted(found, key=lambda utterance: utterance.rank))


def said_in(
    reading: Reading, register: Register, surnames: Surnames, found: Found | None = None
) -> tuple[Utterance, ...]:
    """Return the utterances of one reading, in the order of their ranks.

    `found` holds whom names mean in texts that were met before, for copies: they are added to it.
    """
    said = _issued(_of_report(reading, register, surnames, found))
    return tuple(sorted(said, key=lambda utterance: utterance.rank))


def hosted_elsewhere(report: Report) -> bool:
    """Say whether the report stands on a site that is not its publisher's own."""
    if report.publisher is None or report.host is None:
        return False
    letters = [NOT_LETTER.sub("", fold(part)) for part in (report.publisher, report.host)]
    return letters[0] not in letters[1]


def rank_of(report: Report) -> str:
    """Return a text by which reports sort: by publication, what stands on its own site first."""
    start = "9999" if report.published is None else iso_of(report.published.start) or "0000"
    return f"{start}|{int(hosted_elsewhere(report))}|{report.id}"


def _of_report(
    reading: Reading, register: Register, surnames: Surnames, found: Found | None
) -> Iterator[Utterance]:
    report = reading.report
    cast = cast_of(reading, register, surnames, found)
    start = rank_of(report)
    said = _said_by_cue(reading)
    seen: set[str] = set()
    # Copies have one list of statements: what names a report is the utterance.
    for statement in of_any(reading.statements):
        if statement.id in seen:
            continue
        seen.add(statement.id)
        speaker = cast.speaker_of(statement)
        text, stems, quoted = _words(statement, report)
        path = cast.path_of(statement)
        told = [
            cast.name_of(link.name)
            for link in statement.chain
            if link.via == "told" and not is_own(link.name, report)
        ]
        when = _said(statement, report)
        if when is None and statement.cue is not None:
            when = said.get(statement.cue)
        former = statement.likelihood is not None and _former(statement, report)
        own = cast.own is not None and speaker.name == cast.own.name
        if speaker.voice:
            when = None
        elif own and (when is None or statement.speaker is None or statement.speaker.span is None):
            # A body that publishes its own document said it on the day of publication.
            when = report.published
        former = former and not speaker.voice and not own and not _is_day(when)
        yield Utterance(
            rank=f"{start}|{statement.span.start:08d}|{statement.span.end:08d}|{statement.id}",
            statement=statement,
            report=report,
            speaker=speaker,
            when=when,
            told=told[-1] if told else "",
            outlet=cast.outlet,
            path=path,
            text=text,
            stems=stems,
            quoted=quoted,
            echo=statement.segment in {"headline", "caption", "quotebox"},
            own=own,
            restated=former or _restated(statement, report),
            former=former,
            kept=keeps(statement, report),
        )


_Worded = tuple[Text, frozenset[str], float]


def _issued(said: Iterable[Utterance]) -> Iterator[Utterance]:
    """Yield what one report has, each with the one day that it gives for the same speaker.

    A look in the writer's own voice is of the one day that the report gives for anybody.
    """
    known = tuple(said)
    days: dict[str, set[Issue]] = {}
    for one in known:
        stated = None if one.speaker.voice or one.echo else _stated(one)
        if stated is not None:
            days.setdefault(one.speaker.key, set()).add(stated)
    every = set().union(*days.values())
    for one in known:
        held = days.get(one.speaker.key, set())
        if one.speaker.voice:
            held = set() if one.statement.absence is None else every
        apart = one.echo or one.when is not None or one.quoted > MOSTLY_QUOTED
        issue = None if apart or len({day for day, _ in held}) != 1 else min(held)
        yield one if issue is None else replace(one, issue=issue)


def _stated(one: Utterance) -> Issue | None:
    """Return the fresh day on which something is said, with the words that give it."""
    day, published = one.day, one.published
    if day is None or one.when is None or one.when.end is None or published is None:
        return None
    if published - one.when.end > FRESH:
        return None
    words = [d.span.of(one.report.text) for d in one.statement.dates if d.interval == one.when]
    return _issue(day, fold(words[0])) if words else None


@lru_cache(maxsize=1024)
def _issue(day: str, words: str) -> Issue:
    # Of copies there may be very many: they share it.
    return day, words


def _words(statement: Statement, report: Report) -> _Worded:
    """Return the content as words, stems of what it is about, and the part that is quoted.

    Speaker and cue are nothing that it is about.
    """
    content = statement.content
    start = content.start
    while start > 0 and not report.text[start - 1].isalnum() and content.start - start < 2:
        start -= 1
    raw = report.text[start : content.end]
    spans = [statement.cue, _span(statement.speaker), *(link.name.span for link in statement.chain)]
    if statement.likelihood is not None:
        spans += [statement.likelihood.span, lasting(statement, report)]
    apart = tuple(
        (span.start - start, span.end - start)
        for span in spans
        if span is not None and span.overlaps(content)
    )
    return _cached_topics(raw, apart) if len(raw) <= SHORT else _topics(raw, apart)


def _topics(raw: str, apart: tuple[tuple[int, int], ...]) -> _Worded:
    text = text_of(raw)
    topics = [topic_of(word) for word in text.words]
    for at, topic in enumerate(topics):
        if topic and any(text.begins[at] < end and begin < text.ends[at] for begin, end in apart):
            topics[at] = ""
    quoted = sum(text.quoted) / len(text.quoted) if text.quoted else 0.0
    return text, frozenset(topics) - {""}, quoted


@lru_cache(maxsize=8192)
def _cached_topics(raw: str, apart: tuple[tuple[int, int], ...]) -> _Worded:
    # The same statement stands in many reports, and is taken up anew for each.
    return _topics(raw, apart)


@lru_cache(maxsize=65536)
def topic_of(word: str) -> str:
    """Return the stem of a word that says what a text is about, "" for any other word."""
    if word in STOPS or len(word) < 2:
        return ""
    nation = nation_of(word.removesuffix("'s").removesuffix("'"))
    return stem(word) if nation is None else fold(nation)


def _span(name: Name | None) -> Span | None:
    return None if name is None else name.span


def _said(statement: Statement, report: Report) -> Interval | None:
    """Return when the statement says that it was said: the date by its cue or of its document.

    A date within the content is about the content, unless it dates a document ("its 3 May update")
    or stands by a cue that the content encloses. A date after publication is never one, nor one of
    what is told beside of the speaker ("Lee, who in July called it unlikely, puts the odds at"),
    nor any where it is said now.
    """
    latest = None
    if report.published is not None and report.published.end is not None:
        latest = report.published.end + SLACK
    around = statement.cue or _span(statement.speaker) or statement.content
    if statement.speaker is not None and statement.speaker.span is not None:
        speaker = statement.speaker.span
        if statement.span.holds(speaker) and statement.span.holds(around):
            around = Span(min(around.start, speaker.start), max(around.end, speaker.end))
    dated: list[tuple[int, int, Interval]] = []
    for date in statement.dates:
        interval = date.interval
        if interval is None or interval.start is None or interval.end is None:
            continue
        if latest is not None and interval.start >= latest:
            continue
        if _of_saying(date, statement, report, around):
            gap = max(date.span.start - around.end, around.start - date.span.end, 0)
            dated.append((gap, date.span.start, interval))
    return min(dated, key=lambda item: item[:2])[2] if dated else None


def _said_by_cue(reading: Reading) -> Mapping[Span, Interval]:
    """Return when what each cue tells was said: one cue ("he said in June") is one saying.

    So each sentence of a quotation has the date that stands in the one with the cue.
    """
    found: dict[Span, Interval] = {}
    for statement in of_any(reading.statements):
        if statement.cue is not None and statement.span.holds(statement.cue):
            when = _said(statement, reading.report)
            if when is not None:
                found.setdefault(statement.cue, when)
    return found


def _former(statement: Statement, report: Report) -> bool:
    """Say whether words of saying, or those beside them, tell a judgement as a former one."""
    cue, content = statement.cue, statement.content
    if cue is None or not statement.span.holds(cue):
        return False
    start, end = (
        max(cue.start - NEAR, statement.span.start),
        min(cue.end + NEAR, statement.span.end),
    )
    # What the judgement itself has of before and after is no word about its saying.
    if content.start >= cue.end:
        end = min(end, content.start)
    elif content.end <= cue.start:
        start = max(start, content.end)
    return FORMER.search(report.text, start, end) is not None


def _restated(statement: Statement, report: Report) -> bool:
    """Say whether the words around the cue, or those that open the content, mark a re-statement."""
    content = statement.content
    opening = Span(content.start, min(content.end, content.start + OPENING))
    around = [opening]
    if statement.cue is not None:
        cue = statement.cue
        within = statement.span
        start, end = max(cue.start - NEAR, within.start), min(cue.end + NEAR, within.end)
        around.append(Span(min(start, end), max(start, end)))
    return any(_tells_again(span.of(report.text)) for span in around)


@lru_cache(maxsize=8192)
def _tells_again(words: str) -> bool:
    return RESTATES.search(words) is not None


def _of_saying(date: DateMention, statement: Statement, report: Report, around: Span) -> bool:
    after = report.text[date.span.end : date.span.end + NEAR]
    first = " ".join(after.split()[:3])
    if not statement.content.holds(date.span):
        if is_aside(report.text, date.span, around) or says_now(report.text, around):
            return False
        if _only_measures(date, report.text, around) or _is_horizon(date, statement, report):
            return False
        if UNTIL.search(report.text, max(0, date.span.start - NEAR), date.span.start):
            return False
        return statement.span.holds(date.span)
    between = report.text[min(date.span.start, around.start) : max(date.span.end, around.end)]
    if any(mark in between for mark in '"“”'):
        return False
    if not statement.content.holds(around):
        return False
    return len(between) <= NEAR + len(date.span) or DOCUMENTS.search(first) is not None


def _is_horizon(date: DateMention, statement: Statement, report: Report) -> bool:
    """Say whether a date behind what is judged to come is of that: "sees a risk of war this year".

    One that is over when the report appears ("expected a raid on Monday") may date the judgement,
    but not a month without its year, whichever it was taken for ("sees a risk of war in August").
    """
    content, cue, interval = statement.content, statement.cue, date.interval
    if cue is None or interval is None or interval.end is None or report.published is None:
        return False
    if not cue.end <= content.start <= content.end <= date.span.start:
        return False
    if statement.likelihood is None and statement.tense != "future":
        return False
    if _in_a_month(date, report.text):
        return True
    published = report.published.end
    return published is not None and interval.end > published


def _in_a_month(date: DateMention, text: str) -> bool:
    interval = date.interval
    if interval is None or interval.start is None or interval.end is None:
        return False
    if interval.end - interval.start <= DAYLIKE or any(c.isdigit() for c in date.text):
        return False
    return WITHIN.search(text, max(0, date.span.start - NEAR), date.span.start) is not None


def _only_measures(date: DateMention, text: str, around: Span) -> bool:
    """Say whether a date behind the words of saying is what something is held against.

    "It has said since May that" dates the saying; "it said, the most since May" does not.
    """
    if date.span.start <= around.end:
        return False
    # "Since May" as a whole may be the date: its first word is looked at beside what stands before.
    opening = SINCE.match(text, date.span.start, date.span.end)
    end = date.span.start if opening is None else opening.end()
    before = MEASURES.search(text, around.end, end)
    return before is not None and any(c.isalpha() for c in text[around.end : before.start()])
