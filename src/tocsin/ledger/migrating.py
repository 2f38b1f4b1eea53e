"""Migrating: a ledger brought to a form, by the migrations that lead there."""

from __future__ import annotations

from importlib.resources import as_file, files

from sqlalchemy import Connection

__all__ = ["upgrade"]


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring a ledger to a form, within the transaction of its opener."""
    # Alembic is only needed here, and slow to load.
    from alembic import command
    from alembic.config import Config

    with as_file(files("tocsin.ledger") / "migrations") as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, to)
