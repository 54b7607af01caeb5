"""Transactions on the database, whichever it is.

What SQLite and PostgreSQL do differently stands side by side in `storage.sqlite` and `storage.postgres`; nobody else asks which it is, but for
the few statements that one of them alone has (`storage.upsert`).
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final, Protocol

from sqlalchemy import Executable, Row
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.duties import SqlDuties
from storage.faults import database_errors
from storage.ground import Ground
from storage.leases import Leases
from storage.postgres import PostgresTransactions
from storage.sqlite import SqliteTransactions
from storage.waking import Alone, Leftover, Notices, Topic

_THEIRS_SECONDS: Final = 0.2
"""How long whoever brings work has it to themselves."""


Given = Mapping[str, Any]
"""Values for the parameters of a statement, by their names."""


class Transactions(Protocol):
    """What either database does in its own way. Errors are the driver's."""

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]: ...

    async def read(self, statement: Executable, given: Given) -> Sequence[Row[*tuple[Any, ...]]]: ...

    async def read_rows(self, sql: str, parameters: Sequence[str]) -> Sequence[Any]: ...

    def writing(self, ground: Ground, *, is_urgent: bool) -> AbstractAsyncContextManager[AsyncConnection]: ...

    async def empty_journal(self) -> bool: ...


class Database:
    """Transactions on one database. It does not own the engine: whoever made it disposes of it. `notices` reach the other processes that work
    on it: tell them after a commit, never within. `leases` and `duties` are what it has of them; None where it has the database to itself."""

    def __init__(self, engine: AsyncEngine, notices: Notices | None = None) -> None:
        self.notices = notices or Alone()
        self.leases = Leases(self) if engine.dialect.name == "postgresql" else None
        self.duties = SqlDuties(self, self.leases) if self.leases else None
        self._engine = engine
        self._transactions: Transactions = (
            PostgresTransactions(engine) if self.dialect == "postgresql" else SqliteTransactions(engine)
        )

    @property
    def dialect(self) -> str:
        return self._engine.dialect.name

    def on_freed(self, topic: Topic, ring: Callable[[], None]) -> None:
        """`ring` is called where there may be work that another process did before, or told of."""
        self.notices.hear(topic, ring)
        if self.leases is not None:
            self.leases.on_freed(ring)

    def leftover(self, topic: Topic) -> Leftover:
        """For who brings work of this kind and takes it: others are told of what they leave."""
        return Leftover(lambda: self.notices.tell(topic), seconds=_THEIRS_SECONDS)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Everything that is read inside stood so at one moment. Raises `Unavailable`."""
        with database_errors():
            async with self._transactions.reading() as connection:
                yield connection

    async def read(
        self, statement: Executable, given: Given | None = None
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        """What a single statement reads, as it stood at one moment, without a transaction around it. Raises `Unavailable`."""
        with database_errors():
            return await self._transactions.read(statement, given or {})

    async def read_rows(self, sql: str, parameters: Sequence[str] = ()) -> Sequence[Any]:
        """What a single statement reads, with `?` for each parameter, as it stood at one moment, past all that SQLAlchemy does for a
        statement, which takes longer than the statement: for what every check asks. Raises `Unavailable`."""
        with database_errors():
            return await self._transactions.read_rows(sql, parameters)

    @asynccontextmanager
    async def writing(
        self, ground: Ground = Ground.ALL, *, is_urgent: bool = False
    ) -> AsyncIterator[AsyncConnection]:
        """What is done inside is written when it ends, all of it, and nothing where it raises. Raises `Unavailable`.

        Whoever is urgent writes before others of this process that wait.
        """
        with database_errors():
            async with self._transactions.writing(ground, is_urgent=is_urgent) as connection:
                yield connection

    async def empty_journal(self) -> bool:
        """Takes what was deleted out of the journal of a file too; False where somebody still reads or writes. Never waits for them, since
        nobody can write meanwhile. Raises `Unavailable`."""
        with database_errors():
            return await self._transactions.empty_journal()
