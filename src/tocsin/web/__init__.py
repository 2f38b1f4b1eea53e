"""The web: a desk in the browser, rendered here and asking nothing of any other machine."""

from __future__ import annotations

from tocsin.web.application import EstimateJson, app_of
from tocsin.web.serving import DEFAULT_PORT, serve

__all__ = ["DEFAULT_PORT", "EstimateJson", "app_of", "serve"]
