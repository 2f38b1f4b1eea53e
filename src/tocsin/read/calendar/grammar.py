"""Grammar: the forms that time expressions take, as named regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tocsin.read.calendar.words import words
from tocsin.read.numbers import NUMBER

__all__ = ["TRIGGER", "forms"]


def _any(options: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, options), key=len, reverse=True)) + ")"


def _months() -> str:
    # "Jan." with or without its full stop; the full stop belongs to the expression.
    return (
        "(?:"
        + "|".join(
            re.escape(word)
            + (r"\.?" if len(word) < 5 and word not in {"may", "june", "july"} else "")
            for word in sorted(words().months, key=len, reverse=True)
        )
        + r")(?![a-z])"
    )


TRIGGER = re.compile(
    r"\d|\b(?:"
    + "|".join(
        "january february april june july august september october november december jan feb aug sept"
        " oct nov dec monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight"
        " yesterday now current currently recent recently lately soon presently formerly previously"
        " overnight noon midnight once daily weekly monthly quarterly annually yearly hourly"
        " morning afternoon evening night midday springtime summer summertime fall autumn winter"
        " the past future moment term these".split()
    )
    + r"|may|march|spring|nineteen|(?:second|minute|hour|day|week|weekend|fortnight|month|quarter|year"
    r"|decade|century|period)s?|centuries|weeknights?)\b",
    re.IGNORECASE,
)
"""A text in which this finds nothing holds no time expression."""


@cache
def forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return (name, pattern) of every form; `resolve` has one rule for each name."""
    w = words()
    month, weekday = _months(), _any(w.weekdays)
    season = _any(w.seasons)
    unit = r"(?:seconds?|minutes?|hours?|days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|century|centuries)"
    dated = r"(?:weekend|week|fortnight|month|quarter|year|decade|century)"
    ordinal = _any(w.ordinals)
    part = r"(?:morning|midday|afternoon|evening|night)"
    number = rf"(?:{NUMBER}(?:\s+1/2)?|(?:a\s+)?couple(?:\s+of)?|half\s+an?|an?|(?:a\s+)?few|several|some|many)"
    year = r"(?:1[5-9]\d\d|20\d\d)(?![\d%]|,\d|\.\d|:\d|-\d\d\d)"
    edge = (
        r"(?:(?P<edge>(?:the\s+)?(?:very\s+)?(?:early|late|mid|earlier|later)(?:\s+(?:in|on))?"
        r"|(?:the\s+)?(?:beginning|start|end|middle|close|first\s+half|second\s+half|turn)\s+of)[-\s]+)?"
    )
    about = (
        r"(?:(?:nearly|almost|about|around|roughly|approximately|more\s+than|less\s+than|over|under"
        r"|at\s+least|at\s+most|up\s+to|no\s+more\s+than|fewer\s+than|within|just|only)\s+)?"
    )
    which = (
        r"(?:this\s+past|this\s+coming|last|next|this|past|previous|preceding|coming|following"
        r"|that|same|current|upcoming)"
    )
    relyear = r"(?:last|this|next|that|the\s+same|the\s+following|the\s+previous)\s+year"
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|,\d\d\d|\.\d|:\d|/\d)"
    ordday = r"(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
    table: list[tuple[str, str]] = [
        (
            "iso",
            r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:T(?P<hour>\d\d):(?P<min>\d\d)(?::\d\d)?Z?)?\b",
        ),
        ("slashed", r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)\b"),
        ("dotted", r"\b(?P<b>\d{1,2})\.(?P<a>\d{1,2})\.(?P<y>\d{4})\b"),
        (
            "day",
            rf"\b(?:(?P<weekday>{weekday})[,.]?\s+)?{edge}(?P<month>{month})\s+(?P<day>{day})"
            rf"(?:\s*(?:-|–|to)\s*(?P<day2>{day})(?!\s+(?:a\.m|p\.m|am|pm|{month})))?"
            rf"(?:,?\s+(?P<year>{year})\b|,?\s+(?:of\s+)?(?P<rel>{relyear}))?",
        ),
        (
            "day",
            rf"\b(?:(?P<weekday>{weekday}),?\s+)?(?:the\s+)?(?P<day>{day})(?:\s+of)?\s+(?P<month>{month})"
            rf"(?:,?\s+(?P<year>{year})\b|,?\s+(?:of\s+)?(?P<rel>{relyear}))?",
        ),
        (
            "day",
            rf"\b(?:(?P<weekday>{weekday}),?\s+)?(?P<month>{month})\s+(?:the\s+)?(?P<ordday>{ordday})\b",
        ),
        (
            "month",
            rf"\b{edge}(?:(?:the\s+)?(?P<which>{which})\s+)?(?P<month>{month})"
            rf"(?:(?:\s+of)?,?\s+(?P<year>{year})\b|,?\s+(?:of\s+)?(?P<rel>{relyear}))?",
        ),
        (
            "season",
            rf"\b{edge}(?P<det>the\s+)?(?:(?P<which>{which})\s+)?(?P<edge2>early\s+|late\s+)?(?P<season>{season})"
            rf"(?:\s+(?:of\s+)?(?P<year>{year})\b|\s+of\s+(?P<yearword>(?:nineteen|eighteen|twenty)[-\s][a-z]+(?:-[a-z]+)?))?\b",
        ),
        (
            "weekday",
            rf"\b{edge}(?:(?:the\s+)?(?P<which>{which})\s+)?(?P<weekday>{weekday})\b(?:\s+(?P<part>{part})(?!s))?",
        ),
        (
            "near",
            rf"\b(?:(?P<edge>early|late|earlier|later)\s+)?(?P<near>yesterday|today|tomorrow|tonight|overnight)(?:\s+(?P<part>{part}))?\b",
        ),
        (
            "thispart",
            rf"\b(?:(?P<edge>early|late|earlier|later)\s+)?(?P<which>this|last)\s+(?P<part>{part})\b",
        ),
        (
            "thepart",
            rf"\b(?:the\s+)?(?P<mid>mid|early|late)?[-\s]?(?P<part>morning|midday|afternoon|evening)\b",
        ),
        (
            "clock",
            r"\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<min>[0-5]\d))?\s*(?P<half>a\.?m\.?|p\.?m\.?)(?![a-z])(?:\s+(?P<zone>[A-Za-z]{2,4})\b)?",
        ),
        (
            "clock",
            r"\b(?P<hour>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?!:?\d)(?:\s*(?P<half>a\.?m\.?|p\.?m\.?)(?![a-z]))?(?:\s+(?P<zone>[A-Z]{2,4})\b)?(?:\s+(?:hours|local\s+time))?",
        ),
        ("noon", r"\b(?P<noon>noon|midnight)\b"),
        (
            "unit",
            rf"\b{edge}(?:the\s+)?(?P<which>{which})\s+(?:(?:fiscal|calendar|full)\s+)?(?P<unit>{dated})(?P<pos>'s|’s)?\b(?!-)"
            rf"(?!(?P<quarter>)\s+{ordinal}\s+quarter)",
        ),
        (
            "unit",
            rf"\b{edge}(?P<the>the)\s+(?:(?:fiscal|calendar|full)\s+)?(?P<unit>week|month|quarter|year|decade|weekend)(?!-)\b",
        ),
        (
            "ago",
            rf"\b{about}(?P<n>{number})[-\s]+(?P<unit>{unit})(?:\s+or\s+(?:so|more|two))?[-\s]+(?P<how>ago|earlier|later|before|from\s+now|hence|ahead)\b",
        ),
        (
            "agobare",
            rf"\b(?P<unit>days|weeks|months|years|decades|centuries|hours)\s+(?P<how>ago|earlier|later)\b",
        ),
        (
            "yearago",
            r"\b(?:the\s+)?(?:comparable\s+|corresponding\s+)?(?P<word>year|month|week)-(?P<how>ago|earlier)\b(?:\s+(?:(?P<ord>first|second|third|fourth)[-\s]+)?(?P<what>quarter|period|half|month|week)\b)?",
        ),
        (
            "stretch",
            rf"\b{about}(?:(?:each|some|most|much)\s+of\s+)?(?:(?:the|these)\s+)?(?P<which>past|last|next|first|coming|latest|previous|following|final|preceding)\s+"
            rf"(?:(?P<n>{number})\s+)?(?:(?:trading|business|fiscal|full|straight)\s+)?(?P<unit>{unit})\b(?:\s+or\s+so)?(?:\s+of\s+(?P<year>{year}))?",
        ),
        (
            "vague",
            rf"\b(?:the\s+)?(?:past\s+few\s+|most\s+)?(?P<which>recent|past|coming|future|early|final)\s+(?P<unit>days|weeks|months|quarters|years|decades|hours)(?:\s+and\s+(?:months|years))?\b",
        ),
        (
            "length",
            rf"\b{about}(?:(?:the|an?)\s+)?(?P<n>{number})(?:\s+to\s+{number})?[-\s]+(?:(?:more|full|additional|consecutive|straight|trading|business|whole|solid)\s+)?"
            rf"(?P<unit>{unit})(?:-old|-long|\s+or\s+so)?\b(?:\s+and\s+a\s+(?P<half>half))?",
        ),
        (
            "lengths",
            r"\b(?P<unit>days|weeks|months|years|decades|centuries)\b(?!\s+(?:old|ago|earlier|later))",
        ),
        (
            "year",
            rf"\b{edge}(?:(?:the\s+)?(?:fiscal|year|full-year|calendar)\s+)?(?<![$£€#.,\d-])(?P<year>{year})(?!\s*(?:percent|per\s+cent|{unit}\b|troops|soldiers|people|men|tanks))",
        ),
        ("yearshort", r"(?<![\w])['’](?P<short>[4-9]\d|[0-3]\d)\b(?!s)"),
        (
            "decade",
            rf"\b{edge}(?:the\s+)?(?P<edge2>early[-\s]+|late[-\s]+|mid[-\s]*)?(?P<century>1[5-9]|20)(?P<ten>\d)0s\b",
        ),
        (
            "decade",
            rf"\b{edge}(?:the\s+)?(?P<edge2>early[-\s]+|late[-\s]+|mid[-\s]*)?['’](?P<ten>\d)0s\b",
        ),
        (
            "decadeword",
            rf"\b{edge}the\s+(?P<edge2>early[-\s]+|late[-\s]+|mid[-\s]*)?(?P<ten>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
        ),
        (
            "century",
            r"\b(?:the\s+)?(?:(?P<edge>early|late|mid)[-\s]+)?(?P<n>\d{1,2})(?:st|nd|rd|th)[-\s]+century\b",
        ),
        (
            "yearwords",
            r"\b(?:the\s+year\s+)?(?P<yearword>two\s+thousand(?:\s+and\s+[a-z]+)?|(?:nineteen|eighteen)[-\s](?:hundred|oh|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?))\b",
        ),
        (
            "quarter",
            rf"\b{edge}(?:(?:the|its|their|a)\s+)?(?:(?P<rel>(?:last|this|next)\s+year)['’]s\s+)?(?:(?P<y1>{year})\s+)?(?:(?:fiscal|flat|full)[-\s]+)?"
            rf"(?P<ord>first|second|third|fourth)[-\s]+(?:fiscal[-\s]+)?quarter\b(?:\s+(?:of\s+)?(?:fiscal\s+)?(?P<year>{year})|\s+(?:of\s+)?(?P<rel2>{relyear}))?",
        ),
        ("quarter", rf"\bQ(?P<digit>[1-4])(?:\s+(?:of\s+)?(?P<year>{year}))?\b"),
        (
            "half",
            rf"\b(?:the\s+)?(?P<ord>first|second|last|latter)[-\s]+half(?:\s+of\s+(?:(?P<year>{year})|(?P<rel>{relyear}|the\s+year)))?",
        ),
        (
            "thequarter",
            r"\bthe\s+(?P<which>latest|quarter|current|recent|corresponding|comparable)\s*(?P<what>quarter|period)?\b(?:\s+(?P<rel>last\s+year))?",
        ),
        ("yearend", r"\b(?:(?:the\s+)?(?P<rel>last|this|next)\s+)?year['’]?s?[-\s]end\b"),
        (
            "set",
            rf"\b(?:each|every)\s+(?:other\s+)?(?P<unit>{unit}|{weekday}|{month}|{season}|{part})\b",
        ),
        ("setword", r"\b(?P<word>" + _any(w.sets) + r")\b"),
        ("weekdays", rf"\b(?P<weekday>{weekday})(?:\s+(?P<part>{part}))?s\b(?!')"),
        ("reference", r"\b(?P<word>" + _any(w.references) + r"|current|recent)\b"),
        (
            "event",
            r"\b(?P<edge>early|late|earlier|later|the\s+early\s+(?:days|weeks|months|stages)|the\s+(?:start|beginning|outset|end))\s+(?:in|of)\s+the\s+(?P<event>war|invasion|conflict|campaign|offensive|crisis|fighting|uprising|siege)\b",
        ),
    ]
    return tuple((name, re.compile(source, re.IGNORECASE)) for name, source in table)
