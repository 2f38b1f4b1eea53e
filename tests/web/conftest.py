"""A desk that is served: the bundled example's, asked without a network, or in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from starlette.testclient import TestClient
from tests.web.browsers import FLAGS
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; while it is open no other loop can run, so each file has its own."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("there is no chromium here")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield running
        running.close()
