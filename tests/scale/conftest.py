"""What the tests of scale share."""

from __future__ import annotations

import importlib.util

import pytest


@pytest.fixture(scope="session")
def daft() -> None:
    """The engine; a test that asks for it skips where the extra `scale` is not installed."""
    if importlib.util.find_spec("daft") is None or importlib.util.find_spec("ray") is None:
        pytest.skip("the extra tocsin[scale] is not installed: make test-cluster")
