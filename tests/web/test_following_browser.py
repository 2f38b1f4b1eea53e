"""Open pages follow the desk: what is entered elsewhere comes in, but over nobody's work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.web.browsers import serving
from tests.web.inboxes import DAY, INBOX, served_in
from tests.web.pages import NOW, WATCH

from tocsin.desk import Desk, note

pytestmark = pytest.mark.browser

LONG = 60_000
"""Milliseconds that a busy machine may take until a page has followed."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    """A desk that may be written to, and its address."""
    desk, app = served_in(tmp_path_factory.mktemp("followed") / "desk")
    with serving(app) as url:
        yield desk, url


def noted(desk: Desk, words: str) -> None:
    note(
        *(desk, "belarus-entry", "strike-group", words),
        direction="seen",
        author="AK",
        basis="a call",
        when="2022-10-20",
        credibility=2,
        now=NOW,
    )


def test_a_page_that_is_read_is_exchanged_and_keeps_its_place(
    browser: Browser, served: tuple[Desk, str]
) -> None:
    desk, url = served
    page = browser.new_page()
    page.set_default_timeout(LONG)
    page.goto(f"{url}{WATCH}?as_of={DAY}")
    before = page.locator(".answer").inner_text()
    page.evaluate("window.same = true")
    page.locator("ol.fall summary").first.click()
    noted(desk, "Tanks were seen by the road.")
    page.wait_for_function(
        "before => document.querySelector('.answer').innerText !== before",
        arg=before,
        timeout=LONG,
    )
    # It is the same page still: nothing was loaded in its place, and buttons are there again.
    assert page.evaluate("window.same") is True
    assert page.get_by_role("button", name="Open all bars").count() == 1
    page.close()


def test_a_page_in_which_somebody_decides_is_only_told(
    browser: Browser, served: tuple[Desk, str]
) -> None:
    desk, url = served
    page = browser.new_page()
    page.set_default_timeout(LONG)
    page.goto(f"{url}{INBOX}?as_of={DAY}")
    page.locator("#reason").fill("half a sentence")
    noted(desk, "More tanks were seen by the road.")
    page.locator("p.behind").wait_for(timeout=LONG)
    assert page.locator("#reason").input_value() == "half a sentence"
    page.close()
