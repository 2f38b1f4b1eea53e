"""The language model, loaded once: it takes a second."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tocsin.evaluate.parsed import language

if TYPE_CHECKING:
    from spacy.tokens import Doc


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Doc]:
    """Give the parsed form of a text."""
    return language()
