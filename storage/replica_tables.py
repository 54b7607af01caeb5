"""Which processes share the database, and what each of them holds. Of PostgreSQL alone: a SQLite file is served by one process."""

from sqlalchemy import Column, DateTime, Index, String, Table

from storage.columns import METADATA

# `until` is a moment of the server's clock: those of the machines need not agree.
REPLICAS = Table(
    "replicas",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("until", DateTime(timezone=True), nullable=False),
)

# A lane of the inbox or of the outbox (by its digest), or a duty.
HOLDS = Table(
    "holds",
    METADATA,
    Column("kind", String(16), primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("replica", String(32), nullable=False),
    Index("holds_by_replica", "replica", "kind"),
)
