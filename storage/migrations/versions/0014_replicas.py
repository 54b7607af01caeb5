"""Processes that share a database on a server. What they hold means nothing after the server crashed, so it is not worth a journal."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "replicas",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "holds",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("replica", sa.String(32), nullable=False),
    )
    op.create_index("holds_by_replica", "holds", ["replica", "kind"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE replicas SET UNLOGGED")
        op.execute("ALTER TABLE holds SET UNLOGGED")
