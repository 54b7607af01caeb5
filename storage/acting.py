"""An act on a case with all that hangs on it, on one connection: the rules decide, this keeps what they come to."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.acts import Act, AskBack, Block, Decide, HandOver, Merge, Reopen, Split, Unblock
from bot.desk.audit import subject_of_case
from bot.desk.blocking import heard_again
from bot.desk.case import Brought, Case, CaseState
from bot.desk.checks import raised
from bot.desk.circumstances import Circumstances, Rules
from bot.desk.comparing import compared_with
from bot.desk.regrouping import split_off, taken_in
from bot.desk.rules import apply, detail_of, name_of
from bot.errors import Refusal
from bot.people.address import Address
from bot.people.person import Person
from bot.people.role import Member
from bot.ports import Keys
from bot.speech.asking_back import asked_back
from bot.speech.heard import From
from bot.speech.replies import Reply
from storage.audit import write_entry
from storage.cases import CaseRow, case_of, find_case, keep_case, open_case
from storage.copies import outdate_copies
from storage.lifetimes import Lifetimes
from storage.matters import close_text, is_reachable, matters_of, way_back
from storage.outgoing import Columns, promised
from storage.people import block, find_people
from storage.publishing import find_record, in_batches
from storage.sessions import interrupt
from storage.spoken import encode
from storage.tables import ASKERS, CASES, OUTBOX
from storage.traces import KEY_LENGTH


@dataclass(frozen=True, slots=True)
class Acting:
    connection: AsyncConnection
    keys: Keys
    lifetimes: Lifetimes
    rules: Rules
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    async def act(
        self, number: int, act: Act, by: Member, *, seen: int | None, to: Member | None
    ) -> tuple[Case, bool]:
        """The case after it, and whether anything is different. `to` is the member that it is handed to."""
        case = await find_case(self.connection, number, self.keys)
        if case is None:
            raise Refusal("desk.no_such_case", case=str(number))
        around = await self._around(case, act, seen=seen, to=to)
        after = apply(case, act, by, around)
        if after == case:
            return case, False
        if after.revision == case.revision:  # held longer
            return await self._keep(after), False
        detail = await self._follow(after, act, by, around)
        kept = await self._keep(after)
        await self.note(name_of(act), number, detail, by)
        return kept, True

    async def promise(self, case: int, replies: Mapping[str, Reply], *, is_answer: bool) -> None:
        """Replies to those of these keys who can be reached; the others are left out. Whoever asked the same twice in one place is answered there
        once."""
        reached = await self._reached(case, replies)
        people = await find_people(self.connection, {row.person for row, _ in reached})
        told: set[tuple[str, Address, str]] = set()
        answered: list[str] = []
        promises: list[Columns] = []
        for row, sender in reached:
            person = people.get(row.person, Person())
            answered.append(row.code)
            whom = row.person, sender.address, row.claim or row.code
            if whom not in told:
                told.add(whom)
                promises.append(self._promised(row, sender, person, replies[row.code[:KEY_LENGTH]]))
        if promises:
            await self.connection.execute(insert(OUTBOX), promises)
        for places in in_batches([address for _, address, _ in told]):
            await interrupt(self.connection, places, keys=self.keys)
        for batch in in_batches(answered) if is_answer else ():
            of_batch = update(ASKERS).where(ASKERS.c.code.in_(batch))
            await self.connection.execute(of_batch.values(answered_at=self.now))

    async def _reached(self, case: int, keys: Container[str]) -> list[tuple[CaseRow, From]]:
        """Those of these keys who can be reached, with the way back, oldest first."""
        asked = select(ASKERS).where(ASKERS.c.case_id == case).order_by(ASKERS.c.asked_at, ASKERS.c.code)
        rows = (await self.connection.execute(asked)).all()
        meant = (row for row in rows if row.code[:KEY_LENGTH] in keys and is_reachable(row, self.now))
        found = ((row, way_back(row, self.keys)) for row in meant)
        return [(row, sender) for row, sender in found if sender is not None]

    def _promised(self, row: CaseRow, sender: From, person: Person, reply: Reply) -> Columns:
        columns = promised(
            sender,
            reply,
            keys=self.keys,
            now=self.now,
            lifetimes=self.lifetimes,
            is_quiet=person.is_quiet,
            language=person.language or row.language,
        )
        return {**columns, "matter": row.code}

    async def note(self, act: str, case: int, detail: str, by: Member) -> None:
        await write_entry(
            self.connection, act, subject_of_case(case), detail, by, keys=self.keys, now=self.now
        )

    async def move(self, which: ColumnElement[bool], into: int, *, out_of: int) -> None:
        await outdate_copies(self.connection, [out_of])
        await self.connection.execute(update(ASKERS).where(which).values(case_id=into))

    async def take_in(self, into: Case, merged: Case, by: Member) -> None:
        await self.move(ASKERS.c.case_id == merged.id, into.id, out_of=merged.id)
        await self._keep(taken_in(into, merged, by))
        await self.note("take_in", into.id, str(merged.id), by)

    async def _around(self, case: Case, act: Act, *, seen: int | None, to: Member | None) -> Circumstances:
        matters: tuple[Brought, ...] = ()
        if isinstance(act, AskBack | Split | Reopen | Block | Unblock):
            matters = (await matters_of(self.connection, [case.id], self.keys, now=self.now))[case.id]
        into = await find_case(self.connection, act.into, self.keys) if isinstance(act, Merge) else None
        given_to = to if isinstance(act, HandOver) else None
        compared = await self._compared(act.decision.record) if isinstance(act, Decide) else ""
        return Circumstances(self.now, self.rules, matters, into, given_to, compared, seen)

    async def _compared(self, named: str) -> str | None:
        record = await find_record(self.connection, named)
        return None if record is None else compared_with(record)

    async def _follow(self, case: Case, act: Act, by: Member, around: Circumstances) -> str:
        """What else is different; returns what the line in the log tells."""
        match act:
            case Merge() if around.into is not None:
                await self.take_in(around.into, case, by)
            case Split(keys):
                return str((await self._split(case, keys, by, around.matters)).id)
            case AskBack(key, question):
                matter = next(one.matter for one in around.matters if one.key == key)
                await self._ask(case.id, key, question)
                await self.promise(case.id, {key: asked_back(question, matter.code)}, is_answer=False)
            case Block(key):
                await block(
                    self.connection, await self._person(case.id, key), is_blocked=True, today=self.today
                )
            case Unblock(key):
                await self._unblock(await self._person(case.id, key))
            case _:
                pass
        return detail_of(act)

    async def _person(self, case: int, key: str) -> str:
        """The pseudonym under which this matter was brought."""
        found = await self.connection.execute(select(ASKERS.c.person).where(_of_key(case, key)))
        person: str = found.scalar_one()
        return person

    async def _unblock(self, person: str) -> None:
        await block(self.connection, person, is_blocked=False, today=self.today)
        theirs = select(ASKERS.c.case_id).where(ASKERS.c.person == person)
        aside = select(CASES).where(CASES.c.id.in_(theirs), CASES.c.state == CaseState.ASIDE.value)
        for row in (await self.connection.execute(aside)).all():
            await self._keep(raised(heard_again(case_of(row, self.keys))))

    async def _ask(self, case: int, key: str, question: str) -> None:
        code = (await self.connection.execute(select(ASKERS.c.code).where(_of_key(case, key)))).scalar_one()
        asks = close_text(self.keys, "asks", encode(question), of=code)
        await self.connection.execute(update(ASKERS).where(ASKERS.c.code == code).values(asks=asks))

    async def _split(self, case: Case, keys: Sequence[str], by: Member, matters: Sequence[Brought]) -> Case:
        moved = tuple(one for one in matters if one.key in keys)
        new = await open_case(self.connection, split_off(case, moved), keys=self.keys, now=self.now)
        of_keys = func.substr(ASKERS.c.code, 1, KEY_LENGTH).in_(keys)
        await self.move((ASKERS.c.case_id == case.id) & of_keys, new.id, out_of=case.id)
        await self.note("split_off", new.id, str(case.id), by)
        return await self._keep(new)

    async def _keep(self, case: Case) -> Case:
        return await keep_case(self.connection, case, keys=self.keys, now=self.now)


def _of_key(case: int, key: str) -> ColumnElement[bool]:
    return (ASKERS.c.case_id == case) & (func.substr(ASKERS.c.code, 1, KEY_LENGTH) == key)
