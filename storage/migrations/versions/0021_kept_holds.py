"""What processes hold is still held after the server crashed: they live on, and may have sent already what they only could not write down."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE replicas SET LOGGED")
        op.execute("ALTER TABLE holds SET LOGGED")
