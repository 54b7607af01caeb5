"""The table of what was read behind links that people brought to the desk."""

from sqlalchemy import Column, LargeBinary, String, Table

from storage.columns import METADATA, Moment

# It goes with the matter that `code` names (`askers`). `trace` tells one text from another, and nothing without the keys.
ARTICLES = Table(
    "articles",
    METADATA,
    Column("code", String(32), primary_key=True),
    Column("trace", String(32), primary_key=True),
    Column("read_at", Moment, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
