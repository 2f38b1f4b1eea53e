"""Help: every chart is explained, and every page leads to where it is."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.web.pages import DAY, WATCH, tree_of

from tocsin.web.helppage import topics
from tocsin.web.watchpages import TABS

PAGES = ["lineage", "contradictions", "timeline", "map", "sources"]


def test_every_page_of_a_watch_has_its_topic() -> None:
    anchors = {topic.anchor for topic in topics()}
    assert set(TABS) <= anchors
    assert set(PAGES) <= set(TABS)


def test_each_topic_tells_what_it_shows_how_to_read_it_and_what_to_do_next(
    client: TestClient,
) -> None:
    page = tree_of(client, "/help")
    for topic in topics():
        (section,) = page.xpath(f"//section[@aria-labelledby='{topic.anchor}']")
        said = [one.text_content() for one in section.iter("dt")]
        assert said == ["What it shows", "How to read it", "What to do next"]
        assert len(section.xpath(".//dd//li")) == len(topic.read) >= 2
        assert topic.then in section.text_content()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_leads_to_its_own_topic(client: TestClient, name: str) -> None:
    links = tree_of(client, f"{WATCH}/{name}?as_of={DAY}").xpath("//main//a/@href")
    assert f"/help#{name}" in links


@pytest.mark.parametrize("name", ["", *(f"/{one}" for one in ("board", "matrix", *PAGES))])
def test_every_page_of_a_watch_leads_to_the_help(client: TestClient, name: str) -> None:
    links = tree_of(client, f"{WATCH}{name}?as_of={DAY}").xpath("//nav//a/@href")
    assert any(link.partition("#")[0] == "/help" for link in links)
