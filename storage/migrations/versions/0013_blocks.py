"""Nobody is told that they are blocked, so it is not kept whether they were."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("people", "is_told")
