"""The inbox in a real browser: ten statements by keys, the estimate moves and comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.web.browsers import serving
from tests.web.inboxes import DAY, INBOX, served_in
from tests.web.pages import WATCH
from tests.web.test_browser import RULES

pytestmark = pytest.mark.browser

MOVING = f"{INBOX}?as_of={DAY}&only=is:may+move+the+estimate"
SMALL = 150_000
"""Bytes that one page may send."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk that may be written to, really served."""
    _, app = served_in(tmp_path_factory.mktemp("served") / "desk")
    with serving(app) as url:
        yield url


def opened(browser: Browser, url: str, *, width: int = 1280, dark: bool = False) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(url)
    return page


def said(served: str) -> Any:
    """What `tocsin assess --json` prints."""
    return httpx.get(f"{served}{WATCH}.json", params={"as_of": DAY}, timeout=60).json()


def chosen(page: Page) -> str:
    return page.locator(".item.chosen").get_attribute("data-id") or ""


def pressed(page: Page, key: str) -> str:
    """Press a key that acts, and return what the page then tells of it."""
    with page.expect_navigation(url=re.compile("(done|held)=")):
        page.keyboard.press(key)
    return page.locator("[role=status]").inner_text()


def test_ten_statements_by_keys_move_the_estimate_and_undo_brings_it_back(
    browser: Browser, served: str, tmp_path: Path
) -> None:
    page = opened(browser, served + MOVING)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    first = said(served)["event"]["p"]
    # Who signs is asked for before anything is entered.
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.id") == "author"
    page.keyboard.type("AK")
    page.keyboard.press("Escape")
    decided = []
    for key in "aararaaara":
        decided.append(chosen(page))
        pressed(page, key)
        assert chosen(page) != decided[-1]
    assert len(set(decided)) == 10
    moved = said(served)
    assert moved["event"]["p"] != first
    # One more, of which the reason is told: its own bar, from where to where.
    before = said(served)
    told, tries = "", 0
    while "because" not in told:
        if tries:
            pressed(page, "u")
            page.keyboard.press("j")
        told = pressed(page, "r")
        tries += 1
        assert tries < 8, told
    after = said(served)
    change = page.locator(".done a").get_attribute("href") or ""
    data = httpx.get(served + change.replace("?", ".json?"), timeout=60).json()
    assert (data["before"], data["after"]) == (before["event"]["p"], after["event"]["p"])
    bars = {one["term"]: one["logodds"] for one in after["waterfall"]}
    largest = data["bars"][0]
    assert largest["after"] == pytest.approx(bars.get(largest["term"], 0.0), abs=1e-12)
    page.screenshot(path=str(tmp_path / "triaged.png"))
    told = pressed(page, "u")
    assert "because" in told
    assert said(served)["event"]["p"] == before["event"]["p"]
    assert complaints == []
    assert [url for url in asked if not url.startswith(f"{served}/")] == []
    page.close()


def test_keys_walk_the_list_and_the_report_beside_it(browser: Browser, served: str) -> None:
    page = opened(browser, f"{served}{INBOX}?as_of={DAY}")
    start = chosen(page)
    page.keyboard.press("j")
    second = chosen(page)
    assert second != start
    assert page.locator(f"#p-{second}").is_visible()
    assert not page.locator(f"#p-{start}").is_visible()
    lit = page.locator(f"#p-{second} mark").all_inner_texts()
    assert lit
    assert page.locator("#acts input[name=statement]").input_value() == second
    page.keyboard.press("k")
    assert chosen(page) == start
    for key, field in (("m", "target"), ("g", "credibility"), ("o", "with"), ("/", "q")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == field
        page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "note-text"
    page.keyboard.type("jkaru?")
    assert chosen(page) == start
    assert page.locator("#note-text").input_value() == "jkaru?"
    page.close()


def test_help_tells_every_key_and_keys_can_be_turned_off(browser: Browser, served: str) -> None:
    page = opened(browser, f"{served}{INBOX}?as_of={DAY}")
    page.keyboard.press("?")
    text = page.locator("dialog").inner_text()
    for key in ("j, k", "a", "r", "m", "g", "s", "o", "n", "u", "e", "[, ]", "/", "?"):
        assert re.search(rf"^{re.escape(key)}\s", text, re.MULTILINE), key
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    start = chosen(page)
    page.keyboard.press("j")
    assert chosen(page) == start
    page.reload()
    page.keyboard.press("j")
    assert chosen(page) == start
    page.evaluate("localStorage.clear()")
    page.close()


def test_without_script_all_can_be_done_with_forms_and_links(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}{MOVING}&page=1")
    target = page.locator(".item").nth(1).get_attribute("data-id") or ""
    page.locator(".item .pick").nth(1).click()
    # A page that is left is there until the next one has come: each step waits for its own words.
    page.locator(f"#p-{target}").wait_for(state="visible")
    page.locator("#author").fill("BN")
    page.locator("button[value=reject]").click()
    page.locator("[role=status]", has_text="Rejected").wait_for()
    page.locator(".done button").click()
    page.locator("[role=status]", has_text="Undone").wait_for()
    page.locator("#facets summary").first.click()
    page.locator("#facets .want:not([aria-current]):visible").nth(1).click()
    page.locator(".chips").wait_for()
    context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("what", ["inbox", "chosen", "change", "help"])
def test_axe_finds_nothing(browser: Browser, served: str, what: str, dark: bool) -> None:
    page = opened(browser, f"{served}{MOVING}", dark=dark)
    if what in {"chosen", "change"}:
        page.locator("#author").fill("AK")
        page.locator("#author").press("Escape")
        pressed(page, "r")
    if what == "change":
        page.locator(".done a").click()
    if what == "help":
        page.keyboard.press("?")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found: Any = Axe().run(page, options=RULES)
    told = [
        (one["id"], [node["target"] for node in one["nodes"][:3]])
        for one in found.response["violations"]
    ]
    assert told == []
    page.close()


@pytest.mark.parametrize("width", [320, 390, 640, 1280])
def test_no_width_scrolls_sideways(browser: Browser, served: str, width: int) -> None:
    page = opened(browser, f"{served}{INBOX}?as_of={DAY}&all=1", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_page_is_small(browser: Browser, served: str) -> None:
    page = browser.new_page()
    sent: list[int] = []
    page.on("requestfinished", lambda one: sent.append(one.sizes()["responseBodySize"]))
    page.goto(f"{served}{INBOX}?as_of={DAY}&all=1")
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sent) < SMALL
    page.close()
