"""Articles that were read behind links, with the matters whose links they were."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("code", sa.String(32), primary_key=True),
        sa.Column("trace", sa.String(32), primary_key=True),
        sa.Column("read_at", sa.BigInteger, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
