from __future__ import annotations

import gzip
from datetime import UTC, date, datetime

import pytest
from tests.collect.documents import SITEMAP, faults, finds, leads

from tocsin.collect import kind_of
from tocsin.nouns import Interval


def test_a_sitemap_leads_to_its_pages_and_not_to_their_pictures() -> None:
    found = finds("sitemap", SITEMAP)
    assert [one.url for one in leads(found)] == [
        "https://gazette.example/1",
        "https://gazette.example/2?a=1&b=2",
    ]
    assert faults(found) == []


def test_a_change_is_no_date_of_publication_and_that_of_news_is() -> None:
    changed, news = leads(finds("sitemap", SITEMAP))
    assert changed.said.published is None
    assert changed.updated == Interval.day(date(2022, 10, 12))
    assert news.said.published == Interval.instant(datetime(2022, 10, 13, 10, tzinfo=UTC))
    assert (news.said.publisher, news.said.language) == ("The Harbour Gazette", "en")


def test_a_packed_sitemap_is_the_same() -> None:
    assert finds("sitemap", gzip.compress(SITEMAP)) == finds("sitemap", SITEMAP)
    for data in (SITEMAP, gzip.compress(SITEMAP)):
        kind = kind_of(data, "application/xml")
        assert kind is not None
        assert kind.name == "sitemap"


def test_a_list_of_sitemaps_leads_to_lists() -> None:
    data = b"<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>"
    (lead,) = leads(finds("sitemap", data))
    assert (lead.what, lead.url) == ("list", "https://a.example/1.xml")


def test_a_bomb_of_entities_is_refused() -> None:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8)
    )
    data = f"<!DOCTYPE u [{entities}]><urlset><url><loc>&i;</loc></url></urlset>".encode()
    assert faults(finds("sitemap", data)) == ["T105"]
    outside = b'<!DOCTYPE u [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset>&a;</urlset>'
    assert faults(finds("sitemap", outside)) == ["T105"]


def test_a_bomb_of_gzip_is_refused() -> None:
    assert faults(finds("sitemap", gzip.compress(SITEMAP[:60] + bytes(60_000_000)))) != []
    spaces = gzip.compress(b"<urlset>" + b" " * 60_000_000)
    assert faults(finds("sitemap", spaces)) == ["T102"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "T105"),
        (b"hello", "T105"),
        (b"<urlset></urlset>", "T112"),
        (b"<urlset>" * 200_000, "T105"),
        (SITEMAP[:300], "T105"),
        (SITEMAP.replace(b"UTF-8", b"UTF-99"), "T105"),
        (SITEMAP.replace(b"UTF-8", b"gb18030"), "T105"),
        (gzip.compress(SITEMAP)[:60], "T105"),
    ],
)
def test_what_is_no_whole_sitemap_is_told(data: bytes, code: str) -> None:
    assert faults(finds("sitemap", data))[-1] == code


def test_what_stands_before_a_break_is_taken() -> None:
    assert len(leads(finds("sitemap", SITEMAP[:560]))) == 1


def test_more_addresses_than_are_taken_are_told() -> None:
    one = b"<url><loc>https://a.example/1</loc></url>"
    found = finds("sitemap", b"<urlset>" + one * 50_100 + b"</urlset>")
    assert (len(leads(found)), faults(found)) == (50_000, ["T105"])
