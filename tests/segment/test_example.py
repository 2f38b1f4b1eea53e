"""The bundled example's reports keep their paragraphs and lose their pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from tocsin.collect import Captured, gather
from tocsin.nouns import READ_KINDS, SegmentKind
from tocsin.segment import segment

# How lines begin that no report of the example could have in its text.
AROUND: dict[str, set[SegmentKind]] = {
    "By ": {"byline"},
    "*By ": {"byline"},
    "About the author": {"byline"},
    "More:": {"teaser"},
    "Read next:": {"teaser"},
    "Related:": {"teaser"},
    "You may also like": {"teaser"},
    "Source link": {"meta"},
    "Tags:": {"meta"},
    "Sign up": {"furniture"},
    "Comments are closed": {"furniture"},
    "Advertisement": {"furniture"},
    "Share": {"furniture"},
    "Unsubscribe": {"furniture"},
    "(Follow": {"furniture"},
    "©": {"furniture"},
}


@cache
def parts() -> tuple[tuple[str, str, SegmentKind], ...]:
    """File, words and kind of every segment of the example."""
    return tuple(_parts())


def _parts() -> Iterator[tuple[str, str, SegmentKind]]:
    folder = Path(str(files("tocsin.example"))) / "reports"
    for one in gather([folder], feed="example"):
        assert isinstance(one, Captured), one
        for part in segment(one.report):
            words = part.span.of(one.report.text).strip()
            yield one.report.file, words, part.kind


@pytest.mark.parametrize("beginning", AROUND)
def test_a_line_of_the_page_is_told_by_how_it_begins(beginning: str) -> None:
    found = [(file, words, kind) for file, words, kind in parts() if words.startswith(beginning)]
    assert not [part for part in found if part[2] not in AROUND[beginning]]


def test_the_beginnings_above_do_occur() -> None:
    met = {begin for begin in AROUND for _, words, _ in parts() if words.startswith(begin)}
    assert len(met) > len(AROUND) // 2


def test_every_long_paragraph_in_which_somebody_speaks_is_read() -> None:
    lost = [
        (file, words)
        for file, words, kind in parts()
        if len(words.split()) > 30 and " said" in words and kind not in READ_KINDS
    ]
    assert lost == []


def test_every_report_has_a_headline_above_its_body() -> None:
    kinds: dict[str, list[SegmentKind]] = {}
    for file, _, kind in parts():
        kinds.setdefault(file, []).append(kind)
    assert kinds
    for found in kinds.values():
        assert "headline" in found[: found.index("body")]
