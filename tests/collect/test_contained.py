"""Contained: hostile documents end with their own process, and not with ours."""

from __future__ import annotations

import time

import pytest

from tocsin.collect.contained import contained
from tocsin.errors import Malformed, TooLarge

NESTED = b"".join(b'<x%d:a xmlns:x%d="u%d">' % (n, n, n) for n in range(30_000))


def test_a_document_that_would_take_minutes_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(TooLarge):
        contained("feed", b"<rss>" + NESTED, file="a.rss", seconds=1)
    assert time.monotonic() - began < 60  # whole, it takes minutes


@pytest.mark.slow
def test_a_document_that_asks_for_all_memory_is_stopped() -> None:
    with pytest.raises((TooLarge, Malformed)):
        contained("feed", b"<rss>" + b"<item>" * 900_000, file="a.rss", memory=120_000_000)


def test_a_broken_document_is_told_and_not_raised_through() -> None:
    with pytest.raises(Malformed, match="cannot be taken apart"):
        contained("pdf", b"%PDF-1.4 and nothing else", file="a.pdf")


def test_the_bytes_of_a_document_are_never_a_file_name() -> None:
    found = contained("feed", b"/etc/passwd", file="a.rss")
    assert found["entries"] == []
    assert found["title"] is None


def test_an_entity_leads_to_no_file() -> None:
    document = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        b'<rss version="2.0"><channel><title>x &a; y</title><item><title>&a;</title></item>'
        b"</channel></rss>"
    )
    found = contained("feed", document, file="a.rss")
    with open("/etc/hostname") as file:  # noqa: PTH123
        assert (file.read().strip() or "nothing") not in str(found)
