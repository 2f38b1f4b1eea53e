"""Planned: the "would" of reported words is a "will", and that of a mere case is none."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import statements
from tests.weigh.build import origin_of, reading_of, register_of

from tocsin.nouns import Bearing
from tocsin.read import Reader
from tocsin.weigh import bearings, parse_watch, propose_watch

ASKED = "Will Chile call up reservists?"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def signs(reader: Reader, text: str) -> list[Bearing]:
    watch = parse_watch(
        propose_watch(ASKED, date(2031, 6, 1), opens=date(2031, 1, 1)), file="made.yaml"
    )
    readings = tuple(reading_of(one) for one in statements(reader, text))
    found = bearings(watch, readings, (origin_of("Ann Marlow", *readings),), register_of())
    return [one for one in found if (one.target, one.direction) == ("call-up", "seen")]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Marlow said that Chile would call up 5,000 reservists by 20 March.",
        "Ann Marlow announced on Friday that Chile would soon call up reservists.",
    ],
)
def test_what_somebody_said_would_be_done_is_announced(reader: Reader, text: str) -> None:
    found = signs(reader, text)
    assert found
    assert any("announced" in flag for one in found for flag in one.flags)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Marlow said Chile would call up reservists if the talks failed.",
        "Ann Marlow said it would be a mistake for Chile to call up reservists.",
        "Chile would call up reservists in such a case, Ann Marlow said.",
    ],
)
def test_what_would_be_done_in_a_mere_case_is_no_sign(reader: Reader, text: str) -> None:
    assert signs(reader, text) == []
