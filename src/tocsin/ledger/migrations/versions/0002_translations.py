"""Translations: which reports stand for an original in another language, and who made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tocsin.ledger.keeper import keeper_of
from tocsin.ledger.tables import Number, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table, and forbid change and removal."""
    op.create_table(
        "translations",
        sa.Column("seq", Number, nullable=False, autoincrement=False),
        sa.Column("report", Words, nullable=False),
        sa.Column("of", Words),
        sa.Column("translator", Words),
        sa.Column("recorded_at", Words, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_translations"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_translations_report"),
    )
    op.create_index("ix_translations_report", "translations", ["report"])
    keeper_of(op.get_bind()).append_only(op.get_bind(), "translations", ())
