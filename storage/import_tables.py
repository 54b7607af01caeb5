from sqlalchemy import Column, Integer, String, Table, Text

from storage.columns import Moment
from storage.tables import METADATA

# What imports that are under way have brought so far, under the name of the import, and how far each has come. `fates` counts what became of it.
STAGED = Table(
    "staged",
    METADATA,
    Column("run", String(32), primary_key=True),
    Column("family", String(16), primary_key=True),
    Column("id", String(512), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("provenance", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("visibility", String(16), nullable=False),
    Column("language", String(16), nullable=False),
    Column("body", Text, nullable=False),
)

IMPORTS = Table(
    "imports",
    METADATA,
    Column("run", String(32), primary_key=True),
    Column("row", Integer, nullable=False),
    Column("fates", Text, nullable=False),
    Column("touched_at", Moment, nullable=False),
)
