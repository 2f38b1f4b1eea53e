"""Asking: real servers on this machine that redirect, drip, lie and attack."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import pytest
from tests.servers import Asked, Reply, Site, served

from tocsin.errors import Declined, NoAnswer, NotPublic, TooLarge
from tocsin.fetch import Bounds, Fetcher, Known

QUICK = Bounds(seconds=1.0, connect=0.5, bytes_=100_000, redirects=4)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running


def fetcher(*allow: str, bounds: Bounds = QUICK) -> Fetcher:
    return Fetcher(allow=allow or ("127.0.0.1",), bounds=bounds)


def moved(to: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": to})


def test_a_page_comes_with_its_headers(site: Site) -> None:
    url = site.page("/a", "hello", "text/html; charset=koi8-r", ETag='"1"')
    answer = fetcher().get(url)
    assert (answer.status, answer.body, answer.url) == (200, b"hello", url)
    assert (answer.media_type, answer.charset) == ("text/html", "koi8-r")
    assert answer.known == Known('"1"', None)


def test_this_machine_is_not_asked_unless_a_person_named_it(site: Site) -> None:
    url = site.page("/a", "hello")
    with pytest.raises(NotPublic, match="this machine"):
        Fetcher(bounds=QUICK).get(url)
    assert site.asked == []


@pytest.mark.parametrize("name", ["localhost", "[::1]", "0.0.0.1", "[::ffff:127.0.0.1]"])
def test_other_names_of_this_machine_are_not_asked_either(site: Site, name: str) -> None:
    with pytest.raises(NotPublic):
        fetcher().get(f"http://{name}:{site.port}/a")
    assert site.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "http://localhost:{port}/secret",
        "http://127.0.0.2:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://0x7f.1:{port}/secret",
        "http://0177.0.0.1:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://[::ffff:7f00:1]:{port}/secret",
        "//0.0.0.0:{port}/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[fd00:ec2::254]/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/secret",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_a_private_address_is_not_followed(
    site: Site, target: str, status: int
) -> None:
    site.page("/secret", "a secret")
    url = site.reply("/a", moved(target.format(port=site.port), status))
    with pytest.raises(NotPublic):
        fetcher().get(url)
    assert site.paths() == ["/a"]


def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to(site: Site) -> None:
    """A name service that says a public address first and a private one at the next question."""
    asked: list[str] = []

    def turncoat(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["203.0.113.9"] if len(asked) == 1 else ["127.0.0.1"]

    def two_faced(_host: str, _port: int) -> Sequence[str]:
        return ["93.184.216.34", "127.0.0.1"]

    url = f"http://news.example:{site.port}/a"
    site.page("/a", "a secret")
    for resolver in (turncoat, turncoat, two_faced):
        with pytest.raises(NotPublic):
            Fetcher(bounds=QUICK, resolver=resolver).get(url)
    assert site.asked == []


def test_a_name_is_looked_up_once_for_one_request(site: Site) -> None:
    asked: list[str] = []

    def resolver(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    site.page("/a", "hello")
    named = Fetcher(allow=("news.example",), bounds=QUICK, resolver=resolver)
    assert named.get(f"http://news.example:{site.port}/a").body == b"hello"
    assert asked == ["news.example"]
    assert site.asked[0].headers["host"] == f"news.example:{site.port}"


def test_redirects_are_followed_to_their_end(site: Site) -> None:
    site.reply("/a", moved("/b", 301))
    site.reply("/b", moved("c?d=ä", 308))
    site.page("/c?d=%C3%A4", "hello")
    answer = fetcher().get(site.url + "/a")
    assert answer.body == b"hello"
    assert answer.url == site.url + "/c?d=%C3%A4"
    assert answer.hops == (site.url + "/a", site.url + "/b")


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.reply("/a", moved("/b"))
    site.reply("/b", moved("/a"))
    with pytest.raises(NoAnswer, match="circle"):
        fetcher().get(site.url + "/a")
    assert site.paths() == ["/a", "/b"]


def test_an_endless_chain_of_redirects_ends(site: Site) -> None:
    for number in range(20):
        site.reply(f"/{number}", moved(f"/{number + 1}"))
    with pytest.raises(NoAnswer, match="led on 5 times"):
        fetcher().get(site.url + "/0")
    assert len(site.asked) == 5


def test_what_stayed_the_same_is_not_sent_again(site: Site) -> None:
    def route(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == '"1"':
            return Reply(status=304, headers={"ETag": '"1"'})
        return Reply(b"hello", headers={"ETag": '"1"', "Last-Modified": "yesterday"})

    url = site.reply("/a", route)
    first = fetcher().get(url)
    second = fetcher().get(url, first.known)
    assert (second.status, second.unchanged, second.body) == (304, True, b"")
    assert site.asked[1].headers["if-modified-since"] == "yesterday"


def test_gzip_and_deflate_are_undone(site: Site) -> None:
    text = b"a few words " * 1000
    for number, (encoding, body) in enumerate(
        [
            ("gzip", gzip.compress(text)),
            ("x-gzip", gzip.compress(text[:5000]) + gzip.compress(text[5000:])),
            ("deflate", zlib.compress(text)),
            ("Deflate", zlib.compress(text)[2:-4]),
            ("identity", text),
        ]
    ):
        url = site.reply(f"/{number}", Reply(body, headers={"Content-Encoding": encoding}))
        assert fetcher().get(url).body == text


def test_a_bomb_of_gzip_is_not_unpacked(site: Site) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(200)), packer.flush()])
    assert len(bomb) < 300_000
    url = site.reply("/a", Reply(bomb, headers={"Content-Encoding": "gzip"}))
    bounds = Bounds(seconds=10, bytes_=1_000_000)
    with pytest.raises(TooLarge, match="unpacked"):
        fetcher(bounds=bounds).get(url)


def test_an_encoding_that_was_not_asked_for_is_refused(site: Site) -> None:
    for named in ("br", "zstd", "gzip, gzip", "nonsense"):
        url = site.reply("/a", Reply(b"hello", headers={"Content-Encoding": named}))
        with pytest.raises(NoAnswer, match="encoded"):
            fetcher().get(url)


def test_more_bytes_than_are_taken_are_not_read(site: Site) -> None:
    def endless(out: BinaryIO) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        out.writelines(bytes(100_000) for _ in range(1000))

    declared = site.reply("/a", Reply(b"x", headers={"Content-Length": "99999999999"}))
    for url in (declared, site.reply("/b", Reply(raw=endless))):
        with pytest.raises(TooLarge):
            fetcher().get(url)


@pytest.mark.parametrize("where_slow", ["status", "headers", "body", "chunks"])
def test_a_slow_drip_ends_with_the_time_in_all(site: Site, where_slow: str) -> None:
    def drip(out: BinaryIO) -> None:
        if where_slow in ("body", "chunks"):
            how = b"Content-Length: 900" if where_slow == "body" else b"Transfer-Encoding: chunked"
            out.write(b"HTTP/1.1 200 OK\r\n" + how + b"\r\n\r\n")
        elif where_slow == "headers":
            out.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(2000):
            out.write({"headers": b"A: b\r\n", "chunks": b"1\r\nx\r\n"}.get(where_slow, b"H"))
            out.flush()
            time.sleep(0.05)

    url = site.reply("/a", Reply(raw=drip))
    began = time.monotonic()
    with pytest.raises(NoAnswer, match="whole after 1 seconds"):
        fetcher().get(url)
    assert time.monotonic() - began < 30


def test_a_server_that_says_nothing_is_left(site: Site) -> None:
    url = site.reply("/a", Reply(raw=lambda _out: time.sleep(3)))
    with pytest.raises(NoAnswer):
        fetcher().get(url)


@pytest.mark.parametrize(
    "sent",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
        + gzip.compress(b"hello" * 99)[:-9],
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\nno gzip at all",
        b"",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: " + b"b" * 300_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 50_000 + b"\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    ],
    ids=range(13),
)
def test_an_answer_that_is_broken_is_none(site: Site, sent: bytes) -> None:
    def raw(out: BinaryIO) -> None:
        out.write(sent)
        out.flush()

    with pytest.raises(NoAnswer):
        fetcher().get(site.reply("/a", Reply(raw=raw)))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 451, 500, 503])
def test_a_no_comes_with_its_number(site: Site, status: int) -> None:
    url = site.reply("/a", Reply(b"no", status, {"Retry-After": "120"}))
    with pytest.raises(Declined, match=str(status)) as told:
        fetcher().get(url)
    assert (told.value.status, told.value.retry_after) == (status, 120)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("0", 0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("9" * 400, 10**9),
        ("Wed, 99 Oct 2015", None),
    ],
)
def test_when_to_come_again_is_read_if_it_can_be(
    site: Site, written: str, seconds: float | None
) -> None:
    url = site.reply("/a", Reply(b"", 429, {"Retry-After": written}))
    with pytest.raises(Declined) as told:
        fetcher().get(url)
    assert told.value.retry_after == seconds


def test_a_port_at_which_nobody_listens_is_no_answer() -> None:
    with pytest.raises(NoAnswer, match="no connection"):
        fetcher().get("http://127.0.0.1:65533/")


def test_a_host_that_is_not_found_is_no_answer() -> None:
    def nowhere(_host: str, _port: int) -> Sequence[str]:
        raise OSError("no such name")

    with pytest.raises(NoAnswer, match="not found"):
        Fetcher(resolver=nowhere, bounds=QUICK).get("http://nowhere.example/")


def test_a_name_service_that_sleeps_is_left() -> None:
    def slow(_host: str, _port: int) -> Sequence[str]:
        time.sleep(4)
        return []

    began = time.monotonic()
    with pytest.raises(NoAnswer):
        Fetcher(resolver=slow, bounds=QUICK).get("http://slow.example/")
    assert time.monotonic() - began < 3.9


def test_what_a_server_said_cannot_write_headers_of_ours(site: Site) -> None:
    url = site.page("/a", "hello")
    fetcher().get(url, Known('"x"\r\nX-Injected: yes', "é\n"))
    assert "x-injected" not in site.asked[0].headers
