"""Jobs: several processes read, one writes, and what is entered is the same as with one."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.desk.sayers import ending, missing, sayer
from tests.desks import EXAMPLE, NOW, WATCH, desk_of
from tests.reports import report_of

from tocsin.cli.contract import dumps, estimate_row
from tocsin.desk import (
    Desk,
    add,
    adding,
    export_of,
    reading,
    situation_of,
    workers,
)
from tocsin.desk.adding import Added, readers_of
from tocsin.desk.reading import Alone, Found, Readers, Ticket, Waiting
from tocsin.desk.workers import Workers
from tocsin.errors import BadArgument, ModelMissing, ReaderFailed
from tocsin.nouns import DAY, Report, cut_of
from tocsin.publish import late_terms
from tocsin.read import Reader
from tocsin.weigh import lexicon_of


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    """Two processes for all tests here; what ends on the way is replaced."""
    with Workers(2, sayer) as made:
        yield made


def read(pool: Workers, *texts: str) -> list[Found]:
    tickets = [ticket for text in texts for ticket in pool.submit([report_of(text)])]
    return [pool.result(ticket) for ticket in tickets]


def said(found: Found) -> str:
    _segments, (statement,), fault = found
    assert fault is None
    return str(statement.text)


def process_of(pool: Workers) -> int:
    """The process that read this."""
    _segments, (statement,), _fault = read(pool, "WHO reads?")[0]
    assert statement.speaker is not None
    return int(statement.speaker.text.split("|")[0])


def test_answers_may_be_asked_for_in_any_order(pool: Workers) -> None:
    texts = [f"{'SLOW' if n % 5 == 0 else 'fast'} {n}" for n in range(10)]
    tickets = [pool.submit([report_of(text)])[0] for text in texts]
    assert [said(pool.result(ticket)) for ticket in reversed(tickets)] == texts[::-1]


def test_copies_that_are_taken_together_each_have_their_answer(pool: Workers) -> None:
    copies = [report_of("One text.", publisher=f"Outlet {n}") for n in range(3)]
    found = [pool.result(ticket) for ticket in pool.submit(copies)]
    assert [one[1][0].report for one in found] == [one.id for one in copies]


def test_a_report_that_ends_its_process_is_a_fault_and_the_others_are_read(pool: Workers) -> None:
    *others, (segments, statements, fault), last = read(pool, "one", "two", "POISON", "three")
    assert [said(one) for one in (*others, last)] == ["one", "two", "three"]
    assert (segments, statements) == ((), ())
    assert isinstance(fault, ReaderFailed)
    assert (fault.code, fault.file) == ("T403", "made.txt")


def test_a_process_that_somebody_kills_loses_no_report(pool: Workers) -> None:
    tickets = [pool.submit([report_of(f"SLOW {n}")])[0] for n in range(4)]
    os.kill(process_of(pool), signal.SIGKILL)
    assert [said(pool.result(one)) for one in tickets] == [f"SLOW {n}" for n in range(4)]
    assert said(read(pool, "and on")[0]) == "and on"


def test_an_interrupt_of_the_terminal_does_not_reach_those_who_read(pool: Workers) -> None:
    tickets = [pool.submit([report_of(f"SLOW {n}")])[0] for n in range(2)]
    before = process_of(pool)
    os.kill(before, signal.SIGINT)
    assert [said(pool.result(one)) for one in tickets] == ["SLOW 0", "SLOW 1"]
    os.kill(before, 0)  # it is there


def test_what_the_reader_fails_on_is_the_same_fault_as_with_one_process(pool: Workers) -> None:
    alone = Alone(sayer)
    ((_, _, here),) = [alone.result(one) for one in alone.submit([report_of("BROKEN")])]
    ((_, _, there),) = read(pool, "BROKEN")
    assert here is not None
    assert there is not None
    assert there.as_row() == here.as_row()


def test_no_more_is_taken_than_may_wait(pool: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    room = [pool.has_room]
    monkeypatch.setattr(workers, "WAITING", 100)
    (slow,) = pool.submit([report_of("SLOW " * 30)])
    room.append(pool.has_room)
    pool.wait([slow])
    room.append(pool.has_room)
    monkeypatch.setattr(workers, "PARKED", 10)
    room.append(pool.has_room)
    pool.result(slow)
    assert [*room, pool.has_room] == [True, False, True, False, True]


@pytest.mark.slow
def test_what_keeps_the_model_from_loading_is_raised() -> None:
    with pytest.raises(ModelMissing, match="not here"), Workers(2, missing) as pool:
        read(pool, "one")


@pytest.mark.slow
def test_processes_that_end_before_they_read_are_not_started_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "STARTS", 1)
    with pytest.raises(ReaderFailed, match="before they begin"), Workers(1, ending) as pool:
        read(pool, "one")


def test_less_than_no_process_is_refused() -> None:
    with pytest.raises(BadArgument), readers_of(-1, sayer):
        pass


# On a desk

BEARING = "Russian tanks arrived in Belarus on Monday, said a railway union, {n}."
CYRILLIC = "Пекарь с улицы номер {n} сказал в понедельник, что на рынке спокойно и идёт дождь."
OTHER = "The baker of street {n} said on Monday that the market was calm and that it rained."


DEADLY = "Russian tanks arrived in Belarus on Monday, said a union. POISON"
COUNT, SHORT = 90, 10


def rows(path: Path, *more: str) -> Path:
    """Reports that are read, skipped, in another language, failed on, and copies of others."""
    made = []
    for n in range(COUNT):
        text = (BEARING, OTHER, BEARING, CYRILLIC, OTHER)[n % 5].format(n=n % 40)
        about = {"published": f"2022-10-{1 + n % 3:02}", "publisher": f"Outlet {n % 2}"}
        told = f"{text} BROKEN" if n == 30 else text
        made.append({"text": told, **about, "url": f"https://{n}.example/"})
    made += [{"text": text, "published": "2022-10-02"} for text in more]
    path.write_text("\n".join(map(json.dumps, made)), "utf-8")
    return path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of ten, that a few reports are many of."""
    monkeypatch.setattr(reading, "BATCH", SHORT)
    monkeypatch.setattr(adding, "BATCH", SHORT)
    monkeypatch.setattr(Reader, "load", lambda _weights: sayer())


