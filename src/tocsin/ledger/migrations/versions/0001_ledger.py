"""The ledger as it first was: eleven tables to which rows are only ever added, and their search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tocsin.ledger.keeper import keeper_of
from tocsin.ledger.tables import Number, Words

revision = "0001"
down_revision = None

# Rows that hold the key of a new row would be replaced without a word by INSERT OR REPLACE.
KEYS = {
    "bytes": "sha256",
    "texts": "sha256",
    "reports": "id",
    "captures": "seq",
    "refusals": "seq",
    "readings": "seq",
    "skips": "seq",
    "watches": "seq",
    "corrections": "id",
    "notes": "id",
    "resolutions": "id",
    "exports": "seq",
}


def upgrade() -> None:
    """Make the tables, forbid change and removal, and index the texts."""
    keeper = keeper_of(op.get_bind())
    _captured()
    _read()
    _entered()
    for table, key in KEYS.items():
        keeper.append_only(op.get_bind(), table, () if key == "seq" else (key,))
    keeper.founded(op.get_bind())


def _text(name: str, *more: object, nullable: bool = False, **options: object) -> sa.Column:
    return sa.Column(name, Words, *more, nullable=nullable, **options)


def _table(name: str, *parts: object) -> None:
    op.create_table(
        name,
        sa.Column("seq", Number, nullable=False, autoincrement=False),
        *parts,
        sa.PrimaryKeyConstraint("seq", name=f"pk_{name}"),
    )


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def _captured() -> None:
    _table(
        "bytes",
        _text("sha256"),
        sa.Column("size", Number, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        _unique("bytes", "sha256"),
    )
    _table("texts", _text("sha256"), _text("text"), _unique("texts", "sha256"))
    _table(
        "reports",
        _text("id"),
        _text("sha256"),
        _text("text_sha256"),
        _text("context"),
        _text("place"),
        _text("published_end", nullable=True),
        _text("refusal", nullable=True),
        _text("body"),
        _text("recorded_at"),
        _refers("reports", "sha256", "bytes.sha256"),
        _refers("reports", "text_sha256", "texts.sha256"),
        _unique("reports", "id"),
    )
    op.create_index("ix_reports_place_id", "reports", ["place", "id"])
    op.create_index("ix_reports_text_sha256_context", "reports", ["text_sha256", "context"])
    _table(
        "captures",
        _text("report"),
        _text("feed"),
        _text("file"),
        _text("recorded_at"),
        _refers("captures", "report", "reports.id"),
    )
    op.create_index("ix_captures_report", "captures", ["report"])
    _table(
        "refusals",
        _text("file", nullable=True),
        _text("code"),
        _text("message"),
        _text("hint"),
        _text("at"),
        _text("recorded_at"),
    )


def _read() -> None:
    _table(
        "readings",
        _text("text_sha256"),
        _text("context"),
        _text("reader"),
        sa.Column("statements", Number, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        _text("recorded_at"),
        _refers("readings", "text_sha256", "texts.sha256"),
        _unique("readings", "text_sha256", "context", "reader"),
    )
    _table(
        "skips",
        _text("report"),
        _text("lexicon"),
        _text("recorded_at"),
        _refers("skips", "report", "reports.id"),
        _unique("skips", "report", "lexicon"),
    )


def _entered() -> None:
    _table("watches", _text("id"), _text("revision"), _text("text"), _text("recorded_at"))
    op.create_index("ix_watches_id", "watches", ["id"])
    _table(
        "corrections",
        _text("id"),
        _text("kind"),
        _text("target"),
        _text("undoes", nullable=True),
        _text("body"),
        _text("recorded_at"),
        _refers("corrections", "undoes", "corrections.id"),
        _unique("corrections", "id"),
    )
    for name in ("notes", "resolutions"):
        _table(
            name,
            _text("id"),
            _text("watch"),
            _text("body"),
            _text("recorded_at"),
            _unique(name, "id"),
        )
        op.create_index(f"ix_{name}_watch", name, ["watch"])
    _table(
        "exports",
        _text("kind"),
        _text("watch"),
        _text("sha256"),
        _text("body"),
        _text("recorded_at"),
    )
    op.create_index("ix_exports_watch", "exports", ["watch"])
