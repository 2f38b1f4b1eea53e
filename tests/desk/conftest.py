"""A clock and a server for the tests of feeds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.desk.feeding import Clock
from tests.servers import Site, served


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as running:
        yield running
