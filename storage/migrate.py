"""Brings a SQLite file up to what this program needs.

A new database is made only where there is nothing: a library that was lost must not look like one that knows nothing. So it is made
beside its place and moved there whole, and a file that is empty is one that somebody emptied.
"""

import errno
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, inspect

from bot.errors import Cause, Unavailable
from storage.alone import alone_in
from storage.faults import database_errors
from storage.revisions import judge, revision_of, upgrade
from storage.sqlite import BUSY_SECONDS, open_file, sqlite_address
from storage.tables import REVISION


def migrate(
    path: Path,
    *,
    traces: Sequence[Path] = (),
    begins_anew: bool = False,
    busy_seconds: float = BUSY_SECONDS,
) -> bool:
    """Create or upgrade the SQLite database at `path`, in one transaction; True if there was something to do.

    `traces` are files that only exist where a library was before. With one of them and no database, or an empty one, a new database is
    made only with `begins_anew`. Processes that start together wait for each other. Raises `Unavailable`, and `Misconfigured` for the
    database of a newer or another program, or where `begins_anew` would find a library.
    """
    make_folder(path.parent)
    # Looked for before the database: another process may be making both just now, and makes the database first.
    is_known = any(trace.exists() for trace in (*traces, *journals(path)))
    if not path.exists():
        if is_known and not begins_anew:
            raise Unavailable("database", cause=Cause.GONE, file=str(path))
        return _create(path, busy_seconds)
    return _upgrade_file(path, busy_seconds, begins_anew=begins_anew)


def make_folder(folder: Path) -> None:
    """Raises `Misconfigured`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise _no_place(folder, exc) from exc


def journals(path: Path) -> tuple[Path, ...]:
    """What SQLite keeps beside a database that is open or was not closed."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-journal")


def _create(path: Path, busy_seconds: float) -> bool:
    """A new database at `path`; False if another process was quicker."""
    draft = path.with_name(f".{path.name}.new")
    try:
        with alone_in(path.parent):
            if path.exists():
                return False
            _clear(draft)  # of a process that was killed
            draft.touch(mode=0o600)  # its journals get the rights that the database has
            _upgrade_file(draft, busy_seconds, begins_anew=True)
            for journal in journals(path):
                # SQLite would replay over the new database what the lost one had not taken in yet.
                if journal.exists():
                    journal.replace(journal.with_name(f"{journal.name}.left"))
            draft.rename(path)
            return True
    except OSError as exc:
        raise _no_place(path, exc) from exc


def _clear(draft: Path) -> None:
    for left in (draft, *journals(draft), draft.with_name(f"{draft.name}-shm")):
        left.unlink(missing_ok=True)


def _no_place(path: Path, error: OSError) -> Unavailable:
    cause = Cause.ROOM if error.errno in {errno.ENOSPC, errno.EDQUOT} else Cause.RIGHTS
    return Unavailable("disk", cause=cause, file=str(path))


def _upgrade_file(path: Path, busy_seconds: float, *, begins_anew: bool) -> bool:
    engine = create_engine(
        "sqlite://",
        creator=lambda: open_file(sqlite_address(path, mode="rwc"), busy_seconds),
        poolclass=NullPool,
    )
    try:
        with database_errors(file=str(path)), engine.connect() as connection:
            judge(
                inspect(connection).get_table_names(),
                place=str(path),
                setting="storage.database",
                may_be_empty=begins_anew,
                begins_anew=begins_anew,
            )
            return _bring_up(connection)
    finally:
        engine.dispose()


def _bring_up(connection: Connection) -> bool:
    if revision_of(connection) == REVISION:
        return False
    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    found = revision_of(connection)  # again: another process may just have done it
    if found == REVISION:
        return False
    upgrade(connection, found)
    connection.commit()
    return True
