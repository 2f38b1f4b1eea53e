"""Guarding: who may ask, what every answer forbids, and where a desk may not be served."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.pages import ADDRESS, DAY, NOW, WATCH

from tocsin.desk import Desk
from tocsin.errors import BadArgument, NotLoopback, NotPrivate
from tocsin.web import app_of
from tocsin.web.address import Called, check_host, is_called, url_of
from tocsin.web.keeping import Keeper
from tocsin.web.serving import serve

POLICY = {
    "default-src 'none'",
    "connect-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
ANSWERED = ["/", f"{WATCH}?as_of={DAY}", "/static/desk.css", "/nothing", f"{WATCH}.json?as_of=soon"]


@pytest.mark.parametrize("address", ANSWERED)
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert set(headers["content-security-policy"].split("; ")) == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


STRANGERS = ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "", "[::2]"]
ELSEWHERE = ["0.0.0.0", "::", "192.168.1.4", "desk.example", "", "1.1.1.1"]  # noqa: S104


@pytest.mark.parametrize("host", STRANGERS)
def test_a_request_by_another_name_is_turned_away(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "belarus" not in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8347", "127.0.0.1", "127.0.0.9:1", "[::1]:8347", "[::1]"]
)
def test_a_request_by_a_name_of_this_machine_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["localhost:80:80", "localhost:x", "[::1", "[::1]x", "[::1]:80:1"])
def test_a_malformed_name_is_no_name_of_this_machine(host: str) -> None:
    assert not is_called(host)


def test_a_fault_of_our_own_is_told_without_its_words_and_with_the_headers(
    example_desk: Desk,
) -> None:
    def failing(*_: object) -> str:
        raise RuntimeError("words of the fault")

    keeper = Keeper(example_desk.path, clock=lambda: NOW)
    app = app_of(example_desk.path, estimate_json=failing, keeper=keeper)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as asking:
        answer = asking.get(f"{WATCH}.json?as_of={DAY}")
    assert answer.status_code == 500
    assert "RuntimeError" in answer.text
    assert "words of the fault" not in answer.text
    assert set(answer.headers["content-security-policy"].split("; ")) == POLICY


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_another_site_may_not_act(client: TestClient, method: str) -> None:
    headers = {"sec-fetch-site": "cross-site"}
    assert client.request(method, "/", headers=headers).status_code == 403
    assert client.request(method, "/").status_code == 405


def test_with_accounts_it_is_served_elsewhere_where_passwords_are_encrypted() -> None:
    with pytest.raises(NotPrivate):
        check_host("192.168.1.4", accounts=True)
    assert check_host("192.168.1.4", accounts=True, private=True) == "192.168.1.4"


def test_a_desk_without_accounts_has_no_other_name(example_desk: Desk) -> None:
    with pytest.raises(NotLoopback, match="accounts"):
        serve(
            example_desk.path,
            host="127.0.0.1",
            port=0,
            estimate_json=lambda *_: "",
            told=lambda _: None,
            names=["desk.example"],
        )


def test_a_request_may_call_by_a_name_that_was_given_and_by_digits() -> None:
    called = Called(frozenset({"desk.example"}), numbers=True)
    for host in ("desk.example:443", "10.0.0.1", "[::2]:8347", "localhost"):
        assert is_called(host, called)
    for host in ("evil.example", "desk.example.evil.example", ""):
        assert not is_called(host, called)


@pytest.mark.parametrize("host", ELSEWHERE)
def test_a_desk_is_not_served_beyond_this_machine(host: str, tmp_path: Path) -> None:
    with pytest.raises(NotLoopback, match="accounts"):
        serve(tmp_path, host=host, port=0, estimate_json=lambda *_: "", told=lambda _: None)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost"])
def test_a_desk_is_served_to_this_machine(host: str) -> None:
    assert check_host(host) == host.strip("[]")


def test_the_address_of_the_sixth_protocol_has_its_brackets() -> None:
    assert url_of("::1", 8347) == "http://[::1]:8347/"


def test_a_port_that_is_taken_is_told_by_its_number(example_desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadArgument, match=str(port)) as told:
            serve(
                example_desk.path,
                host="127.0.0.1",
                port=port,
                estimate_json=lambda *_: "",
                told=lambda _: None,
            )
    assert "--port 0" in told.value.hint
