"""A desk that is served: the bundled example's, asked without a network between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from tocsin.cli.serving import estimate_line
from tocsin.desk import Desk
from tocsin.web import app_of
from tocsin.web.keeping import Keeper

NOW = datetime(2026, 1, 3, 12, tzinfo=UTC)
ADDRESS = "http://127.0.0.1:8347"
WATCH = "/watch/belarus-entry"
DAY = "2022-12-21"


@pytest.fixture(scope="session")
def client(example_desk: Desk) -> Iterator[TestClient]:
    """Whoever asks the served desk of the example."""
    keeper = Keeper(example_desk.path, clock=lambda: NOW)
    app = app_of(example_desk.path, estimate_json=estimate_line, keeper=keeper)
    with TestClient(app, base_url=ADDRESS, raise_server_exceptions=False) as asking:
        yield asking
