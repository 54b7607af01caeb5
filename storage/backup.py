"""A copy of a SQLite file as it stood at one moment, made while it is served, and putting one back.

On PostgreSQL that is the server's business (pg_dump, pg_restore: docs/operations.md).
"""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Cause, Misconfigured, Problem, Unavailable
from storage.alone import alone_in, sync_folder
from storage.audit import first_broken_line
from storage.database import Database
from storage.examine import examine_database
from storage.faults import why_unavailable
from storage.keys.file import make_folder
from storage.keys.ring import decode_ring
from storage.migrate import journals, migrate
from storage.serving import serving
from storage.sqlite import BUSY_SECONDS, open_engine, open_file, sqlite_address

_FOR_ITS_USER = 0o600


@dataclass(frozen=True, slots=True)
class Checked:
    """A copy that was read from end to end. `broken` is the first line of its audit log that does not fit, None where all `lines` do."""

    size: int
    broken: int | None
    lines: int


async def back_up(database: Path, to: Path) -> Checked:
    """Makes `to`, whole or not at all; whoever writes meanwhile does not wait. Raises `Misconfigured` and `Unavailable`."""
    draft = to.with_name(f".{to.name}.new")
    try:
        await asyncio.to_thread(_copy, database, to, draft)
        checked = await _check(draft)
        await asyncio.to_thread(_name, draft, to)
    except sqlite3.Error as exc:
        raise why_unavailable(exc, file=str(database)) or Unavailable("database", file=str(database)) from exc
    except OSError as exc:
        raise _refusal(to, f"It cannot be written: {exc.strerror}.") from exc
    return checked


def copy_keys(file: Path, to: Path) -> None:
    """Raises `Misconfigured`."""
    _refuse_what_is_there(to)
    try:
        content = file.read_bytes()
        if decode_ring(content) is None:
            raise _refusal(file, "This is not a whole key file.")
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_ITS_USER)
        with os.fdopen(opened, "wb") as copy:
            copy.write(content)
            copy.flush()
            os.fsync(copy.fileno())
        sync_folder(to.parent)
    except OSError as exc:
        raise _refusal(to, f"The keys cannot be copied: {exc.strerror}.") from exc


async def restore(backup: Path, database: Path, *, index_folder: Path) -> Checked:
    """Puts a backup where nothing is. The index folder goes: it may be further than the backup is. Raises `Misconfigured` and `Unavailable`."""
    found = await asyncio.to_thread(examine_database, backup)
    if not found.is_ours or found.damage:
        raise _refusal(
            backup, f"It is damaged: {found.damage}" if found.damage else "This is no backup of ours."
        )
    await asyncio.to_thread(make_folder, database.parent)
    with serving(database):
        try:
            await asyncio.to_thread(_put_back, backup, database, index_folder)
        except OSError as exc:
            raise _refusal(database, f"It cannot be written: {exc.strerror}.") from exc
        await asyncio.to_thread(migrate, database)
        return await _check(database)


def _copy(database: Path, to: Path, draft: Path) -> None:
    if not database.exists():
        raise _refusal(database, "There is no library there yet.")
    _refuse_what_is_there(to)
    draft.unlink(missing_ok=True)  # of a process that was killed
    draft.touch(mode=_FOR_ITS_USER, exist_ok=False)
    origin = open_file(sqlite_address(database, mode="ro"), BUSY_SECONDS)
    with closing(origin), closing(open_file(sqlite_address(draft), BUSY_SECONDS)) as target:
        origin.backup(target)  # in one step, so that it is of one moment and never begins again
        target.execute("PRAGMA journal_mode=DELETE")  # one file, which is all of it
    _sync(draft)


def _name(draft: Path, to: Path) -> None:
    draft.rename(to)
    sync_folder(to.parent)


def _put_back(backup: Path, database: Path, index_folder: Path) -> None:
    with alone_in(database.parent):
        if database.exists():
            raise _refusal(
                database, "There is a library already. Stop what serves it and move it away first."
            )
        draft = database.with_name(f".{database.name}.new")
        draft.unlink(missing_ok=True)
        draft.touch(mode=_FOR_ITS_USER)
        shutil.copyfile(backup, draft)
        _sync(draft)
        for journal in journals(database):
            if journal.exists():  # SQLite would replay over the backup what the lost one had not taken in yet
                journal.replace(journal.with_name(f"{journal.name}.left"))
        if index_folder.exists():
            shutil.rmtree(index_folder)
        draft.rename(database)
        sync_folder(database.parent)


async def _check(database: Path) -> Checked:
    examination = await asyncio.to_thread(examine_database, database)
    if examination.damage:
        raise Unavailable("database", cause=Cause.DAMAGED, file=str(database))
    engine = open_engine(database)
    try:
        broken, lines = await first_broken_line(Database(engine))
    finally:
        await engine.dispose()
    return Checked(await asyncio.to_thread(os.path.getsize, database), broken, lines)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _refuse_what_is_there(to: Path) -> None:
    if to.exists():
        raise _refusal(to, "There is such a file already. Name another one.")


def _refusal(place: Path, message: str) -> Misconfigured:
    return Misconfigured((Problem(str(place), message),))
