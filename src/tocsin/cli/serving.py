"""The command that opens a desk in the browser: serve."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli.errands import AsJson, DeskFolder, faults, open_desk, say

if TYPE_CHECKING:
    from tocsin.desk import Desk, Situation

__all__ = ["HOST", "PORT", "estimate_line", "serve"]

HOST, PORT = "127.0.0.1", 8347
"""Where a desk is served unless another place is named."""


def serve(
    desk: DeskFolder,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Where to listen; 0: any that is free.")
    ] = PORT,
    host: Annotated[
        str,
        typer.Option(
            "--host", help="Where to listen; beyond this machine only with accounts and --cert."
        ),
    ] = HOST,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A name by which the desk is called from elsewhere."),
    ] = None,
    cert: Annotated[
        Path | None, typer.Option("--cert", help="A certificate with its chain, in PEM.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="The certificate's key, in PEM.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Open the desk in the browser, until Ctrl-C; without accounts for this machine alone.

    Example: tocsin serve desk
    """
    from tocsin.cli.contract import dumps
    from tocsin.errors import BadArgument
    from tocsin.web import serve as serve_desk
    from tocsin.web.serving import Certificate

    def told(url: str) -> None:
        say(dumps({"url": url}) if as_json else f"The desk is open at {url}   (Ctrl-C closes it)")
        # Whoever started this in the background waits for the address.
        sys.stdout.flush()

    with faults(as_json=as_json):
        place = open_desk(desk, as_json=as_json)
        if (cert is None) is not (key is None):
            raise BadArgument("a certificate needs its key.", hint="Give both --cert and --key.")
        serve_desk(
            place.path,
            host=host,
            port=port,
            estimate_json=estimate_line,
            told=told,
            names=name or (),
            certificate=None if cert is None or key is None else Certificate(cert, key),
        )


def estimate_line(desk: Desk, now: Situation) -> str:
    """Return the line that `tocsin assess --json` prints of a situation."""
    from tocsin.cli.contract import dumps, estimate_row
    from tocsin.desk import sensitivity_of
    from tocsin.publish import late_terms, phase_told, sensitivity_rows

    found = sensitivity_of(desk, now)
    return dumps(
        estimate_row(
            now.estimate,
            now.resolution,
            phase=phase_told(now.watch, now.estimate.as_of, now.resolution),
            late=late_terms(now.watch, now.matrix),
            hanging=sensitivity_rows(now.watch, now.matrix, now.estimate, found),
        )
    )
