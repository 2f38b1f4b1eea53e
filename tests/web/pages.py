"""Pages as trees, and the figures that a machine reads in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from lxml import html as parser
from starlette.testclient import TestClient

NOW = datetime(2026, 1, 3, 12, tzinfo=UTC)
ADDRESS = "http://127.0.0.1:8347"
WATCH = "/watch/belarus-entry"
DAY = "2022-12-21"


def parsed(text: str) -> Any:
    """A page as a tree."""
    return parser.document_fromstring(text)


def tree_of(client: TestClient, address: str) -> Any:
    """A page that is there, as a tree."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return parsed(answer.text)


def figures(element: Any) -> list[float]:
    """The figures within an element, as exact as the page holds them."""
    return [float(one.get("value")) for one in element.iter("data")]
