"""Run by Alembic. The connection comes from `storage.migrate`, which also holds the transaction."""

from alembic import context

from storage import replica_tables, shown_tables, tables  # noqa: F401 - all of them belong together
from storage.columns import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
