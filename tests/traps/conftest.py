"""The two desks that every trap is looked for in."""

from __future__ import annotations

import pytest
from tests.desks import Seen

from tocsin.desk import Desk


@pytest.fixture(scope="session")
def five(founding_desk: Desk) -> Seen:
    """The five founding reports in one desk, with the example's watch."""
    return Seen(founding_desk, "2022-12-31")


@pytest.fixture(scope="session")
def example(example_desk: Desk) -> Seen:
    """The bundled example's reports in one desk."""
    return Seen(example_desk, "2022-12-31")
