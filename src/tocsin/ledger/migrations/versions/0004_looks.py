"""Looks: which address of a feed was asked, when, and with what result."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tocsin.ledger.keeper import keeper_of
from tocsin.ledger.tables import Number, Words

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, and forbid change and removal."""
    op.create_table(
        "looks",
        sa.Column("seq", Number, nullable=False, autoincrement=False),
        sa.Column("feed", Words, nullable=False),
        sa.Column("address", Words, nullable=False),
        sa.Column("result", Words, nullable=False),
        sa.Column("body", Words, nullable=False),
        sa.Column("recorded_at", Words, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_looks"),
    )
    keeper = keeper_of(op.get_bind())
    # An address may have thousands of letters.
    keeper.asked_by(op.get_bind(), "looks", ("feed", "address"))
    keeper.asked_by(op.get_bind(), "looks", ("address",))
    keeper.append_only(op.get_bind(), "looks", ())
