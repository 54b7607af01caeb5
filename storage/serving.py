"""One process works on what waits in a database: two would answer everything twice."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import Misconfigured, Problem


@contextmanager
def serving(database: Path) -> Iterator[None]:
    """Holds the right to serve this database; it ends with the process, however that ends. Raises `Misconfigured` where another has it."""
    beside = _beside(database)
    try:
        opened = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as exc:
        raise _refusal(f"{beside} cannot be made: {exc.strerror}. Make its folder writable.") from exc
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as exc:
        os.close(opened)
        raise _refusal(
            f"{database} is served by another process already, which answers what waits in it. Stop that one, or name another file."
        ) from exc
    try:
        yield
    finally:
        os.close(opened)


def is_served(database: Path) -> bool:
    """Whether a process has that right now."""
    beside = _beside(database)
    try:
        opened = os.open(beside, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(opened)
    return False


def _beside(database: Path) -> Path:
    """The same file whatever way leads to the database."""
    database = database.resolve()
    return database.with_name(f"{database.name}.serving")


def _refusal(message: str) -> Misconfigured:
    return Misconfigured((Problem("storage.database", message),))
