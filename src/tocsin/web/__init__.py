"""The web: a desk in the browser, rendered here and asking nothing of any other machine."""

from __future__ import annotations

from tocsin.web.application import EstimateJson, app_of
from tocsin.web.serving import serve

__all__ = ["EstimateJson", "app_of", "serve"]
