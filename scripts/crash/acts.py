"""Acts: what the process that is to be killed does, again and again, telling before and after."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

from tocsin.desk import Desk, Feed, Guests, add_feed, collect, correct, situation_of, write_whole
from tocsin.desk.keeping import compacted
from tocsin.desk.packing import pack
from tocsin.desk.situation import case_of
from tocsin.desk.tracing import bring_up
from tocsin.desk.withdrawing import erase, withdraw
from tocsin.fetch import Manners
from tocsin.ledger import Export, Ledger
from tocsin.nouns import Capture, Reading, Register, Yardstick, cut_of, report_id, sha256_of
from tocsin.publish import assess, markdown
from tocsin.trace import load_register
from tocsin.weigh.words import load_yardsticks

__all__ = ["ACTS", "AS_OF", "NOW", "SITE", "WATCH", "Told", "desk_at", "made", "perform", "server"]

NOW = datetime(2026, 1, 3, tzinfo=UTC)
AS_OF = cut_of("2022-12-20")
WATCH = "belarus-entry"
BATCH = 3
PAGES = 30
SITE = "ferries"
"""How the names of the feeds begin that are collected from."""

Told = tuple[str, str, tuple[str, ...]]
"""What the process says: "will" or "did", the act, and what it is about."""

Tell = Callable[[str, str, tuple[str, ...]], None]


def perform(act: str, desk: Path, seed: int, pipe: Connection) -> None:
    """Do an act for ever, telling what will be done and what the desk acknowledged."""

    def tell(when: str, what: str, about: tuple[str, ...]) -> None:
        pipe.send((when, what, about))

    for _ in ACTS[act](desk, random.Random(seed), tell):
        pass


def server(template: Path) -> ForkServerContext:
    """Return what makes processes that are at work in a moment, warmed up by a desk."""
    os.environ["TOCSIN_CRASH_DESK"] = str(template)
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["scripts.crash.warm"])
    return processes


def made(stored: Reading, name: str) -> tuple[Reading, bytes]:
    """A new report out of a stored reading: the same words and a line more, of another outlet."""
    before = stored.report
    text = f"{before.text}\nNo. {name}."
    data = text.encode("utf-8", "surrogatepass")
    digest = sha256_of(data)
    outlet = f"Outlet {name}"
    own = report_id(digest, outlet, before.host, before.published)
    report = replace(
        before,
        id=own,
        sha256=digest,
        text=text,
        text_sha256=digest,
        publisher=outlet,
        file=f"{name}.txt",
        layout=(),
        translation=None,
    )
    segments = tuple(replace(one, report=own) for one in stored.segments)
    return (
        Reading(
            report,
            segments,
            tuple(replace(one, report=own) for one in stored.statements),
            stored.reader,
        ),
        data,
    )


@cache
def _registers() -> tuple[Register, Mapping[str, Yardstick]]:
    return load_register(None), load_yardsticks(None)


def desk_at(path: Path) -> Desk:
    """Return the desk in a folder, with the shipped registers: loading those takes a while."""
    return Desk(path, *_registers())


def _stored(desk: Desk) -> list[Reading]:
    with desk.ledger(read_only=True) as ledger:
        found = [one for one in ledger.readings() if one.statements and one.report.published]
    return found[:16]


def _add(path: Path, chance: random.Random, tell: Tell) -> Iterator[None]:
    """Add batches of reports with their readings, and compare them, as `tocsin add` does."""
    desk = desk_at(path)
    stored = _stored(desk)
    with desk.ledger() as ledger:
        while True:
            batch = [
                made(chance.choice(stored), f"{chance.getrandbits(40):x}") for _ in range(BATCH)
            ]
            ids = tuple(one.report.id for one, _ in batch)
            tell("will", "add", ids)
            with ledger.writing():
                for reading, data in batch:
                    capture = Capture("files", reading.report.file, NOW)
                    ledger.add_report(reading.report, data, capture)
                    ledger.add_reading(reading, NOW)
            tell("did", "add", ids)
            bring_up(desk, ledger)
            yield


def _assess(path: Path, _chance: random.Random, tell: Tell) -> Iterator[None]:
    """Write an assessment to a file, and record that it left the desk."""
    desk = desk_at(path)
    number = 0
    while True:
        number += 1
        with desk.ledger() as ledger:
            known = NOW + timedelta(days=number)
            now = situation_of(
                *(desk, ledger, WATCH), as_of=AS_OF, known_at=known, with_history=False
            )
            assessment = assess(case_of(desk, ledger, now))
            text = markdown(assessment) + f"\n{number}\n"
            digest = sha256_of(text.encode("utf-8", "surrogatepass"))
            tell("will", "assess", (digest,))
            write_whole(path / "assessment.md", text)
            summary = {"text": text, "statements": []}
            ledger.add_export(
                Export("draft", WATCH, AS_OF, known, assessment.version, digest, NOW, summary)
            )
            tell("did", "assess", (digest,))
        yield


def _correct(path: Path, chance: random.Random, tell: Tell) -> Iterator[None]:
    """Overrule statements, each time for another reason."""
    desk = desk_at(path)
    targets = [one.id for reading in _stored(desk) for one in reading.statements]
    while True:
        target = chance.choice(targets)
        reason = f"reason {chance.getrandbits(40):x}"
        tell("will", "correct", (reason,))
        values = [f"background={chance.choice(('true', 'false'))}"]
        correct(desk, "statement", target, values, author="AK", reason=reason, now=NOW)
        tell("did", "correct", (reason,))
        yield


def _withdraw(path: Path, chance: random.Random, tell: Tell) -> Iterator[None]:
    """Withdraw one report after the other."""
    desk = desk_at(path)
    while True:
        with desk.ledger(read_only=True) as ledger:
            left = sorted({one for one, _ in ledger.recorded()} - ledger.withdrawn())
        if not left:
            time.sleep(0.05)
            yield
            continue
        reason = f"reason {chance.getrandbits(40):x}"
        tell("will", "correct", (reason,))
        withdraw(desk, chance.choice(left), author="AK", because=reason, now=NOW)
        tell("did", "correct", (reason,))
        yield


def _erase(path: Path, chance: random.Random, tell: Tell) -> Iterator[None]:
    """Add a report and erase it."""
    desk = desk_at(path)
    stored = _stored(desk)
    while True:
        reading, data = made(chance.choice(stored), f"{chance.getrandbits(40):x}")
        with desk.ledger() as ledger, ledger.writing():
            ledger.add_report(reading.report, data, Capture("files", reading.report.file, NOW))
            ledger.add_reading(reading, NOW)
        tell("will", "erase", (reading.report.id,))
        erase(desk, reading.report.id, author="AK", because="asked for", now=NOW)
        tell("did", "erase", (reading.report.id,))
        yield


def _migrate(path: Path, _chance: random.Random, tell: Tell) -> Iterator[None]:
    """Bring copies of a desk of an earlier release up to date, one after the other."""
    number = 0
    while True:
        number += 1
        copy = path / "copies" / str(number)
        shutil.copytree(path / "older", copy)
        tell("will", "migrate", (str(copy),))
        Ledger.open(copy).close()
        tell("did", "migrate", (str(copy),))
        yield


def _keep(path: Path, chance: random.Random, tell: Tell) -> Iterator[None]:
    """Back the desk up and compact it."""
    while True:
        file = path / "copies" / f"{chance.getrandbits(40):x}.zip"
        file.parent.mkdir(exist_ok=True)
        tell("will", "backup", (str(file),))
        pack(path, file, "backup")
        tell("did", "backup", (str(file),))
        compacted(path)
        yield


def _collect(path: Path, _chance: random.Random, tell: Tell) -> Iterator[None]:
    """Collect from a site on this machine, which lists other pages in each round."""
    desk = desk_at(path)
    guests = Guests(manners=Manners(pause=0.0))  # a kill is to fall into the work, not a pause
    number = 0
    asked = [""]

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            listed = "".join(f"<url><loc>{home}/{number}/{n}</loc></url>" for n in range(PAGES))
            text = f"<p>Ferry {self.path} of {home} did not leave.</p>"
            if self.path.endswith(".xml"):
                text = f"<urlset>{listed}</urlset>"
            elif self.path != "/robots.txt":
                asked[0] = home + self.path
            self.send_response(404 if self.path == "/robots.txt" else 200)
            self.send_header("Content-Type", "text/xml" if "xml" in self.path else "text/html")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Site)
    home = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while True:
        number += 1
        feed = Feed(
            f"{SITE}-{os.getpid()}-{number}",
            "sitemap",
            f"{home}/{number}.xml",
            {"allow": "127.0.0.1"},
        )
        tell("will", "collect", (feed.name,))
        add_feed(desk, feed)
        collect(
            desk,
            names=[feed.name],
            guests=guests,
            clock=lambda: NOW,
            reading=False,
            progress=lambda _stage, _count: tell("did", "collect", (asked[0],)),
        )
        yield


ACTS: Mapping[str, Callable[[Path, random.Random, Tell], Iterator[None]]] = {
    "add": _add,
    "collect": _collect,
    "assess": _assess,
    "migrate": _migrate,
    "correct": _correct,
    "withdraw": _withdraw,
    "erase": _erase,
    "backup": _keep,
}
