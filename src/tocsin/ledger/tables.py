"""Tables: the shape of the ledger, as the newest migration leaves it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

__all__ = [
    "HEAD",
    "METADATA",
    "Moment",
    "Number",
    "Words",
    "bytes_",
    "captures",
    "chain",
    "corrections",
    "erasures",
    "exports",
    "looks",
    "notes",
    "readings",
    "refusals",
    "reports",
    "resolutions",
    "skips",
    "texts",
    "translations",
    "watches",
    "written",
]

HEAD = "0006"
"""The newest migration. Numbers only grow: a ledger with a greater one is of a newer Tocsin."""

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A time in UTC, written so that the order of letters is the order of time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Return the time as text, to the microsecond. Raises `ValueError` without a zone."""
        return None if value is None else written(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's signature)
        """Return the time that the text stands for."""
        return None if value is None else datetime.fromisoformat(value)


def written(at: datetime) -> str:
    """Return a time as the ledger writes it, in UTC. Raises `ValueError` without a zone."""
    if at.tzinfo is None:
        raise ValueError("the ledger takes times with a zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


Number = BigInteger().with_variant(Integer, "sqlite")
"""A whole number of eight bytes, which SQLite calls INTEGER."""

Words = Text().with_variant(Text(collation="C"), "postgresql")
"""A text in the order of its letters' numbers: the same in each database."""


def _recorded_at() -> Column[datetime]:
    return Column("recorded_at", Moment, nullable=False)


def _seq() -> Column[int]:
    return Column("seq", Number, primary_key=True)


bytes_ = Table(
    "bytes",
    METADATA,
    _seq(),
    Column("sha256", Text, nullable=False, unique=True),
    Column("size", Number, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)
texts = Table(
    "texts",
    METADATA,
    _seq(),
    Column("sha256", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
)
reports = Table(
    "reports",
    METADATA,
    _seq(),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", Text, ForeignKey("bytes.sha256"), nullable=False),
    Column("text_sha256", Text, ForeignKey("texts.sha256"), nullable=False),
    Column("context", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("published_end", Moment),
    Column("refusal", Text),
    Column("body", Text, nullable=False),
    _recorded_at(),
    Index(None, "place", "id"),
    Index(None, "text_sha256", "context"),
)
captures = Table(
    "captures",
    METADATA,
    _seq(),
    Column("report", Text, ForeignKey("reports.id"), nullable=False, index=True),
    Column("feed", Text, nullable=False),
    Column("file", Text, nullable=False),
    _recorded_at(),
)
translations = Table(
    "translations",
    METADATA,
    _seq(),
    Column("report", Text, ForeignKey("reports.id"), nullable=False, index=True),
    Column("of", Text),
    Column("translator", Text),
    _recorded_at(),
)
refusals = Table(
    "refusals",
    METADATA,
    _seq(),
    Column("file", Text),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("hint", Text, nullable=False),
    Column("at", Text, nullable=False),
    _recorded_at(),
)
readings = Table(
    "readings",
    METADATA,
    _seq(),
    Column("text_sha256", Text, ForeignKey("texts.sha256"), nullable=False),
    Column("context", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("statements", Number, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    _recorded_at(),
    UniqueConstraint("text_sha256", "context", "reader"),
)
skips = Table(
    "skips",
    METADATA,
    _seq(),
    Column("report", Text, ForeignKey("reports.id"), nullable=False),
    Column("lexicon", Text, nullable=False),
    _recorded_at(),
    UniqueConstraint("report", "lexicon"),
)
watches = Table(
    "watches",
    METADATA,
    _seq(),
    Column("id", Text, nullable=False, index=True),
    Column("revision", Text, nullable=False),
    Column("text", Text, nullable=False),
    _recorded_at(),
)
corrections = Table(
    "corrections",
    METADATA,
    _seq(),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("undoes", Text, ForeignKey("corrections.id")),
    Column("body", Text, nullable=False),
    _recorded_at(),
)
notes = Table(
    "notes",
    METADATA,
    _seq(),
    Column("id", Text, nullable=False, unique=True),
    Column("watch", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
    _recorded_at(),
)
resolutions = Table(
    "resolutions",
    METADATA,
    _seq(),
    Column("id", Text, nullable=False, unique=True),
    Column("watch", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
    _recorded_at(),
)
exports = Table(
    "exports",
    METADATA,
    _seq(),
    Column("kind", Text, nullable=False),
    Column("watch", Text, nullable=False, index=True),
    Column("sha256", Text, nullable=False),
    Column("body", Text, nullable=False),
    _recorded_at(),
)
looks = Table(
    "looks",
    METADATA,
    _seq(),
    Column("feed", Text, nullable=False),
    Column("address", Text, nullable=False, index=True),
    Column("result", Text, nullable=False),
    Column("body", Text, nullable=False),
    _recorded_at(),
    Index(None, "feed", "address"),
)
erasures = Table(
    "erasures",
    METADATA,
    _seq(),
    Column("id", Text, nullable=False, unique=True),
    Column("report", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False),
    _recorded_at(),
)
chain = Table(
    "chain",
    METADATA,
    _seq(),
    Column("entry", Text, nullable=False),
    Column("row", Number, nullable=False),
    Column("salt", LargeBinary),
    Column("columns", LargeBinary, nullable=False),
    Column("link", LargeBinary, nullable=False),
)
"""What links each row of every other table to the one before it: see `tocsin.ledger.chain`."""
