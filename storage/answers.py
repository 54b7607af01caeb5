import asyncio

from sqlalchemy import Row, Select, bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Unreadable
from bot.people.address import LIVE, Address
from bot.people.audience import Audience
from bot.ports import Clock, Keys
from bot.speech.given import Given
from bot.verdicts.finding import Relation, Report
from storage.database import Database
from storage.sealed import Seal
from storage.spoken import decode_given, encode_given
from storage.tables import ANSWER_RECORDS, ANSWERS
from storage.traces import (
    trace_of_answer,
    trace_of_message,
    trace_of_nothing,
    trace_of_record,
    trace_of_review,
    trace_of_source,
)

_BODY = "answers.body"

_LEANS_NO_MORE = delete(ANSWER_RECORDS).where(ANSWER_RECORDS.c.answer == bindparam("given"))
_LEANS = insert(ANSWER_RECORDS)

_FEW_FINDINGS = 5
_SMALL = 4096
"""Bytes. Larger answers take milliseconds to be read or written, during which nobody else would be served; for smaller ones a thread costs more
than it saves."""


class SqlAnswers:
    """Answers in a database, each stored once with its report."""

    def __init__(self, database: Database, keys: Keys, clock: Clock) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock

    async def given(self, answer: str) -> Given | None:
        return await self._find(select(ANSWERS).where(ANSWERS.c.id == trace_of_answer(answer, self._keys)))

    async def given_to(self, address: Address, handle: str) -> Given | None:
        message = trace_of_message(address, handle, self._keys)
        if not message:
            return None
        newest = ANSWERS.c.is_superseded, ANSWERS.c.given_at.desc()
        return await self._find(select(ANSWERS).where(ANSWERS.c.message == message).order_by(*newest))

    async def _find(self, statement: Select[*tuple[object, ...]]) -> Given | None:
        alive = statement.where(ANSWERS.c.expires_at > self._clock.now()).limit(1)
        rows = await self._database.read(alive)
        try:
            return await open_answer(rows[0], self._keys) if rows else None
        except Unreadable:
            return None


async def close_answer(given: Given, keys: Keys) -> bytes:
    if len(given.report.findings) <= _FEW_FINDINGS:
        return _close(given, keys)
    return await asyncio.to_thread(_close, given, keys)


async def open_answer(row: Row[*tuple[object, ...]], keys: Keys) -> Given | None:
    """None for what another version of this program wrote. Raises `Unreadable`."""
    if len(row.body) <= _SMALL:
        return _open(row, keys)
    return await asyncio.to_thread(_open, row, keys)


async def note_leaning(connection: AsyncConnection, given: Given, keys: Keys) -> None:
    """Notes what would change the answer: the records that it names, whose ratings, when these have to be reviewed; and for the newsroom that
    nothing was found. What was noted before counts no more."""
    answer = trace_of_answer(given.id, keys)
    await connection.execute(_LEANS_NO_MORE, {"given": answer})
    rows = [
        {"answer": answer, "record": trace}
        for trace in sorted(_leans_on(given.report, keys) | _lacks(given, keys))
    ]
    if rows:
        await connection.execute(_LEANS, rows)


def _leans_on(report: Report, keys: Keys) -> set[str]:
    matches = [match for finding in report.findings for match in finding.matches]
    records = {record.id for match in matches for record in (match.record, *match.also)}
    records |= {linked.record for finding in report.findings for linked in finding.linked}
    speakers = [one for finding in report.findings for one in (finding.speaker, finding.carrier)]
    sources = {one.source.id for one in speakers if one and one.source}
    due = {match.record.filing.review_due for match in matches}
    return {
        *(trace_of_record(one, keys) for one in records),
        *(trace_of_source(one, keys) for one in sources),
        *(trace_of_review(one, keys) for one in due if one),
    }


def _lacks(given: Given, keys: Keys) -> set[str]:
    is_ours = given.sender.audience is not Audience.PUBLIC and given.sender.address.front not in LIVE
    is_lacking = any(finding.relation is Relation.NOTHING for finding in given.report.findings)
    return {trace_of_nothing(keys)} if is_ours and is_lacking else set()


def _close(given: Given, keys: Keys) -> bytes:
    return Seal(keys, _BODY).close(encode_given(given), of=trace_of_answer(given.id, keys))


def _open(row: Row[*tuple[object, ...]], keys: Keys) -> Given | None:
    body = Seal(keys, _BODY).open(row.body, of=row.id)
    return decode_given(body, is_superseded=row.is_superseded)
