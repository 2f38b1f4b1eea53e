"""Commands that keep a desk for the long run: verify."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.errands import AsJson, DeskFolder, Exit, faults, plain, say

__all__ = ["verify"]


def verify(
    desk: DeskFolder,
    head: Annotated[
        str | None,
        typer.Option(
            "--head", metavar="LINK", help="A link noted down before: it must still be in there."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Work out whether a desk's ledger still is what was entered; name whatever is not.

    Every entry is linked to the one before it. A changed byte is named with its entry, table and
    column. The newest link is printed: noted down elsewhere and given as --head later, it finds
    what is cut off at the end, and a chain that was made anew as a whole.

    Example: tocsin verify desk
    """
    from tocsin.cli.contract import dumps
    from tocsin.desk.keeping import link_of, verified

    with faults(as_json=as_json):
        found = verified(desk, head=None if head is None else link_of(head))
    if as_json:
        say(
            dumps(
                {
                    "entries": found.entries,
                    "erased": found.erased,
                    "head": str(found.head),
                    "flaws": [
                        {
                            "message": one.message,
                            "table": one.table,
                            "row": one.row,
                            "column": one.column,
                            "entry": one.entry,
                        }
                        for one in found.flaws
                    ],
                }
            )
        )
    else:
        for one in found.flaws:
            say(plain(one.message))
        gone = f", {found.erased:,} of them erased" if found.erased else ""
        said = "Sound" if not found.flaws else f"Not sound, {len(found.flaws):,} flaws"
        say(f"{said}: {found.entries:,} entries{gone}. Newest link {found.head}")
    if found.flaws:
        raise typer.Exit(Exit.NOTHING_USABLE)
