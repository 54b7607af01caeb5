"""Articles behind the links of cases, each sealed beside the matter whose link it was."""

import asyncio

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.article import Article
from bot.desk.archived import ARCHIVED, Archived
from bot.desk.audit import subject_of_case
from bot.errors import Refusal, Unreadable
from bot.people.role import Member
from bot.ports import Clock, Keys
from storage.article_tables import ARTICLES
from storage.audit import write_entry
from storage.database import Database
from storage.sealed import Seal
from storage.spoken import decode, encode
from storage.tables import ASKERS
from storage.traces import KEY_LENGTH


class SqlArticles:
    def __init__(self, database: Database, keys: Keys, clock: Clock) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._seal = Seal(keys, "articles.body")

    async def archived(self, case: int) -> tuple[Archived, ...]:
        mine = ARTICLES.c.code.in_(select(ASKERS.c.code).where(ASKERS.c.case_id == case))
        wanted = select(ARTICLES).where(mine).order_by(ARTICLES.c.read_at, ARTICLES.c.code, ARTICLES.c.trace)
        async with self._database.reading() as connection:
            rows = (await connection.execute(wanted)).all()
        found = [await asyncio.to_thread(self._open, row.code, row.trace, row.body) for row in rows]
        return tuple(one for one in found if one is not None)

    async def archive(self, case: int, archived: Archived, by: Member) -> None:
        page = archived.article.page
        body = encode(archived.article)
        async with self._database.writing() as connection:
            code = await self._code(connection, case, archived.key)
            trace = self._keys.digest("article", code, page.digest)
            there = select(ARTICLES.c.code).where(ARTICLES.c.code == code, ARTICLES.c.trace == trace)
            if (await connection.execute(there)).first() is not None:
                return
            sealed = await asyncio.to_thread(self._seal.close, body, of=f"{code} {trace}")
            row = {"code": code, "trace": trace, "read_at": page.read_at, "body": sealed}
            await connection.execute(insert(ARTICLES), row)
            detail, now = f"{page.site}, SHA-256 {page.digest}", self._clock.now()
            await write_entry(
                connection, ARCHIVED, subject_of_case(case), detail, by, keys=self._keys, now=now
            )

    async def _code(self, connection: AsyncConnection, case: int, key: str) -> str:
        every = select(ASKERS.c.code).where(ASKERS.c.case_id == case)
        codes = (await connection.execute(every)).scalars()
        code = next((one for one in codes if one[:KEY_LENGTH] == key), None)
        if code is None:
            raise Refusal("desk.no_such_matter", case=str(case))
        return str(code)

    def _open(self, code: str, trace: str, body: bytes) -> Archived | None:
        try:
            article = decode(self._seal.open(body, of=f"{code} {trace}"), Article)
        except Unreadable:
            return None
        return Archived(code[:KEY_LENGTH], article) if article else None


async def take_articles_out(connection: AsyncConnection, which: ColumnElement[bool]) -> None:
    """Those of these matters (`ASKERS`), before they go themselves."""
    await connection.execute(delete(ARTICLES).where(ARTICLES.c.code.in_(select(ASKERS.c.code).where(which))))
