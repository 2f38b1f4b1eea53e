from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.collect.strategies import documents, labels, noise

from tocsin.collect import Captured, capture_bytes, decode, likely_dates, read_manifest
from tocsin.collect.moment import dates_in, moment_of
from tocsin.errors import CollectError
from tocsin.nouns import sha256_of


@settings(max_examples=300)
@given(noise, labels)
def test_any_bytes_decode_to_text_that_can_be_stored(data: bytes, declared: str | None) -> None:
    decoded = decode(data, declared)
    decoded.text.encode()
    assert 0 <= decoded.faults <= len(decoded.text)
    assert decoded == decode(data, declared)


@given(st.text(st.characters(codec="utf-8")))
def test_utf_8_comes_back_letter_for_letter(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded.text == text.removeprefix("\ufeff")
    assert decoded.faults == 0


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_any_bytes_in_any_format_are_captured_or_refused_with_a_code(
    document: tuple[str, bytes],
) -> None:
    file, data = document
    found = list(capture_bytes(data, file=file))
    again = list(capture_bytes(data, file=file))
    assert [as_value(one) for one in found] == [as_value(one) for one in again]
    for one in found:
        if isinstance(one, CollectError):
            assert one.code.startswith("T10")
            assert one.message.endswith((".", ")"))
            continue
        assert_sound(one)


def as_value(one: Captured | CollectError) -> object:
    return one if isinstance(one, Captured) else one.as_row()


def assert_sound(captured: Captured) -> None:
    report = captured.report
    assert report.sha256 == sha256_of(captured.data)
    assert report.text_sha256 == sha256_of(report.text.encode())
    assert report.refusal is not None or report.text.strip()
    at = 0
    for segment in report.layout:
        assert segment.report == report.id
        assert at <= segment.span.start < segment.span.end <= len(report.text)
        at = segment.span.end
    for stated in (report.title, report.publisher, report.host, report.author, report.url):
        assert stated is None or stated.encode().strip()
    assert (report.published is None) == (report.published_by == "none")
    likely_dates(report)


@given(st.binary(max_size=300))
@settings(max_examples=100)
def test_any_manifest_is_followed_or_faulted(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name, "manifest.csv").write_bytes(b"file,published\n" + data)
        for fault in read_manifest(Path(name)).faults:
            assert fault.code == "T106"


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats()))
def test_any_date_is_an_interval_or_nothing(written: str | float) -> None:
    found = moment_of(written)
    assert found is None or found.start is not None


@given(st.datetimes(), st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d"]))
def test_a_written_day_is_found_again(at: datetime, form: str) -> None:
    if not 1900 <= at.year < 2100:
        return
    found = moment_of(at.strftime(form))
    assert found is not None
    assert found.start is not None
    assert found.start.date() == at.date()
    ((span, interval),) = dates_in(f"On {at.strftime(form)}.", packed=True)
    assert interval == found
    assert span.start == 3


@pytest.mark.parametrize("depth", [50, 300, 3000])
def test_mail_nested_ever_deeper_is_refused_or_captured(depth: int) -> None:
    opened = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(depth)
    )
    (found,) = capture_bytes(f"From: a@b\r\n{opened}\r\nIt was said.".encode(), file="deep.eml")
    assert isinstance(found, Captured | CollectError)
