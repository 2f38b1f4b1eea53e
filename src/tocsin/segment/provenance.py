"""Provenance: who published a report, told from the site on which it was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.data import load
from tocsin.nouns import Report, Segment, Span
from tocsin.segment.cues import found_in, tokens_of, vocabulary

__all__ = ["Provenance", "provenance"]

# A name: capitalised words, joined by small ones ("Voice of Reason"); digits may begin it.
WORD = r"(?:[A-Z]|\d{1,4}[A-Z])[\w&+-]*(?:\.\w[\w-]*)*"
NAME = rf"(?P<name>{WORD}(?: (?:(?:of|for|the|and|&|in) )?{WORD}){{0,4}}?)"
THE = r"(?:[Tt]he )?"
# Words with a capital at the start of a sentence that begin no outlet's name.
NO_NAMES = frozenset(
    "we our us it its he she they i you your this that these those there here both neither none "
    "officials police authorities reporters journalists".split()
)
MASTHEAD = 4  # words of a masthead, at most
# Only this much of a segment is searched: the outlet speaks of itself in short sentences.
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who published a report and who hosts the copy that was captured.

    `publisher` and `host` are what the file's metadata says, else what the text says of itself,
    else None. `evidence` holds the spans in which the text names its publisher in its own voice.
    """

    publisher: str | None
    host: str | None
    evidence: tuple[Span, ...]


def provenance(report: Report, segments: Sequence[Segment]) -> Provenance:
    """Return publisher, host and evidence of `report`, whose segments are `segments`.

    The article's own voice ("N has contacted the ministry", "is a reporter for N") tells the
    publisher; the page's ("© N", "N is not responsible for …") tells the site. Where only the page
    speaks, it is taken to have published what it shows; where both do and differ, the site is the
    host. A masthead above everything names a host, never a publisher. What others are said to have
    told an outlet tells nothing.
    """
    own = list(_voices(report.text, segments, "article"))
    site = list(_voices(report.text, segments, "page"))
    publisher = report.publisher or _commonest(report.text, own or site)
    host = report.host
    if host is None and publisher is not None:
        shown = _commonest(report.text, site) or _masthead(report.text, segments)
        if shown is not None and not _same(shown, publisher):
            host = shown
    evidence = sorted(
        {
            span
            for span in (*own, *site)
            if publisher is not None and _same(span.of(report.text), publisher)
        }
    )
    return Provenance(publisher, host, tuple(evidence))


def _masthead(text: str, segments: Sequence[Segment]) -> str | None:
    """Return the name that stands above everything, in letters only; None where there is none.

    A single plain word may as well be a section ("World"): two words or an inner capital are asked.
    """
    if len(segments) < 2 or segments[0].kind != "furniture":
        return None
    name = segments[0].span.of(text).strip()
    words = name.split()
    lettered = all(word[0].isupper() and word.replace("-", "").isalnum() for word in words)
    if not lettered or not 1 <= len(words) <= MASTHEAD or found_in(tokens_of(name), vocabulary()):
        return None
    return name if len(words) > 1 or not (name.istitle() or name.isupper()) else None


def _voices(text: str, segments: Sequence[Segment], voice: str) -> Iterator[Span]:
    for segment in segments:
        for pattern in _patterns().get((voice, segment.kind), ()):
            end = min(segment.span.end, segment.span.start + LONGEST)
            for match in pattern.finditer(text, segment.span.start, end):
                span = _trimmed(text, Span(*match.span("name")))
                if _first_word(span.of(text)) not in NO_NAMES:
                    yield span


def _first_word(name: str) -> str:
    return name.split(maxsplit=1)[0].casefold()


def _trimmed(text: str, span: Span) -> Span:
    """Return the span without an article before the name, or a sign of possession after it."""
    name = span.of(text)
    start = span.start + 4 if name.startswith("The ") else span.start
    return Span(start, span.end - 2) if name.endswith(("'s", "’s")) else Span(start, span.end)


def _commonest(text: str, spans: Sequence[Span]) -> str | None:
    """Return the name that the spans have most often; of equals, the first."""
    names = [span.of(text) for span in sorted(spans)]
    counts = Counter(names)
    return max(names, key=lambda name: counts[name]) if names else None


def _same(name: str, other: str) -> bool:
    """Say whether two names are one outlet's: all words of the shorter stand in the longer."""
    words, others = _words(name), _words(other)
    return bool(words and others) and (words <= others or others <= words)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - {"the", "com"}


@cache
def _patterns() -> dict[tuple[str, str], tuple[re.Pattern[str], ...]]:
    """Return the compiled patterns by voice and kind of segment.

    In the data, N stands for the name, with or without "the"; "_" for a blank that may be broken.
    """
    found: dict[tuple[str, str], list[re.Pattern[str]]] = {}
    for row in load("segment_voices.yaml")["voices"]:
        for written in str(row["patterns"]).splitlines():
            named = written.replace("'s", "['’]s").replace(" N", rf" {THE}{NAME}")
            if named.startswith("N"):
                named = rf"\b{THE}{NAME}{named[1:]}"
            pattern = re.compile(named, re.MULTILINE)
            for kind in row["kinds"]:
                found.setdefault((row["voice"], kind), []).append(pattern)
    return {key: tuple(patterns) for key, patterns in found.items()}
