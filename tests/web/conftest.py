"""A desk that is served: the bundled example's, asked without a network between."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from tests.web.pages import ADDRESS, NOW

from tocsin.cli.serving import estimate_line
from tocsin.desk import Desk
from tocsin.web import app_of
from tocsin.web.keeping import Keeper


@pytest.fixture(scope="session")
def client(example_desk: Desk) -> Iterator[TestClient]:
    """Whoever asks the served desk of the example."""
    keeper = Keeper(example_desk.path, clock=lambda: NOW)
    app = app_of(example_desk.path, estimate_json=estimate_line, keeper=keeper)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as asking:
        yield asking
