"""A reader, loaded once: it takes a second."""

from __future__ import annotations

import pytest

from tocsin.read import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()