def by(monkeypatch: pytest.MonkeyPatch, readers: Readers | None = None) -> None:
    """Have desks read by these, or by so many new ones as are asked for."""

    def given(jobs: int, _load: object) -> AbstractContextManager[Readers]:
        return readers_of(jobs, sayer) if readers is None else nullcontext(readers)

    monkeypatch.setattr(adding, "readers_of", given)


def entered(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """All that is in the ledger but the chain's digests, which are salted."""
    with closing(sqlite3.connect(desk.path / "ledger.sqlite")) as ledger:
        kept = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        names = [name for (name,) in ledger.execute(kept) if name != "chain"]
        found = {
            name: ledger.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608  its own names
            for name in names
        }
        order = ledger.execute("SELECT seq, entry, row FROM chain ORDER BY seq")
        return {**found, "order": order.fetchall()}


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_the_ledger_is_the_same_for_any_number_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pool: Workers
) -> None:
    path = rows(tmp_path / "rows.jsonl")
    made: list[tuple[Added, dict[str, list[tuple[Any, ...]]]]] = []
    with Workers(3, sayer) as three:
        several: tuple[Readers, ...] = (Alone(sayer), pool, three)
        for number, readers in enumerate(several):
            by(monkeypatch, readers)
            desk = desk_of(tmp_path / str(number), [])
            done = add(desk, [path], now=NOW)
            assert (done.new, done.skipped, done.unread) == (COUNT, 36, 19)
            assert done.read > 2 * SHORT
            rest = add(desk, [path], now=NOW)
            assert (rest.new, rest.read, rest.skipped) == (0, 0, 0)
            made.append((replace(done, faults=[]), entered(desk)))
    assert made[0] == made[1] == made[2]


