"""Whatever a document holds, to read it asks nobody: no name is looked up, no connection made."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from scripts.fuzz.parsers import PARSERS

from tocsin.collect import capture_bytes
from tocsin.errors import TocsinError

WHITHER = "http://127.0.0.1:9/latest/meta-data/"
ENDINGS = (".html", ".xhtml", ".md", ".eml", ".json", ".jsonl", ".txt")
WAYS = (
    "{}",
    "{}\n",
    "\ufeff{}",
    "HTTP://127.0.0.1:9/",
    "http",
    "{}<html><body>Two\u00a0ferries</body></html>",
    '<html><head><base href="{0}"><link rel="canonical" href="{0}"></head>{0}</html>',
    '<!DOCTYPE html SYSTEM "{}"><html><body>ferries</body></html>',
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "{}">]><a>&b;</a>',
    '<?xml version="1.0"?><!DOCTYPE a SYSTEM "{}"><rss><channel><title>a</title></channel></rss>',
    '<?xml version="1.0"?><?xml-stylesheet href="{}"?><rss><channel/></rss>',
)


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was asked for in this process: nothing, or the test fails."""
    found: list[str] = []

    def ask(*what: object, **_how: object) -> None:
        found.append(str(what))
        raise OSError("nobody is to be asked")

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    monkeypatch.setattr(socket.socket, "connect", ask)
    monkeypatch.setattr(socket.socket, "connect_ex", ask)
    monkeypatch.setattr(urllib.request, "urlopen", ask)
    yield found
    assert found == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_report_that_is_an_address_is_not_asked_for(ending: str, way: str) -> None:
    list(capture_bytes(way.format(WHITHER).encode(), file=f"a{ending}"))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PARSERS)
def test_a_document_of_any_kind_that_is_an_address_is_not_asked_for(name: str, way: str) -> None:
    with suppress(TocsinError):
        list(PARSERS[name].parse(way.format(WHITHER).encode()))


def test_a_document_that_names_a_file_of_this_machine_does_not_have_it_read(
    tmp_path: Path,
) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<rss><channel><item><title>hidden</title></item></channel></rss>", "utf-8")
    for name, parser in PARSERS.items():
        with suppress(TocsinError):
            found = list(parser.parse(str(secret).encode()))
            assert not any("hidden" in str(one) for one in found), name
