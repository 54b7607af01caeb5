import json
from datetime import datetime

from sqlalchemy import select

from bot.desk.webhook import Reached
from storage.database import Database
from storage.tables import POSITIONS
from storage.upsert import put


class SqlFollowed:
    """How far each receiver was told, in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reached(self, receiver: str) -> Reached | None:
        there = select(POSITIONS.c.number, POSITIONS.c.body).where(POSITIONS.c.name == _name(receiver))
        async with self._database.reading() as connection:
            row = (await connection.execute(there)).one_or_none()
        if row is None:
            return None
        body = json.loads(row.body)
        since = datetime.fromisoformat(body["failing_since"]) if body["failing_since"] else None
        return Reached(row.number, body["tries"], since, body["given_up"])

    async def move(self, receiver: str, reached: Reached) -> None:
        since = reached.failing_since.isoformat() if reached.failing_since else ""
        body = {"tries": reached.tries, "failing_since": since, "given_up": reached.given_up}
        row = {"name": _name(receiver), "number": reached.number, "body": json.dumps(body)}
        async with self._database.writing() as connection:
            await connection.execute(put(POSITIONS, self._database.dialect), row)


def _name(receiver: str) -> str:
    return f"to {receiver}"