@pytest.mark.usefixtures("small")
def test_a_deadly_report_is_told_of_and_all_others_are_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pool: Workers
) -> None:
    by(monkeypatch, pool)
    desk, path = desk_of(tmp_path / "desk", []), rows(tmp_path / "rows.jsonl", DEADLY)
    done = add(desk, [path], now=NOW)
    deadly = [one for one in done.faults if "process" in one.message]
    assert [(one.code, one.file) for one in deadly] == [("T403", f"{path}#{COUNT + 1}")]
    with desk.ledger(read_only=True) as ledger:
        assert len(list(ledger.unread(Reader.current_version()))) == done.skipped
        assert ledger.verify().flaws == ()


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_a_call_that_is_interrupted_leaves_a_sound_desk_and_nobody_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by(monkeypatch)
    desk, path = desk_of(tmp_path / "desk", []), rows(tmp_path / "rows.jsonl")

    def interrupted(stage: str, _count: int) -> None:
        if stage == "read":
            raise KeyboardInterrupt

    before = set(multiprocessing.active_children())
    with pytest.raises(KeyboardInterrupt):
        add(desk, [path], now=NOW, jobs=2, progress=interrupted)
    assert set(multiprocessing.active_children()) <= before
    with desk.ledger(read_only=True) as ledger:
        assert ledger.verify().flaws == ()
    add(desk, [path], now=NOW)
    whole = desk_of(tmp_path / "whole", [])
    add(whole, [path], now=NOW)
    assert entered(desk)["readings"] == entered(whole)["readings"]


@pytest.mark.usefixtures("small")
def test_who_reads_has_no_ledger_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pool: Workers
) -> None:
    by(monkeypatch, pool)
    who = "Russian tanks arrived in Belarus, said a union. WHO?"
    desk = desk_of(tmp_path / "desk", [])
    add(desk, [rows(tmp_path / "rows.jsonl", who)], now=NOW)
    with desk.ledger(read_only=True) as ledger:
        said = [one for each in ledger.readings() for one in each.statements if one.text == who]
    assert said[0].speaker is not None
    process, *files = said[0].speaker.text.split("|")
    assert int(process) != os.getpid()
    assert files
    assert not [one for one in files if "ledger" in one]


class Late:
    """Answers nobody before it is asked, and counts how much it was given meanwhile."""

    has_room = True

    def __init__(self) -> None:
        self.alone = Alone(sayer)
        self.open = self.most = 0

    def submit(self, reports: Sequence[Report]) -> list[Ticket]:
        self.open += len(reports)
        self.most = max(self.most, self.open)
        return self.alone.submit(reports)

    def ready(self, _tickets: Iterable[Ticket]) -> bool:
        return False

    def wait(self, _tickets: Iterable[Ticket]) -> None:
        return

    def result(self, ticket: Ticket) -> Found:
        self.open -= 1
        return self.alone.result(ticket)


@pytest.mark.usefixtures("small")
def test_no_more_than_a_few_batches_wait_for_those_who_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AHEAD", 3)
    desk = desk_of(tmp_path / "desk", [])
    path = tmp_path / "bearing.jsonl"
    lines = (json.dumps({"text": BEARING.format(n=n)}) for n in range(COUNT))
    path.write_text("\n".join(lines), "utf-8")
    add(desk, [path], now=NOW)
    late = Late()
    with desk.ledger() as ledger:
        watches = desk.record_watches(ledger, now=NOW, faults=[])
        waiting = Waiting(ledger, lexicon_of(watches), "late", late, now=NOW)
        waiting.enter(Added(), lambda _stage, _count: None)
        assert sum(1 for one in ledger.readings("late")) == COUNT
    assert late.most == 3 * SHORT


@pytest.mark.slow
def test_an_estimate_is_the_same_bytes_for_any_number_of_processes(tmp_path: Path) -> None:
    by_one = desk_of(tmp_path / "one", [EXAMPLE / "reports"])  # made once for all tests
    by_two = desk_of(tmp_path / "two", [])
    add(by_two, [EXAMPLE / "reports"], now=NOW, jobs=2)
    assert entered(by_two) == entered(by_one)
    assert printed(by_two) == printed(by_one)


def printed(desk: Desk) -> tuple[str, str | bytes]:
    """An estimate, and the whole assessment as it leaves."""
    day, known = cut_of("2022-10-21"), NOW + DAY
    with desk.ledger(read_only=True) as ledger:
        now = situation_of(desk, ledger, WATCH, as_of=day, known_at=known)
        left = export_of(desk, ledger, WATCH, "assessment", "json", as_of=day, known_at=known)
    late = late_terms(now.watch, now.matrix)
    return dumps(estimate_row(now.estimate, phase="open", late=late)), left
