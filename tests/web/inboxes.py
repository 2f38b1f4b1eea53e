"""Inboxes: a served desk of one's own, and the forms of its pages as a person sends them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from tests.desks import EXAMPLE, desk_of
from tests.web.pages import ADDRESS, NOW, WATCH, parsed

from tocsin.cli.serving import estimate_line
from tocsin.desk import Desk
from tocsin.web import app_of
from tocsin.web.keeping import Keeper

INBOX = f"{WATCH}/inbox"
DAY = "2022-10-21"


@dataclass
class Clock:
    """A time that goes on by a second whenever it is looked at."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Analyst:
    """A browser in which one person works at the inbox of a desk, without any script."""

    client: TestClient
    name: str
    day: str = DAY
    page: Any = None
    query: str = field(default="")

    def look(self, **query: str) -> Any:
        """Open the inbox and return it as a tree."""
        answer = self.client.get(INBOX, params={"as_of": self.day, **query})
        assert answer.status_code == 200, answer.text
        self.page = parsed(answer.text)
        return self.page

    @property
    def statements(self) -> list[str]:
        """The ids of the statements of the page, in order."""
        return [one.get("data-id") for one in self.page.find_class("item")]

    def send(self, do: str, statement: str = "", **fields: str) -> Any:
        """Send the form of the page that was looked at last, without following where it leads."""
        form = self.page.get_element_by_id("acts")
        sent = {name: value or "" for name, value in form.fields.items() if name != "keep"}
        sent |= {"do": do, "author": self.name, "reason": "as it reads"}
        if statement:
            sent |= {"statement": statement, "instead": ""}
        return self.client.post(INBOX, data=sent | fields, follow_redirects=False)

    def do(self, do: str, statement: str = "", **fields: str) -> Any:
        """Send it, follow, and return the inbox as a tree."""
        answer = self.send(do, statement, **fields)
        assert answer.status_code == 303, answer.text
        landed = self.client.get(answer.headers["location"])
        assert landed.status_code == 200, landed.text
        self.page = parsed(landed.text)
        return self.page

    def p(self) -> float:
        """The probability that `tocsin assess --json` prints."""
        said = self.client.get(f"{WATCH}.json", params={"as_of": self.day}).json()
        return float(said["event"]["p"])


def served_in(folder: Path) -> tuple[Desk, Any]:
    """A desk of the example that may be written to, with its application."""
    desk = desk_of(folder, [EXAMPLE / "reports"])
    keeper = Keeper(desk.path, clock=Clock())
    return desk, app_of(desk.path, estimate_json=estimate_line, keeper=keeper)


def browser_of(app: Any, name: str = "AK") -> Analyst:
    """A browser of its own, with its own cookies."""
    return Analyst(TestClient(app, base_url=ADDRESS, raise_server_exceptions=False), name)


def told(page: Any) -> str:
    """What the page says that the last act did."""
    return " ".join(" ".join(one.text_content().split()) for one in page.find_class("done"))
