"""Signing in, in a real browser: anyone can use its pages, and the session is no script's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.desks import EXAMPLE, desk_of
from tests.web.browsers import serving
from tests.web.inboxes import Clock
from tests.web.pages import DAY, WATCH
from tests.web.test_browser import RULES

from tocsin.cli.serving import estimate_line
from tocsin.web import app_of
from tocsin.web.accounts import add_account
from tocsin.web.keeping import Keeper
from tocsin.web.sessions import Sessions

pytestmark = pytest.mark.browser

PASSWORD = "correct horse battery"  # noqa: S105
LONG = 60_000


def violations(page: Page) -> Any:
    """What is wrong with a page for some who would use it."""
    return [one["id"] for one in Axe().run(page, options=RULES).response["violations"]]


def test_one_signs_in_by_keys_is_led_on_and_signs_out(browser: Browser, tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "desk", [EXAMPLE / "reports"])
    add_account(desk.path, "A. Owner", "owner", PASSWORD)
    keeper = Keeper(desk.path, clock=Clock())
    app = app_of(desk.path, estimate_json=estimate_line, keeper=keeper, sessions=Sessions())
    context = browser.new_context()
    with serving(app) as url:
        page = context.new_page()
        page.set_default_timeout(LONG)
        page.goto(f"{url}{WATCH}?as_of={DAY}")
        assert violations(page) == []
        page.keyboard.type("A. Owner")  # the name has the cursor
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{WATCH}?as_of={DAY}")
        assert page.locator("h1").count() == 1
        assert "tocsin_session" not in str(page.evaluate("document.cookie"))
        (session,) = [one for one in context.cookies() if one.get("name") == "tocsin_session"]
        assert (session.get("httpOnly"), session.get("sameSite")) == (True, "Strict")
        for address in ("/account", "/audit"):
            page.goto(url + address)
            assert violations(page) == [], address
        page.goto(f"{url}/account")
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/login")
        page.goto(f"{url}/account")
        assert "/login" in page.url
    context.close()
