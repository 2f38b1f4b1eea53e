"""Grammar: the forms that time expressions take, as named regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tocsin.read.calendar.words import words
from tocsin.read.numbers import NUMBER

__all__ = ["TRIGGER", "forms"]

_WORDS = """january february april june july august september october november december jan feb mar
    apr jun jul aug sept sep oct nov dec may march monday tuesday wednesday thursday friday
    saturday sunday today tomorrow tonight yesterday now current currently recent recently lately
    soon presently overnight noon midnight daily weekly monthly hourly morning afternoon evening
    night midday spring springtime summer summertime fall autumn winter wintertime past future
    moment term these start beginning outset stages end nineteen eighteen thousand centuries early
    late""".split()
_UNITS = "second minute hour day week weekend fortnight month quarter year decade century".split()
_NAMED = sorted({name.split()[0].removesuffix("'s").rstrip("'") for name in words().named})
TRIGGER = re.compile(
    rf"\d|\b(?:{'|'.join((*_WORDS, *_NAMED))})\b|\b(?:{'|'.join(_UNITS)}|period)s?\b", re.IGNORECASE
)
"""A text in which this finds nothing holds no time expression."""


def _any(options: Iterable[str]) -> str:
    ordered = sorted(map(re.escape, options), key=len, reverse=True)
    return f"(?:{'|'.join(ordered)})"


def _month() -> str:
    """A month, or its short form with the full stop that belongs to it."""
    full = {"may", "june", "july"}
    names = sorted(words().months, key=len, reverse=True)
    listed = (name + (r"\.?" if len(name) < 5 and name not in full else "") for name in names)
    return f"(?:{'|'.join(listed)})(?![a-z])"


_UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|weekends?|fortnights?|months?|quarters?|years?"
    r"|decades?|century|centuries)"
)
_DATED = r"(?:weekend|week|fortnight|month|quarter|year|decade|century)"
_ORDINAL = r"(?:first|second|third|fourth)"
_PART = r"(?:morning|midday|afternoon|evening|night)"
_NUMBER = (
    rf"(?:{NUMBER}(?:\s+1/2)?|(?:a\s+)?couple(?:\s+of)?|half\s+an?|an?|(?:a\s+)?few|several|some"
    r"|many)"
)
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d%]|,\d|\.\d|:\d|-\d\d\d)"
_YEAR_WORDS = (
    r"(?:two\s+thousand(?:\s+and\s+[a-z]+)?|(?:nineteen|eighteen)[-\s](?:hundred|oh|ten|eleven"
    r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight"
    r"|nine))?))"
)
_RELATIVE_YEAR = r"(?:last|this|next|that|the\s+same|the\s+following|the\s+previous)\s+year"
_OF_YEAR = rf"(?:,?\s+(?P<year>{_YEAR})\b|,?\s+(?:of\s+)?(?P<rel>{_RELATIVE_YEAR}))?"
_EDGE = (
    r"(?:(?P<edge>(?:the\s+)?(?:very\s+)?(?:early|late|mid|earlier|later)(?:\s+(?:in|on))?"
    r"|(?:the\s+)?(?:beginning|start|end|middle|close|first\s+half|second\s+half|turn)\s+of)"
    r"[-\s]+)?"
)
_ABOUT = (
    r"(?:(?:nearly|almost|about|around|roughly|approximately|more\s+than|less\s+than|over|under"
    r"|at\s+least|at\s+most|up\s+to|no\s+more\s+than|fewer\s+than|within|just|only)\s+)?"
)
_WHICH = (
    r"(?:this\s+past|this\s+coming|last|next|this|past|previous|preceding|coming|following|that"
    r"|same|current|upcoming)"
)
_SPAN = r"(?:past|last|next|first|coming|latest|previous|following|final|preceding)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|,\d\d\d|\.\d|:\d|/\d)"
_ORDINAL_DAY = (
    r"(?:(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth"
    r"|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    r"|nineteenth|twentieth|thirtieth)"
)
_HALF_DAY = r"(?P<half>a\.?m\.?|p\.?m\.?)(?![a-z])"
_COUNTED = r"(?:percent|per\s+cent|troops|soldiers|people|men|women|tanks|vehicles|shares)"


@cache
def forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return (name, pattern) of every form, in the order in which equals are tried."""
    table = (*_days(), *_named(), *_clock(), *_periods(), *_lengths(), *_years(), *_rest())
    return tuple((name, re.compile(source, re.IGNORECASE)) for name, source in table)


