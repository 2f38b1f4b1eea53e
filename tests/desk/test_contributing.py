"""Who sent an observation is found nowhere on the desk, by whatever is looked for."""

from __future__ import annotations

import base64
import json
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import which
from typing import Literal

import pytest
from tests.weigh.build import WATCH
from typer.testing import CliRunner

from tocsin.cli import app
from tocsin.desk import Desk, contacts, contributing
from tocsin.desk.archiving import archive
from tocsin.desk.contributing import code_of, contribute, contribution_of, contributors
from tocsin.desk.packing import pack
from tocsin.desk.redacting import redacted
from tocsin.errors import BadArgument, CollectError, NotADesk
from tocsin.nouns import Interval

NOW = datetime(2022, 10, 21, 12, tzinfo=UTC)
PHRASE = "five words nobody joins here"
NAME = "Marta Kovalenko"
REACHED = "+358 40 555 0199 / ilmari.s@relay.example / @ilmari_s"
SENT = """From: Marta Kovalenko <marta.k@post.example>
To: desk@monitor.example
Subject: Flatcars, from Marta
Date: Thu, 20 Oct 2022 14:35:00 +0300
Message-ID: <77@martas-laptop.post.example>
X-Originating-IP: 203.0.113.77

Marta here, call +375 29 123-45-67 or @martak_77. From my window at 14 Harbour Street,
flat 23, I saw twelve flatcars with tanks at 52.10234, 23.68921. My brother Oleg saw them too.
"""
TELLING = (
    *("Marta", "Kovalenko", "marta", "post.example", "123-45-67", "martak", "Harbour", "flat 23"),
    *("10234", "68921", "Oleg", "203.0.113.77", "laptop", "monitor.example", "14:35", "sent-by"),
    PHRASE,
)


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """Argon2id with little memory: what it costs in earnest is not what is tried here."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(contributing, "_MEMORY", 64)
        yield


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that was given the message by its command, as its user would."""
    folder = tmp_path_factory.mktemp("contributing")
    made = desk_at(folder / "desk")
    file = folder / "sent-by-marta.eml"
    file.write_text(SENT, "utf-8")
    told = CliRunner().invoke(
        app,
        ["contribute", str(made.path), str(file), "--on", "2022-10-20", "--yes", "--json"],
        input=f"{NAME}\n{PHRASE}\nOleg\n",
    )
    assert told.exit_code == 0, told.output
    assert not any(one in told.output for one in TELLING)
    return made


def desk_at(path: Path) -> Desk:
    """A desk with a watch that all of this says nothing to: no language model is loaded."""
    made = Desk.create(path)
    (made.path / "watches" / "made.yaml").write_text(WATCH, "utf-8")
    return made


def everything(desk: Path) -> Iterator[tuple[str, bytes]]:
    """All bytes of a desk, and whatever of them can be unpacked."""
    for file in sorted(desk.rglob("*")):
        if file.is_file():
            yield file.name, file.name.encode() + file.read_bytes()
    kinds: tuple[Literal["backup", "export"], ...] = ("backup", "export")
    for kind in kinds:
        to = desk.parent / f"{kind}.zip"
        pack(desk, to, kind)
        with zipfile.ZipFile(to) as package:
            for name in package.namelist():
                yield f"{kind}/{name}", package.read(name)
            lines = package.read("ledger.jsonl") if kind == "export" else b""
        for line in lines.splitlines():
            for value in (json.loads(line)["values"] or {}).values():
                if isinstance(value, dict):
                    yield f"{kind} bytes", zlib.decompress(base64.b64decode(value["base64"]))
    made = archive(Desk.open(desk), desk.parent / "stolen.warc.gz")
    yield "warc", b"".join(_members(made.file.read_bytes()))


def printed(tool: str, *said: str) -> bytes:
    """What a tool of the machine says."""
    return subprocess.run([str(which(tool)), *said], check=False, capture_output=True).stdout


