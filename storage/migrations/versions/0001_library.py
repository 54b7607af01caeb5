"""The library: a version and its entries."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    library = op.create_table(
        "library",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("identity", sa.String(32), nullable=False),
    )
    op.bulk_insert(library, [{"id": 1, "version": 0, "identity": secrets.token_hex(16)}])
    op.create_table(
        "entries",
        sa.Column("family", sa.String(16), primary_key=True),
        sa.Column("id", sa.String(512), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("provenance", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("visibility", sa.String(16), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("changed_in", sa.Integer, nullable=False),
        sa.Column("is_removed", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("entries_by_change", "entries", ["family", "changed_in", "id"])
    op.create_index("entries_by_id", "entries", ["id"])
