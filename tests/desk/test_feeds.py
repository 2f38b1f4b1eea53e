"""Feeds: how they are found, kept in a file that people may edit, and told of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.desk.feeding import ALLOW, QUICK, Clock, look, page, pages, reports, rss, watched
from tests.servers import Reply, Site

from tocsin.desk import (
    Desk,
    Guests,
    diagnose,
    find_feed,
    status_of,
)
from tocsin.errors import BadArgument, CollectError, NotPublic


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.create(tmp_path / "desk")


@pytest.mark.parametrize(
    "text",
    ["feeds: 3", "[", "feeds:\n- {name: A B, kind: rss, address: x}", "feeds:\n- {name: a}",
     "feeds:\n- {name: a, kind: radio, address: x}", "feeds: &a\n- *a", "\tfeeds:",
     "feeds:\n- {name: a, kind: rss, address: x, options: {mots: 3}}"],
)  # fmt: skip
def test_a_file_of_feeds_that_is_wrong_is_told(desk: Desk, clock: Clock, text: str) -> None:
    from tocsin.errors import KindFault

    (desk.path / "feeds.yaml").write_text(text)
    with pytest.raises((BadArgument, KindFault)) as told:
        look(desk, clock)
    assert told.value.file == str(desk.path / "feeds.yaml")
    assert any(row["file"] == told.value.file for row in diagnose(desk))


def test_a_page_leads_to_the_feed_that_it_names(desk: Desk, site: Site) -> None:
    pages(site, 1, 2, 3, 4)
    rss(site, 4, 3, 2, 1)
    rss(site, 9, path="/comments")
    site.page(
        "/",
        '<link rel="alternate" type="application/rss+xml" href="/comments" title="Comments">'
        '<link rel="alternate" type="application/rss+xml" href="/rss"><p>Hello.</p>',
    )
    found = find_feed(desk, f"{site.url}/", options=ALLOW, guests=Guests(manners=QUICK))
    assert (found.feed.kind, found.feed.address) == ("rss", f"{site.url}/rss")
    assert [one.report.title for one in found.samples] == ["Ferry 4", "Ferry 3", "Ferry 2"]
    assert reports(desk) == []


def test_a_page_that_names_none_has_its_feed_looked_for_where_it_usually_is(
    desk: Desk, site: Site
) -> None:
    pages(site, 1)
    rss(site, 1, path="/feed.xml")
    url = site.page("/", "<p>Hello.</p>")
    found = find_feed(desk, url, options=ALLOW, guests=Guests(manners=QUICK))
    assert found.feed.address == f"{site.url}/feed.xml"


def test_a_page_without_a_feed_is_watched_itself(desk: Desk, site: Site) -> None:
    url = site.page("/notes", page("Notes", "Two ships came."))
    found = find_feed(desk, url, options=ALLOW, guests=Guests(manners=QUICK))
    assert (found.feed.kind, len(found.samples)) == ("page", 1)


def test_an_address_that_may_not_be_asked_is_no_feed(desk: Desk, site: Site) -> None:
    with pytest.raises(NotPublic):
        find_feed(desk, rss(site, 1))
    for bad in ("/nowhere", "/picture"):
        site.page("/picture", b"\x89PNG", "image/png")
        with pytest.raises(CollectError):
            find_feed(desk, site.url + bad, options=ALLOW, guests=Guests(manners=QUICK))


def test_how_a_feed_does_is_told_by_status_and_doctor(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    watched(desk, rss(site, 1))
    pages(site, 1)
    look(desk, clock)
    for module in ("tocsin.desk.health",):
        monkeypatch.setattr(f"{module}.utc_now", clock)
    assert status_of(desk)["feeds"][0]["standing"] == "well"
    clock.on(days=1)
    site.reply("/rss", Reply(status=404))
    look(desk, clock)
    assert status_of(desk)["feeds"][0]["standing"] == "failing"
    clock.on(days=2)
    look(desk, clock)
    (row,) = status_of(desk)["feeds"]
    assert (row["standing"], row["code"]) == ("dead", "T110")
    assert [one["code"] for one in diagnose(desk)] == ["D009"]
    assert json.dumps(status_of(desk))


def test_a_feed_with_nothing_new_for_long_is_silent(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    watched(desk, rss(site, 1))
    pages(site, 1)
    monkeypatch.setattr("tocsin.desk.health.utc_now", clock)
    for _ in range(10):
        look(desk, clock)
        clock.on(days=1)
    assert status_of(desk)["feeds"][0]["standing"] == "silent"
    assert [one["code"] for one in diagnose(desk)] == ["D010"]
    clock.on(days=5)
    assert status_of(desk)["feeds"][0]["standing"] == "not asked"
