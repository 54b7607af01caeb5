"""When the drafts in a conversation are due to be deleted. Older conversations hold none."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("drafts_until", sa.BigInteger, nullable=True))
    op.create_index("sessions_by_draft", "sessions", ["drafts_until"])
