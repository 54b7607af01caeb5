"""Keys for names that several processes use at once."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "name_keys",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("counts_from", sa.BigInteger, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
    )
