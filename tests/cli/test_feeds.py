"""Feeds on the command line: first set-up is one address and one yes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.calls import run
from tests.servers import Reply, Site, served

from tocsin.cli.collecting import _options, _seconds
from tocsin.errors import BadArgument


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        items = "".join(
            f"<item><title>Ferry {n}</title><link>{running.url}/{n}</link></item>" for n in (1, 2)
        )
        running.page("/rss", f'<rss version="2.0"><channel>{items}</channel></rss>', "text/xml")
        for n in (1, 2):
            running.page(f"/{n}", f"<h1>Ferry {n}</h1><p>It did \x1b[31mnot leave\u202e.</p>")
        link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
        running.page("/", f"{link}<p>Hello.</p>")
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    assert run("init", tmp_path / "desk").returncode == 0
    return tmp_path / "desk"


@pytest.mark.slow
def test_an_address_and_a_yes_make_a_feed_that_is_collected(desk: Path, site: Site) -> None:
    added = run("feed", "add", desk, site.url, "--allow", "127.0.0.1", "--yes")
    assert added.returncode == 0, added.stderr
    assert "RSS, RDF and Atom" in added.stdout
    assert "1. Ferry 1" in added.stdout
    assert "\x1b" not in added.stdout
    assert "\u202e" not in added.stdout
    looked = run("collect", desk, "--json")
    (row,) = [json.loads(line) for line in looked.stdout.splitlines()]
    assert (looked.returncode, row["result"], row["new"]) == (0, "new", 2)
    (listed,) = [
        json.loads(line) for line in run("feed", "list", desk, "--json").stdout.splitlines()
    ]
    assert (listed["name"], listed["standing"]) == ("127-0-0-1", "well")
    assert "feed 127-0-0-1: well" in run("status", desk).stdout
    versions = run("feed", "versions", desk, f"{site.url}/1", "--json")
    assert json.loads(versions.stdout)["version"] == 1
    assert run("feed", "remove", desk, "127-0-0-1").returncode == 0
    assert run("collect", desk).returncode == 2


def test_where_nobody_can_be_asked_a_yes_has_to_be_said(desk: Path, site: Site) -> None:
    asked = run("feed", "add", desk, site.url, "--allow", "127.0.0.1")
    assert (asked.returncode, "--yes" in asked.stderr) == (2, True)
    assert not (desk / "feeds.yaml").exists()


def test_this_machine_is_not_asked_unless_it_is_named(desk: Path, site: Site) -> None:
    refused = run("feed", "add", desk, site.url, "--yes", "--json")
    assert refused.returncode == 3
    assert json.loads(refused.stderr)["code"] == "T108"
    assert site.asked == []


@pytest.mark.slow
def test_a_look_that_fails_is_told_with_its_code(desk: Path, site: Site) -> None:
    assert (
        run("feed", "add", desk, f"{site.url}/rss", "--allow", "127.0.0.1", "--yes").returncode == 0
    )
    site.reply("/rss", Reply(status=404))
    failed = run("collect", desk)
    assert failed.returncode == 3
    assert "T110" in failed.stderr
    assert "left alone until" in run("collect", desk).stdout
    assert "D009" in run("doctor", desk).stdout


@pytest.mark.parametrize("every", ["5", "5s", "0m", "soon", "-1h", ""])
def test_a_time_between_rounds_that_is_none_is_told(every: str) -> None:
    with pytest.raises(BadArgument, match="no time between"):
        _seconds(every)


@pytest.mark.parametrize(("every", "seconds"), [("15m", 900), ("2h", 7200), (" 1D ", 86_400)])
def test_a_time_between_rounds_is_read(every: str, seconds: float) -> None:
    assert _seconds(every) == seconds


@pytest.mark.slow
def test_a_folder_is_a_feed_and_rounds_go_on_until_they_are_enough(
    desk: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    assert run("feed", "add", desk, tmp_path / "in", "--yes").returncode == 0
    assert run("collect", desk, "--every", "1m", "--times", "1").returncode == 0
    (tmp_path / "a.rss").write_text("<rss/>")
    told = run("feed", "add", desk, tmp_path / "a.rss", "--set", "mots=3", "--yes")
    assert (told.returncode, "T113" in told.stderr) == (3, True)


def test_kinds_are_listed_with_their_options() -> None:
    rows = [json.loads(line) for line in run("feed", "kinds", "--json").stdout.splitlines()]
    assert "rss" in {row["name"] for row in rows}
    assert {one["name"] for one in rows[0]["options"]} >= {"most", "allow"}


@pytest.mark.parametrize("given", ["most", "=3", ""])
def test_an_option_that_is_none_is_told(given: str) -> None:
    with pytest.raises(BadArgument, match="sets no option"):
        _options([given], None)
