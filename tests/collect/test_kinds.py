from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.collect.documents import ATOM, MAILBOX, RSS, SITEMAP, archive, finds, package, record
from tests.collect.test_exports import CHANNEL, OUTBOX

from tocsin.collect import (
    GROUP,
    KINDS,
    Captured,
    Document,
    Found,
    Kind,
    Lead,
    Limits,
    found_in,
    kind_named,
    kinds,
    settled,
)
from tocsin.errors import CollectError, KindFault

NAMES = [one.name for one in KINDS]
IN_PROCESS = sorted(set(NAMES) - {"rss", "pdf"})  # those two are read in a process of their own


def test_every_kind_says_what_it_is() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for kind in KINDS:
        for said in (kind.title, kind.sees, kind.misses, *(one.help for one in kind.options)):
            assert said.strip()
        for said in (kind.sees, kind.misses, *(one.help for one in kind.options)):
            assert said.endswith("."), said
        assert len({one.name for one in kind.options}) == len(kind.options)


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_the_defaults_of_a_kind_are_values_that_it_takes(kind: Kind) -> None:
    assert settled(kind, settled(kind, {})) == settled(kind, {})


def test_options_are_read_by_their_type() -> None:
    given = settled(kind_named("rss"), {"most": "12", "pages": "no", "allow": "a.example, b"})
    assert (given["most"], given["pages"], given["allow"]) == (12, False, ("a.example", "b"))


@pytest.mark.parametrize(
    "given", [{"mots": 1}, {"most": "many"}, {"most": -1}, {"pages": "perhaps"}, {"include": 5}]
)
def test_an_option_that_is_none_is_told(given: dict[str, object]) -> None:
    with pytest.raises(KindFault):
        settled(kind_named("rss"), given)


def test_a_kind_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(KindFault, match="rss, jsonfeed"):
        kind_named("radio")


@pytest.fixture
def packaged(tmp_path: Path) -> Iterator[Path]:
    """A real package of another house that is installed for the length of a test."""
    (tmp_path / "harbour_kinds.py").write_text(
        "from tocsin.collect import Kind\n"
        "def find(document, options, limits):\n    return iter(())\n"
        "LOG = Kind('shiplog', 'Ship log', 'What was logged.', 'Other.', find)\n"
        "TAKEN = Kind('rss', 'x', 'x.', 'x.', find)\nNONE = 5\n"
    )
    told = tmp_path / "harbour_kinds-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: harbour-kinds\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text(
        f"[{GROUP}]\na = harbour_kinds:LOG\nb = harbour_kinds:TAKEN\nc = harbour_kinds:NONE\n"
        "d = harbour_kinds:MISSING\ne = no_such_module:X\n"
    )
    sys.path.insert(0, str(tmp_path))
    try:
        yield tmp_path
    finally:
        sys.path.remove(str(tmp_path))
        sys.modules.pop("harbour_kinds", None)


@pytest.mark.usefixtures("packaged")
def test_another_package_adds_a_kind_and_one_that_is_broken_stops_nothing() -> None:
    found, faults = kinds(entry_points(group=GROUP))
    assert [one.name for one in found] == [*NAMES, "shiplog"]
    assert [fault.code for fault in faults] == ["T113"] * 4


def test_a_kind_that_fails_on_a_document_is_told_and_stops_nothing() -> None:
    def find(_document: Document, _options: object, _limits: Limits) -> Iterator[Found]:
        yield Lead("https://a.example/1")
        raise ZeroDivisionError("a word")

    own = Kind("shiplog", "Ship log", "What was logged.", "Other.", find)
    lead, fault = found_in(own, Document("a.log", io.BytesIO(), 0), {})
    assert isinstance(lead, Lead)
    assert isinstance(fault, KindFault)
    assert "ZeroDivisionError" in fault.message


def test_without_other_packages_there_are_the_shipped_kinds() -> None:
    nothing: list[EntryPoint] = []
    assert kinds(nothing) == (KINDS, [])


def _seeds() -> dict[str, bytes]:
    import json

    page = b"<h1>A</h1><p>No ferry left.</p>"
    warc = archive(record(page, "https://a.example/1"), packed=True)
    return {
        "rss": RSS, "jsonfeed": b'{"items": [{"url": "https://a.example/1"}]}',
        "sitemap": SITEMAP, "gdelt": b"URL,MobileURL\nhttps://a.example/1,\n", "page": page,
        "mbox": MAILBOX, "warc": archive(record(page, "https://a.example/1")),
        "wacz": package(archive__a_warc=warc),
        "cdx": b" CDX N b a\nx 2022 https://a.example/1\n",
        "lines": b'{"text": "x"}\n', "parquet": b"PAR1" + bytes(20) + b"PAR1",
        "telegram": json.dumps(CHANNEL).encode(), "mastodon": json.dumps(OUTBOX).encode(),
        "pdf": b"%PDF-1.4", "atom": ATOM,
    }  # fmt: skip


SEEDS = _seeds()


@st.composite
def broken(draw: st.DrawFn, seed: bytes) -> bytes:
    """A document with pieces taken out, doubled, or written over with noise."""
    data = bytearray(seed)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        size = draw(st.integers(0, 40))
        how = draw(st.sampled_from(["cut", "double", "noise", "end", "zero"]))
        if how == "cut":
            del data[at : at + size]
        elif how == "double":
            data[at:at] = data[at : at + size]
        elif how == "noise":
            data[at : at + size] = draw(st.binary(max_size=40))
        elif how == "zero":
            data[at : at + size] = bytes(size)
        else:
            del data[at:]
    return bytes(data)


@settings(max_examples=400, deadline=5_000, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_broken_document_of_any_kind_gives_findings_and_coded_faults(
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(IN_PROCESS))
    document = data.draw(st.one_of(broken(SEEDS[name]), st.binary(max_size=200)))
    found = finds(name, document)
    for one in found:
        assert isinstance(one, Captured | Lead | CollectError)
        if isinstance(one, CollectError):
            assert one.code.startswith("T1")
            assert one.message.endswith(".")
            assert one.file
    assert [repr(one) for one in finds(name, document)] == [repr(one) for one in found]


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_broken_feed_or_pdf_does_no_harm(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["rss", "pdf", "atom"]))
    document = data.draw(broken(SEEDS[name]))
    for one in finds("rss" if name == "atom" else name, document):
        assert isinstance(one, Captured | Lead | CollectError)
