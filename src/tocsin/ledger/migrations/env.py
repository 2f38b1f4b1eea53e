# ruff: noqa: INP001 (Alembic loads this by its path)
"""What Alembic runs to bring a ledger up to date, within the transaction of its opener."""

from __future__ import annotations

from alembic import context

from tocsin.ledger.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
