"""Growth: adding holds a batch at a time and asks the ledger as much for the last as for the first.

What is counted is work and what is held: reports in memory, statements to the database.
"""

from __future__ import annotations

import gc
import json
import tracemalloc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from tests.desks import NOW, WATCH, desk_of

from tocsin.desk import Desk, add, adding, reading, situation_of
from tocsin.desk.adding import BATCH
from tocsin.nouns import DAY, Reading, Report, Segment, of_any
from tocsin.read import Reader
from tocsin.segment import segment
from tocsin.trace import Workings

MANY = 6 * BATCH
ENGLISH = "The baker of street {n} said on Monday that the market was calm and that it rained."
CYRILLIC = "Пекарь с улицы номер {n} сказал в понедельник, что на рынке спокойно и идёт дождь."

BEARING = "Russian tanks arrived in Belarus on Monday, said the spokeswoman of a railway union {n}."


SPARE = 10
"""Statements of a whole call that a desk with something in it may need besides."""


def rows(path: Path, text: str, numbers: range, publisher: str = "The Post") -> Path:
    with path.open("w", encoding="utf-8") as file:
        for n in numbers:
            outlet = publisher.format(n=n)
            said = {"text": text.format(n=n), "published": "2022-10-20", "publisher": outlet}
            file.write(json.dumps(said) + "\n")
    return path


def texts_held() -> int:
    """Reports in memory that have their text with them."""
    return sum(isinstance(one, Report) and bool(one.text) for one in gc.get_objects())


@pytest.mark.parametrize("text", [ENGLISH, CYRILLIC], ids=["skipped", "in another language"])
def test_the_texts_of_a_few_batches_are_held_however_many_come(tmp_path: Path, text: str) -> None:
    desk = desk_of(tmp_path / "desk", [])
    before, held = texts_held(), list[int]()
    path = rows(tmp_path / "many.jsonl", text, range(MANY))
    added = add(desk, [path], now=NOW, progress=lambda _stage, _count: held.append(texts_held()))
    assert added.new == MANY
    assert len(held) >= MANY // BATCH
    assert max(held) - before < 3 * BATCH


