"""Pictures that go along with tips. Older tips have none."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pictures",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("chat", sa.String(32), nullable=False),
        sa.Column("realm", sa.String(32), nullable=False),
        sa.Column("person", sa.String(16), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("pictures_by_lane", "pictures", ["lane"])
    op.create_index("pictures_by_code", "pictures", ["code"])
    op.create_index("pictures_by_person", "pictures", ["person"])
    op.create_index("pictures_by_age", "pictures", ["expires_at"])
