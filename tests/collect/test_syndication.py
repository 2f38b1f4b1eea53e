from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from tests.collect.documents import ATOM, RSS, captured, faults, finds, leads

from tocsin.collect import kind_of
from tocsin.nouns import Interval

AT = Interval.instant(datetime(2022, 10, 12, 4, 30, tzinfo=UTC))
HOME = "https://gazette.example/rss"


def test_the_entries_of_a_feed_lead_to_their_pages_in_order() -> None:
    found = leads(finds("rss", RSS, address=HOME))
    assert [one.url for one in found] == ["https://gazette.example/1", "https://gazette.example/2"]
    assert (found[0].said.published, found[0].said.published_by) == (AT, "feed")


def test_an_entry_holds_a_report_of_its_own_for_want_of_the_page() -> None:
    instead = leads(finds("rss", RSS, address=HOME))[0].instead
    assert instead is not None
    report = instead.report
    assert report.text == "Ferries stop\n\nNo ferry left the harbour."
    assert (report.publisher, report.language) == ("The Harbour Gazette", "en")
    assert (report.url, report.host) == ("https://gazette.example/1", "gazette.example")
    assert [one.kind for one in report.layout] == ["headline"]


def test_an_entry_that_cannot_be_dated_is_told_and_undated() -> None:
    found = finds("rss", RSS, address=HOME)
    assert faults(found)[0] == "T105"
    assert leads(found)[1].said.published is None


def test_who_passes_others_on_is_not_the_publisher_of_what_they_say() -> None:
    assert leads(finds("rss", RSS, address=HOME))[1].said.publisher == "The Other"


def test_an_entry_without_an_address_is_a_report_and_one_without_anything_a_fault() -> None:
    found = finds("rss", RSS, address=HOME)
    (note,) = captured(found)
    assert note.report.text == "A note\n\nIt was said at noon."
    assert len(leads(found)) == 2


def test_atom_gives_its_times_and_authors() -> None:
    (lead,) = leads(finds("rss", ATOM))
    assert lead.url == "https://log.example/a"
    assert lead.said.published == AT
    assert lead.instead is not None
    assert (lead.instead.report.author, lead.instead.report.publisher) == ("B. Writer", "The Log")


def test_scripts_in_an_entry_are_no_text() -> None:
    document = RSS.replace(b"No ferry", b"&lt;script&gt;alert(1)&lt;/script&gt;No ferry")
    instead = leads(finds("rss", document, address=HOME))[0].instead
    assert instead is not None
    assert "alert" not in instead.report.text


def test_a_feed_in_another_encoding_is_read_by_its_declaration() -> None:
    text = '<?xml version="1.0" encoding="koi8-r"?><rss version="2.0"><channel><title>Я</title>'
    text += "<item><title>Паром стоит</title><link>https://g.example/1</link><description>Слова"
    document = f"{text} тут</description></item></channel></rss>".encode("koi8-r")
    (lead,) = leads(finds("rss", document))
    assert lead.instead is not None
    assert lead.instead.report.text == "Паром стоит\n\nСлова тут"


def test_a_feed_that_breaks_off_gives_the_entries_before_that() -> None:
    found = leads(finds("rss", RSS[: RSS.index(b"Trains")], address=HOME))
    assert [one.url for one in found] == ["https://gazette.example/1"]


@pytest.mark.parametrize("data", [b"", b"hello", b"<html><body>x</body></html>", b"<rss>", b"\0"])
def test_what_is_no_feed_is_told(data: bytes) -> None:
    assert set(faults(finds("rss", data))) <= {"T112", "T105"}
    assert faults(finds("rss", data))


def test_a_feed_of_too_many_bytes_is_not_read() -> None:
    assert faults(finds("rss", RSS + b" " * 5_000_001)) == ["T102"]


def test_addresses_that_are_none_of_the_web_lead_nowhere() -> None:
    for scheme in ("javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/x"):
        document = RSS.replace(b"https://gazette.example/1", scheme.encode())
        assert all(one.url.startswith("https://") for one in leads(finds("rss", document)))


JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Log",
    "items": [
        {
            "id": "1",
            "url": "https://log.example/1",
            "title": "Ships",
            "content_html": "<p>Three <i>ships</i> came.</p>",
            "date_published": "2022-10-12T06:30:00+02:00",
            "authors": [{"name": "B. Writer"}],
        },
        {"id": "2", "content_text": "Two ships left."},
        "no object",
        {"id": "3", "date_published": 5},
    ],
}


def test_a_json_feed_gives_the_same_as_one_in_xml() -> None:
    data = json.dumps(JSON).encode()
    found = finds("jsonfeed", data)
    (lead,) = leads(found)
    assert (lead.url, lead.said.published) == ("https://log.example/1", AT)
    assert lead.instead is not None
    assert lead.instead.report.text == "Ships\n\nThree ships came."
    assert lead.instead.report.author == "B. Writer"
    assert [one.report.text for one in captured(found)] == ["Two ships left."]
    assert faults(found) == ["T105", "T105"]


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"items": 3}', b"{" * 100_000, b"[" * 99_999]
)
def test_what_is_no_json_feed_is_told(data: bytes) -> None:
    assert faults(finds("jsonfeed", data)) in (["T112"], ["T105"])


def test_a_document_is_known_by_its_first_bytes() -> None:
    for data, name in ((RSS, "rss"), (ATOM, "rss"), (json.dumps(JSON).encode(), "jsonfeed")):
        kind = kind_of(data, "text/plain")
        assert kind is not None
        assert kind.name == name
