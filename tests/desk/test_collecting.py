"""Collecting: a desk that looks at feeds of real servers on this machine."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.collect.documents import archive, record
from tests.desk.feeding import ALLOW, NOW, QUICK, Clock, look, page, pages, reports, rss, watched
from tests.servers import Asked, Reply, Site, served

from tocsin.desk import (
    Desk,
    Feed,
    Guests,
    add_feed,
    collect,
    feed_rows,
    remove_feed,
    version_rows,
)
from tocsin.desk.withdrawing import erase
from tocsin.errors import BadArgument


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.create(tmp_path / "desk")


def test_the_pages_of_a_feed_become_reports_with_its_dates(
    desk: Desk, site: Site, clock: Clock
) -> None:
    watched(desk, rss(site, 2, 1))
    pages(site, 1, 2)
    done = look(desk, clock)
    assert [(one.result, one.new, one.refused) for one in done.looks] == [("new", 2, 0)]
    first, second = reports(desk)
    assert first.text.startswith("Ferry 1\n\nFerry number 1 did not leave")
    assert first.published is not None
    assert (first.published.start, first.published_by) == (
        datetime(2022, 10, 18, 1, tzinfo=UTC),
        "feed",
    )
    assert (second.url, second.host) == (f"{site.url}/2", "127.0.0.1")


def test_what_is_known_is_not_asked_again(desk: Desk, site: Site, clock: Clock) -> None:
    watched(desk, rss(site, 2, 1))
    pages(site, 1, 2)
    look(desk, clock)
    site.asked.clear()
    clock.on(hours=1)
    done = look(desk, clock)
    assert [one.result for one in done.looks] == ["same"]
    assert site.paths() == ["/rss"]
    assert "if-none-match" in site.asked[-1].headers


def test_a_feed_that_did_not_change_says_so_in_a_word(desk: Desk, site: Site, clock: Clock) -> None:
    pages(site, 1)
    text = site.routes[rss(site, 1).removeprefix(site.url)]
    assert isinstance(text, Reply)

    def route(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == '"a"':
            return Reply(status=304)
        return Reply(text.body, headers={**text.headers, "ETag": '"a"'})

    watched(desk, site.reply("/rss", route))
    for _ in range(3):
        look(desk, clock)
        clock.on(hours=1)
    with desk.ledger(read_only=True) as ledger:
        looks = ledger.looks("gazette", f"{site.url}/rss")
    assert [one.status for one in looks] == [200, 304, 304]
    assert [one.result for one in looks] == ["new", "same", "same"]
    assert looks[-1].last_new == NOW


def test_a_budget_leaves_the_older_pages_for_the_next_look(
    desk: Desk, site: Site, clock: Clock
) -> None:
    watched(desk, rss(site, *range(7, 0, -1)), most=3)
    pages(site, *range(1, 8))
    waiting = []
    for _ in range(3):
        (one,) = look(desk, clock).looks
        waiting.append((one.new, one.waiting))
        clock.on(hours=1)
    assert waiting == [(3, 4), (3, 1), (1, 0)]
    asked = [path for path in site.paths() if path != "/rss"]
    assert asked == ["/7", "/6", "/5", "/4", "/3", "/2", "/1"]


def test_the_first_look_takes_the_newest_there_are_and_later_ones_no_old_ones(
    desk: Desk, site: Site, clock: Clock
) -> None:
    pages(site, 1, 2, 3)
    watched(desk, rss(site, 2, 1), days=30, most=1)
    clock.on(days=90)
    assert look(desk, clock).looks[0].new == 1
    rss(site, 3, 2, 1)
    clock.on(hours=1)
    assert look(desk, clock).looks[0].new == 0


def test_a_round_that_is_broken_off_goes_on_where_it_was(
    desk: Desk, site: Site, clock: Clock
) -> None:
    watched(desk, rss(site, 3, 2, 1))
    pages(site, 1, 3)

    class Stopped(Exception):
        pass

    def told(_stage: str, count: int) -> None:
        if sum(path == "/3" for path in site.paths()) == count:
            raise Stopped

    guests = Guests(manners=QUICK)
    with pytest.raises(Stopped):
        collect(desk, guests=guests, clock=clock, progress=told)
    assert [one.title for one in reports(desk)] == ["Ferry 3"]
    pages(site, 2)
    (one,) = look(desk, clock).looks
    assert one.new == 2
    assert [path for path in site.paths() if path == "/3"] == ["/3"]


def test_a_page_that_cannot_be_had_is_taken_from_the_feed_and_asked_again(
    desk: Desk, site: Site, clock: Clock
) -> None:
    watched(desk, rss(site, 1))
    site.reply("/1", Reply(status=500))
    done = look(desk, clock)
    (instead,) = reports(desk)
    assert instead.text == "Ferry 1\n\nIn short: 1."
    assert [fault.code for fault in done.added.faults] == ["T110"]
    pages(site, 1)
    clock.on(hours=2)
    look(desk, clock)
    assert len(reports(desk)) == 2


def test_one_bad_page_stops_no_other(desk: Desk, site: Site, clock: Clock) -> None:
    watched(desk, rss(site, 9, 8, 7, 6, 5, 4, 3, 2, 1), pages=True)
    pages(site, 1, 9)
    site.reply("/2", Reply(status=302, headers={"Location": f"http://localhost:{site.port}/1"}))
    site.reply("/3", Reply(gzip.compress(bytes(10_000_000)), headers={"Content-Encoding": "gzip"}))
    site.page("/4", b"\x89PNG" + bytes(100), "image/png")
    site.page("/5", "")
    site.reply("/6", Reply(status=302, headers={"Location": "/6"}))
    site.reply("/7", Reply(b"half", headers={"Content-Length": "99"}))
    site.reply("/8", Reply(status=404))
    done = look(desk, clock)
    codes = sorted(fault.code for fault in done.added.faults)
    assert codes == ["T101", "T102", "T103", "T108", "T109", "T109", "T110"]
    titles = sorted(one.text.partition("\n\n")[2] for one in reports(desk))
    assert len(titles) == 9
    assert sum(one.startswith("In short") for one in titles) == 7


def test_a_feed_that_leads_to_a_private_host_asks_it_for_nothing(
    desk: Desk, site: Site, clock: Clock
) -> None:
    with served("127.0.0.2") as inner:
        inner.page("/secret", page("Secret", "A secret."))
        hosts = ("localhost", "127.0.0.2", "2130706434", "0x7f.2", "[::ffff:127.0.0.2]")
        text = "".join(
            f"<item><link>http://{host}:{inner.port}/secret</link></item>" for host in hosts
        )
        site.page("/rss", f'<rss version="2.0"><channel>{text}</channel></rss>', "text/xml")
        watched(desk, f"{site.url}/rss")
        done = look(desk, clock)
        assert {fault.code for fault in done.added.faults} == {"T108"}
        assert inner.asked == []
    assert reports(desk) == []


def test_a_dead_feed_is_left_alone_longer_each_time_and_told(
    desk: Desk, site: Site, clock: Clock
) -> None:
    watched(desk, site.reply("/rss", Reply(status=500)))
    (first,) = look(desk, clock).looks
    assert (first.result, first.code, first.failures) == ("failed", "T110", 1)
    assert first.not_before == NOW + timedelta(minutes=15)
    assert look(desk, clock).resting[0][1] == first.not_before
    clock.on(minutes=16)
    (second,) = look(desk, clock).looks
    assert second.not_before == clock() + timedelta(minutes=30)
    (named,) = look(desk, clock, "gazette").looks
    assert named.failures == 3


def test_a_site_that_asks_to_wait_is_not_asked_before(desk: Desk, site: Site, clock: Clock) -> None:
    watched(desk, site.reply("/rss", Reply(status=429, headers={"Retry-After": "7200"})))
    (one,) = look(desk, clock).looks
    assert (one.result, one.not_before) == ("later", NOW + timedelta(hours=2))
    clock.on(hours=1)
    assert look(desk, clock).looks == []
    rss(site)
    clock.on(hours=2)
    assert look(desk, clock).looks[0].failures == 0


def test_robots_keep_a_feed_out_and_it_is_told(desk: Desk, site: Site, clock: Clock) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")
    watched(desk, rss(site, 1))
    (one,) = look(desk, clock).looks
    assert (one.result, one.code) == ("kept out", "T111")
    assert site.paths() == []


def test_an_edited_page_is_kept_as_a_version_with_what_changed(
    desk: Desk, site: Site, clock: Clock
) -> None:
    watched(desk, rss(site, 1), again=24)
    site.page("/1", page("Ferry 1", "Two ships left. Nobody was hurt.", "Ten readers"))
    look(desk, clock)
    clock.on(hours=25)
    site.page("/1", page("Ferry 1", "Two ships left. Nobody was hurt.", "Twelve readers"))
    look(desk, clock)
    assert len(reports(desk)) == 1
    clock.on(hours=60)
    site.page("/1", page("Ferry 1", "Three ships left. Nobody was hurt.", "Ten readers"))
    look(desk, clock)
    clock.on(hours=120)
    site.reply("/1", Reply(status=410))
    look(desk, clock)
    with desk.ledger(read_only=True) as ledger:
        rows = list(version_rows(desk, ledger, f"{site.url}/1"))
    assert [(row["version"], row["gone"]) for row in rows] == [(1, False), (2, False), (3, True)]
    assert rows[1]["change"] == ["- Two ships left.", "+ Three ships left."]
    later = [one for one in reports(desk) if one.id == rows[1]["report"]]
    assert later[0].updated is not None
    assert later[0].published == reports(desk)[0].published


def test_a_page_that_was_erased_is_asked_no_more(desk: Desk, site: Site, clock: Clock) -> None:
    watched(desk, rss(site, 1), again=24)
    pages(site, 1)
    look(desk, clock)
    (kept,) = reports(desk)
    erase(desk, kept.id, author="A. Keeper", because="A court ordered it.", now=clock())
    clock.on(hours=30)
    site.page("/1", page("Ferry 1", "It says the same in other words."))
    look(desk, clock)
    assert reports(desk) == []
    assert [path for path in site.paths() if path == "/1"] == ["/1"]
    with desk.ledger(read_only=True) as ledger:
        (row,) = version_rows(desk, ledger, f"{site.url}/1")
    assert "erased" in row["change"][0]


def test_a_feed_that_says_a_page_changed_has_it_asked_at_once(
    desk: Desk, site: Site, clock: Clock
) -> None:
    def atom(updated: str) -> None:
        site.page(
            "/atom",
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Log</title><entry><title>F</title>'
            f'<link href="{site.url}/1"/><updated>{updated}</updated></entry></feed>',
            "application/atom+xml",
        )

    atom("2022-10-18T00:00:00Z")
    pages(site, 1)
    watched(desk, f"{site.url}/atom")
    look(desk, clock)
    clock.on(hours=1)
    look(desk, clock)
    atom("2022-10-20T12:30:00Z")
    site.page("/1", page("Ferry 1", "It left after all."))
    look(desk, clock)
    assert [path for path in site.paths() if path == "/1"] == ["/1", "/1"]
    assert len(reports(desk)) == 2


def test_a_single_page_is_kept_each_time_that_it_changed(
    desk: Desk, site: Site, clock: Clock
) -> None:
    watched(desk, site.page("/notes", page("Notes", "Two ships came.")), kind="page")
    assert look(desk, clock).looks[0].result == "new"
    assert look(desk, clock).looks[0].result == "same"
    site.page("/notes", page("Notes", "Four ships came."))
    assert look(desk, clock).looks[0].result == "new"
    assert len(reports(desk)) == 2


def test_the_pages_of_a_sitemap_of_sitemaps_are_collected(
    desk: Desk, site: Site, clock: Clock
) -> None:
    site.page("/map.xml", f"<sitemapindex><sitemap><loc>{site.url}/a.xml.gz</loc></sitemap>"
              f"<sitemap><loc>{site.url}/gone.xml</loc></sitemap></sitemapindex>")  # fmt: skip
    urls = "".join(f"<url><loc>{site.url}/{n}</loc></url>" for n in (1, 2))
    site.page("/a.xml.gz", gzip.compress(f"<urlset>{urls}</urlset>".encode()), "application/gzip")
    pages(site, 1, 2)
    watched(desk, f"{site.url}/map.xml", kind="sitemap")
    (one,) = look(desk, clock).looks
    assert (one.new, one.refused) == (2, 1)


def test_files_and_folders_are_feeds_too(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("No ferry left.")
    add_feed(desk, Feed("folder", "files", str(folder)))
    body = page("Ferries", "No ferry left the harbour.").encode()
    (tmp_path / "a.warc").write_bytes(archive(record(body, "https://gazette.example/1")))
    add_feed(desk, Feed("crawl", "warc", str(tmp_path / "a.warc")))
    assert [(one.feed, one.result) for one in look(desk, clock).looks] == [
        ("folder", "new"),
        ("crawl", "new"),
    ]
    (folder / "b.txt").write_text("Two ships came.")
    assert [(one.feed, one.new) for one in look(desk, clock).looks] == [("folder", 1), ("crawl", 0)]


def test_a_list_of_articles_in_a_file_is_asked_for(
    desk: Desk, site: Site, tmp_path: Path, clock: Clock
) -> None:
    pages(site, 1)
    (tmp_path / "list.csv").write_text(f"URL,MobileURL,Date,Title\n{site.url}/1,,,x\n")
    add_feed(desk, Feed("gdelt", "gdelt", str(tmp_path / "list.csv"), ALLOW))
    assert look(desk, clock).looks[0].new == 1


def test_the_same_fault_of_a_feed_is_entered_once(desk: Desk, site: Site, clock: Clock) -> None:
    text = "<item><title>A</title><description>B.</description><pubDate>soon</pubDate></item>"
    site.page("/rss", f'<rss version="2.0"><channel>{text}</channel></rss>', "text/xml")
    watched(desk, f"{site.url}/rss")
    for _ in range(3):
        look(desk, clock)
    with desk.ledger(read_only=True) as ledger:
        assert [one.code for one in ledger.refusals()] == ["T105"]


def test_a_desk_without_feeds_says_how_to_add_one(desk: Desk, clock: Clock) -> None:
    with pytest.raises(BadArgument, match="no feeds"):
        look(desk, clock)


def test_a_feed_is_in_the_file_that_people_may_edit(desk: Desk, site: Site) -> None:
    watched(desk, rss(site), most=5)
    text = (desk.path / "feeds.yaml").read_text("utf-8")
    assert f"address: {site.url}/rss" in text
    with pytest.raises(BadArgument, match="there is a feed"):
        watched(desk, f"{site.url}/other")
    remove_feed(desk, "gazette", now=NOW)
    with desk.ledger(read_only=True) as ledger:
        assert feed_rows(desk, ledger, now=NOW) == []
