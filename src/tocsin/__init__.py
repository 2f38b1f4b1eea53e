"""Tocsin: indications and warning from open reporting, every figure with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["__version__"]

if TYPE_CHECKING:
    __version__: str
else:

    def __getattr__(name: str) -> str:
        """Return the version when it is first asked for: the look-up is slower than a help page.

        Raises `AttributeError` for any other name.
        """
        if name != "__version__":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("tocsin")
        except PackageNotFoundError:  # run from a source tree that was never installed
            found = "0+unknown"
        globals()[name] = found
        return found
