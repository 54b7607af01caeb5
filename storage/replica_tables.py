"""Which processes share the database, what each of them holds, and the keys that all of them need. Of PostgreSQL alone: a SQLite file is served by
one process."""

from sqlalchemy import Column, Date, DateTime, Index, LargeBinary, String, Table

from storage.columns import METADATA, Moment

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

# Keys for names, sealed with the master keys (`storage.keys.shared`). Rows are deleted with what they made.
NAME_KEYS = Table(
    "name_keys",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("made_on", Date, nullable=False),
    Column("counts_from", Moment, nullable=False),
    Column("secret", LargeBinary, nullable=False),
)
