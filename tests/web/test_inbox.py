"""The inbox: every statement once, newest first, sifted by what it is, its figures the desk's."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.desks import EXAMPLE
from tests.web.inboxes import DAY, INBOX, Analyst, Clock, browser_of
from tests.web.pages import NOW, figures, parsed
from tests.web.test_hostile import REPORT, SCRIPT

from tocsin.cli.serving import estimate_line
from tocsin.desk import Desk, add, situation_of, take_watch
from tocsin.nouns import cut_of
from tocsin.publish.harmless import is_harmful
from tocsin.web import app_of
from tocsin.web.keeping import Keeper
from tocsin.web.sifting import FACETS


@pytest.fixture
def analyst(client: TestClient) -> Analyst:
    return Analyst(client, "AK")


def rows_of(client: TestClient, **query: str) -> list[dict[str, Any]]:
    """All rows of an inbox, page after page."""
    found: list[dict[str, Any]] = []
    for number in range(1000):
        params = {"as_of": DAY, **query, "page": str(number)}
        told = client.get(f"{INBOX}.json", params=params).json()
        found += told["rows"]
        if number + 1 >= told["pages"]:
            assert told["total"] == len(found)
            return found
    raise AssertionError("the pages do not end")


def test_every_statement_that_bears_is_there_once_newest_first(
    client: TestClient, example_desk: Desk
) -> None:
    rows = rows_of(client)
    with example_desk.ledger(read_only=True) as ledger:
        now = situation_of(
            example_desk,
            ledger,
            "belarus-entry",
            as_of=cut_of(DAY),
            known_at=cut_of("2026-01-03"),
            with_history=False,
        )
    assert sorted(row["statement"] for row in rows) == sorted(
        {one.statement for one in now.matrix.bearings}
    )
    days = [row["published"] for row in rows]
    assert days == sorted(days, reverse=True)
    borne = {(b.statement, b.target): b for b in now.matrix.bearings}
    shown = {(row["statement"], b["target"]): b for row in rows for b in row["bearings"]}
    assert shown.keys() == borne.keys()
    for key, one in shown.items():
        assert one["probability"] == pytest.approx(borne[key].probability, rel=1e-11, abs=1e-12)
        assert (one["direction"], one["reason"]) == (borne[key].direction, borne[key].reason)


def test_the_whole_holds_what_bears_on_nothing_too(client: TestClient) -> None:
    whole, mine = rows_of(client, all="1"), rows_of(client)
    assert len(whole) > len(mine)
    assert {row["statement"] for row in mine} < {row["statement"] for row in whole}


def test_the_page_shows_the_figures_of_the_data(client: TestClient, analyst: Analyst) -> None:
    page = analyst.look()
    told = client.get(f"{INBOX}.json", params={"as_of": DAY}).json()
    assert analyst.statements == [row["statement"] for row in told["rows"]]
    assert f"{told['total']} statements" in page.get_element_by_id("h-list").text_content()
    for item, row in zip(page.find_class("item"), told["rows"], strict=True):
        first = row["bearings"][0]
        assert figures(item) == ([] if first["direction"] == "none" else [first["probability"]])
        pane = page.get_element_by_id(f"p-{row['statement']}")
        marked = "".join(mark.text_content() for mark in pane.iter("mark"))
        assert "".join(marked.split()) == "".join(row["text"].split())
        assert all(one["reason"] in pane.text_content() for one in row["bearings"])
    assert figures(page.find_class("lead")[0]) == [analyst.p()]


def value_of(row: dict[str, Any], facet: str) -> set[str]:
    """What a row has under a facet, from its data alone."""
    return {
        "act": {row["act"]},
        "source": {row["source"] or "not told"},
        "origin": {row["origin"]} - {None},
        "indicator": {one["target"] for one in row["bearings"]},
        "grade": {row["grade"]},
        "verification": set(row["verification"]) or {"not told"},
        "likelihood": {" ".join(row["likelihood"].casefold().split())}
        if row["likelihood"]
        else set(),
    }[facet]


@pytest.mark.parametrize(
    "facet", ["act", "source", "origin", "indicator", "grade", "verification", "likelihood"]
)
def test_a_facet_counts_what_it_then_keeps_and_leaves_out(client: TestClient, facet: str) -> None:
    every = rows_of(client)
    counts = client.get(f"{INBOX}.json", params={"as_of": DAY}).json()["facets"][facet]
    assert counts
    for value, count in counts.items():
        wanted = [row["statement"] for row in every if value in value_of(row, facet)]
        assert len(wanted) == count
        kept = [row["statement"] for row in rows_of(client, only=f"{facet}:{value}")]
        assert kept == wanted
        left = [row["statement"] for row in rows_of(client, **{"not": f"{facet}:{value}"})]
        assert left == [row["statement"] for row in every if row["statement"] not in wanted]


def test_facets_are_met_and_values_of_one_are_joined(client: TestClient) -> None:
    query = f"{INBOX}.json?as_of={DAY}&only=act:assessment&only=act:denial"
    both = client.get(query).json()["total"]
    one, two = (len(rows_of(client, only=f"act:{act}")) for act in ("assessment", "denial"))
    assert both == one + two
    met = client.get(f"{query}&only=is:states a likelihood").json()
    assert 0 < met["total"] < both


def test_words_are_searched_in_any_case_and_all_must_stand(client: TestClient) -> None:
    every = rows_of(client)
    found = [row["statement"] for row in rows_of(client, q="BELARUS troops")]
    assert found == [
        row["statement"]
        for row in every
        if "belarus" in row["text"].casefold() and "troops" in row["text"].casefold()
    ]
    assert found
    assert rows_of(client, q="nowhere-a-word") == []


def test_what_came_before_the_last_shift_is_left_out(client: TestClient) -> None:
    came = {row["came"] for row in rows_of(client)}
    assert rows_of(client, came=max(came)) != []
    assert rows_of(client, came="2026-01-03") == []


def test_each_statement_is_a_link_that_opens_it_without_a_script(analyst: Analyst) -> None:
    analyst.look()
    third = analyst.statements[2]
    page = analyst.look(at=third)
    shown = [one.get("id") for one in page.find_class("pane") if one.get("hidden") is None]
    assert shown == [f"p-{third}"]
    assert page.get_element_by_id("acts").fields["statement"] == third


def test_every_link_of_the_page_leads_somewhere(client: TestClient, analyst: Analyst) -> None:
    page = analyst.look(only="act:assessment")
    links = sorted(set(page.xpath("//main//a/@href")))
    assert len(links) > 30
    for link in links[::5]:
        address = link if link.startswith("/") else INBOX + link
        assert client.get(address.partition("#")[0]).status_code == 200, link


def test_the_table_is_a_file_too(client: TestClient) -> None:
    text = client.get(f"{INBOX}.csv", params={"as_of": DAY}).text
    rows = list(csv.DictReader(io.StringIO(text)))
    told = client.get(f"{INBOX}.json", params={"as_of": DAY}).json()["rows"]
    assert [row["statement"] for row in rows] == [row["statement"] for row in told]
    assert client.get(f"{INBOX}.xml", params={"as_of": DAY}).status_code == 404


@pytest.mark.parametrize("query", ["only=colour:red", "not=act", "came=soon", "as_of=soon"])
def test_what_cannot_be_asked_is_told(client: TestClient, query: str) -> None:
    answer = client.get(f"{INBOX}?{query}")
    assert answer.status_code == 400
    assert "T50" in answer.text


def test_a_page_beyond_the_last_is_empty_and_stands(client: TestClient) -> None:
    assert client.get(f"{INBOX}?as_of={DAY}&page=99999999999").status_code == 200
    assert client.get("/watch/none-such/inbox").status_code == 404


def test_every_facet_has_a_heading(analyst: Analyst) -> None:
    page = analyst.look(all="1")
    shown = {one.text_content() for one in page.xpath("//details[@id='facets']//h2")}
    assert shown <= set(FACETS.values())
    assert len(shown) >= 7


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Analyst:
    """An inbox whose statement, source and file try to be more than text."""
    folder: Path = tmp_path_factory.mktemp("hostile-inbox")
    report = folder / "<b>x.md"
    report.write_text(f"---\ndate: 2022-10-18\npublisher: '{SCRIPT}'\n---\n{REPORT}", "utf-8")
    desk = Desk.create(folder / "desk")
    take_watch(desk, EXAMPLE / "watch.yaml", now=NOW)
    add(desk, [report], now=NOW)
    app = app_of(desk.path, estimate_json=estimate_line, keeper=Keeper(desk.path, clock=Clock()))
    return browser_of(app, "<b onclick=1>AK")


def test_hostile_text_does_nothing_in_the_inbox_or_after_an_act(hostile: Analyst) -> None:

    hostile.look(all="1")
    assert hostile.statements
    target = hostile.statements[0]
    answer = hostile.send("reject", target, reason="<script>alert(1)</script>")
    assert answer.status_code == 303
    done = answer.headers["location"]
    entry = done.rpartition("done=")[2]
    pages: list[Any] = [
        hostile.client.get(f"{INBOX}?as_of={DAY}&all=1&q=%3Cscript%3E"),
        hostile.client.get(f"{INBOX}?as_of={DAY}&all=1"),
        hostile.client.get(done),
        hostile.client.get(f"/watch/belarus-entry/change/{entry}?as_of={DAY}"),
        hostile.send("reject", target, author="Another", reason="again", seen="0"),
    ]
    assert [one.status_code for one in pages] == [200, 200, 200, 200, 409]

    for answer in pages:
        page = parsed(answer.text)
        scripts = {one.get("src", "").partition("?")[0] for one in page.xpath("//script")}
        assert scripts <= {"/static/desk.js", "/static/inbox.js"}
        assert page.xpath("//img | //*[@onclick] | //*[@onerror] | //*[@style]") == []
        assert [hex(ord(one)) for one in answer.text if is_harmful(one)] == []
    assert "&lt;script&gt;" in pages[2].text
