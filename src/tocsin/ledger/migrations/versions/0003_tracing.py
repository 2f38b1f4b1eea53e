"""Tracing: what was compared so far, which follows from the rest; nothing guards it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tocsin.ledger.keeper import keeper_of
from tocsin.ledger.tables import Number, Words

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables. Rows stand in the order of their keys: that is how they are asked for."""
    op.create_table(
        "trace_keys",
        sa.Column("key", Number, nullable=False),
        sa.Column("member", Words, nullable=False),
        sa.PrimaryKeyConstraint("key", "member", name="pk_trace_keys"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "trace_pairs",
        sa.Column("later", Words, nullable=False),
        sa.Column("earlier", Words, nullable=False),
        sa.Column("value", Words, nullable=False),
        sa.PrimaryKeyConstraint("later", "earlier", name="pk_trace_pairs"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_trace_pairs_earlier", "trace_pairs", ["earlier", "later"])
    op.create_table(
        "trace_facts",
        sa.Column("space", Words, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("space", "name", name="pk_trace_facts"),
        sqlite_with_rowid=False,
    )
    for table in ("trace_keys", "trace_pairs", "trace_facts"):
        keeper_of(op.get_bind()).unsampled(op.get_bind(), table)
