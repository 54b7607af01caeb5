import json
from datetime import datetime

from sqlalchemy import select

from bot.desk.webhook import Reached
from storage.database import Database
from storage.tables import POSITIONS
from storage.upsert import put

_NAME = "webhook"


class SqlFollowed:
    """How far the audit log was told elsewhere, in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reached(self) -> Reached | None:
        there = select(POSITIONS.c.number, POSITIONS.c.body).where(POSITIONS.c.name == _NAME)
        async with self._database.reading() as connection:
            row = (await connection.execute(there)).one_or_none()
        if row is None:
            return None
        body = json.loads(row.body)
        since = datetime.fromisoformat(body["failing_since"]) if body["failing_since"] else None
        return Reached(row.number, body["tries"], since, body["given_up"])

    async def move(self, reached: Reached) -> None:
        since = reached.failing_since.isoformat() if reached.failing_since else ""
        body = {"tries": reached.tries, "failing_since": since, "given_up": reached.given_up}
        row = {"name": _NAME, "number": reached.number, "body": json.dumps(body)}
        async with self._database.writing() as connection:
            await connection.execute(put(POSITIONS, self._database.dialect), row)
