"""Chain: each entry is linked to the one before it, and a report that is erased leaves a stone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tocsin.ledger.chain import chain_rows

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
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("salt", sa.LargeBinary),
        sa.Column("columns", sa.LargeBinary, nullable=False),
        sa.Column("link", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_chain"),
    )
    op.create_table(
        "erasures",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_erasures"),
        sa.UniqueConstraint("id", name="uq_erasures_id"),
        sa.UniqueConstraint("report", name="uq_erasures_report"),
    )
    for table, also in (("chain", ""), ("erasures", " OR id = new.id OR report = new.report")):
        same = f"SELECT 1 FROM {table} WHERE seq = new.seq{also}"  # noqa: S608 (our own names)
        for act, when in (
            ("update", f"UPDATE ON {table}"),
            ("delete", f"DELETE ON {table}"),
            ("replace", f"INSERT ON {table} WHEN EXISTS ({same})"),
        ):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act} BEFORE {when} BEGIN "
                f"SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
    chain_rows(op.get_bind().connection.driver_connection, CHAINED)
