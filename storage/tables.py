"""The tables, for every database that SQLAlchemy Core can speak to. Written by `storage.migrations`, never by `create_all`."""

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, Table, Text

REVISION = "0001"
"""The migration that this code expects."""

METADATA = MetaData()

LIBRARY = Table(
    "library",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("identity", String(32), nullable=False),
)

# One table for all that the library holds: everything is published, compared and streamed in the same way. Records of all kinds share
# one space of ids (family "record"), because a match, an index entry and a link name a record by its id alone.
ENTRIES = Table(
    "entries",
    METADATA,
    Column("family", String(16), primary_key=True),
    Column("id", String(512), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("provenance", String(16), nullable=False),
    Column(
        "status", String(16), nullable=False
    ),  # this and the next two are empty for whatever is not a record
    Column("visibility", String(16), nullable=False),
    Column("language", String(16), nullable=False),
    Column("changed_in", Integer, nullable=False),
    Column("is_removed", Boolean(create_constraint=False), nullable=False),
    Column("body", Text, nullable=False),  # empty once removed
    Index("entries_by_change", "family", "changed_in", "id"),
    Index("entries_by_id", "id"),
)
