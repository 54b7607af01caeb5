"""Taking out what is kept of a person, or what leads to a chat or a workspace. What was written is gone; a block stays.

What arrived later than the wish was said stays: somebody who goes on talking wants an answer.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Keys
from bot.speech.heard import From
from storage.matters import QUESTION, take_out
from storage.shown_tables import CARDS, COPIES
from storage.states import PARKED, WAITING
from storage.tables import ANSWER_RECORDS, ANSWERS, ASKERS, INBOX, OUTBOX, PEOPLE, PICTURES, SESSIONS
from storage.traces import names_of, traces_of


async def forget(
    connection: AsyncConnection, sender: From, *, keys: Keys, now: datetime, said_in: Sequence[int]
) -> None:
    """Everything of this person. `said_in` are the events in which they said so, empty where they wait for the answer."""
    names, lane = names_of(sender), traces_of(sender.address, keys).lane
    await _take_out(connection, lambda table: table.c.person.in_(names), said_in)
    await take_out(connection, ASKERS.c.person.in_(names), keys=keys, now=now)
    await connection.execute(delete(COPIES).where(COPIES.c.person.in_(names)))
    # Whoever spoke last in this conversation is the one who wants to be forgotten.
    await connection.execute(delete(SESSIONS).where(SESSIONS.c.lane == lane))
    await connection.execute(delete(PEOPLE).where(PEOPLE.c.person.in_(names), PEOPLE.c.is_blocked.is_(False)))
    blocked = update(PEOPLE).where(PEOPLE.c.person.in_(names))
    await connection.execute(blocked.values(language="", is_quiet=False, is_greeted=False))


async def withdraw(
    connection: AsyncConnection, sender: From, *, keys: Keys, now: datetime, said_in: Sequence[int]
) -> None:
    """Everything that leads to the chat of this address, or without a chat to the workspace.

    A tip stays, without the way back: it was handed over on purpose, and who deletes the chat with the bot may do so to be safe.
    """
    traces = traces_of(sender.address, keys)

    def is_there(table: Table) -> ColumnElement[bool]:
        return table.c.chat == traces.chat if sender.address.chat else table.c.realm == traces.realm

    await _take_out(connection, is_there, said_in)
    for shown in (CARDS, COPIES):
        await connection.execute(delete(shown).where(is_there(shown)))
    await take_out(connection, is_there(ASKERS) & (ASKERS.c.kind == QUESTION), keys=keys, now=now)
    tips = update(ASKERS).where(is_there(ASKERS))
    await connection.execute(tips.values(chat="", realm="", person="", sender=b""))


async def _take_out(
    connection: AsyncConnection, which: Callable[[Table], ColumnElement[bool]], said_in: Sequence[int]
) -> None:
    before = INBOX.c.id < max(said_in) if said_in else true()
    await connection.execute(
        delete(INBOX).where(
            which(INBOX), INBOX.c.state.in_((WAITING, PARKED)), before, ~INBOX.c.id.in_(said_in)
        )
    )
    answers = select(ANSWERS.c.id).where(which(ANSWERS))
    await connection.execute(delete(ANSWER_RECORDS).where(ANSWER_RECORDS.c.answer.in_(answers)))
    for table in (OUTBOX, ANSWERS, SESSIONS, PICTURES):
        await connection.execute(delete(table).where(which(table)))
