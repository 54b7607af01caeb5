"""Run by Alembic. The connection comes from `storage.migrate`, which also holds the transaction."""

from alembic import context

from storage import every_table  # noqa: F401 - without it some tables are not known
from storage.columns import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
