"""Marks: a text read without the signs that set its words in bold or make links of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from tocsin.nouns import Report, Segment, Span, Statement, statement_id

__all__ = ["Bare", "bare", "put_back"]

# Stands for a sign that is taken away, until all are found: so that what is left keeps its place.
_GONE = "\0"
_SIGNS = frozenset("*_~`[")
_PARAGRAPH = re.compile(r"(\n[^\S\n]*\n\s*)")
# A pair of the same signs around words, the innermost first, and not "2 * 3 * 4", "snake_case" or
# "f***": what opens stands before a word and behind none, what closes the other way round.
_PAIR = (
    r"(?<![\w\\{sign}])(?P<before>{sign}*?)(?P<opens>{sign}{{1,3}})(?=[^\s{sign}])"
    r"(?P<words>[^{sign}]+)(?<![\s\\])(?P<closes>(?P=opens))(?P<behind>{sign}*)(?![\w{sign}])"
)
# One back-tick that opens and an apostrophe that closes are quotation marks of old.
_CODE = (
    r"(?<![\w`\\])(?P<before>)(?P<opens>`)(?=[^\s`'])(?P<words>[^`'\n]+)"
    r"(?<!\s)(?P<closes>`)(?P<behind>)(?![\w`])"
)
# "[the Post](https://post.example)", "![a map](map.png)", "[the Post][two]": the words stay.
_LINK = (
    r"(?P<before>)(?P<opens>!?\[)(?P<words>[^\[\]\n]+)(?P<closes>"
    r"\]\((?=[^()\s]*[./#:])(?:[^()\s]|\([^()\s]*\))+(?:\s+\"[^\"\n]*\")?\)|\]\[\w{1,20}\])"
    r"(?P<behind>)"
)
_MARKS = tuple(
    (sign, re.compile(source))
    for sign, source in (
        ("[", _LINK),
        ("`", _CODE),
        ("*", _PAIR.format(sign=r"\*")),
        ("_", _PAIR.format(sign="_")),
        ("~", _PAIR.format(sign="~").replace("{1,3}", "{2}")),
    )
)


@dataclass(frozen=True, slots=True)
class Bare:
    """A report and its segments without marks, and where each character left stood before."""

    report: Report
    segments: tuple[Segment, ...]
    kept: tuple[int, ...]


def bare(report: Report, segments: Sequence[Segment]) -> Bare | None:
    """Return a report without its marks, None where it has none."""
    masked = _masked(report.text, segments)
    if masked == report.text:
        return None
    kept = tuple(
        at for at, (sign, left) in enumerate(zip(report.text, masked, strict=True)) if sign == left
    )

    def moved(span: Span) -> Span:
        return Span(bisect_left(kept, span.start), bisect_left(kept, span.end))

    text = "".join(report.text[at] for at in kept)
    return Bare(
        replace(report, text=text),
        tuple(replace(segment, span=moved(segment.span)) for segment in segments),
        kept,
    )


def put_back(found: Sequence[Statement], read: Bare, report: Report) -> tuple[Statement, ...]:
    """Return what was `found` in a bare report, with its places in the `report` as captured.

    A statement and its content begin and end with the marks of their own words; the place of all
    else is that of its words alone, and what is named is named without marks.
    """
    ends = {at + 1 for at in read.kept}
    begins = set(read.kept)

    def moved(value: Any) -> Any:
        if isinstance(value, Span):
            start = read.kept[value.start] if value.start < len(read.kept) else len(report.text)
            return Span(start, read.kept[value.end - 1] + 1 if len(value) else start)
        if isinstance(value, tuple):
            return tuple(moved(each) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            parts = {part.name: moved(getattr(value, part.name)) for part in fields(value)}
            return replace(value, **parts)
        return value

    def marked(span: Span) -> Span:
        start, end = span.start, span.end
        while start > 0 and start not in ends:
            start -= 1
        while end < len(report.text) and end not in begins:
            end += 1
        return Span(start, end)

    made = []
    for one in found:
        told: Statement = moved(one)
        span = marked(told.span)
        made.append(
            replace(
                told,
                id=statement_id(report.text_sha256, span, told.segment),
                span=span,
                text=span.of(report.text),
                content=marked(told.content),
            )
        )
    return tuple(made)


def _masked(text: str, segments: Sequence[Segment]) -> str:
    """The text of a report with a character of its own for each sign in its segments."""
    if _SIGNS.isdisjoint(text) or _GONE in text:
        return text
    parts: list[str] = []
    at = 0
    for segment in sorted(segments, key=lambda s: s.span):
        start, end = max(at, segment.span.start), max(at, segment.span.end)
        parts.append(text[at:start])
        parts += map(_unmarked, _PARAGRAPH.split(text[start:end]))
        at = end
    return "".join([*parts, text[at:]])


def _unmarked(text: str) -> str:
    found = text
    for sign, mark in _MARKS:
        before = "" if sign in found else found
        while before != found:
            before, found = found, mark.sub(_gone, found)
    return found


def _gone(found: re.Match[str]) -> str:
    opens, closes = (_GONE * len(found[part]) for part in ("opens", "closes"))
    return found["before"] + opens + found["words"] + closes + found["behind"]
