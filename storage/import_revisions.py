"""What an import changes, in the history of each record that it changes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.names import Names
from bot.desk.edit import subject_of_record
from bot.desk.record_form import fill_form
from bot.desk.references import Filed
from bot.desk.revision import Revision
from bot.ports import Keys
from storage.audit import NOBODY, write_entry
from storage.codec import Family, decode_record
from storage.tables import ENTRIES, STAGED

MOST = 1000
"""Records whose change is written down one by one. A release that changes more of them is one line in the log."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The records of a run that take the place of others, but for those that are kept as they are."""

    run: str
    kept: Collection[str]

    async def count(self, connection: AsyncConnection) -> int:
        statement = select(func.count()).select_from(STAGED).join(ENTRIES, self._same())
        return int((await connection.execute(statement.where(*self._of_run()))).scalar_one())

    async def tell(
        self, connection: AsyncConnection, names: Names, *, reason: str, keys: Keys, now: datetime
    ) -> None:
        """A line in the log for each, as a change at the desk leaves one."""
        both = select(STAGED.c.kind, STAGED.c.body, ENTRIES.c.body.label("before"))
        statement = both.join(ENTRIES, self._same()).where(*self._of_run()).order_by(STAGED.c.id)
        filed = Filed(names)
        for row in (await connection.execute(statement.limit(MOST))).all():
            before, after = decode_record(row.kind, row.before), decode_record(row.kind, row.body)
            told = Revision(reason, fill_form(before, filed), fill_form(after, filed)).edit()
            subject = subject_of_record(after.id)
            await write_entry(connection, told.kind.value, subject, told.detail, NOBODY, keys=keys, now=now)

    def _same(self) -> ColumnElement[bool]:
        return and_(ENTRIES.c.family == STAGED.c.family, ENTRIES.c.id == STAGED.c.id)

    def _of_run(self) -> tuple[ColumnElement[bool], ...]:
        return (
            STAGED.c.run == self.run,
            STAGED.c.family == Family.RECORD,
            ENTRIES.c.is_removed.is_(False),
            ENTRIES.c.kind == STAGED.c.kind,
            ENTRIES.c.provenance.not_in(list(self.kept)),
        )
