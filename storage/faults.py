"""What errors of the database mean to the rest of the program."""

import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import Cause, Unavailable
from storage import postgres_faults, sqlite

Result = TypeVar("Result")


@contextmanager
def database_errors(*, file: str = "") -> Iterator[None]:
    """Turns what the database cannot do now into `Unavailable`; a mistake in a statement stays what it is."""
    try:
        yield
    except PoolTimeout as exc:
        raise Unavailable("database", cause=Cause.LOCKED, file=file) from exc
    except (DBAPIError, sqlite3.Error, *postgres_faults.RAISED) as exc:
        failure = why_unavailable(exc.orig if isinstance(exc, DBAPIError) else exc, file=file)
        if failure is None:
            raise
        raise failure from exc


def why_unavailable(error: BaseException | None, *, file: str = "") -> Unavailable | None:
    """What an error of a driver means to the rest of the program; None for a mistake of ours."""
    if error is None:
        return None
    if isinstance(error, sqlite3.Error):
        return sqlite.why_away(error, file=file)
    return postgres_faults.why_away(error, file=file)


async def once_more(write: Callable[[], Awaitable[Result]]) -> Result:
    """Writes, and again where another transaction stood in the way. Raises `Unavailable`."""
    try:
        return await write()
    except postgres_faults.Conflict:
        return await write()
