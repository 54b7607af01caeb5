"""What may be shown to whoever asked is known for as long as what they asked, and not only while there is a way back. Empty: brought before this version."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("askers", sa.Column("audience", sa.String(16), nullable=False, server_default=""))
