"""Later: what a text tells as done on a day after its own, in words or in the path of a link."""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name, monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from tocsin.evaluate.hindsight import over_by

__all__ = ["linked_since", "told_by_grammar", "told_since"]

_MONTH = "|".join((*month_name[1:], *(f"{one}\\.?" for one in month_abbr[1:]), r"Sept\.?"))
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMERIC = r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4}"
_DAY = rf"(?:(?:{_NTH}\s+(?:of\s+)?(?:{_MONTH})|(?:{_MONTH})\s+{_NTH})(?:,?\s+\d{{4}})?|{_NUMERIC})"
_MONTH_OF = rf"(?:(?:early|mid|late)[\s-]+)?(?:{_MONTH})\s+\d{{4}}"
_WEEKDAY = rf"(?:(?:{'|'.join(day_name)}),?\s+)"
_SPAN = rf"between\s+{_WEEKDAY}?(?:{_DAY}|{_NTH})\s+and"
_PLANNED = (
    "scheduled|planned|expected|anticipated|slated|dated|proposed|need\\w*|based|set|due|intended"
    "|postponed|delayed|timed|foreseen|earmarked|called|moved|ordered|extended|limited|shed"
)
"""Past forms beside a day that is still to come: "a vote planned on 18 March"."""

_PRESENT = (
    "is|are|expires?|ends?|begins?|starts?|opens?|closes?|runs?|falls?|comes?|takes?|lapses?"
    "|resumes?|will"
)
"""Verbs between the two with which the day is another thing's: "the pact signed there ends on"."""

_PAST = (
    r"(?:\w{2,}ed|took|fell|won|lost|met|began|broke|came|went|left|seized|struck|shot|held"
    r"|drove|fought|fled|sent|withdrew|overthrew|overran|swept|sank|hit|was|were|had)"
)
"""Past forms of verbs."""

_MEANT = (
    "agreed|decided|wanted|hoped|promised|vowed|pledged|asked|told|offered|threatened|wished"
    "|meant|had|was|were|sworn"
)
"""Past forms after which "to" says what is still to come."""

_DONE = re.compile(
    rf"(?<!\bbe\s)(?<!\bto\s)(?<!\bbeing\s)\b(?!(?:{_PLANNED}|was|were|had)\b)"
    rf"(?!(?:{_MEANT})\s+(?:\w+\s+){{0,3}}to\s){_PAST}"
    rf"\s+(?:(?!(?:{_PRESENT}|for|(?:{_MEANT})\s+to)\b)[\w’'-]+\s+){{0,4}}?"
    rf"(?:(?:on|{_SPAN}|in\s+the\s+(?:\w+\s+){{1,2}}of)\s+{_WEEKDAY}?|{_WEEKDAY})"
    rf"(?P<day>{_DAY})(?!\w)",
)
"""What was done on a day: "who captured it on 18 March", "on Tuesday, 18 March"."""

_DAY_FIRST = re.compile(
    rf"(?:(?<![^.!?\n])\s*|(?<=[,;:—–“\"(])\s*|(?<=\bthat)\s+|(?<=\band)\s+|(?<=\bit\swas)\s+)"
    rf"(?:(?:on|from|{_SPAN}|(?:in|during|after|since)\s+the\s+(?:\w+\s+){{1,2}}of)\s+{_WEEKDAY}?"
    rf"|in\s+(?={_MONTH_OF}))(?P<day>{_MONTH_OF}|{_DAY})(?!\w)(?:\s+on(?:wards?)?\b)?,?\s+(?:that\s+)?"
    rf"(?P<rest>[^.;:\n]+)",
    re.IGNORECASE,
)
"""A day before what was done on it: "On 18 March 2031 troops captured", "in the raid of ..."."""

_BY_DAY = re.compile(
    rf"\b(?:[Bb]y|[Aa]s\s+of)\s+{_WEEKDAY}?(?P<day>{_DAY})(?!\w),?\s+(?P<rest>[^.;:,\n]+)"
)
"""A day by which it was done: "By 18 March 2031 troops had captured"."""

