"""Copied: a copy's parts are as if they had been made for it, and are held once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tocsin.nouns import Copied, Segment, Span, of_any

TOLD = tuple(Segment("r1", Span(at, at + 1), "body") for at in range(4))
OWN = tuple(replace(one, report="r2") for one in TOLD)


def test_the_parts_of_a_copy_are_those_of_its_own_report() -> None:
    parts = Copied(TOLD, "r2")
    assert tuple(parts) == OWN
    assert parts[1] == OWN[1]
    assert parts[-1] == OWN[-1]
    assert tuple(parts[1:3]) == OWN[1:3]
    assert tuple(reversed(parts)) == OWN[::-1]
    assert len(parts) == len(OWN)
    assert OWN[2] in parts
    assert TOLD[2] not in parts
    with pytest.raises(IndexError):
        parts[4]


def test_a_copy_is_equal_to_what_has_the_same_parts_and_to_nothing_else() -> None:
    parts = Copied(TOLD, "r2")
    assert parts == OWN
    assert hash(parts) == hash(OWN)
    assert parts == Copied(OWN, "r2")
    assert Copied(TOLD, "r1") == TOLD
    assert parts != TOLD
    assert parts != Copied(TOLD, "r3")
    assert parts != OWN[:3]
    assert parts != list(OWN)
    assert Copied((), "r1") == Copied((), "r2") == ()


def test_what_a_copy_has_of_its_own_is_given_as_it_is() -> None:
    parts = Copied((*TOLD[:2], OWN[2], TOLD[3]), "r2")
    assert parts == OWN
    assert parts[2] is OWN[2]


def test_whoever_knows_the_report_is_given_what_is_held() -> None:
    assert of_any(Copied(TOLD, "r2")) is TOLD
    assert of_any(OWN) is OWN
