"""Copies of what is kept, and putting one back."""

from pathlib import Path

from bot.assembly.place import place_in
from bot.config.settings import Settings
from bot.errors import Misconfigured, Problem
from storage.backup import Checked, back_up, copy_keys, restore


async def make_backup(settings: Settings, to: Path, *, keys_to: Path | None) -> Checked:
    """The keys first: with a copy of them that is older than the database nothing is lost. Raises `Misconfigured` and `Unavailable`."""
    database = _file_of(settings, "pg_dump")
    if keys_to is not None:
        copy_keys(settings.storage.keys_path, keys_to)
    return await back_up(database, to)


async def put_back(settings: Settings, backup: Path, *, keys_from: Path | None) -> Checked:
    """Raises `Misconfigured` and `Unavailable`."""
    database = _file_of(settings, "pg_restore")
    checked = await restore(backup, database, index_folder=settings.storage.index_path)
    if keys_from is not None:
        copy_keys(keys_from, settings.storage.keys_path)
    return checked


def _file_of(settings: Settings, tool: str) -> Path:
    place = place_in(settings.storage)
    if not isinstance(place, Path):
        message = (
            f"A database on a server is copied with the server's own {tool}: docs/operations.md says how."
        )
        raise Misconfigured((Problem("storage.url", message),))
    return place
