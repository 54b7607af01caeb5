"""Rows of the outbox, put together again with what is kept elsewhere: the report of an answer, the messages of an earlier one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select

from bot.errors import Unreadable
from bot.ports import Keys
from bot.speech.replies import Answered, Reply, Shown, Superseded
from bot.speech.traffic import Outgoing
from storage.answers import open_answer
from storage.outgoing import open_body, open_handles
from storage.spoken import kept_answer, with_report
from storage.states import SENT, UNDECODABLE
from storage.tables import ANSWERS, OUTBOX

_ANSWER = select(ANSWERS).where(ANSWERS.c.id == bindparam("answer"))

Read = Callable[..., Awaitable[Sequence[Row[*tuple[Any, ...]]]]]
"""That of a `Database`."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that cannot be delivered. `why` is empty where nothing is left of it: its keys are gone, or somebody had the answer forgotten."""

    id: int
    why: str = ""


async def open_row(read: Read, row: Row[*tuple[object, ...]], keys: Keys) -> Outgoing | Aside:
    try:
        opened = open_body(row.body, keys)
        if opened is None:
            return Aside(row.id, UNDECODABLE)
        written, stored = opened
        reply = await _with_report(read, row, stored, keys)
        if isinstance(reply, Aside):
            return reply
        earlier = await _handles(read, row.answer, keys) if isinstance(reply, Superseded) else ()
        sent = open_handles(row.sent, keys)
    except Unreadable:
        return Aside(row.id)
    return Outgoing(
        row.id,
        row.lane,
        written.to,
        reply,
        handle=written.handle,
        sent=sent,
        progress=written.progress,
        earlier=earlier,
        query=written.query,
        is_quiet=written.is_quiet,
        language=written.language,
        tries=row.tries,
        written_at=row.written_at,
    )


async def _with_report(read: Read, row: Row[*tuple[object, ...]], reply: Reply, keys: Keys) -> Reply | Aside:
    if not isinstance(reply, Answered | Shown) or not kept_answer(reply):
        return reply
    found = await read(_ANSWER, {"answer": row.answer})
    if not found:
        return Aside(row.id)
    given = await open_answer(found[0], keys)
    return Aside(row.id, UNDECODABLE) if given is None else with_report(reply, given.report)


async def _handles(read: Read, answer: str, keys: Keys) -> tuple[str, ...]:
    """The messages in which the answer was delivered, in order."""
    statement = (
        select(OUTBOX.c.sent)
        .where(OUTBOX.c.answer == answer, OUTBOX.c.state == SENT, OUTBOX.c.kind == "answered")
        .order_by(OUTBOX.c.id)
    )
    rows = await read(statement)
    return tuple(handle for row in rows for handle in open_handles(row.sent, keys))