def _days() -> Iterable[tuple[str, str]]:
    month, weekday = _month(), _any(words().weekdays)
    led = rf"\b(?:(?P<weekday>{weekday})[,.]?\s+)?"
    yield (
        "iso",
        (
            r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"
            r"(?:T(?P<hour>\d\d):(?P<min>\d\d)(?::\d\d)?Z?)?\b"
        ),
    )
    yield "slashed", r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)\b"
    yield "dotted", r"\b(?P<b>\d{1,2})\.(?P<a>\d{1,2})\.(?P<y>\d{4})\b"
    yield "day", rf"{led}{_EDGE}(?P<month>{month})\s+(?P<day>{_DAY}){_OF_YEAR}"
    yield "day", rf"{led}(?:the\s+)?(?P<day>{_DAY})(?:\s+of)?\s+(?P<month>{month}){_OF_YEAR}"
    yield "day", rf"{led}(?P<month>{month})\s+(?:the\s+)?(?P<ordday>{_ORDINAL_DAY})\b"
    yield (
        "month",
        (
            rf"\b{_EDGE}(?:(?:the\s+)?(?P<which>{_WHICH})\s+)?(?P<month>{month})"
            rf"(?:(?:\s+of)?,?\s+(?P<year>{_YEAR})\b|,?\s+(?P<yearword>{_YEAR_WORDS})\b"
            rf"|,?\s+(?:of\s+)?(?P<rel>{_RELATIVE_YEAR}))?"
        ),
    )
    yield (
        "weekday",
        (
            rf"\b{_EDGE}(?:(?:the\s+)?(?P<which>{_WHICH})\s+)?(?P<weekday>{weekday})\b"
            rf"(?:\s+(?P<part>{_PART})(?!s))?"
        ),
    )
    yield (
        "near",
        (
            r"\b(?:the\s+)?(?P<beyond>day\s+(?:before\s+(?=yest)|after\s+(?=tom)))"
            r"(?P<near>yesterday|tomorrow)\b"
        ),
    )
    yield (
        "near",
        (
            r"\b(?:(?P<edge>early|late|earlier|later)\s+)?"
            r"(?P<near>yesterday|today|tomorrow|tonight|overnight)"
            rf"(?:\s+(?P<part>{_PART}))?\b"
        ),
    )


def _named() -> Iterable[tuple[str, str]]:
    names = sorted(words().named, key=len, reverse=True)
    listed = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s+") for name in names)
    year = rf"(?:,?\s+(?:of\s+)?(?P<year>{_YEAR}))?"
    yield "named", rf"\b(?P<name>{listed})\b{year}"
    turn = r"(?:the\s+)?turn\s+of\s+the\s+year\b(?!['’])"
    yield (
        "newyear",
        (
            r"\b(?:(?P<edge>early|earlier|late|later)(?:\s+in)?\s+)?(?:(?P<the>the)\s+)?"
            rf"(?P<name>new\s+year)\b{year}"
        ),
    )
    yield "newyear", rf"\b(?P<name>(?P<the>{turn}))(?P<year>(?!))?"


def _clock() -> Iterable[tuple[str, str]]:
    zone = rf"(?:\s+(?P<zone>{_any(words().zones)})\b)?"
    yield (
        "thispart",
        rf"\b(?:(?P<edge>early|late|earlier|later)\s+)?(?P<which>this|last)\s+(?P<part>{_PART})\b",
    )
    yield (
        "thepart",
        (
            r"\b(?:the\s+)?(?P<mid>mid|early|late)?[-\s]?"
            r"(?P<part>morning|midday|afternoon|evening)\b"
        ),
    )
    yield (
        "clock",
        rf"\b(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<min>[0-5]\d))?\s*{_HALF_DAY}{zone}",
    )
    yield (
        "clock",
        (
            rf"\b(?P<hour>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?!:?\d)(?:\s*{_HALF_DAY})?{zone}"
            r"(?:\s+(?:hours|local\s+time)\b)?"
        ),
    )
    yield (
        "clock",
        (
            r"\b(?P<hour>[01]\d|2[0-3])(?P<min>[0-5]\d)"
            rf"(?:\s*(?P<zone>{_any(words().zones)})\b|\s*(?:hours|hrs|h|local(?:\s+time)?)\b)"
        ),
    )
    yield "clock", r"(?<=\bat )(?P<hour>0\d)(?P<min>[0-5]\d)\b(?![.,:/]?\d)"
    yield (
        "noon",
        (
            rf"\b(?:(?P<past>half|(?:a\s+)?quarter|{NUMBER}\s+(?:minutes?|hours?)|an\s+hour)\s+"
            r"(?:past|after)\s+)?(?P<noon>noon|midnight)\b"
        ),
    )


