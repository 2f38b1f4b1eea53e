"""Printing: a page of the desk as PDF, without a browser and without the network."""

from __future__ import annotations

import re
from importlib.resources import files

from tocsin.errors import ExtraMissing

__all__ = ["pdf_of"]


DRAWING = re.compile(r"<svg\b[^>]*>")


def pdf_of(page: str) -> bytes:
    """Return a self-contained HTML page as PDF, by its style for print.

    The same page gives the same bytes. Nothing is fetched: whatever the page would load is left
    out. Raises `ExtraMissing` where WeasyPrint, or Pango on which it stands, is not installed.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise ExtraMissing(
            f"nothing here can make a PDF: {error}.",
            hint="pip install 'tocsin[pdf]', and Pango (apt install libpango-1.0-0 "
            "libpangoft2-1.0-0); or print the HTML in a browser.",
        ) from None

    # No protocol is let in, so a page can load nothing, from the network or from this machine.
    nothing = URLFetcher(allowed_protocols=())
    style = files("tocsin.publish").joinpath("templates/drawing.css").read_text("utf-8")
    # The style of a page does not reach into its drawings here, so that each brings its own.
    page = DRAWING.sub(lambda found: f"{found.group()}<style>{style}</style>", page)
    made: bytes | None = HTML(string=page, url_fetcher=nothing).write_pdf(pdf_identifier=b"tocsin")
    return made or b""
