"""The description of the addresses is of those there are, and what it says of them holds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.pages import DAY

FILLED = {"watch": "belarus-entry", "what": "waterfall", "form": "json", "name": "desk.css"}


@pytest.fixture(scope="module")
def document(client: TestClient) -> Any:
    """The description."""
    return client.get("/openapi.json").json()


def test_it_describes_every_address_in_a_sentence(client: TestClient, document: Any) -> None:
    inner = client.app.state.inner  # type: ignore[attr-defined]
    routes = {re.sub(r":\w+}", "}", route.path) for route in inner.routes}
    assert set(document["paths"]) == routes
    for path, operations in document["paths"].items():
        for told in operations.values():
            assert told["summary"].endswith("."), path
            named = [one["name"] for one in told["parameters"] if one["in"] == "path"]
            assert named == re.findall(r"{(\w+)", path)


def test_what_is_got_is_of_the_kind_described(client: TestClient, document: Any) -> None:
    tried = 0
    for path, operations in document["paths"].items():
        names = re.findall(r"{(\w+)}", path)
        if "get" not in operations or not set(names) <= set(FILLED):
            continue
        answer = client.get(path.format(**FILLED), params={"as_of": DAY})
        kinds = operations["get"]["responses"]["200"]["content"]
        assert answer.status_code == 200, path
        assert "*/*" in kinds or answer.headers["content-type"].partition(";")[0] in kinds, path
        tried += 1
    assert tried >= 8


@pytest.mark.parametrize("name", ["as_of", "known_at", "since"])
def test_a_clock_that_is_described_is_one_that_is_read(
    client: TestClient, document: Any, name: str
) -> None:
    for path, operations in document["paths"].items():
        taken = {one["name"] for one in operations.get("get", {}).get("parameters", [])}
        names = re.findall(r"{(\w+)}", path)
        if name in taken and set(names) <= set(FILLED):
            answer = client.get(path.format(**FILLED), params={name: "soon"})
            assert answer.status_code == 400, path
