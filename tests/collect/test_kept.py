"""Broken documents that once brought a parser to something new are tried again for ever."""

from __future__ import annotations

import pytest
from scripts.fuzz.guided import fuzz
from scripts.fuzz.kept import kept
from scripts.fuzz.mutating import LONGEST, mutated
from scripts.fuzz.parsers import PARSERS, Parser, tried

from tocsin.errors import KindFault, TocsinError

EVERY = 25


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, bytes]]:
    return list(kept())


def faults(documents: list[tuple[str, bytes]]) -> list[str]:
    found = ((name, tried(PARSERS[name], data)) for name, data in documents)
    return [f"{name}: {fault}" for name, fault in found if fault is not None]


def test_two_thousand_broken_documents_of_every_format_are_kept(
    documents: list[tuple[str, bytes]],
) -> None:
    assert len(documents) == 2_000
    assert {name for name, _ in documents} == PARSERS.keys()
    assert max(len(data) for _, data in documents) <= LONGEST


def test_some_of_them_give_reports_or_coded_errors(documents: list[tuple[str, bytes]]) -> None:
    some = [one for one in documents[::EVERY] if not PARSERS[one[0]].slow]
    assert faults(some) == []


@pytest.mark.slow
def test_all_of_them_give_reports_or_coded_errors(documents: list[tuple[str, bytes]]) -> None:
    assert faults(documents) == []


@pytest.mark.parametrize("name", sorted(set(PARSERS) - {"rss", "pdf"}))
def test_a_sound_document_of_each_format_is_taken(name: str) -> None:
    assert [tried(PARSERS[name], one) for one in PARSERS[name].seeds] == [None] * len(
        PARSERS[name].seeds
    )


def test_what_is_done_to_a_document_hangs_on_its_number_alone() -> None:
    assert mutated(b"No ferry left.", [b"Two ships."], 7) == b"No ferry \x12eft."
    made = {mutated(b"No ferry left.", [b"Two ships."], number) for number in range(200)}
    assert len(made) > 100


def test_a_crash_a_fault_without_a_code_and_a_failed_kind_are_seen() -> None:
    def raises(fault: Exception) -> Parser:
        def parse(_data: bytes) -> list[object]:
            raise fault

        return Parser(parse, ())

    assert tried(raises(IndexError("x")), b"") == "IndexError: x"
    assert tried(raises(TocsinError("x.")), b"") is not None
    assert tried(Parser(lambda _data: [KindFault("x.")], ()), b"") == "its kind failed: x."


def test_breaking_goes_on_from_what_reached_something_new() -> None:
    found = list(fuzz("cdx", 1.0, seed=7, most=60))[-1]
    assert (found.runs, found.faults) == (60, [])
    assert found.slowest < 1.0
