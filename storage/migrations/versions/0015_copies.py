"""Where copies of cards stand that nobody keeps up to date."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "copies",
        sa.Column("message", sa.String(32), primary_key=True),
        sa.Column("case_id", sa.Integer, nullable=False),
        sa.Column("front", sa.String(16), nullable=False),
        sa.Column("chat", sa.String(32), nullable=False),
        sa.Column("realm", sa.String(32), nullable=False),
        sa.Column("person", sa.String(16), nullable=False),
        sa.Column("is_outdated", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("way", sa.LargeBinary, nullable=False),
    )
    op.create_index("copies_by_case", "copies", ["case_id"])
    op.create_index("copies_by_person", "copies", ["person"])
    op.create_index("copies_outdated", "copies", ["is_outdated", "case_id"])
