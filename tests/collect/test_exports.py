from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.collect.documents import captured, faults, finds, leads

from tocsin.collect import Captured, Lead, gather, kind_of
from tocsin.nouns import Interval

CHANNEL = {
    "name": "Harbour Watch",
    "type": "public_channel",
    "id": 1,
    "messages": [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2022-10-12T06:30:00",
            "date_unixtime": "1665549000",
            "edited_unixtime": "1665552600",
            "from": "Harbour Watch",
            "text": ["No ferry left the ", {"type": "bold", "text": "harbour"}, "."],
        },
        {
            "id": 3,
            "type": "message",
            "date_unixtime": "1665549000",
            "from": "Harbour Watch",
            "forwarded_from": "Dock Notes",
            "text": "Two ships came.",
        },
        {"id": 4, "type": "message", "date_unixtime": "1665549000", "photo": "x.jpg", "text": ""},
        "no object",
        {"id": 5, "type": "message", "date_unixtime": "often", "text": {"deep": []}},
    ],
}
OUTBOX = {
    "@context": "https://www.w3.org/ns/activitystreams",
    "type": "OrderedCollection",
    "orderedItems": [
        {
            "type": "Create",
            "object": {
                "type": "Note",
                "url": "https://social.example/@ann/1",
                "attributedTo": "https://social.example/users/ann",
                "published": "2022-10-12T04:30:00Z",
                "content": "<p>No <b>ferry</b> left.<script>alert(1)</script></p>",
                "contentMap": {"en": "x"},
            },
        },
        {"type": "Announce", "object": "https://other.example/@bob/2"},
        {"type": "Like", "object": "https://other.example/@bob/3"},
        {"type": "Create", "object": {"type": "Note", "content": ""}},
        7,
    ],
}


def test_messages_with_words_are_reports_of_their_channel() -> None:
    found = finds("telegram", json.dumps(CHANNEL).encode())
    first, second = captured(found)
    at = Interval.instant(datetime(2022, 10, 12, 4, 30, tzinfo=UTC))
    assert first.report.text == "No ferry left the harbour."
    assert (first.report.published, first.report.publisher) == (at, "Harbour Watch")
    assert first.report.updated is not None
    assert first.report.file == "a.file#Harbour Watch/2"
    assert second.report.text == "Forwarded from Dock Notes\n\nTwo ships came."
    assert faults(found) == ["T105"]


def test_an_export_of_a_whole_account_gives_all_its_chats() -> None:
    whole = {"about": "x", "chats": {"about": "y", "list": [CHANNEL, CHANNEL, 5]}}
    assert len(captured(finds("telegram", json.dumps(whole).encode()))) == 4


def test_posts_are_reports_and_what_was_passed_on_is_an_address() -> None:
    found = finds("mastodon", json.dumps(OUTBOX).encode())
    (post,) = captured(found)
    assert post.report.text == "No ferry left."
    assert post.report.publisher == "@ann@social.example"
    assert (post.report.url, post.report.language) == ("https://social.example/@ann/1", "en")
    assert [one.url for one in leads(found)] == ["https://other.example/@bob/2"]
    assert faults(found) == ["T105"]


def test_half_a_character_is_no_part_of_a_text() -> None:
    post = {"type": "Note", "content": "<p>No \ud800ferry\0 left.</p>", "url": "\ud800"}
    (found,) = captured(finds("mastodon", json.dumps({"orderedItems": [post]}).encode()))
    found.report.text.encode()
    items = [{"content_html": "<p>No \ud800ferry.</p>"}, {"content_text": "No \ud800ferry.\0"}]
    for one in captured(finds("jsonfeed", json.dumps({"items": items}).encode())):
        one.report.text.encode()
        assert "ferry." in one.report.text


@pytest.mark.parametrize("kind", ["telegram", "mastodon"])
@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"5", b'{"messages": 3}', b"[" * 99_999, b'{"a":' * 50_000]
)
def test_what_is_no_export_is_told(kind: str, data: bytes) -> None:
    assert faults(finds(kind, data))


def test_exports_are_known_by_how_they_begin(tmp_path: Path) -> None:
    for row, name in ((CHANNEL, "telegram"), (OUTBOX, "mastodon")):
        kind = kind_of(json.dumps(row).encode(), "application/json")
        assert kind is not None
        assert kind.name == name
        (tmp_path / "result.json").write_text(json.dumps(row, indent=1))
        assert any(isinstance(one, Captured) for one in gather([tmp_path]))


def test_a_report_in_json_with_messages_of_its_own_is_still_a_report(tmp_path: Path) -> None:
    row = {"type": "article", "messages": [], "text": "It was said."}
    (tmp_path / "a.json").write_text(json.dumps(row))
    (found,) = gather([tmp_path])
    assert isinstance(found, Captured)


def test_a_list_of_articles_leads_to_them() -> None:
    table = (
        "URL,MobileURL,Date,Title\nhttps://a.example/1,,2022-10-12 04:30:00,Ferries\n"
        'https://b.example/2,,2022-10-12 04:30:00,"Trains, again"\nnothing,,,\n'
    )
    articles = {
        "articles": [
            {"url": "https://a.example/1", "seendate": "20221012T043000Z"},
            {"url": "https://b.example/2"},
            {"title": "x"},
            3,
        ]
    }
    for data in (table.encode(), json.dumps(articles).encode()):
        kind = kind_of(data, "text/plain")
        assert kind is not None
        assert kind.name == "gdelt"
        found = finds("gdelt", data)
        urls = [one.url for one in found if isinstance(one, Lead)]
        assert urls == ["https://a.example/1", "https://b.example/2"]
        assert leads(found)[0].said.published is None
        assert set(faults(found)) == {"T105"}


@pytest.mark.parametrize("data", [b"", b"URL\0,x", b'{"articles": 3}', b"{", b'"' * 200_000])
def test_what_is_no_list_of_articles_is_told(data: bytes) -> None:
    assert faults(finds("gdelt", data))


@pytest.mark.parametrize("stamp", ["9" * 5_000, "²", "٣", ""])
def test_a_message_whose_time_is_no_number_of_seconds_has_its_written_date(stamp: str) -> None:
    message = {
        "id": 1,
        "type": "message",
        "date": "2022-10-12T04:30:00",
        "date_unixtime": stamp,
        "edited_unixtime": stamp,
        "text": "It was said.",
    }
    found = finds("telegram", json.dumps({"name": "A", "messages": [message]}).encode())
    (one,) = captured(found)
    assert one.report.published is not None
    assert one.report.published.start == datetime(2022, 10, 12, 4, 30, tzinfo=UTC)
    assert one.report.updated is None