def test_a_refusal_does_not_hold_what_was_refused(tmp_path: Path) -> None:
    folder = tmp_path / "refused"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_bytes(bytes(range(256)) * 20)
        (folder / f"{n}.json").write_bytes(b"[{]")
    added = add(desk_of(tmp_path / "desk", []), [folder], now=NOW)
    assert added.refused == 6
    for fault in added.faults:
        assert fault.__traceback__ is None
        assert fault.__context__ is None
        assert fault.__cause__ is None


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that go to databases meanwhile."""
    told: list[str] = []

    def tell(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        told.append(statement)

    event.listen(Engine, "before_cursor_execute", tell)
    try:
        yield told
    finally:
        event.remove(Engine, "before_cursor_execute", tell)


def asked_by(desk: Desk, path: Path) -> int:
    with statements() as told:
        add(desk, [path], now=NOW)
    return len(told)


def test_a_report_costs_a_full_desk_no_more_statements_than_an_empty_one(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "desk", [])
    parts = [
        rows(tmp_path / f"{n}.jsonl", ENGLISH, range(n * BATCH, (n + 1) * BATCH)) for n in range(4)
    ]
    first, *_, last = [asked_by(desk, part) for part in parts]
    assert first > BATCH
    assert last <= first + SPARE


def copies(path: Path, number: int) -> Path:
    return rows(path, BEARING.replace("{n}", "in the west"), range(number), "Outlet {n}")


def test_copies_under_other_mastheads_share_what_is_decoded_of_them(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "desk", [])
    assert add(desk, [copies(tmp_path / "copies.jsonl", 3)], now=NOW).read == 3
    with desk.ledger(read_only=True) as ledger:
        first, *others = ledger.readings()
    for other in others:
        assert other.report.publisher != first.report.publisher
        assert other.report.text is first.report.text
        for one, same in zip(first.statements, other.statements, strict=True):
            assert same.report == other.report.id != one.report
            assert same.text is one.text
            assert same.quantities is one.quantities
            assert same.claim is one.claim


def test_copies_are_cut_into_segments_once(tmp_path: Path, monkeypatch: Any) -> None:
    cut = list[str]()

    def counted(report: Report) -> tuple[Segment, ...]:
        cut.append(report.text_sha256)
        return segment(report)

    monkeypatch.setattr(reading, "segment", counted)
    desk = desk_of(tmp_path / "desk", [])
    assert add(desk, [copies(tmp_path / "copies.jsonl", 5)], now=NOW).read == 5
    assert len(cut) == 1
    with desk.ledger(read_only=True) as ledger:
        found = list(ledger.readings())
    assert len({cut_of(one) for one in found}) == 1
    assert all(part.report == one.report.id for one in found for part in one.segments)


def cut_of(reading: Reading) -> tuple[tuple[int, int, str], ...]:
    return tuple((one.span.start, one.span.end, one.kind) for one in reading.segments)


def test_the_model_is_let_go_before_what_many_reports_say_is_traced(
    tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(adding, "MANY", 2)
    Reader.unload()  # whoever read before may hold theirs: this one is of the call alone
    loaded = list[weakref.ref[Any]]()
    load = Reader.load

    def watched(weights: Path | None = None) -> Reader:
        reader = load(weights)
        loaded.append(weakref.ref(reader._nlp))
        return reader

    monkeypatch.setattr(Reader, "load", watched)
    held: dict[str, bool] = {}

    def tell(stage: str, _count: int) -> None:
        held[stage] = any(of() is not None for of in loaded)

    desk = desk_of(tmp_path / "desk", [])
    add(desk, [copies(tmp_path / "copies.jsonl", 3)], now=NOW, progress=tell)
    assert held == {"capture": False, "read": True, "trace": False}


def test_many_copies_hold_one_list_of_what_they_say_and_one_of_how_they_are_cut(
    tmp_path: Path,
) -> None:
    desk = desk_of(tmp_path / "desk", [])
    add(desk, [copies(tmp_path / "copies.jsonl", 12)], now=NOW)
    with desk.ledger(read_only=True) as ledger:
        found = list(ledger.readings())
    assert len(found) == 12
    for parts in ("statements", "segments"):
        held = {id(part) for one in found for part in of_any(getattr(one, parts))}
        assert len(held) == len(getattr(found[0], parts)) > 0
    said = Workings(desk.register).utterances(found)
    assert len(said) == 12 * len(found[0].statements)
    assert len({id(one.statement) for one in said}) == len(found[0].statements)


ROOM = 600
"""Bytes that an estimate may need for each statement of a copy, its mention among them."""

REPORT = 4_500
"""Bytes for a report itself without its text, and whom it hears."""

TOLD = " ".join(
    f"{who} arrived in Belarus on Monday, said the spokeswoman of a railway union in the {at}."
    for who in ("Russian tanks", "Russian guns", "Russian trains", "Russian tents")
    for at in ("west", "north", "south", "east")
)


def test_an_estimate_holds_little_of_each_of_many_copies(tmp_path: Path) -> None:
    peaks, number = dict[int, int](), 0
    for count in (20, 60, 180):  # the first fills what is kept of words
        desk = desk_of(tmp_path / str(count), [])
        add(desk, [rows(tmp_path / f"{count}.jsonl", TOLD, range(count), "Outlet {n}")], now=NOW)
        with desk.ledger(read_only=True) as ledger:
            gc.collect()
            tracemalloc.start(1)
            seen = situation_of(desk, ledger, WATCH, as_of=NOW, known_at=NOW + DAY)
            peaks[count] = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert len(seen.readings) == count
        number = len(seen.readings[0].statements)
    assert number >= 12
    assert peaks[180] - peaks[60] < (180 - 60) * (number * ROOM + REPORT)
