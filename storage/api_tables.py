from sqlalchemy import Column, LargeBinary, String, Table

from storage.columns import METADATA, Moment

# Keys of programs. `hash` is that of 256 random bits, so it needs neither salt nor key; `member` is empty where the key acts for itself.
API_KEYS = Table(
    "api_keys",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("scopes", String(128), nullable=False),
    Column("audience", String(16), nullable=False),
    Column("member", String(32), nullable=False),
    Column("role", String(16), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("name", LargeBinary, nullable=False),
)
