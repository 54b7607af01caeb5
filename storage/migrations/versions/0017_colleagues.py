"""Who was seen in the chat of the desk, so that a case can be handed to them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "colleagues",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("place", sa.String(32), primary_key=True),
        sa.Column("seen_on", sa.Date, nullable=False),
    )
