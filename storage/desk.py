import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.claims.normalise import normalise
from bot.desk.question import OpenQuestion, Question, QuestionState
from bot.errors import Unreadable
from bot.people.pseudonym import Pseudonym
from bot.ports import Keys
from bot.speech.heard import From
from storage.database import Database
from storage.sealed import Seal
from storage.spoken import decode, encode
from storage.tables import ASKERS, CASES
from storage.traces import traces_of
from storage.upsert import put_if_new

logger = logging.getLogger("secondsource")


class SqlDesk:
    """Questions to the moderators, in a database."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._database = database
        self._keys = keys

    async def questions(self, names: Sequence[Pseudonym]) -> tuple[OpenQuestion, ...]:
        statement = (
            select(ASKERS.c.code, ASKERS.c.asked_at, ASKERS.c.question, CASES.c.state)
            .join(CASES, CASES.c.id == ASKERS.c.case_id)
            .where(ASKERS.c.person.in_(names))
            .order_by(ASKERS.c.asked_at.desc(), ASKERS.c.code)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(statement)).all()
        found = (
            self._question(row.code, row.question, QuestionState(row.state), row.asked_at) for row in rows
        )
        return tuple(question for question in found if question is not None)

    async def standing(self, code: str) -> OpenQuestion | None:
        trace = self._keys.digest("code", code)
        statement = (
            select(ASKERS.c.asked_at, ASKERS.c.question, CASES.c.state)
            .join(CASES, CASES.c.id == ASKERS.c.case_id)
            .where(ASKERS.c.code == trace)
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return (
            None
            if row is None
            else self._question(trace, row.question, QuestionState(row.state), row.asked_at)
        )

    def _question(
        self, trace: str, sealed: bytes, state: QuestionState, asked_at: datetime
    ) -> OpenQuestion | None:
        try:
            asked = decode(Seal(self._keys, "askers.question").open(sealed, of=trace), Question)
        except Unreadable:
            return None
        if asked is None:
            logger.error("a question cannot be read")
            return None
        return OpenQuestion(asked.code, state, asked_at, asked.answer, asked.number)


async def ask(
    connection: AsyncConnection,
    question: Question,
    sender: From,
    *,
    keys: Keys,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Opens a case or joins the open one of the same claim. The way back to whoever asked is kept until it expires."""
    code, traces = keys.digest("code", question.code), traces_of(sender.address, keys)
    row = {
        "code": code,
        "case_id": await _case_of(connection, question, keys=keys, now=now),
        "chat": traces.chat,
        "realm": traces.realm,
        "person": sender.person,
        "asked_at": now,
        "expires_at": expires_at,
        "question": Seal(keys, "askers.question").close(encode(question), of=code),
        "sender": Seal(keys, "askers.sender").close(encode(sender), of=code),
    }
    await connection.execute(put_if_new(ASKERS, connection.dialect.name), row)


async def _case_of(connection: AsyncConnection, question: Question, *, keys: Keys, now: datetime) -> int:
    said = normalise(question.claim.text).casefold()
    claim = keys.digest("claim", question.claim.language, said)
    there = select(CASES.c.id).where(CASES.c.claim == claim, CASES.c.state == QuestionState.OPEN.value)
    found: int | None = (await connection.execute(there.limit(1))).scalar_one_or_none()
    if found is not None:
        return found
    row = {
        "claim": claim,
        "state": QuestionState.OPEN.value,
        "opened_at": now,
    }
    made: int = (await connection.execute(insert(CASES).values(row).returning(CASES.c.id))).scalar_one()
    return made