_SINCE = re.compile(rf"\b[Ss]ince\s+{_WEEKDAY}?(?P<day>{_DAY})(?!\w)")
_STAMP = re.compile(
    r"(?:^|(?<=[.!|•·(]\s)|(?<=[|•·(]))[ \t]*(?:(?:this|the)\s+\w+\s+was\s+)?(?:last\s+|first\s+)?"
    r"(?:updated|modified|published|posted|corrected|revised|edited|amended|archived|captured"
    rf"|retrieved|accessed|update|date)(?:\s+(?:on|at))?\s*:?\s+{_WEEKDAY}?"
    rf"(?P<day>{_DAY}|\d{{4}}-\d\d-\d\d)(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)
"""When a page says that it was written or changed: "Last updated: 18 March 2031"."""

_NOTE = re.compile(
    r"(?:^|(?<=[.!?|•·(\[]\s)|(?<=[|•·(\[]))[ \t]*"
    r"(?:editors?['’]?s?['’]?\s+note|correction|clarification)"
    rf"\s*[,:–—-]?\s*[(\[]?\s*(?:on\s+)?{_WEEKDAY}?(?P<day>{_DAY})(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)
"""When an editor wrote into it: "Editor's note (18 March 2031)"."""

_OWNED = re.compile(
    rf"(?:©|\(c\)|\bcopyright\b)\s*(?:[\w&’'-]+,?\s+){{0,4}}?(?P<day>{_DAY})(?!\w)", re.IGNORECASE
)
"""When it came out, beside whose it is: "© Harbour News 18 March 2031"."""

_HEADED = re.compile(
    rf"(?<![^.!?\n])[ \t]*{_WEEKDAY}?(?P<day>{_DAY})"
    r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?"
    r"\s*(?:\([^)\n]{1,30}\)\s*)?(?P<mark>[-–—:|.]|\n)\s*(?P<rest>[^.;\n]+)",
    re.IGNORECASE,
)
"""A day that heads what was done on it: "18 March 2031 - Troops captured", "Mar 18, 2031: ..."."""

_LISTED = re.compile(r"\b(?:timeline|chronology)\b", re.IGNORECASE)
_SOON = re.compile(
    rf"\b(?:will|would|shall|may|might|could|should|must|to|if|{_PLANNED})\b", re.IGNORECASE
)
_SO = re.compile(r"\b(?:is|are|has|have)\b")

_PLACE = r"[A-Z][\w.’'-]*(?:[ -][A-Z][\w.’'-]*){0,3}"
_FILED = re.compile(
    rf"^[ \t]*[(\[]?{_PLACE}(?:\s*[,/|]\s*{_PLACE}){{0,2}}(?:\s*[,/|]\s*|\s+[(\[])"
    rf"{_WEEKDAY}?(?P<day>{_DAY})(?!\w)(?:,?\s+\([^)\n]{{1,30}}\))?\s*[-–—:/|)\]]+\s*"
    r"(?P<rest>[^.;\n]+)",
    re.MULTILINE,
)
"""A place and a day before what was done: "Garissa, 18 March 2031: ...", "Garissa (18 March)"."""

_PICTURED = re.compile(
    rf"^[ \t]*(?:photo(?:graph)?|picture|pictured|image)s?:[^.;\n]*?\b(?P<day>{_DAY})(?!\w)",
    re.IGNORECASE | re.MULTILINE,
)
_CREDITED = re.compile(
    rf"(?<![^.!?\n])[^;\n]{{0,300}}?\b(?P<day>{_DAY})(?!\w)[^\w\n]{{1,5}}(?:[\w-]+\s+){{0,3}}"
    r"(?:(?:ap|afp|epa)\s+photo|reuters/|photo(?:graph)?(?:s|ed)?(?:\s+by|:|/)|getty\b)",
    re.IGNORECASE,
)
"""What a picture shows, by its label or its credit: "... in the port, 18 March 2031. AP Photo"."""

_DATELINE = re.compile(
    rf"^[A-Z][A-Z .’'/-]{{2,40}},\s+(?P<day>{_DAY})\s*(?:\([^)\n]{{1,30}}\)\s*)?[-–—]", re.MULTILINE
)
"""Where and when a report was filed: "GARISSA, 18 March 2031 —"."""

_DID = re.compile(
    rf"(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)(?<!\bof\s)(?<!\bin\s)(?<!\bits\s)(?<!\ball\s)"
    rf"(?<!\bnewly\s)\b(?!(?:{_PLANNED}|need|speed|feed|exceed|proceed|succeed|hundred|sacred)\b)"
    rf"(?!(?:{_MEANT})\s+to\b){_PAST}\b"
)
_HAD_DONE = re.compile(
    rf"\b(?:had|has|have)\s+(?:been\s+|\w+ly\s+|all\s+|already\s+)?(?!(?:{_PLANNED}|{_MEANT})\b)"
    r"(?:\w{2,}ed|taken|fallen|won|lost|met|begun|broken|come|gone|left|struck|shot|held|driven"
    r"|withdrawn|overthrown|overrun)\b"
)
_SAID_SO = re.compile(r"\b(?:\w{2,}ed|said|told\s+\w+)\s*$")
"""How a clause ends that only says who tells it: "the ministry announced"."""

_ASIDE = re.compile(r"\b(?:because|though|although|as|after|when|which|who|whose|that|where)\b")
"""What opens a clause within the clause: its verb tells of another day."""

_AHEAD = re.compile(
    rf"\b(?:will|would|shall|may|might|could|should|must|if|{_PRESENT})\b", re.IGNORECASE
)

_TO_COME = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|to|must|be|not|if|until|before|for|next"
    rf"|{_PLANNED})\b[^.;]*$",
    re.IGNORECASE,
)
"""Words before it in its clause that put it off."""

_OF_YEARS = ("in", "since", "by", "during", "of", "spring", "summer", "autumn", "winter")
_LED = "|".join(rf"(?<=\b(?i:{word})\s)" for word in _OF_YEARS)
_YEAR = rf"(?:{_LED})(?:19|20)\d\d(?![-/.,]?\d)"
_DATED = re.compile(rf"(?<!\w)(?P<day>{_MONTH_OF}|{_DAY}|{_YEAR})(?!\w)(?<=\d{{4}})")
_NUMBER = re.compile(r"(\d)(?:st|nd|rd|th)\b")
_LINK = re.compile(
    r"https?://[^\s\"'<>]*?[/_-](?P<year>(?:19|20)\d\d)(?P<part>[/-]?)(?P<month>0[1-9]|1[0-2])"
    r"(?P=part)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
HALF_A_YEAR = 183
ZONES = timedelta(days=1)
"""A link may be dated in another zone."""


def told_by_grammar(text: str, opening: date) -> Iterator[tuple[str, date]]:
    """Yield the dates after `opening`, with a year, on which `text` tells that a thing was done.

    By the grammar of their sentences; only these are parsed. Of a month, or a year, the day is its
    last.
    """

    def after() -> Iterator[re.Match[str]]:
        for found in _DATED.finditer(text):
            first, _ = _bounds(found["day"], opening)
            if first is not None and first > opening:
                yield found

    for found in over_by(text, after()):
        last = _bounds(found["day"], opening)[1]
        if last is not None:
            yield found.group(), last


def _bounds(words: str, opening: date) -> tuple[date | None, date | None]:
    """The first and the last day of what words name: a year, a month or a part of one, a day."""
    if re.fullmatch(r"\d{4}", words):
        return date(int(words), 1, 1), date(int(words), 12, 31)
    return _month(words) or (_day(words, opening),) * 2


def told_since(text: str, opening: date, *, dated: bool = False) -> Iterator[tuple[str, date]]:
    """Yield what `text` tells as done on a day after `opening`, with the day. English only.

    A day without a year is that nearest to the opening; with `dated`, only days with one count. Of
    what was done in a month the day is that month's last.
    """
    for found in _told(text, all_days=not dated):
        if dated and not re.search(r"\d{4}$|^\d{4}-", found["day"]):
            continue
        first, last = _bounds(found["day"], opening)
        if first is not None and last is not None and first > opening:
            yield found.group().strip(), last


def _told(text: str, *, all_days: bool) -> Iterator[re.Match[str]]:
    """Yield where a text tells what was done on a day, in the order of their shapes."""
    for shape in (_DONE, _SINCE, _STAMP, _NOTE, _OWNED):
        for found in shape.finditer(text):
            clause = re.split(r"[.;:,\n]", text[max(0, found.start() - 80) : found.start()])[-1]
            if (all_days and shape is _DONE) or not _TO_COME.search(clause):
                yield found
    yield from _DATELINE.finditer(text)
    yield from (found for found in _FILED.finditer(text) if _was_done(found["rest"]))
    for shape in (_PICTURED, _CREDITED):
        yield from (found for found in shape.finditer(text) if not _SOON.search(found.group()))
    yield from (found for found in _HEADED.finditer(text) if _heads(text, found))
    yield from (found for found in _DAY_FIRST.finditer(text) if _was_done(found["rest"]))
    for found in _BY_DAY.finditer(text):
        done = _HAD_DONE.search(found["rest"])
        before = "" if done is None else found["rest"][: done.start()]
        if done is not None and not _AHEAD.search(before) and not _ASIDE.search(before):
            yield found


def _heads(text: str, found: re.Match[str]) -> bool:
    """Say whether a day heads what was done on it, and neither a plan nor a sentence's end."""
    before = text[: found.start()].rstrip(" \t")
    broken = before.endswith("\n") and before.rstrip()[-1:] not in ("", *".!?:")
    if broken and found["mark"] in ".\n" and not before.endswith("\n\n"):
        return False
    if _was_done(found["rest"]):
        return True
    if _SOON.search(found["rest"]):
        return False
    opens = not re.search(r"[.!?](?:\s|$)", before)  # at most a title stands in front of it
    return _LISTED.search(before) is not None or (opens and _SO.search(found["rest"]) is not None)


def _was_done(rest: str) -> bool:
    """Say whether the words behind a day tell what was done on it, and not what is to come."""
    for clause in rest.split(","):
        ahead, did = _AHEAD.search(clause), _DID.search(clause)
        if ahead is not None:
            return False
        aside = _ASIDE.search(clause)
        if did is None or _SAID_SO.search(clause):
            continue
        if aside is None or aside.start() > did.start():
            return True
    return False


def linked_since(text: str, opening: date) -> Iterator[tuple[str, date]]:
    """Yield the links of `text` whose path holds a day more than one after `opening`, with it."""
    for found in _LINK.finditer(text):
        with suppress(ValueError):
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            if day > opening + ZONES:
                yield found.group(), day


def _month(words: str) -> tuple[date, date] | None:
    """The first and last day of a month with its year, or of a third: "late March 2031"."""
    found = re.fullmatch(
        r"(?:(early|mid|late)[\s-]+)?([^\W\d]+)\.?\s+(\d{4})", words, re.IGNORECASE
    )
    first = None if found is None else _day(f"1 {found[2]} {found[3]}", date.min)
    if found is None or first is None:
        return None
    end = first.replace(day=monthrange(first.year, first.month)[1])
    part = {"early": (1, 10), "mid": (11, 20), "late": (21, end.day)}
    begins, ends = part.get((found[1] or "").lower(), (1, end.day))
    return first.replace(day=begins), first.replace(day=ends)


def _day(words: str, opening: date) -> date | None:
    """The day that words name; one without its year is that nearest to the opening."""
    with suppress(ValueError):
        return date.fromisoformat(words)
    if (found := re.fullmatch(r"(\d\d?)([/.])(\d\d?)[/.](\d{4})", words)) is not None:
        one, other, its_year = int(found[1]), int(found[3]), int(found[4])
        days = []
        for nth, month in ((one, other), (other, one)) if found[2] == "/" else ((one, other),):
            with suppress(ValueError):
                days.append(date(its_year, month, nth))
        return min(days, default=None)  # which of two it is nobody knows: the earlier
    told = " ".join(_NUMBER.sub(r"\1", re.sub(r"[,.]|\bof\b", " ", words)).split())
    told = re.sub(r"\bSept\b", "Sep", told)
    for shape in ("%d %B", "%B %d", "%d %b", "%b %d"):
        for year in (f" {opening.year}", f" {opening.year - 1}", f" {opening.year + 1}", ""):
            with suppress(ValueError):
                day = datetime.strptime(told + year, f"{shape} %Y").replace(tzinfo=UTC).date()
                if not year or abs((day - opening).days) <= HALF_A_YEAR:
                    return day
    return None
