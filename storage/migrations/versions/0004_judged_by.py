"""Whether it was the newsroom that judged. Of what is there already nobody knows."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "judgements", sa.Column("judged_by", sa.String(16), nullable=False, server_default="public")
    )