def _periods() -> Iterable[tuple[str, str]]:
    season = _any(words().seasons)
    yield (
        "season",
        (
            rf"\b{_EDGE}(?P<det>the\s+)?(?:(?P<which>{_WHICH})\s+)?(?P<edge2>early\s+|late\s+)?"
            rf"(?P<season>{season})(?:\s+(?:of\s+)?(?P<year>{_YEAR})\b"
            rf"|\s+of\s+(?P<yearword>{_YEAR_WORDS}))?\b"
        ),
    )
    yield (
        "unit",
        (
            rf"\b{_EDGE}(?:the\s+)?(?P<which>{_WHICH})\s+(?:(?:fiscal|calendar|full)\s+)?"
            rf"(?P<unit>{_DATED})\b(?!-)(?!['’]s\s+{_ORDINAL}\s+quarter)"
        ),
    )
    yield (
        "unit",
        (
            rf"\b{_EDGE}(?P<the>the)\s+(?:(?:fiscal|calendar|full)\s+)?"
            r"(?P<unit>week|month|quarter|year|decade|weekend)(?!-)\b"
        ),
    )
    yield (
        "quarter",
        (
            rf"\b{_EDGE}(?:(?:the|its|their|a)\s+)?(?:(?P<rel>(?:last|this|next)\s+year)['’]s\s+)?"
            rf"(?:(?P<y1>{_YEAR})\s+)?(?:(?:fiscal|flat|full)[-\s]+)?(?P<ord>{_ORDINAL})[-\s]+"
            rf"(?:fiscal[-\s]+)?quarter\b(?:\s+(?:of\s+)?(?:fiscal\s+)?(?P<year>{_YEAR})"
            rf"|\s+(?:of\s+)?(?P<rel2>{_RELATIVE_YEAR}))?"
        ),
    )
    yield (
        "thatday",
        r"\b(?:that\s+(?:same\s+)?|(?P<edge>earlier|later)\s+in\s+the\s+|the\s+(?P<which>same|very\s+same|next|following|previous)\s+)day\b",
    )
    said = (
        r"(?:said|wrote|told|thought|held|found|(?:announc|argu|assess|believ|claim|declar|estimat"
        r"|expect|forecast|hop|judg|not|predict|publish|reckon|report|reveal|stat|warn)ed)"
    )
    yield "then", r"\b(?:until|till|by|since|before)\s+(?P<then>then|that\s+time)\b(?!-)"
    yield "then", rf"\b(?P<said>{said})\s+(?P<then>then|at\s+(?:the|that)\s+time)\b(?!,)"
    yield "quarter", rf"\bQ(?P<digit>[1-4])(?:\s+(?:of\s+)?(?P<year>{_YEAR}))?\b"
    yield (
        "half",
        (
            r"\b(?:at\s+least\s+)?(?:the\s+)?(?P<ord>first|last)\s+two\s+quarters"
            rf"\s+of\s+(?:(?P<year>{_YEAR})|(?P<rel>{_RELATIVE_YEAR}|the\s+year))"
        ),
    )
    yield (
        "half",
        (
            r"\b(?:the\s+)?(?P<ord>first|second|last|latter)[-\s]+half"
            rf"(?:\s+of\s+(?:(?P<year>{_YEAR})|(?P<rel>{_RELATIVE_YEAR}|the\s+year)))?"
        ),
    )
    yield (
        "thequarter",
        (
            r"\bthe\s+(?P<which>latest|quarter|current|recent|corresponding|comparable)"
            r"\s*(?P<what>quarter|period)?\b(?:\s+(?P<rel>last\s+year))?"
        ),
    )
    yield "periodof", rf"\bthe\s+(?P<year>{_YEAR})\s+(?:quarter|period|half)\b"
    yield "yearend", r"\b(?:(?:the\s+)?(?P<rel>last|this|next)\s+)?year['’]?s?[-\s]end\b"
    yield (
        "yearago",
        (
            r"\b(?:the\s+)?(?:comparable\s+|corresponding\s+)?(?P<word>year|month|week)-"
            rf"(?P<how>ago|earlier)\b(?:\s+(?:(?P<ord>{_ORDINAL})[-\s]+)?"
            r"(?P<what>quarter|period|half|month|week)\b)?"
        ),
    )
    yield (
        "event",
        (
            r"\b(?:early|late|earlier|later|the\s+early\s+(?:days|weeks|months|stages)"
            r"|the\s+(?:start|beginning|outset|end))\s+(?:in|of)\s+the\s+(?:war|invasion|conflict"
            r"|campaign|offensive|crisis|fighting|uprising|siege)\b"
        ),
    )


