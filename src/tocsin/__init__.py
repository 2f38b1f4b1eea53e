"""Tocsin: indications and warning from open reporting, every figure with its sentence."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

__all__ = ["__version__"]

try:
    __version__ = version("tocsin")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0+unknown"
