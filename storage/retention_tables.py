from sqlalchemy import Column, Table, Text

from storage.columns import METADATA, Moment

# When what is due was deleted, and how many rows of which kind went: no content, and nobody's.
RETENTION = Table(
    "retention",
    METADATA,
    Column("at", Moment, primary_key=True, autoincrement=False),
    Column("counts", Text, nullable=False),
)
