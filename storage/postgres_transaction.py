"""A transaction past SQLAlchemy, which goes to the server once to begin one and once more for each lock: here that is one way there and back."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from bot.errors import Unavailable
from storage.postgres_driver import driver_errors

if TYPE_CHECKING:
    import asyncpg


def begin_with(locks: Sequence[str]) -> str:
    return "; ".join(("BEGIN ISOLATION LEVEL READ COMMITTED", *(f"SELECT {lock}" for lock in locks)))


@asynccontextmanager
async def transaction(driver: "asyncpg.Connection[Any]", begin: str) -> AsyncIterator[None]:
    """What is done inside is written when it ends, and nothing where it raises or is cancelled. Raises `Unavailable`."""
    is_written = False
    try:
        with driver_errors():
            await driver.execute(begin)
        yield
        with driver_errors():
            is_written = (
                await driver.execute("COMMIT") == "COMMIT"
            )  # after an error that was passed over the server says ROLLBACK
        if not is_written:
            raise Unavailable("database")
    finally:
        if not is_written:
            await _roll_back(driver)


async def _roll_back(driver: "asyncpg.Connection[Any]") -> None:
    """A connection that cannot be told so is ended, and the server rolls back by itself: nobody may find it in the middle of something."""
    is_back = False
    try:
        with suppress(Unavailable), driver_errors():
            await driver.execute("ROLLBACK")
            is_back = True
    finally:
        if not is_back:
            driver.terminate()