def _lengths() -> Iterable[tuple[str, str]]:
    yield (
        "ago",
        (
            rf"\b{_ABOUT}(?P<n>{_NUMBER})[-\s]+(?P<unit>{_UNIT})(?:\s+or\s+(?:so|more|two))?[-\s]+"
            r"(?P<how>ago|earlier|later|before(?=[,.;]|$)|from\s+now|hence|ahead)\b"
        ),
    )
    yield (
        "agobare",
        r"\b(?:days|weeks|months|years|decades|centuries|hours)\s+(?P<how>ago|earlier|later)\b",
    )
    yield (
        "stretch",
        (
            rf"\b{_ABOUT}(?:(?:each|some|most|much)\s+of\s+)?(?:(?:the|these)\s+)?(?P<which>{_SPAN})"
            rf"\s+(?:(?P<n>{_NUMBER})\s+)?(?:(?:trading|business|fiscal|full|straight)\s+)?"
            rf"(?P<unit>{_UNIT})\b(?:\s+or\s+so)?"
        ),
    )
    yield (
        "vague",
        (
            r"\b(?:the\s+)?(?:past\s+few\s+|most\s+)?(?P<which>recent|past|coming|future|early|final)"
            r"\s+(?P<unit>days|weeks|months|quarters|years|decades|hours)(?:\s+and\s+(?:months|years))?"
            r"\b"
        ),
    )
    yield (
        "length",
        (
            rf"\b{_ABOUT}(?:(?:the|an?)\s+)?(?P<n>{_NUMBER})(?:\s+to\s+{_NUMBER})?[-\s]+"
            r"(?:(?:more|full|additional|consecutive|straight|trading|business|whole|solid)\s+)?"
            rf"(?P<unit>{_UNIT})(?:-old|-long|\s+or\s+so)?\b(?:\s+and\s+a\s+(?P<half>half))?"
        ),
    )
    yield (
        "lengths",
        (
            r"\b(?P<unit>days|weeks|months|years|decades|centuries)\b"
            r"(?!\s+(?:old|ago|earlier|later))"
        ),
    )


def _years() -> Iterable[tuple[str, str]]:
    edge = r"(?P<edge2>early[-\s]+|late[-\s]+|mid[-\s]*)?"
    tens = "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
    yield (
        "year",
        (
            rf"\b{_EDGE}(?:(?:the\s+)?(?:fiscal|year|full-year|calendar)\s+)?(?<![$£€#.,\d])(?<!\d-)"
            rf"(?P<year>{_YEAR})(?!\s*(?:{_UNIT}|{_COUNTED})\b)"
        ),
    )
    yield "yearshort", r"(?<![\w])['’](?P<short>[4-9]\d|[0-3]\d)\b(?!s)"
    yield "decade", rf"\b{_EDGE}(?:the\s+)?{edge}(?P<century>1[5-9]|20)(?P<ten>\d)0s\b"
    yield "decade", rf"\b{_EDGE}(?:the\s+)?{edge}['’](?P<ten>\d)0s\b"
    yield "decadeword", rf"\b{_EDGE}the\s+{edge}(?P<ten>{tens})\b"
    yield (
        "century",
        (
            r"\b(?:the\s+)?(?:(?P<edge>early|late|mid)[-\s]+)?(?P<n>\d{1,2})(?:st|nd|rd|th)[-\s]+"
            r"century\b"
        ),
    )
    yield "yearwords", rf"\b(?:the\s+year\s+)?(?P<yearword>{_YEAR_WORDS})\b"


def _rest() -> Iterable[tuple[str, str]]:
    w = words()
    weekday = _any(w.weekdays)
    often = f"{_UNIT}|{weekday}|{_month()}|{_any(w.seasons)}|{_PART}"
    yield "set", rf"\b(?:each|every)\s+(?:other\s+)?(?P<unit>{often})\b"
    yield "setword", rf"\b(?P<word>{_any(w.sets)})\b"
    yield "weekdays", rf"\b(?P<weekday>{weekday})(?:\s+(?P<part>{_PART}))?s\b(?!')"
    yield "reference", rf"\b(?P<word>{_any(w.references)}|current|recent)\b"
