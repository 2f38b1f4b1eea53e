"""Chain: each entry is linked to the one before it, and a report that is erased leaves a stone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tocsin.ledger.chain import chain_rows
from tocsin.ledger.keeper import keeper_of
from tocsin.ledger.tables import Number, Words

revision = "0005"
down_revision = "0004"

CHAINED = (
    "bytes",
    "texts",
    "reports",
    "captures",
    "translations",
    "refusals",
    "readings",
    "skips",
    "watches",
    "corrections",
    "notes",
    "resolutions",
    "exports",
    "looks",
)
"""The tables of this format whose rows are linked, each before those that refer to it."""


def upgrade() -> None:
    """Make both tables, forbid change and removal, and link what is there."""
    op.create_table(
        "chain",
        sa.Column("seq", Number, nullable=False, autoincrement=False),
        sa.Column("entry", Words, nullable=False),
        sa.Column("row", Number, nullable=False),
        sa.Column("salt", sa.LargeBinary),
        sa.Column("columns", sa.LargeBinary, nullable=False),
        sa.Column("link", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_chain"),
    )
    op.create_table(
        "erasures",
        sa.Column("seq", Number, nullable=False, autoincrement=False),
        sa.Column("id", Words, nullable=False),
        sa.Column("report", Words, nullable=False),
        sa.Column("body", Words, nullable=False),
        sa.Column("recorded_at", Words, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_erasures"),
        sa.UniqueConstraint("id", name="uq_erasures_id"),
        sa.UniqueConstraint("report", name="uq_erasures_report"),
    )
    keeper = keeper_of(op.get_bind())
    keeper.append_only(op.get_bind(), "chain", ())
    keeper.append_only(op.get_bind(), "erasures", ("id", "report"))
    chain_rows(keeper.raw(op.get_bind()), CHAINED)
