"""Redacting: what tells who somebody is, or where they stood, is taken out of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Redacted", "redacted"]

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LINK = re.compile(r"(?i)\b(?:https?://|www\.|t\.me/|geo:|tel:|mailto:)\S+")
_ADDRESS = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w@])@\w{2,}")
_PHONE = re.compile(r"(?<![\w.,])(?:\+\s?|\(\s?)?\d(?:[\s()./\u2010-\u2014-]{0,2}\d){6,16}(?![\w])")
_DATE = re.compile(r"(?:19|20)\d\d[-./ ]\d\d?[-./ ]\d\d?|\d\d?[-./ ]\d\d?[-./ ](?:19|20)\d\d")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-/\u2010-\u2014]\s?(?:19|20)\d\d")
_COUNT = re.compile(r"[1-9]\d{0,2}[.,]\d+|[1-9]\d{0,2}(?:[ .]\d{3})*[ .]\d00")
_NUMBER = re.compile(r"-?\d{1,3}[.,]\d{2,}\s*°?\s*[NSEW]?")
_PAIR = re.compile(rf"(?<![\w.,])({_NUMBER.pattern})\s*[,;/\s]\s*({_NUMBER.pattern})(?![\w])")
_DEGREES = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2}(?:[.,]\d+)?)\s*['\u2032\u2019](?:\s*\d{1,2}(?:[.,]\d+)?"
    r"\s*(?:[\"\u2033\u201d]|''))?\s*([NSEW])?"
)
_GRID = re.compile(r"\b(\d{1,2}[C-HJ-NP-X])\s?([A-HJ-NP-Z]{2})\s?\d{2,5}\s?\d{2,5}\b")
_PLUS = re.compile(r"\b[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}\b")
_STREET_WORD = (
    r"(?:street|st\.|road|rd\.?|avenue|ave\.?|lane|square|boulevard|blvd\.?|drive|alley|"
    r"quay|embankment|ulitsa|ulica|ul\.|vulytsia|vulitsa|vul\.|prospekt|pr\.|pereulok|per\.)"
)
_NAMED = r"[^\W\d_][\w'\u2019-]*"
_STREET = re.compile(
    rf"(?i:\b\d{{1,4}}\s?[a-z]?,?\s+)(?:{_NAMED}\s+){{1,3}}(?i:{_STREET_WORD})"
    rf"|(?i:\b{_STREET_WORD})\s+(?:{_NAMED}\s+){{0,2}}{_NAMED},?\s+\d{{1,4}}\w?\b"
)
_DWELLING = re.compile(
    r"(?i)\b(?:flat|apartment|apt\.?|room|floor|entrance|house|building|window)"
    r"\s+(?:no\.?\s*|number\s+|#\s*)?\d{1,4}\w?\b"
    r"|\b(?:on\s+)?(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\s+floor\b"
)
_FEWEST, _MOST = 7, 17
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without what tells of a person, and how often each sort of thing was taken out."""

    text: str
    taken: dict[str, int]


def redacted(text: str, names: Iterable[str] = (), *, exact_places: bool = False) -> Redacted:
    """Return a text without addresses, numbers, handles, links, streets and these names.

    Of a name each word of three letters and more goes, with up to three letters behind it, for
    cases (fewer behind a short one). Coordinates become coarse, a tenth of a degree (about 11 km),
    unless `exact_places`. What nobody can find by its form (a nickname, "the house behind the
    bakery") stays.
    """
    taken: dict[str, int] = {}
    text = _HIDDEN.sub("", unicodedata.normalize("NFC", text))

    def put(sort: str, pattern: re.Pattern[str], now: str | None = None) -> None:
        nonlocal text
        text, count = pattern.subn(lambda match: _with(sort, match) if now is None else now, text)
        if count:
            taken[sort] = taken.get(sort, 0) + count

    put("link", _LINK, "[link]")
    put("address", _ADDRESS, "[address]")
    put("handle", _HANDLE, "[handle]")
    if not exact_places:
        for pattern in (_DEGREES, _PAIR, _GRID):
            put("place", pattern)
        put("place", _PLUS, "[place]")
        put("street", _STREET, "[street]")
        put("dwelling", _DWELLING, "[dwelling]")
    phones = 0

    def phone(match: re.Match[str]) -> str:
        nonlocal phones
        said = match.group()
        plain = not re.search(r"[\s()./+\u2010-\u2014-]", said) and not said.startswith("0")
        counted = _YEARS.fullmatch(said) or _COUNT.fullmatch(said) or _DATE.search(said)
        if plain or counted or not _FEWEST <= sum(map(str.isdigit, said)) <= _MOST:
            return said
        phones += 1
        return "[number]"

    text = _PHONE.sub(phone, text)
    if phones:
        taken["number"] = phones
    words = _words(names)
    if words:
        either = "|".join(f"{re.escape(one)}\\w{{0,{_endings(one)}}}" for one in words)
        put("name", re.compile(rf"(?i)(?<!\w)(?:{either})(?:['\u2019]s)?(?!\w)"), "[name]")
    return Redacted(text, taken)


def _words(names: Iterable[str]) -> list[str]:
    """Return all of each name, and each of its words that is long enough, the longest first."""
    found: set[str] = set()
    for name in names:
        plain = " ".join(_HIDDEN.sub("", unicodedata.normalize("NFC", name)).split())
        found |= {plain, *(one for one in re.split(r"[\s,]+", plain) if len(one) >= _SHORTEST)}
    return sorted((one for one in found if one), key=lambda one: (-len(one), one))


def _endings(word: str) -> int:
    """Return how many letters may stand behind a name: few behind a short one, or words go too."""
    return min(3, max(1, len(word) - 2))


def _with(sort: str, match: re.Match[str]) -> str:
    """Return a place as coarse as it stays."""
    if match.re is _GRID:
        return f"[grid square {match.group(1)} {match.group(2)}]"
    if match.re is _DEGREES:
        degrees = int(match.group(1)) + float(match.group(2).replace(",", ".")) / 60
        return f"{degrees:.1f}°{' ' + match.group(3) if match.group(3) else ''}"
    return ", ".join(_coarse(one) for one in match.groups()) if sort == "place" else f"[{sort}]"


def _coarse(written: str) -> str:
    number = re.match(r"-?\d+[.,]\d+", written)
    if number is None:
        return "[place]"
    side = re.search(r"[NSEW]$", written.strip())
    return f"{float(number.group().replace(',', '.')):.1f}{' ' + side.group() if side else ''}"
