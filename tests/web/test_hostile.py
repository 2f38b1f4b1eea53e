"""Hostile text: what a report or a watch says is shown, and does nothing on any page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from tests.desks import EXAMPLE
from tests.web.inboxes import Clock
from tests.web.pages import ADDRESS, NOW, parsed

from tocsin.cli.serving import estimate_line
from tocsin.desk import Desk, add, take_watch
from tocsin.publish.harmless import is_harmful
from tocsin.web import app_of
from tocsin.web.keeping import Keeper

SCRIPT = "<script>document.title=1</script>"
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
REPORT = f"""# Tanks {SCRIPT} arrive in Belarus {OVERRIDE}sknat

Russian tanks arrived in Belarus on Monday, the “{SCRIPT}” Ministry of Defence said.
Ukraine's General Staff said \x1b[31mno strike group\x1b[0m had been formed in Belarus {OVERRIDE}.

<img src=x onerror=alert(1)> Belarusian units moved to the border, the General Staff said.
"""
WATCH = "/watch/belarus-entry"
QUERY = "as_of=2022-10-20"
ACROSS = ["lineage", "contradictions", "timeline", "map", "sources"]
PAGES = [
    f"/?{QUERY}",
    f"{WATCH}?{QUERY}",
    *(f"{WATCH}/{name}?{QUERY}" for name in ("board", "matrix", *ACROSS)),
    f"{WATCH}/timeline?{QUERY}&which=all",
    f"{WATCH}/map?{QUERY}&view=all",
    f"{WATCH}/inbox?{QUERY}&all=1",
    f"{WATCH}/assessment?{QUERY}",
]
SCRIPTS = [["/static/desk.js"], ["/static/desk.js", "/static/inbox.js"]]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk whose one report, file name and watch all try to be more than text."""
    folder = tmp_path_factory.mktemp("hostile")
    example = EXAMPLE
    text = (example / "watch.yaml").read_text("utf-8")
    text = text.replace("question: Will", f"question: {SCRIPT} Will", 1)
    watch = folder / "watch.yaml"
    watch.write_text(text, "utf-8")
    report = folder / "<b>x.md"
    report.write_text(f"---\ndate: 2022-10-18\npublisher: '{SCRIPT}'\n---\n{REPORT}", "utf-8")
    desk = Desk.create(folder / "desk")
    take_watch(desk, watch, now=NOW)
    add(desk, [report], now=NOW)
    keeper = Keeper(desk.path, clock=Clock())
    app = app_of(desk.path, estimate_json=estimate_line, keeper=keeper)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as asking:
        yield asking


def pages(client: TestClient) -> Iterator[tuple[str, str]]:
    for address in PAGES:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        yield address, answer.text
        for link in sorted(set(parsed(answer.text).xpath("//a/@href"))):
            if link.startswith("/report/"):
                told = client.get(link.partition("#")[0])
                assert told.status_code == 200
                yield link, told.text


def test_nothing_that_was_written_becomes_part_of_a_page(hostile: TestClient) -> None:
    seen = 0
    for address, text in pages(hostile):
        page = parsed(text)
        scripts = [one.get("src", "").partition("?")[0] for one in page.xpath("//script")]
        assert scripts == SCRIPTS["/inbox" in address]
        assert page.xpath("//img") == [], address
        assert not page.xpath("//@style | //@onerror | //@onclick | //style"), address
        seen += "&lt;script&gt;" in text
    assert seen >= len(PAGES)


def test_characters_that_steer_are_named_and_never_passed_on(hostile: TestClient) -> None:
    named = ""
    for address, text in pages(hostile):
        assert [hex(ord(one)) for one in text if is_harmful(one)] == [], address
        named += text
    assert "U+202E" in named
    assert "U+001B" in named
    assert named.count('<span class="ctl">') > 1


def test_what_a_person_enters_is_text_on_every_page_that_tells_of_it(
    hostile: TestClient,
) -> None:
    page = parsed(hostile.get(f"{WATCH}/inbox?{QUERY}&all=1").text)
    form = {key: value or "" for key, value in page.get_element_by_id("acts").fields.items()}
    statement = page.find_class("item")[0].get("data-id")
    entered = {"do": "grade", "statement": statement, "credibility": "2"}
    words = {"author": f"{SCRIPT}", "reason": f'{SCRIPT}" onfocus=alert(1) autofocus x="'}
    told = hostile.post(f"{WATCH}/inbox", data=form | entered | words)
    assert told.status_code == 200, told.text
    name = str(told.url).partition("done=")[2].partition("&")[0]
    change = hostile.get(f"{WATCH}/change/{name}?{QUERY}")
    assert change.status_code == 200, change.text
    for text in (told.text, change.text):
        page = parsed(text)
        assert SCRIPT not in text
        assert not page.xpath("//@onfocus | //@x")
        assert "&lt;script&gt;" in text
    steered = hostile.post(f"{WATCH}/inbox", data=form | entered | {"author": f"A{OVERRIDE}"})
    assert steered.status_code in {400, 403, 303, 200}
    assert OVERRIDE not in steered.text


@pytest.mark.parametrize("query", ["as_of=%3Cscript%3E", "since=%E2%80%AE", "as_of=%00"])
def test_what_is_asked_is_told_back_as_text(hostile: TestClient, query: str) -> None:
    answer = hostile.get(f"{WATCH}?{query}")
    assert answer.status_code == 400
    assert "<script>" not in answer.text
    assert [one for one in answer.text if is_harmful(one)] == []


@pytest.mark.parametrize(
    "address",
    ["/static/../pyproject.toml", "/static/%2e%2e%2fapplication.py", "/static/__init__.py", "/x"],
)
def test_no_file_but_ours_is_served(hostile: TestClient, address: str) -> None:
    assert hostile.get(address).status_code == 404
