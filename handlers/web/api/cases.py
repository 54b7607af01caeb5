"""Cases for programs of the desk. Acts go by the same rules and into the same audit log as those of people, under the name of the key's member."""

from datetime import datetime
from typing import Final

from aiohttp import web

from bot.desk.acts import Act, Decide, Release, Take, Undo
from bot.desk.case import LIVING, Brought, Case, CaseFile, CaseKind, CaseState
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.queue import Line, Wanted
from bot.desk.tip import Tip
from bot.moderation import Desk
from bot.ports import Clock
from handlers.web.api.asked import ActAsked, CasesAsked, DecisionAsked, Nothing
from handlers.web.api.cursors import close_cursor, open_cursor
from handlers.web.api.gate import Answer, Call
from handlers.web.api.shown import CaseDocument, CaseLine, CasePage, DecisionEntry, MatterEntry

_MOST_DIGITS: Final = 9
"""Of a case's number: the databases count no further than twice that."""


class CasesFront:
    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    async def list_cases(self, call: Call[Nothing, CasesAsked]) -> Answer:
        asked, now = call.query, self._clock.now()
        wanted = Wanted(
            frozenset({CaseState(asked.state)}) if asked.state else LIVING,
            kind=CaseKind(asked.kind) if asked.kind else None,
            label=asked.label,
        )
        queue = await self._desk.queue(wanted, limit=asked.limit, after=open_cursor(asked.cursor))
        lines = tuple(_line(line, now) for line in queue.lines)
        return Answer(CasePage(lines, close_cursor(queue.after), queue.total))

    async def get_case(self, call: Call[Nothing, Nothing]) -> Answer:
        return await self._show(_number(call.place))

    async def take(self, call: Call[ActAsked, Nothing]) -> Answer:
        return await self._act(call, Take(), call.body.seen)

    async def release(self, call: Call[ActAsked, Nothing]) -> Answer:
        return await self._act(call, Release(), call.body.seen)

    async def undo(self, call: Call[ActAsked, Nothing]) -> Answer:
        return await self._act(call, Undo(), call.body.seen)

    async def decide(self, call: Call[DecisionAsked, Nothing]) -> Answer:
        asked = call.body
        conclusion, accord = Conclusion(asked.conclusion), Accord(asked.accord)
        decision = Decision(conclusion, asked.reason, asked.record, asked.note, accord)
        return await self._act(call, Decide(decision), asked.seen)

    async def _act(
        self, call: Call[ActAsked, Nothing] | Call[DecisionAsked, Nothing], act: Act, seen: int | None
    ) -> Answer:
        number = _number(call.place)
        await self._desk.act(number, act, call.key.member, seen=seen)
        return await self._show(number)

    async def _show(self, number: int) -> Answer:
        file = await self._desk.case(number)
        if file is None:
            raise web.HTTPNotFound
        return Answer(_show_case(file, self._clock.now()))


def _number(place: dict[str, str]) -> int:
    text = place["case"]
    if not text.isascii() or not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise web.HTTPNotFound
    return int(text)


def _line(line: Line, now: datetime) -> CaseLine:
    case = line.case
    return CaseLine(
        id=case.id,
        kind=case.kind.value,
        state=case.state.value,
        revision=case.revision,
        opened_at=case.opened_at.isoformat(),
        askers=case.askers,
        labels=tuple(sorted(case.labels)),
        held_by=_held_by(case, now),
        excerpt=line.excerpt,
        language=line.language,
    )


def _show_case(file: CaseFile, now: datetime) -> CaseDocument:
    case = file.case
    return CaseDocument(
        id=case.id,
        kind=case.kind.value,
        state=case.state.value,
        revision=case.revision,
        opened_at=case.opened_at.isoformat(),
        askers=case.askers,
        labels=tuple(sorted(case.labels)),
        held_by=_held_by(case, now),
        decision=_decision(case),
        decided_by=case.decided_by[1] or None,
        due_at=case.due_at.isoformat() if case.due_at else None,
        needs_signing=case.state is CaseState.SIGNING,
        merged_into=case.merged_into,
        matters=tuple(map(_matter, file.matters)),
        similar=file.similar,
    )


def _decision(case: Case) -> DecisionEntry | None:
    made = case.decision
    if made is None:
        return None
    record, accord = made.record or None, made.accord.value or None
    return DecisionEntry(made.conclusion.value, made.reason, record, made.note, accord)


def _held_by(case: Case, now: datetime) -> str | None:
    hold = case.holder(now)
    return hold.name if hold else None


def _matter(brought: Brought) -> MatterEntry:
    matter = brought.matter
    tip = matter if isinstance(matter, Tip) else Tip(matter.claim.text)
    return MatterEntry(
        key=brought.key,
        asked_at=brought.asked_at.isoformat(),
        text=tip.what,
        where=tip.where,
        when=tip.when,
        how=tip.how,
        evidence=tip.evidence,
        may_publish=tip.may_publish,
        pictures=len(brought.pictures),
        language=brought.language,
        replies=tuple(reply.text for reply in brought.replies if reply.text),
        is_answered=brought.is_answered,
    )
