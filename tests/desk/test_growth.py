"""Growth: adding holds a batch at a time and asks the ledger as much for the last as for the first.

What is counted is work and what is held: reports in memory, statements to the database.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from tests.desks import NOW, desk_of

from tocsin.desk import Desk, add
from tocsin.desk.adding import BATCH
from tocsin.nouns import Report

MANY = 6 * BATCH
ENGLISH = "The baker of street {n} said on Monday that the market was calm and that it rained."
CYRILLIC = "Пекарь с улицы номер {n} сказал в понедельник, что на рынке спокойно и идёт дождь."


SPARE = 10
"""Statements of a whole call that a desk with something in it may need besides."""


def rows(path: Path, text: str, numbers: range) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for n in numbers:
            said = {"text": text.format(n=n), "published": "2022-10-20", "publisher": "The Post"}
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
