"""What a reply on its way is about, so that it goes where its matter is taken back. Of those that were under way before it is not known."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("matter", sa.String(32), nullable=False, server_default=""))
    op.create_index("outbox_by_matter", "outbox", ["matter"])
