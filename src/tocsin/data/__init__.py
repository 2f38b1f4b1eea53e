"""Shipped data: registers, word lists and scales that a house can read, copy and extend."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["load", "read_bytes"]


def read_bytes(name: str) -> bytes:
    """Return the bytes of the shipped file `name`, e.g. "yardsticks.yaml"."""
    return files(__name__).joinpath(name).read_bytes()


@cache
def load(name: str) -> Any:
    """Return the shipped YAML file `name` as plain values; treat them as read-only."""
    return yaml.load(read_bytes(name), Loader=yaml.CSafeLoader)
