"""Addresses: what may be asked, however it is written."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import NotPublic
from tocsin.fetch import private_because, where

PRIVATE = (
    "127.0.0.1", "127.255.255.254", "0.0.0.0",  # noqa: S104
    "10.0.0.1", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.100.100.200",
    "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "168.63.129.16", "::1", "::", "fe80::1", "fe80::1%eth0",
    "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
    "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1",
    "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1::", "2001:db8::1", "fec0::1",
    "2a00::5efe:a00:1", "2a00::200:5efe:7f00:1",
)  # fmt: skip
PUBLIC = ("93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946")

REFUSED = (
    "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
    "http://0x7f.0.0.1/", "http://0/", "http://127.0.0.1.5/", "http://017700000001/",
    "http://1.2.3.4.5.6/", "http://０x7f.1/", "http://１２７.1/", "file:///etc/passwd",
    "gopher://example.org/", "ftp://example.org/", "javascript:alert(1)", "data:text/html,x",
    "//example.org/", "example.org", "", "http://", "http:///path", "http://user@example.org/",
    "http://user:word@example.org/", "http://example.org:22/", "http://example.org:25/",
    "http://example.org:99999/", "http://exa mple.org/", "http://example.org\\@127.0.0.1/",
    "http://example.org/\r\nHost: x", "http://example.org/\0", "http://[::1", "http://[v1.x]/",
    "http://[fe80::1%25eth0]/x", "http://-.example/", "http://" + "a" * 70 + ".org/",
    "http://" + "a." * 200 + "org/", "http://example.org/" + "x" * 9000, "http://ex%61mple.org/",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_told(address: str) -> None:
    assert private_because(address) is not None


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_let_through(address: str) -> None:
    assert private_because(address) is None


@given(st.ip_addresses(v=4))
def test_ipv6_forms_of_an_address_are_no_better_than_it_is(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    forms = (
        ipaddress.IPv6Address((0xFFFF << 32) | number),
        ipaddress.IPv6Address((0x64FF9B << 96) | number),
        ipaddress.IPv6Address((0x2002 << 112) | (number << 80)),
    )
    if private_because(str(address)) is not None:
        assert all(private_because(str(form)) is not None for form in forms)


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_no_usual_web_address_is_refused(url: str) -> None:
    with pytest.raises(NotPublic):
        where(url)


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused_with_a_code(text: str) -> None:
    for url in (text, f"http://{text}", f"https://{text}/a?b"):
        try:
            place = where(url)
        except NotPublic:
            continue
        again = where(place.url)
        assert (again.host, again.port, again.target) == (place.host, place.port, place.target)


def test_a_name_is_spelt_as_it_goes_to_the_network() -> None:
    place = where("HTTPS://Bücher.Example:443/ä b?q=ü#part")
    assert place.url == "https://xn--bcher-kva.example/%C3%A4%20b?q=%C3%BC"


def test_what_is_encoded_already_is_not_encoded_again() -> None:
    assert where("http://a.example/%C3%A4?x=%20").target == "/%C3%A4?x=%20"


def test_a_low_port_is_asked_only_where_a_person_named_it() -> None:
    with pytest.raises(NotPublic):
        where("http://a.example:631/")
    assert where("http://a.example:631/", allow={"a.example:631"}).port == 631
