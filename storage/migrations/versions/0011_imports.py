"""Where imports that are under way are kept until all of them has come."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("run", sa.String(32), primary_key=True),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("fates", sa.Text, nullable=False),
        sa.Column("touched_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "staged",
        sa.Column("run", sa.String(32), primary_key=True),
        sa.Column("family", sa.String(16), primary_key=True),
        sa.Column("id", sa.String(512), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("provenance", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("visibility", sa.String(16), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
