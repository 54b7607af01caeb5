"""Brings a database up to what this program needs. Forward only: a database of a newer program is refused, never rewritten."""

from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, inspect, text

from bot.errors import Misconfigured, Problem, Unavailable
from storage.database import BUSY_SECONDS, database_errors, open_file, sqlite_address
from storage.tables import REVISION

FOLDER = Path(__file__).parent / "migrations"


def migrate(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> bool:
    """Create or upgrade the SQLite database at `path`, in one transaction; True if there was something to do.

    Two processes that start together wait for each other. Raises `Unavailable`, and `Misconfigured` for a newer program's database.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise Unavailable("disk") from exc
    engine = create_engine(
        "sqlite://",
        creator=lambda: open_file(sqlite_address(path, mode="rwc"), busy_seconds),
        poolclass=NullPool,
    )
    try:
        with database_errors(), engine.connect() as connection:
            return _bring_up(connection)
    finally:
        engine.dispose()


def _bring_up(connection: Connection) -> bool:
    if _revision(connection) == REVISION:
        return False
    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    found = _revision(connection)  # again: another process may just have done it
    if found == REVISION:
        return False
    _upgrade(connection, found)
    connection.commit()
    return True


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, found: str | None) -> None:
    # Imported here: it takes longer to load than everything else in storage, and most starts have nothing to migrate.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise Misconfigured(
            (Problem("database", f"was written by a newer version of the program (revision {found})"),)
        )
    command.upgrade(config, "head")