def forms(told: str) -> Iterator[bytes]:
    """A word in small letters as a thief looks for it: as it is, in UTF-16, in hex, in JSON."""
    told = told.lower()
    plain = told.encode()
    yield from (plain, told.encode("utf-16-le"), told.encode("utf-16-be"), plain.hex().encode())
    yield told.encode("unicode_escape").replace(b"\\x", b"\\u00")


def in_base64(told: str) -> Iterator[bytes]:
    """How base64 writes a word at each of its three places; short ones are found by chance."""
    for shift in range(3):
        form = base64.b64encode(b"." * shift + told.encode())[4 if shift else 0 : -4]
        if len(form) >= 7:
            yield form


def _members(data: bytes) -> Iterator[bytes]:
    while data:
        unpacking = zlib.decompressobj(31)
        yield unpacking.decompress(data)
        data = unpacking.unused_data


def test_nothing_in_a_stolen_desk_tells_who_sent_it_or_whence(desk: Desk) -> None:
    pieces = list(everything(desk.path))
    assert any(b"twelve flatcars" in data for _, data in pieces), "it is looked in the right place"
    found = {
        (name, one)
        for name, data in pieces
        for one in TELLING
        if one.encode().lower() in data.lower()
    }
    assert found == set()


@pytest.mark.skipif(
    not (which("sqlite3") and which("strings")), reason="needs the programs sqlite3 and strings"
)
def test_a_thief_with_every_tool_at_hand_finds_no_name_number_handle_or_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The desk is taken while it is open: journal, free pages, backups, exports, cache, log."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home" / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(contacts, "_MEMORY", 64)
    (tmp_path / "tmp").mkdir()
    caplog.set_level(0)
    desk = desk_at(tmp_path / "desk")
    sent = tmp_path / "sent-by-marta.eml"
    sent.write_text(SENT, "utf-8")
    with closing(sqlite3.connect(desk.path / "ledger.sqlite")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM reports").fetchone()  # which keeps the journal there
        run, at = CliRunner(), str(desk.path)
        said = ["contribute", at, str(sent), "--on", "2022-10-20", "--yes", "--json"]
        entered = run.invoke(app, said, input=f"{NAME}\n{PHRASE}\nOleg\n")
        code = str(json.loads(entered.output)["code"])
        told = [
            entered.output,
            run.invoke(app, ["contact", "keep", at, code], input=f"{REACHED}\n{PHRASE}\n").output,
            run.invoke(app, ["contact", "show", at, code], input="another phrase\n").output,
            *(run.invoke(app, [one, at]).output for one in ("status", "doctor", "verify")),
            run.invoke(app, ["search", at, "flatcars"]).output,
        ]
        stolen = tmp_path / "stolen"
        shutil.copytree(desk.path, stolen)
    sent.unlink()
    assert (stolen / "ledger.sqlite-wal").stat().st_size > 0
    database = str(stolen / "ledger.sqlite")
    seen = b"".join(data for _, data in everything(stolen))
    dumped = [
        printed("sqlite3", database, said)
        for said in (".dump", "SELECT hex(packed) FROM bytes", ".recover")  # the last not in all
    ]
    assert b"INSERT INTO" in dumped[0]
    letters = [
        printed("strings", "-a", "-n", "3", how, str(file))
        for file in sorted(stolen.rglob("*"))
        if file.is_file()
        for how in ("-es", "-el", "-eb")
    ]
    left = [one.read_bytes() for one in (tmp_path / "home").rglob("*") if one.is_file()]
    left += [one.read_bytes() for one in (tmp_path / "tmp").rglob("*") if one.is_file()]
    heap = b"\0".join([seen, *dumped, *letters, *left, *(one.encode() for one in told)])
    heap += caplog.text.encode()
    low = heap.lower()
    assert low.count(b"twelve flatcars") > 5, "it is looked in the right places"
    # Four digits alone stand in salts and digests by chance.
    looked = (*TELLING, *REACHED.split(" / "), "555 0199", "358405550199", "ilmari")
    found = [
        (one, where[max(0, place - 40) : place + 40])
        for one in looked
        for where, written in ((low, forms(one)), (heap, in_base64(one)))
        for form in written
        if (place := where.find(form)) >= 0
    ]
    assert found == []


def test_what_was_seen_is_there_under_a_code_and_its_day(desk: Desk) -> None:
    with desk.ledger(read_only=True) as ledger:
        (report,) = ledger.reports()
    assert "I saw twelve flatcars with tanks at 52.1, 23.7" in report.text
    assert report.published == Interval.day(date(2022, 10, 20))
    assert report.publisher == f"Contributor {code_of(desk.path, NAME, PHRASE)}"
    assert report.author is report.url is report.host is None


def test_the_same_name_and_passphrase_give_the_same_code_and_nothing_else_does(
    desk: Desk, tmp_path: Path
) -> None:
    code = code_of(desk.path, NAME, PHRASE)
    assert code_of(desk.path, "  marta  KOVALENKO ", PHRASE) == code
    assert contributors(desk) == {code: 1}
    other = Desk.create(tmp_path / "other")
    codes = {code, code_of(desk.path, NAME, PHRASE + "!"), code_of(other.path, NAME, PHRASE)}
    assert len({*codes, code_of(desk.path, "Oleg", PHRASE)}) == 4
    assert (desk.path / "contributors.yaml").stat().st_mode & 0o777 == 0o600


def test_a_passphrase_that_can_be_tried_out_is_refused(desk: Desk) -> None:
    for name, phrase in ((NAME, "short"), (" ", PHRASE)):
        with pytest.raises(BadArgument):
            code_of(desk.path, name, phrase)


def test_a_salt_that_is_gone_is_told_and_no_other_is_made_up(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    (desk.path / "contributors.yaml").write_text("salt: none\n", "utf-8")
    with pytest.raises(NotADesk):
        code_of(desk.path, NAME, PHRASE)


def test_without_a_yes_nothing_is_entered(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Oleg saw nothing.", "utf-8")
    call = ["contribute", str(desk.path), str(file), "--on", "2022-10-20"]
    told = CliRunner().invoke(app, call, input=f"Oleg\n{PHRASE}\n")
    assert told.exit_code == 2
    assert "[name] saw nothing." in told.output
    assert sum(contributors(desk).values()) == 1


def test_a_picture_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0GPS 52.1\xff\xd9")
    with pytest.raises(CollectError):
        contribution_of(file, code="K-x", on=date(2022, 10, 20), names=())


def test_places_stay_as_they_are_only_when_that_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("At 52.10234, 23.68921 there were tanks.", "utf-8")
    kept = contribution_of(file, code="K-x", on=date(2022, 10, 20), names=(), exact_places=True)
    assert "52.10234, 23.68921" in kept.redacted.text
    desk = desk_at(tmp_path / "desk")
    assert contribute(desk, kept, now=NOW).new == 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Call +375 (29) 123-45-67.", "Call [number]."),
        ("Call 8 029 765 43 21 now", "Call [number] now"),
        ("52°06'08\"N 23°41'21\"E", "52.1° N 23.7° E"),
        ("34U EG 12345 67890", "[grid square 34U EG]"),
        ("see geo:52.1,23.6 and https://maps.example/@52.1,23.6", "see [link] and [link]"),
        ("ul. Lenina 12, apt. 4", "[street], [dwelling]"),
        ("Mar\u200bta told Martas mother", "[name] told [name] mother"),
        ("MARTA'S", "[name]"),
    ],
)
def test_what_tells_of_a_person_or_a_place_is_taken_out(text: str, left: str) -> None:
    assert redacted(text, ["Marta"]).text == left


@pytest.mark.parametrize(
    "text",
    [
        "On 2022-10-20 and 20.10.2022 at 14:35 there were 12 to 15 trains.",
        "In 2021-2022 it was 1 200 000 litres, 2,500 soldiers, 40 wagons, T-72 and 152 mm.",
        "The market street was calm; the smart people left.",
        "About 2 000 to 3 000 men came, 10-15 of them wounded.",
    ],
)
def test_what_tells_of_none_stays(text: str) -> None:
    assert redacted(text, ["Mar", "Marta"]).text == text
