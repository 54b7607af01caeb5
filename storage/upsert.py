"""Writing a row that may be there already, side by side for the databases that we speak to."""

from collections.abc import Sequence

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite


def put(table: Table, dialect: str) -> sqlite.Insert | postgresql.Insert:
    """Inserts, and replaces the row of the same primary key."""
    keys = [column.name for column in table.primary_key]
    others = [column.name for column in table.columns if not column.primary_key]
    return put_only(table, dialect, keys, others)


def put_only(
    table: Table, dialect: str, keys: Sequence[str], replaced: Sequence[str]
) -> sqlite.Insert | postgresql.Insert:
    """Inserts, and replaces these columns of the row with the same keys."""
    if dialect == "postgresql":
        into = postgresql.insert(table)
        return into.on_conflict_do_update(
            index_elements=keys, set_={name: into.excluded[name] for name in replaced}
        )
    statement = sqlite.insert(table)
    return statement.on_conflict_do_update(
        index_elements=keys, set_={name: statement.excluded[name] for name in replaced}
    )


def put_if_new(table: Table, dialect: str) -> sqlite.Insert | postgresql.Insert:
    """Inserts, and leaves the row of the same primary key as it is."""
    if dialect == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
