"""The question page: its figures are those that commands print, and each leads to its words."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient
from tests.web.pages import DAY, WATCH, figures, tree_of

from tocsin.web.question import TABLED

DAYS = ["2022-07-20", "2022-10-21", DAY, "2023-02-01"]


@pytest.mark.parametrize("day", DAYS)
def test_every_figure_is_what_the_command_prints(client: TestClient, day: str) -> None:
    page = tree_of(client, f"{WATCH}?as_of={day}")
    said = client.get(f"{WATCH}.json?as_of={day}").json()
    (likelihood,) = page.find_class("likelihood")
    assert figures(likelihood) == [said["event"]["p"], said["base"]]
    assert said["event"]["word"] in likelihood.text_content()
    rows = page.find_class("fall")[0].xpath(".//details[@data-term]")
    bars = {one["term"]: one["logodds"] for one in said["waterfall"] if one["kind"] != "base"}
    shown = {row.get("data-term"): figures(row.find("summary"))[0] for row in rows}
    assert shown == {term: bars[term] for term in shown}
    assert all(abs(bars[term]) < 5e-4 for term in bars.keys() - shown.keys())
    (answers,) = page.find_class("answers")
    assert sorted(figures(answers)) == sorted(said["probabilities"].values())
    confidence = said["confidence"]
    (card,) = page.find_class("confidence")
    assert card.find_class("level")[0].text_content().strip() == confidence["level"]
    assert all(reason in card.text_content() for reason in confidence["reasons"])


def test_the_line_ends_at_the_estimate(client: TestClient) -> None:
    rows = client.get(f"{WATCH}/history.json?as_of={DAY}").json()
    assert rows[-1]["as_of"] == DAY
    for row in (rows[0], rows[40], rows[100], rows[112], rows[-1]):
        said = client.get(f"{WATCH}.json?as_of={row['as_of']}").json()
        assert row["p"] == pytest.approx(said["event"]["p"], abs=1e-12)
        assert row["base"] == pytest.approx(said["base"], abs=1e-12)
        assert row["low"] == pytest.approx(said["event"]["low"], abs=1e-12)
        assert row["high"] == pytest.approx(said["event"]["high"], abs=1e-12)


def test_the_line_has_a_name_a_description_and_a_table(client: TestClient) -> None:
    page = tree_of(client, f"{WATCH}?as_of={DAY}")
    (drawn,) = page.find_class("line")[0].xpath("./svg")
    assert drawn.get("role") == "img"
    for name in drawn.get("aria-labelledby").split():
        assert page.get_element_by_id(name).text_content().strip()
    cells = figures(page.find_class("twin")[0])
    rows = client.get(f"{WATCH}/history.json?as_of={DAY}").json()[::-1]
    rows = rows[:: -(-len(rows) // TABLED)]
    names = ("p", "low", "high", "base")
    assert cells == pytest.approx([row[name] for row in rows for name in names])


def test_every_bar_opens_the_sentences_it_stands_on(client: TestClient) -> None:
    page = tree_of(client, f"{WATCH}?as_of={DAY}")
    said = client.get(f"{WATCH}.json?as_of={DAY}").json()
    for bar in said["waterfall"]:
        spans = {
            (span["report"], f"{span['start']}-{span['end']}")
            for origin in bar["origins"]
            for span in origin["spans"]
        }
        if not spans:
            continue
        (row,) = page.xpath(f"//details[@data-term={json.dumps(bar['term'])}]")
        links = {
            match.groups()
            for link in row.xpath(".//a[@class='place']/@href")
            if (match := re.match(r"/report/([^?]+)\?.*span=(\d+-\d+)", link))
        }
        assert links
        assert links <= spans


def test_the_date_is_the_clock_of_the_whole_page(client: TestClient) -> None:
    early, late = (tree_of(client, f"{WATCH}?as_of={day}") for day in ("2022-10-21", DAY))
    assert early.get_element_by_id("as-of").get("value") == "2022-10-21"
    assert figures(early) != figures(late)
    forms = [form for form in early.forms if "clock" in form.get("class", "")]
    assert [form.get("method") for form in forms] == ["get"]
    places = early.xpath("//a[@class='place']/@href")
    assert places
    assert all("as_of=2022-10-21" in link for link in places)


def test_what_changed_is_told_since_the_chosen_day(client: TestClient) -> None:
    page = tree_of(client, f"{WATCH}?as_of={DAY}&since=2022-10-01")
    (changed,) = page.find_class("changed")
    assert "1\N{NO-BREAK SPACE}October 2022" in changed.text_content()
    before = client.get(f"{WATCH}.json?as_of=2022-10-01").json()["event"]["p"]
    now = client.get(f"{WATCH}.json?as_of={DAY}").json()["event"]["p"]
    assert figures(changed) == [before, now]


def test_likelihood_and_confidence_never_share_a_card(client: TestClient) -> None:
    page = tree_of(client, f"{WATCH}?as_of={DAY}")
    (likelihood,) = page.find_class("likelihood")
    (confidence,) = page.find_class("confidence")
    assert "confidence" not in likelihood.text_content().lower()
    assert list(confidence.iter("data")) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("as_of=soon", "T501"),
        ("as_of=2022-13-40", "T501"),
        ("known_at=x", "T501"),
        ("as_of=2022-10-01&since=2022-11-01", "T502"),
    ],
)
def test_a_clock_that_cannot_be_read_is_told_by_its_code(
    client: TestClient, query: str, said: str
) -> None:
    answer = client.get(f"{WATCH}?{query}")
    assert answer.status_code == 400
    assert said in answer.text


def test_an_empty_clock_is_today(client: TestClient) -> None:
    assert client.get(f"{WATCH}?as_of=&since=").status_code == 200


def test_a_watch_that_is_not_there_is_not_found(client: TestClient) -> None:
    answer = client.get("/watch/<script>alert(1)</script>x")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    answer = client.get("/watch/none")
    assert answer.status_code == 404
    assert "T202" in answer.text


@pytest.mark.parametrize("what", ["waterfall", "evidence"])
def test_every_table_is_there_for_other_programs(client: TestClient, what: str) -> None:
    rows = client.get(f"{WATCH}/{what}.json?as_of={DAY}").json()
    text = client.get(f"{WATCH}/{what}.csv?as_of={DAY}").text
    assert rows
    assert text.splitlines()[0] == ",".join(rows[0])
    assert client.get(f"{WATCH}/{what}.exe").status_code == 404


def test_pages_are_small(client: TestClient) -> None:
    answer = client.get(f"{WATCH}?as_of={DAY}", headers={"accept-encoding": "identity"})
    assert len(answer.content) < 150_000


def test_the_front_page_lists_the_watches(client: TestClient) -> None:
    page = tree_of(client, f"/?as_of={DAY}")
    said = client.get(f"{WATCH}.json?as_of={DAY}").json()
    assert figures(page) == [said["event"]["p"]]
    assert f"{WATCH}?as_of={DAY}" in page.xpath("//h2/a/@href")
