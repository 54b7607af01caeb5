"""What a database was last brought up to, and bringing it up. Forward only: a database of a newer program is refused, never rewritten."""

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.errors import Cause, Misconfigured, Problem, Unavailable
from storage.tables import FIRST_TABLES

FOLDER = Path(__file__).parent / "migrations"


def judge(
    tables: Collection[str], *, place: str, setting: str, may_be_empty: bool, begins_anew: bool
) -> None:
    """Raises where what has these tables is not a database for us to write to."""
    if not tables and not may_be_empty:
        raise Unavailable("database", cause=Cause.GONE, file=place)
    if tables and not FIRST_TABLES.union({"alembic_version"}).issubset(tables):
        shown = ", ".join(sorted(tables)[:3])
        message = f"{place} is the database of another program (with the tables {shown}). Name another one."
        raise Misconfigured((Problem(setting, message),))
    if tables and begins_anew:
        message = f"{place} holds a library. Move it away first, or leave --new out."
        raise Misconfigured((Problem("--new", message),))


def revision_of(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection, found: str | None) -> None:
    """In the caller's transaction. Raises `Misconfigured`."""
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
