"""What the desk remembers of what goes out by itself. Cases that were answered before are not corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("record", sa.String(32), nullable=False, server_default=""))
    op.add_column("cases", sa.Column("told", sa.LargeBinary, nullable=False, server_default=""))
    op.create_index("cases_by_record", "cases", ["record"])
    op.create_table(
        "positions",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "notices",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("subject", sa.String(32), primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("notices_by_age", "notices", ["kind", "at"])
