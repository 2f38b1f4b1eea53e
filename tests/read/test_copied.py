"""Copied: a text under another masthead says what it said, in its own writer's voice."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files

import pytest

from tocsin.collect import Captured, gather
from tocsin.nouns import Report
from tocsin.read import Reader
from tocsin.read.copied import copied, same_to_read
from tocsin.segment import segment


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """The bundled reports that are read, each under a masthead that none of them names."""
    with as_file(files("tocsin.example") / "reports") as folder:
        found = [one.report for one in gather([folder], feed="f") if isinstance(one, Captured)]
    english = [one for one in found if one.language in {None, "en"} and one.refusal is None]
    return [replace(one, publisher="The Lomnica Gazette", author=None) for one in english]


@pytest.mark.slow
def test_a_copy_says_what_reading_it_anew_would_give(reader: Reader, reports: list[Report]) -> None:
    assert len(reports) >= 16
    for report in reports:
        copy = replace(report, id="r-copy", publisher="Tavo Courier", author="Vesna Orlik")
        assert same_to_read(report, copy)
        first = reader.read(report, segment(report))
        again = copied(first, report, copy)
        assert again == reader.read(copy, segment(copy))
        assert "The Lomnica Gazette" not in repr(again)


def test_another_day_or_a_writer_who_is_named_is_read_anew(reports: list[Report]) -> None:
    one = reports[0]
    assert not same_to_read(one, replace(one, published=None))
    assert not same_to_read(one, replace(one, publisher=one.text.split()[0]))
    assert not same_to_read(one, replace(one, text_sha256="0" * 64))
