"""What a turn does besides talking, inside the turn's transaction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import assert_never

from sqlalchemy import bindparam, delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.tip import Addition
from bot.people.audience import Audience
from bot.ports import Keys
from bot.speech.given import Given
from bot.speech.outcome import (
    AddTo,
    Ask,
    Attach,
    Deed,
    Forget,
    HandIn,
    Judge,
    Keep,
    Prefer,
    TakeBack,
    Withdraw,
)
from bot.verdicts.judgement import Judged, Judgement
from storage.answers import close_answer, note_leaning
from storage.forgetting import forget, withdraw
from storage.lifetimes import Lifetimes
from storage.matters import Matters
from storage.people import write_person
from storage.pictures import attach, hand_in_pictures
from storage.tables import ANSWERS, JUDGEMENTS
from storage.traces import trace_of_answer, trace_of_message, traces_of
from storage.upsert import put, put_if_new

_SUPERSEDE = (
    update(ANSWERS)
    .where(ANSWERS.c.message == bindparam("to"), ANSWERS.c.id != bindparam("answer"))
    .values(is_superseded=True)
)


@dataclass(frozen=True, slots=True)
class Deeds:
    """Does deeds on one connection. `said_in` are the events of the turn, `language` is what is spoken in the conversation."""

    connection: AsyncConnection
    keys: Keys
    lifetimes: Lifetimes
    now: datetime
    today: date
    said_in: Sequence[int]
    language: str = "en"

    async def do(self, deed: Deed) -> None:
        match deed:
            case Keep(given):
                await self._keep(given)
            case Judge(judged):
                await self._judge(judged)
            case Attach(cleaned, sender):
                await attach(self.connection, cleaned, sender, keys=self.keys, now=self.now)
            case Ask() | HandIn() | AddTo() | TakeBack():
                await self._bring(deed)
            case Prefer(name, person):
                await write_person(self.connection, name, person, today=self.today)
            case Forget(sender):
                await forget(self.connection, sender, keys=self.keys, now=self.now, said_in=self.said_in)
            case Withdraw(sender):
                await withdraw(self.connection, sender, keys=self.keys, now=self.now, said_in=self.said_in)
            case _:
                assert_never(deed)

    async def _bring(self, deed: Ask | HandIn | AddTo | TakeBack) -> None:
        matters = Matters(self.connection, self.keys, self.now, self.language)
        match deed:
            case Ask(question, sender):
                expires_at = self.now + self.lifetimes.of(sender)
                await matters.ask(question, sender, expires_at=expires_at)
            case HandIn(tip, sender, hours, labels):
                lasts = self.lifetimes.of(sender) if hours is None else timedelta(hours=hours)
                await matters.hand_in(tip, sender, expires_at=self.now + lasts, labels=labels)
                await hand_in_pictures(self.connection, tip.code, tip.pictures, sender, keys=self.keys)
            case AddTo(code, text, sender, pictures):
                if await matters.add(code, Addition(text, pictures)):
                    await hand_in_pictures(self.connection, code, pictures, sender, keys=self.keys)
            case TakeBack(code):
                await matters.take_back(code)
            case _:
                assert_never(deed)

    async def _keep(self, given: Given) -> None:
        sender, answer = given.sender, trace_of_answer(given.id, self.keys)
        message = trace_of_message(sender.address, given.handle, self.keys)
        if message:
            await self.connection.execute(_SUPERSEDE, {"to": message, "answer": answer})
        row = {
            **traces_of(sender.address, self.keys).columns(),
            "id": answer,
            "message": message,
            "person": sender.person,
            "is_superseded": given.is_superseded,
            "given_at": self.now,
            "expires_at": self.now + self.lifetimes.of(sender),
            "body": await close_answer(given, self.keys),
        }
        await self.connection.execute(put(ANSWERS, self.connection.dialect.name), row)
        await note_leaning(self.connection, given, self.keys)

    async def _judge(self, judged: Sequence[Judged]) -> None:
        """A word on a match replaces the earlier one, *none of these* all of that claim; what the newsroom said only the newsroom replaces."""
        for one in judged:
            row, table = self._judgement(one), JUDGEMENTS.c
            outdated = [table.claim == row["claim"]]
            if one.judgement is not Judgement.NONE:
                outdated.append(table.record == one.record)
            if one.judged_by is Audience.PUBLIC:
                outdated.append(table.judged_by == Audience.PUBLIC.value)
            await self.connection.execute(delete(JUDGEMENTS).where(*outdated))
        for one in judged:
            await self.connection.execute(
                put_if_new(JUDGEMENTS, self.connection.dialect.name), self._judgement(one)
            )

    def _judgement(self, judged: Judged) -> dict[str, str | float | int | date]:
        return {
            "claim": self.keys.digest("judged", judged.answer, str(judged.number)),
            "record": judged.record,
            "judgement": judged.judgement.value,
            "features": json.dumps(judged.features),
            "score": judged.score,
            "probability": judged.probability,
            "language": judged.language,
            "relation": judged.relation,
            "weights_version": judged.weights_version,
            "library_version": judged.library_version,
            "judged_on": self.today,
            "judged_by": judged.judged_by.value,
        }
