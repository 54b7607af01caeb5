"""All tables there are: whoever imports only some of the modules that hold them knows only some."""

from typing import Final

from sqlalchemy import Table

from storage import api_tables, article_tables, retention_tables, shown_tables, tables  # noqa: F401 - importing them makes their tables known
from storage.columns import METADATA
from storage.replica_tables import HOLDS, NAME_KEYS, REPLICAS

EVERY_TABLE: Final[tuple[Table, ...]] = tuple(METADATA.sorted_tables)

OF_REPLICAS: Final = frozenset({REPLICAS, HOLDS, NAME_KEYS})
"""What means something only between processes that share a server; the keys stand in the key file too."""
