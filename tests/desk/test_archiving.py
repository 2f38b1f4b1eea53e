"""A desk as a web archive: read by a tool that is not ours, and by ours again."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, is_warc_11
from tests.servers import Reply, served
from typer.testing import CliRunner

from tocsin.cli import app
from tocsin.collect import Captured, capture_file
from tocsin.collect.warc import Record, records
from tocsin.desk import Desk, Feed, Guests, add, add_feed, collect
from tocsin.desk.archiving import Archived, archive
from tocsin.desk.withdrawing import erase, withdraw
from tocsin.errors import Refused
from tocsin.fetch import Manners
from tocsin.nouns import sha256_of

NOW = datetime(2022, 10, 20, 12, tzinfo=UTC)
KINDS = frozenset({"warcinfo", "response", "resource", "metadata"})
PAGE = b"<html><head><title>Ferry</title></head><body><p>Ferry 1 did not leave.</p></body></html>"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A page that came packed, files with a name that lies, one withdrawn and one erased."""
    folder = tmp_path_factory.mktemp("archiving")
    made = Desk.create(folder / "desk")
    with served() as site:
        packed = {"Content-Type": "text/html", "Content-Encoding": "gzip", "X-Told": "yes"}
        site.reply("/1", Reply(gzip.compress(PAGE), headers=packed))
        add_feed(made, Feed("ferry", "page", f"{site.url}/1", {"allow": "127.0.0.1"}))
        guests = Guests(manners=Manners(pause=0.0))
        collect(made, guests=guests, clock=lambda: NOW)
    files = folder / "files"
    files.mkdir()
    (files / "a\r\nWARC-Type: evil.txt").write_text("The first bridge is open.", "utf-8")
    (files / "b.txt").write_text("The second bridge is open, it is said — so far.", "utf-8")
    (files / "c.txt").write_text("The third bridge is open.", "utf-8")
    add(made, [files], now=NOW)
    withdraw(made, "b.txt", author="AK", because="a forgery", now=NOW)
    erase(made, "c.txt", author="AK", because="asked for", now=NOW)
    return made


@pytest.fixture(scope="module")
def made(desk: Desk) -> Archived:
    return archive(desk, desk.path.parent / "desk.warc.gz")


def ours(made: Archived) -> list[Record]:
    with made.file.open("rb") as stream:
        return list(records(stream, file="desk.warc.gz", most=10**6, kinds=KINDS))


def test_another_tool_reads_every_record_and_finds_its_digests_right(made: Archived) -> None:
    with made.file.open("rb") as stream:
        found = [
            (one.headers["WARC-Type"], one.verify_block_digest())
            for one in ArchiveIterator(stream, parse_http=False, func_filter=is_warc_11)
        ]
    kinds = ["warcinfo", *sorted(["response", "resource", "resource"] + ["metadata"] * 3)]
    assert sorted(kind for kind, _ in found) == sorted(kinds)
    assert all(sound for _, sound in found)


def test_a_page_is_the_answer_of_its_server_with_the_body_that_is_kept(made: Archived) -> None:
    (answer,) = (one for one in ours(made) if one.headers["warc-type"] == "response")
    assert (answer.status, answer.body) == (200, PAGE)
    assert answer.headers["warc-target-uri"].endswith("/1")
    assert answer.headers["warc-date"] == "2022-10-20T12:00:00Z"
    assert answer.http["x-told"] == "yes"
    assert answer.http["content-length"] == str(len(PAGE))
    assert "content-encoding" not in answer.http
    assert answer.http["x-archive-orig-content-encoding"] == "gzip"


def test_what_no_server_gave_is_a_resource_under_its_own_name(desk: Desk, made: Archived) -> None:
    found = [one for one in ours(made) if one.headers["warc-type"] == "resource"]
    with desk.ledger(read_only=True) as ledger:
        for one in found:
            report = ledger.report(one.headers["warc-target-uri"].rpartition(":")[2])
            assert one.body is not None
            assert sha256_of(one.body) == report.sha256
    assert len(found) == 2


def test_no_name_of_a_file_adds_a_header(made: Archived) -> None:
    known = [one.body or b"" for one in ours(made) if one.headers["warc-type"] == "metadata"]
    assert sum(b"WARC-Type: evil" in one for one in known) == 1
    assert not any(b"\nWARC-Type: evil" in one for one in known)


def test_what_is_withdrawn_says_so_and_what_is_erased_is_not_there(made: Archived) -> None:
    whole = gzip.decompress(made.file.read_bytes())
    assert whole.count(b"withdrawn: yes") == 1
    assert b"second bridge" in whole
    assert b"third bridge" not in whole


def test_the_same_desk_gives_the_same_bytes(desk: Desk, made: Archived, tmp_path: Path) -> None:
    again = archive(desk, tmp_path / "again.warc.gz")
    assert again.file.read_bytes() == made.file.read_bytes()
    assert replace(again, file=made.file) == made
    assert (made.reports, made.answers) == (3, 1)


def test_a_desk_takes_its_archive_back_in(made: Archived) -> None:
    found = [one for one in capture_file(made.file) if isinstance(one, Captured)]
    assert PAGE in {one.data for one in found}


def test_an_archive_writes_over_nothing(desk: Desk, made: Archived) -> None:
    with pytest.raises(Refused):
        archive(desk, made.file)
    assert not list(made.file.parent.glob("*.part"))


def test_the_command_says_what_it_wrote(desk: Desk, made: Archived, tmp_path: Path) -> None:
    file = tmp_path / "x.warc.gz"
    done = CliRunner().invoke(
        app, ["export", str(desk.path), "--warc", "--to", str(file), "--json"]
    )
    assert done.exit_code == 0, done.output
    row = json.loads(done.output)
    assert row == {"written": str(file), "reports": 3, "answers": 1, "bytes": made.size}
    refused = CliRunner().invoke(app, ["export", str(desk.path), "--warc"])
    assert refused.exit_code == 2


def test_an_empty_desk_is_an_archive_of_its_own_description(tmp_path: Path) -> None:
    made = archive(Desk.create(tmp_path / "desk"), tmp_path / "empty.warc.gz")
    (only,) = records(
        io.BytesIO(made.file.read_bytes()), file="empty.warc.gz", most=10**6, kinds=KINDS
    )
    assert only.headers["warc-type"] == "warcinfo"
