"""Translations: which reports stand for an original in another language, and who made them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

SAME = "SELECT 1 FROM translations WHERE seq = new.seq"


def upgrade() -> None:
    """Make the table, and forbid change and removal."""
    op.create_table(
        "translations",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("of", sa.Text),
        sa.Column("translator", sa.Text),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_translations"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_translations_report"),
    )
    op.create_index("ix_translations_report", "translations", ["report"])
    for act, when in (
        ("update", "UPDATE ON translations"),
        ("delete", "DELETE ON translations"),
        ("replace", f"INSERT ON translations WHEN EXISTS ({SAME})"),
    ):
        op.execute(
            f"CREATE TRIGGER translations_no_{act} BEFORE {when} BEGIN "
            f"SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )
