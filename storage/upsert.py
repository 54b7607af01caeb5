"""Writing a row that may be there already, side by side for the databases that we speak to.

Each statement is made once: it takes longer to make one than to run it. The row goes with its execution.
"""

from functools import cache

from sqlalchemy import SelectBase, Table
from sqlalchemy.dialects import postgresql, sqlite


@cache
def put(table: Table, dialect: str) -> sqlite.Insert | postgresql.Insert:
    """Inserts, and replaces the row of the same primary key."""
    keys = tuple(column.name for column in table.primary_key)
    others = tuple(column.name for column in table.columns if not column.primary_key)
    return put_only(table, dialect, keys, others)


@cache
def put_only(
    table: Table, dialect: str, keys: tuple[str, ...], replaced: tuple[str, ...]
) -> sqlite.Insert | postgresql.Insert:
    """Inserts, and replaces these columns of the row with the same keys."""
    if dialect == "postgresql":
        into = postgresql.insert(table)
        return into.on_conflict_do_update(
            index_elements=list(keys), set_={name: into.excluded[name] for name in replaced}
        )
    statement = sqlite.insert(table)
    return statement.on_conflict_do_update(
        index_elements=list(keys), set_={name: statement.excluded[name] for name in replaced}
    )


@cache
def put_if_new(table: Table, dialect: str) -> sqlite.Insert | postgresql.Insert:
    """Inserts, and leaves the row of the same primary key as it is."""
    if dialect == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def put_from(table: Table, dialect: str, rows: SelectBase) -> sqlite.Insert | postgresql.Insert:
    """Inserts what is selected, in the order of the table's columns, and replaces rows of the same primary key. `rows` needs a WHERE: without
    one SQLite takes what follows for a join."""
    keys = [column.name for column in table.primary_key]
    others = [column.name for column in table.columns if not column.primary_key]
    names = [column.name for column in table.columns]
    if dialect == "postgresql":
        into = postgresql.insert(table).from_select(names, rows)
        return into.on_conflict_do_update(
            index_elements=keys, set_={name: into.excluded[name] for name in others}
        )
    statement = sqlite.insert(table).from_select(names, rows)
    return statement.on_conflict_do_update(
        index_elements=keys, set_={name: statement.excluded[name] for name in others}
    )
