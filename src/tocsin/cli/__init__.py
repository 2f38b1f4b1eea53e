"""The command line."""

from __future__ import annotations

from tocsin.cli.app import app, main

__all__ = ["app", "main"]
