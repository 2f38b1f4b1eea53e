"""Sentences: a report's readable passages, cleaned for the parser, and where sentences begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.nouns import READ_KINDS, Segment, SegmentKind, Span
from tocsin.read.cues import word_set

__all__ = ["LONGEST", "Passage", "clean", "passages", "starts"]

LONGEST = 3_000
"""Characters of the longest passage that is parsed in one piece."""

_BREATH = 1_000
# Characters of the longest sentence; what is longer is no sentence, and parsed in parts.

# One for one: what the parser has not met is replaced by what it has, so that offsets stay.
_FAMILIAR = {
    **dict.fromkeys(map(ord, "“”„‟«»"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛′"), "'"),
    **dict.fromkeys(
        map(ord, "•◦▪●‣·\t\n\r\v\f\u00a0\u2002\u2003\u2009\u200a\u202f\u2028\u2029"), " "
    ),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad\ufe0f"), " "),
    **dict.fromkeys(map(ord, "―‒"), "—"),
}
_BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)?")
_ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_ITEM = re.compile(r"[•◦▪●‣*–—-]\s")
# Two single marks for a double one, as some agencies write; the blank goes to its inner side, so
# that no blanks stand side by side.
_DOUBLED = re.compile(r"(?:''|``)(?!')(?P<after>(?<=[\s(\[—–-]['`]{2})|(?<=^['`]{2}))?")
# The mark of a note, which stands between a sentence and the next.
_NOTE = re.compile(r"\[\d{1,3}\]")
# Where a sentence may end: its mark, what closes with it, and white space.
_END = re.compile(r"(?:[.!?]+|…)([\"'”’»)\]]*)(\s+)")
_SHORT = word_set("short")
# After these a capital may well begin a new sentence, so they are no proof against an end.
_EITHER = word_set("short_or_last")
_OPENERS = word_set("openers")
_SAYING = re.compile(
    r"(?:[\w.'’-]+\s+){0,5}?(?:said|says|asked|asks|wrote|writes|added|adds|told|tweeted|replied|shouted|declared"
    r"|warned|exclaimed|yelled|cried|wondered|continued|insisted|joked)\b"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report, or a part of one, that is parsed in one piece.

    `span` is its place in the report; `text` has exactly its length: what the parser is given.
    """

    span: Span
    kind: SegmentKind
    text: str


def clean(text: str) -> str:
    """Return `text` in characters that the parser knows, each in the place it had."""
    text = _NOTE.sub(lambda m: " " * len(m.group()), text)
    text = _DOUBLED.sub(lambda m: ' "' if m["after"] is None else '" ', text)
    return text.translate(_FAMILIAR)


def passages(text: str, segments: Sequence[Segment]) -> Iterator[Passage]:
    """Give the paragraphs of the readable `segments` of a report's `text`, in order.

    A line break within a paragraph of hard-wrapped lines does not divide it.
    """
    for segment in segments:
        if segment.kind in READ_KINDS:
            for start, end in _paragraphs(text, segment.span.start, segment.span.end):
                for first, past in _pieces(text, start, end):
                    yield Passage(Span(first, past), segment.kind, clean(text[first:past]))


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for found in _BREAK.finditer(text, start, end):
        line = text[max(first, text.rfind("\n", first, found.start()) + 1) : found.start()]
        if _wrapped(line, found.group(), text[found.end() : end]):
            continue
        yield from _trimmed(text, first, found.start())
        first = found.end()
    yield from _trimmed(text, first, end)


def _wrapped(line: str, between: str, rest: str) -> bool:
    """Say whether a line break stands within a sentence that goes on in the next line."""
    if between.count("\n") > 1 or not rest or _ITEM.match(rest) or _ENDED.search(line.rstrip()):
        return False
    return rest[:1].islower() or len(line.strip()) >= 55


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long for the parser: after a sentence, else at a blank, else anywhere."""
    while end - start > LONGEST:
        ends = [m.end() for m in _END.finditer(text, start, start + LONGEST)]
        cut = ends[-1] if ends else text.rfind(" ", start + 1, start + LONGEST) + 1
        cut = cut if cut > start else start + LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def starts(text: str) -> tuple[int, ...]:
    """Return where the sentences of a passage begin: 0 first, none within a word."""
    marks = (m for m in _END.finditer(text) if m.end() < len(text))
    found = [0]
    for end in [*(m.end() for m in marks if _ends(text, m)), len(text)]:
        while end - found[-1] > _BREATH:
            cut = text.rfind(" ", found[-1] + 1, found[-1] + _BREATH) + 1
            if cut <= found[-1]:
                break
            found.append(cut)
        if end < len(text):
            found.append(end)
    return tuple(found)


def _ends(text: str, mark: re.Match[str]) -> bool:
    """Say whether a sentence really ends at `mark`."""
    after = text[mark.end() :].lstrip("\"'“‘«([")
    if not after or after[0].islower():
        return False
    if mark.group()[0] in "!?…" or mark.group().startswith("..."):
        # "Is it?" Smith asked. One sentence, in which the mark belongs to what is quoted.
        return not (mark.group(1) and _SAYING.match(after))
    if mark.group(1):
        return True
    word = re.search(r"\S+$", text[max(0, mark.start() - 24) : mark.start()])
    last = word.group().strip("\"'“”‘’([").casefold() if word else ""
    if last in _EITHER or re.fullmatch(r"(?:[a-z]\.)+[a-z]", last):
        opener = re.match(r"\w+", after)
        return opener is not None and opener.group().casefold() in _OPENERS
    return not (last in _SHORT or (len(last) == 1 and last.isalpha()))
