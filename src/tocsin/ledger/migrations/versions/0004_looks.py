"""Looks: which address of a feed was asked, when, and with what result."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

SAME = "SELECT 1 FROM looks WHERE seq = new.seq"


def upgrade() -> None:
    """Make the table, and forbid change and removal."""
    op.create_table(
        "looks",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("feed", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_looks"),
    )
    op.create_index("ix_looks_feed_address", "looks", ["feed", "address"])
    op.create_index("ix_looks_address", "looks", ["address"])
    for act, when in (
        ("update", "UPDATE ON looks"),
        ("delete", "DELETE ON looks"),
        ("replace", f"INSERT ON looks WHEN EXISTS ({SAME})"),
    ):
        op.execute(
            f"CREATE TRIGGER looks_no_{act} BEFORE {when} BEGIN "
            f"SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )
