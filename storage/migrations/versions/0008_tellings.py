"""What was told of a case, with each who asked. Of what was told before this only the last outcome stands behind a receipt."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("askers", sa.Column("told", sa.LargeBinary, nullable=False, server_default=""))
