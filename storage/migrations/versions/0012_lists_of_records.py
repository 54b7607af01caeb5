"""An index by which the desk lists records by kind, status and provenance, those changed last first."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "entries_by_filing", "entries", ["family", "kind", "status", "provenance", "changed_in", "id"]
    )
