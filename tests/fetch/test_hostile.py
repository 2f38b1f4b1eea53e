"""The short form of `make hostile`: no forged request leaves, and nothing injected is live."""

from __future__ import annotations

import ipaddress
import json
from pathlib import Path

import pytest
from scripts.hostile.forged import INNER, OUTER, forge, spellings
from scripts.hostile.injected import LOOKS, PAYLOADS, inject

from tocsin.cli.contract import dumps
from tocsin.publish.harmless import is_harmful


@pytest.mark.slow
def test_no_request_leaves_for_an_inner_address_in_any_spelling_or_way() -> None:
    found = forge(1, seed=7)
    assert found.left == []
    assert found.served == 1
    assert found.let_out == len(OUTER)
    assert found.tried["asked for"] == found.tried["redirected to"] > 20 * len(INNER) / 2


def test_an_address_is_spelt_in_decimal_octal_hex_short_and_as_ipv6() -> None:
    spelt = set(spellings(ipaddress.ip_address("127.0.0.1")))
    mapped = "[0:0:0:0:0:ffff:7f00:1]"
    for host in ("2130706433", "0x7f000001", "017700000001", "127.1", "0177.0x0.0.1", mapped):
        assert any(f"//{host}/" in one for one in spelt), host


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_nothing_that_is_injected_is_live_where_it_comes_out(tmp_path: Path) -> None:
    found = inject(tmp_path, 1, pages=20)
    assert found.live == []
    assert sum(found.tried.values()) > 2 * sum(map(len, PAYLOADS.values()))
    for surface in ("terminal", "page", "pdf", "csv", "export"):
        assert found.shown[surface] > 0, surface


def test_a_line_of_json_steers_no_terminal_and_says_the_same() -> None:
    evil = "a\x9b31m\u202eb\x1b[0m\u2028c\U000e0041d\ud800e\N{SNOWMAN}"
    line = dumps({"text": evil})
    assert not any(is_harmful(one) for one in line)
    assert "\N{SNOWMAN}" in line
    assert json.loads(line) == {"text": evil}


@pytest.mark.parametrize(
    ("shape", "out"),
    [
        ("text", "a\x1b[31mb"),
        ("text", "a\u202eb"),
        ("page", "<html><script>1</script></html>"),
        ("page", "<html><p onclick=1>a</p></html>"),
        ("page", "<html><a href=' java\nscript:1'>a</a></html>"),
        ("page", "<html><iframe src=//evil.example></iframe></html>"),
        ("csv", "a,=1+1\r\n"),
        ("csv", "a,\tb\r\n"),
        ("json", '{"a": 1'),
        ("json", '{"a": "\u202e"}'),
        ("xml", "<feed><script/></feed>"),
    ],
)
def test_what_is_live_is_seen_by_those_who_look(shape: str, out: str) -> None:
    assert list(LOOKS[shape](out, out.encode())) != []
