"""Visiting: robots, pauses, retries, and sites that ask to be left alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.servers import Asked, Reply, Site, served

from tocsin.errors import Declined, KeptOut, NoAnswer
from tocsin.fetch import Bounds, Fetcher, Manners, Visitor


class Hours:
    """A clock that stands still but for those who sleep by it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running


@pytest.fixture
def hours() -> Hours:
    return Hours()


def visitor(hours: Hours, manners: Manners | None = None) -> Visitor:
    quick = Fetcher(allow=("127.0.0.1",), bounds=Bounds(seconds=2, connect=1))
    return Visitor(quick, manners=manners or Manners(), clock=hours, sleep=hours.sleep)


def robots(site: Site, text: str) -> None:
    site.page("/robots.txt", text, "text/plain")


def test_two_requests_to_a_site_have_a_pause_between_them(site: Site, hours: Hours) -> None:
    url = site.page("/a", "hello")
    guest = visitor(hours)
    guest.get(url)
    assert hours.slept == []
    guest.get(url)
    assert hours.slept == [1.0]


def test_a_site_may_ask_for_longer_pauses_within_reason(site: Site, hours: Hours) -> None:
    url = site.page("/a", "hello")
    robots(site, "User-agent: *\nCrawl-delay: 7\n")
    guest = visitor(hours)
    guest.get(url)
    guest.get(url)
    robots(site, "User-agent: *\nCrawl-delay: 86400\n")
    other = visitor(hours)
    other.get(url)
    other.get(url)
    assert hours.slept == [7.0, 30.0]


def test_what_robots_txt_keeps_programs_out_of_is_not_asked(site: Site, hours: Hours) -> None:
    robots(site, "User-agent: *\nDisallow: /inner/\nAllow: /inner/open\n")
    kept, opened = site.page("/inner/a", "x"), site.page("/inner/open", "y")
    guest = visitor(hours)
    with pytest.raises(KeptOut):
        guest.get(kept)
    assert guest.get(opened).body == b"y"
    assert site.paths() == ["/inner/open"]


def test_a_redirect_leads_to_nothing_that_robots_txt_keeps_programs_out_of(
    site: Site, hours: Hours
) -> None:
    robots(site, "User-agent: *\nDisallow: /inner/\n")
    site.page("/inner/a", "x")
    url = site.reply("/a", Reply(status=302, headers={"Location": "/inner/a"}))
    with pytest.raises(KeptOut):
        visitor(hours).get(url)
    assert site.paths() == ["/a"]


def test_rules_for_tocsin_by_name_go_before_those_for_all(site: Site, hours: Hours) -> None:
    robots(site, "User-agent: *\nDisallow: /\n\nUser-agent: Tocsin\nDisallow: /x\n")
    assert visitor(hours).get(site.page("/a", "hello")).body == b"hello"


def test_robots_txt_is_asked_for_once_a_day(site: Site, hours: Hours) -> None:
    url = site.page("/a", "hello")
    guest = visitor(hours)
    for _ in range(3):
        guest.get(url)
    hours.now += 25 * 3600
    guest.get(url)
    assert sum(one.path == "/robots.txt" for one in site.asked) == 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_rules_asks_nothing(site: Site, hours: Hours, status: int) -> None:
    site.reply("/robots.txt", Reply(b"", status))
    assert visitor(hours).get(site.page("/a", "hello")).body == b"hello"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_rules_that_cannot_be_had_count_as_a_no(site: Site, hours: Hours, status: int) -> None:
    site.reply("/robots.txt", Reply(b"", status))
    with pytest.raises(KeptOut):
        visitor(hours).get(site.page("/a", "hello"))
    assert site.paths() == []


def test_rules_that_make_no_sense_stop_nothing(site: Site, hours: Hours) -> None:
    site.page("/robots.txt", bytes(range(256)) * 2000, "text/plain")
    assert visitor(hours).get(site.page("/a", "hello")).body == b"hello"


def test_what_fails_is_tried_again_ever_later(site: Site, hours: Hours) -> None:
    replies = iter([Reply(status=503), Reply(status=500), Reply(b"hello")])
    url = site.reply("/a", lambda _asked: next(replies))
    assert visitor(hours).get(url).body == b"hello"
    assert hours.slept == [1.0, 2.0]


def test_trying_again_has_an_end(site: Site, hours: Hours) -> None:
    url = site.reply("/a", Reply(status=502))
    with pytest.raises(Declined, match="502"):
        visitor(hours).get(url)
    assert site.paths() == ["/a"] * 3


def test_a_connection_that_breaks_is_tried_again(site: Site, hours: Hours) -> None:
    seen: list[Asked] = []

    def route(asked: Asked) -> Reply:
        seen.append(asked)
        return Reply(b"hello") if len(seen) > 2 else Reply(raw=lambda _out: None)

    assert visitor(hours).get(site.reply("/a", route)).body == b"hello"
    site.reply("/b", Reply(raw=lambda _out: None))
    with pytest.raises(NoAnswer):
        visitor(hours).get(site.url + "/b")


def test_a_no_that_is_meant_is_not_asked_again(site: Site, hours: Hours) -> None:
    url = site.reply("/a", Reply(status=404))
    with pytest.raises(Declined):
        visitor(hours).get(url)
    assert site.paths() == ["/a"]


def test_a_short_wait_that_is_asked_for_is_kept(site: Site, hours: Hours) -> None:
    replies = iter([Reply(status=429, headers={"Retry-After": "12"}), Reply(b"hello")])
    url = site.reply("/a", lambda _asked: next(replies))
    assert visitor(hours).get(url).body == b"hello"
    assert hours.slept == [12.0]


def test_a_site_that_asks_for_a_long_wait_is_left_alone(site: Site, hours: Hours) -> None:
    url = site.reply("/a", Reply(status=429, headers={"Retry-After": "3600"}))
    guest = visitor(hours)
    with pytest.raises(Declined) as told:
        guest.get(url)
    assert told.value.retry_after == 3600
    other = site.page("/b", "hello")
    with pytest.raises(Declined, match="left alone for 3600 seconds"):
        guest.get(other)
    assert site.paths() == ["/a"]
    hours.now += 3601
    assert guest.get(other).body == b"hello"
