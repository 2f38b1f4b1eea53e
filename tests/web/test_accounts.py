"""Accounts: who is let in, what each role may do on every route, and what is written down of it."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from tests.desks import EXAMPLE, desk_of
from tests.web.inboxes import DAY, INBOX, Clock
from tests.web.pages import ADDRESS, WATCH, parsed

from tocsin.cli.serving import estimate_line
from tocsin.desk import Desk, correct, publications
from tocsin.errors import BadArgument
from tocsin.web import app_of
from tocsin.web.accounts import (
    FILE,
    ROLES,
    accounts_of,
    add_account,
    fits,
    may,
    remove_account,
    set_password,
    set_role,
)
from tocsin.web.gate import needed
from tocsin.web.keeping import Keeper
from tocsin.web.sessions import IDLE, LOG, WHOLE, Limit, Sessions, written_down

PASSWORD = "correct horse battery"  # noqa: S105
OTHER = "another horse altogether"

OWN = [("POST", "/account"), ("POST", "/logout"), ("GET", "/account"), ("GET", "/audit")]
"""What the gate answers itself."""

FILLED = {
    "watch": "belarus-entry",
    "what": "waterfall",
    "form": "json",
    "name": "desk.css",
    "report": "r",
    "entry": "c",
}


@dataclass
class Hours:
    """A clock that stands until it is set on."""

    at: float = 1_000_000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Served:
    """A desk with an account of each role, served."""

    desk: Desk
    app: Any
    hours: Hours

    def browser(self) -> TestClient:
        """A browser with no cookies yet."""
        return TestClient(
            self.app, base_url=ADDRESS, raise_server_exceptions=False, follow_redirects=False
        )

    def entered(self, name: str) -> TestClient:
        """A browser of somebody who has signed in."""
        browser = self.browser()
        assert signed(browser, name, PASSWORD).status_code == 303
        return browser


def signed(browser: TestClient, name: str, password: str, **more: str) -> Any:
    """Send the form of the page on which one signs in."""
    form = parsed(browser.get("/login").text).find(".//form")
    fields = {"name": name, "password": password, **more}
    return browser.post("/login", data=dict(form.fields) | fields)


def sent(browser: TestClient, do: str, **fields: str) -> Any:
    """Send the form of the inbox, on its first statement."""
    page = parsed(browser.get(f"{INBOX}?as_of={DAY}").text)
    form = {key: value or "" for key, value in page.get_element_by_id("acts").fields.items()}
    statement = page.find_class("item")[0].get("data-id")
    own = {"do": do, "statement": statement, "instead": "", "reason": "as it reads"}
    return browser.post(INBOX, data=form | own | fields)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Served:
    desk = desk_of(tmp_path_factory.mktemp("accounts") / "desk", [EXAMPLE / "reports"])
    for role in ROLES:
        add_account(desk.path, role.upper(), role, PASSWORD)
    keeper, hours = Keeper(desk.path, clock=Clock()), Hours()
    app = app_of(
        desk.path, estimate_json=estimate_line, keeper=keeper, sessions=Sessions(clock=hours)
    )
    return Served(desk, app, hours)


def routes(app: Any) -> Iterator[tuple[str, str]]:
    """Every method and address there is, filled in."""
    for route in (*app.routes, *app.state.inner.routes):
        if isinstance(route, Route):
            for method in sorted(route.methods or ()):
                yield method, route.path.format(**FILLED)
    yield from OWN


def test_every_route_is_open_to_the_roles_that_need_it_and_to_no_other(served: Served) -> None:
    tried = set(routes(served.app))
    assert len(tried) > 40
    browsers = {role: served.entered(role.upper()) for role in ROLES}
    for method, path in sorted(tried):
        public = path.startswith("/static/") or path == "/health"
        answer = served.browser().request(method, path)
        if public:
            assert answer.status_code == 200, path
            continue
        elsewhere = answer.status_code == 303 and answer.headers["location"].startswith("/login")
        assert elsewhere or answer.status_code == 401, (method, path)
        assert "belarus" not in answer.text
        for role in ROLES:
            served.hours.at += 60
            if (method, path) == ("POST", "/logout"):
                continue
            allowed = may(role, needed(method, path))
            status = browsers[role].request(method, path).status_code
            # Without its token a form is refused, with 400: that is past the question who may.
            assert (status != 403) is allowed, (method, path, role, status)
            assert status not in {401, 429}, (method, path, role)


@pytest.mark.parametrize(
    ("method", "path", "role"),
    [
        ("GET", "/", "reader"),
        ("HEAD", "/watch/w/inbox", "reader"),
        ("GET", "/audit", "owner"),
        ("POST", "/watch/w/inbox", "analyst"),
        ("POST", "/watch/w/assessment", "editor"),
        ("POST", "/anything", "owner"),
        ("DELETE", "/", "owner"),
    ],
)
def test_what_a_request_needs(method: str, path: str, role: str) -> None:
    assert needed(method, path) == role


def test_what_is_entered_is_signed_with_the_account_whatever_a_form_says(served: Served) -> None:
    answer = sent(served.entered("ANALYST"), "grade", credibility="2", author="Somebody Else")
    assert answer.status_code == 303, answer.text
    with served.desk.ledger(read_only=True) as ledger:
        assert ledger.corrections()[-1].author == "ANALYST"
    assert sent(served.entered("READER"), "grade", credibility="3").status_code == 403


def test_an_analyst_takes_back_entries_of_his_own_and_an_editor_those_of_all(
    served: Served,
) -> None:
    page = parsed(served.entered("READER").get(f"{INBOX}?as_of={DAY}").text)
    statement = page.find_class("item")[1].get("data-id")
    keeper: Keeper = served.app.state.keeper
    entry = correct(
        *(served.desk, "grade", statement, ["credibility=4"]),
        author="BL",
        reason="hearsay",
        now=keeper.now,
    )
    refused = sent(served.entered("ANALYST"), f"undo:{entry}", statement=statement)
    assert refused.status_code == 400
    assert "somebody else" in refused.text
    assert sent(served.entered("EDITOR"), f"undo:{entry}", statement=statement).status_code == 303


def test_who_published_stands_with_what_was_published(served: Served) -> None:
    browser, address = served.entered("EDITOR"), f"{WATCH}/assessment?as_of={DAY}"
    (form,) = [one for one in parsed(browser.get(address).text).forms if one.method == "POST"]
    answer = browser.post(f"{WATCH}/assessment", data=dict(form.fields))
    assert answer.status_code == 303, answer.text
    with served.desk.ledger(read_only=True) as ledger:
        assert len(publications(ledger)) == 1
        assert ledger.exports()[-1].summary["author"] == "EDITOR"


def test_everything_is_written_down_and_only_an_owner_reads_it(served: Served) -> None:
    signed(served.browser(), "READER", "a wrong password")
    sent(served.entered("ANALYST"), "grade", credibility="5")
    rows = written_down(served.desk.path, 5)
    assert [(row["what"], row["account"]) for row in rows[:3]] == [
        ("act", "ANALYST"),
        ("came", "ANALYST"),
        ("refused", "READER"),
    ]
    assert stat.S_IMODE((served.desk.path / LOG).stat().st_mode) == 0o600
    shown = served.entered("OWNER").get("/audit")
    assert "a wrong password" not in shown.text
    assert parsed(shown.text).xpath("//tbody/tr[2]/td[2]/text()") == ["act"]


def test_a_session_ends_when_it_rests_and_in_any_case(served: Served) -> None:
    browser = served.entered("READER")
    served.hours.at += IDLE - 1
    assert browser.get("/help").status_code == 200
    served.hours.at += IDLE - 1
    assert browser.get("/position").status_code == 200  # what a page asks by itself is no rest
    served.hours.at += 2
    assert browser.get("/help").status_code == 303
    browser = served.entered("READER")
    for _ in range(int(WHOLE / (IDLE / 2))):
        assert browser.get("/help").status_code == 200
        served.hours.at += IDLE / 2
    served.hours.at += 1
    assert browser.get("/help").status_code == 303


def test_who_signs_out_is_out_with_that_session_alone(served: Served) -> None:
    one, two = served.entered("READER"), served.entered("READER")
    assert one.post("/logout", data={"token": "x"}).status_code == 400
    form = parsed(one.get("/account").text).forms[0]
    assert one.post("/logout", data=dict(form.fields)).status_code == 303
    assert one.get("/help").status_code == 303
    assert two.get("/help").status_code == 200


def test_another_role_holds_at_once_and_another_password_ends_sessions(served: Served) -> None:
    add_account(served.desk.path, "MOVED", "reader", PASSWORD)
    browser = served.entered("MOVED")
    assert browser.get("/audit").status_code == 403
    set_role(served.desk.path, "MOVED", "owner")
    assert browser.get("/audit").status_code == 200
    form = parsed(browser.get("/account").text).forms[1]
    wrong = dict(form.fields) | {"password": "no such password", "new": OTHER}
    assert browser.post("/account", data=wrong).status_code == 400
    right = dict(form.fields) | {"password": PASSWORD, "new": OTHER}
    assert browser.post("/account", data=right).status_code == 303
    assert browser.get("/help").status_code == 303
    assert signed(browser, "MOVED", OTHER).status_code == 303
    remove_account(served.desk.path, "MOVED")
    assert browser.get("/help").status_code == 303


def test_who_guesses_is_stopped_and_nobody_else(served: Served) -> None:
    browser = served.browser()
    told = [signed(browser, "READER", f"guess number {n}").status_code for n in range(7)]
    assert told.count(429) >= 1
    assert set(told) == {403, 429}
    assert signed(browser, "READER", PASSWORD).status_code == 429
    assert signed(served.browser(), "ANALYST", PASSWORD).status_code == 303
    served.hours.at += 3600
    assert signed(browser, "READER", PASSWORD).status_code == 303


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "/\\evil", "x", ""])
def test_who_signs_in_is_led_to_this_desk_alone(served: Served, next_: str) -> None:
    assert signed(served.browser(), "READER", PASSWORD, next=next_).headers["location"] == "/"


def test_a_form_of_another_site_does_not_sign_in(served: Served) -> None:
    browser = served.browser()
    assert browser.post("/login", data={"name": "READER", "password": PASSWORD}).status_code == 400
    cookie = served.entered("READER").cookies["tocsin_session"]
    assert cookie not in json.dumps(written_down(served.desk.path, 50))


def test_passwords_are_kept_as_argon2_hashes_for_their_owner_alone(tmp_path: Path) -> None:
    add_account(tmp_path, "A. Analyst", "analyst", PASSWORD)
    text = (tmp_path / FILE).read_text("utf-8")
    assert "$argon2id$" in text
    assert PASSWORD not in text
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    account = accounts_of(tmp_path)["A. Analyst"]
    assert fits(account, PASSWORD)
    assert not fits(account, OTHER)
    assert not fits(None, PASSWORD)
    set_password(tmp_path, "A. Analyst", OTHER)
    assert fits(accounts_of(tmp_path)["A. Analyst"], OTHER)


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("", "reader", PASSWORD),
        (" A", "reader", PASSWORD),
        ("A\x07", "reader", PASSWORD),
        ("A", "king", PASSWORD),
        ("A", "reader", "short"),
        ("known", "reader", PASSWORD),
    ],
)
def test_what_cannot_be_an_account_is_refused(
    tmp_path: Path, name: str, role: str, password: str
) -> None:
    add_account(tmp_path, "Known", "reader", PASSWORD)
    with pytest.raises(BadArgument):
        add_account(tmp_path, name, role, password)
    assert list(accounts_of(tmp_path)) == ["Known"]


def test_a_limit_lets_so_many_through_and_then_one_at_a_time() -> None:
    clock = Hours()
    limit = Limit(3, 10.0, clock)
    assert [limit.allows("a") for _ in range(5)] == [True, True, True, False, False]
    assert limit.allows("b")
    clock.at += 10
    assert [limit.allows("a") for _ in range(2)] == [True, False]
