"""Run by Alembic. The connection comes from `storage.migrate`, which also holds the transaction."""

from alembic import context

from storage import replica_tables  # noqa: F401 - its tables belong to the others
from storage.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
