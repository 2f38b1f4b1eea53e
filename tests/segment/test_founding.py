"""Every line of the five founding reports, checked by hand: nothing lost, nothing let in.

Lines are told by their number in the file, counted from 1. Ranges name every line between two
numbers; empty lines within them do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.segment.pages import report

from tocsin.nouns import READ_KINDS, SegmentKind
from tocsin.segment import segment

Lines = tuple[int | tuple[int, int], ...]

FOUNDING: dict[str, dict[SegmentKind, Lines]] = {
    "000": {
        "headline": (1,),
        "body": ((3, 13), (18, 22)),
        "caption": (15, 16),
        "furniture": ((24, 28), (35, 47)),
        "byline": ((30, 33),),
    },
    "001": {
        "headline": (1,),
        "furniture": (3,),
        "body": ((5, 11), (16, 34)),
        "caption": (13, 14),
        "byline": ((36, 43),),
    },
    "002": {
        "furniture": (1, 3, 11, 40, 82, 84, 106, 132, 134),
        "headline": (6, 28, 72, 108),
        "meta": (8, 9),
        "caption": (13, 38, 56, 58, 104),
        "body": (
            (15, 26), (30, 36), (42, 54), (60, 70), (74, 80), (86, 102), (110, 130),
        ),
        "teaser": ((136, 151),),
    },
    "003": {
        "headline": (1,),
        "body": ((4, 10), (16, 36)),
        "caption": (12, 13, 14),
        "meta": (38,),
        "furniture": (40, 42),
    },
    "004": {
        "furniture": (1, 3, 5, 14, 54),
        "headline": (7, 24),
        "caption": (9, 10),
        "body": (12, (16, 22), (26, 40)),
        "teaser": (42, 44, 46),
        "byline": (48, 50, 52),
    },
}  # fmt: skip

# Furniture and teasers are both left unread; between them a single line may be told either way.
UNREAD = {"furniture": {"furniture", "teaser"}, "teaser": {"furniture", "teaser"}}


def numbers(lines: Lines) -> Iterator[int]:
    for line in lines:
        yield from range(line[0], line[1] + 1) if isinstance(line, tuple) else (line,)


@cache
def told(folder: Path, name: str) -> dict[int, SegmentKind]:
    """The kind of every filled line, by its number."""
    (path,) = folder.glob(f"{name}_*.txt")
    text = path.read_text(encoding="utf-8")
    segments = iter(segment(report(text)))
    part = next(segments)
    found: dict[int, SegmentKind] = {}
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        if line.strip():
            while part.span.end <= at:
                part = next(segments)
            found[number] = part.kind
        at += len(line)
    return found


@pytest.mark.parametrize("name", FOUNDING)
def test_every_filled_line_is_in_the_table(founding: Path, name: str) -> None:
    listed = {number for lines in FOUNDING[name].values() for number in numbers(lines)}
    assert set(told(founding, name)) <= listed


@pytest.mark.parametrize("name", FOUNDING)
def test_every_line_has_the_kind_that_a_reader_gave_it(founding: Path, name: str) -> None:
    found = told(founding, name)
    wrong = {
        number: (found[number], kind)
        for kind, lines in FOUNDING[name].items()
        for number in numbers(lines)
        if number in found and found[number] not in UNREAD.get(kind, {kind})
    }
    assert wrong == {}


@pytest.mark.parametrize("name", FOUNDING)
def test_no_line_of_the_body_is_left_unread(founding: Path, name: str) -> None:
    found = told(founding, name)
    body = [number for number in numbers(FOUNDING[name]["body"]) if number in found]
    assert body
    assert all(found[number] == "body" for number in body)


@pytest.mark.parametrize("name", FOUNDING)
def test_nothing_of_the_page_around_the_article_is_read(founding: Path, name: str) -> None:
    found = told(founding, name)
    around = [
        number
        for kind, lines in FOUNDING[name].items()
        if kind not in READ_KINDS
        for number in numbers(lines)
        if number in found
    ]
    assert around
    assert not [number for number in around if found[number] in READ_KINDS]
