"""Long: what tracing remembers at length has a table of its own, that short facts are not behind.

A table in the order of its names is one tree: where its rows are long, a page of it leads to four
others and no more, and a million cards lie nine pages deep.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tocsin.ledger.tables import Number

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table, and forget what was traced: it stands in another order from now on.

    It follows from the reports, and is made anew when a report is added.
    """
    op.create_table(
        "trace_long",
        sa.Column("id", Number, nullable=False, autoincrement=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trace_long"),
    )
    for table in ("trace_keys", "trace_pairs", "trace_facts"):
        op.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)
