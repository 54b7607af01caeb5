"""The desk in memory, made of the same rules: the plainest reading of its ports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.acts import Act, AskBack, Block, Decide, HandOver, Merge, Split, Unblock
from bot.desk.blocking import heard_again
from bot.desk.case import UNDECIDED, Case, CaseFile, CaseState
from bot.desk.circumstances import Circumstances
from bot.desk.deciding import closed
from bot.desk.question import OpenQuestion
from bot.desk.queue import Line, Numbers, Queue, Wanted
from bot.desk.regrouping import joined, merged_unasked, split_off, taken_in
from bot.desk.rules import apply, detail_of, name_of
from bot.desk.standing import how_it_stands
from bot.desk.statistics import Course, Statistics
from bot.desk.telling import Telling, with_telling
from bot.desk.tip import Tip
from bot.errors import Refusal
from bot.library.record import Record
from bot.people.address import Address
from bot.people.pseudonym import Pseudonym
from bot.people.role import Member
from bot.speech.asking_back import asked_back
from bot.speech.replies import Reply
from tests.fakes.memory_cases import Cases, Held, claim_of


class MemoryDesk:
    def __init__(self, kept: Cases, decider: Callable[[str], Member | None]) -> None:
        self._kept = kept
        self._decider = decider

    async def questions(self, names: Sequence[Pseudonym]) -> tuple[OpenQuestion, ...]:
        theirs = reversed([one for one in self._kept.held.values() if one.person in names])
        newest_first = sorted([*theirs], key=lambda one: one.brought.asked_at, reverse=True)
        return tuple(self._stands(one, with_claim=True) for one in newest_first)

    async def standing(self, code: str) -> OpenQuestion | None:
        one = self._kept.held.get(code)
        return None if one is None else self._stands(one)

    async def case(self, case: int) -> CaseFile | None:
        kept = self._kept
        if case not in kept.cases:
            return None
        history = tuple(line for of, line in kept.history if of == case)
        living = (one for one in kept.similar.get(case, ()) if kept.cases[one].state in UNDECIDED)
        return CaseFile(kept.cases[case], kept.matters(case), history, tuple(living))

    async def queue(self, wanted: Wanted, *, limit: int, after: str = "") -> Queue:
        found = sorted(filter(self._is_wanted(wanted), self._kept.cases.values()), key=self._kept.rank)
        if after and not after.isdecimal():
            raise Refusal("desk.no_such_page")
        start = int(after) if after else 0
        page = found[start : start + limit]
        more = str(start + limit) if len(found) > start + limit else ""
        return Queue(tuple(map(self._line, page)), more, len(found))

    async def numbers(self) -> Numbers:
        now = self._kept.clock.now()
        undecided = [case for case in self._kept.cases.values() if case.state in UNDECIDED]
        return Numbers(
            len(undecided),
            sum(case.holder(now) is not None for case in undecided),
            sum(
                case.decided_at is not None and case.decided_at.date() == now.date()
                for case in self._kept.cases.values()
            ),
            min((case.opened_at for case in undecided), default=None),
        )

    async def statistics(self, *, since: datetime, asked_since: datetime) -> Statistics:
        courses = tuple(
            Course(
                case.opened_at, case.decided_at, case.closed_at if case.state is CaseState.CLOSED else None
            )
            for case in self._kept.cases.values()
            if case.state not in {CaseState.WITHDRAWN, CaseState.ASIDE}
            and max(case.opened_at, case.closed_at or case.opened_at) >= since
        )
        held, cases = self._kept.held.values(), self._kept.cases
        asked = (one.brought.asked_at for one in held if cases[one.case].state is not CaseState.ASIDE)
        return Statistics(courses, tuple(sorted(moment for moment in asked if moment >= asked_since)))

    async def act(self, case: int, act: Act, by: Member, *, seen: int | None = None) -> Case:
        kept = self._kept
        if case not in kept.cases:
            raise Refusal("desk.no_such_case", case=str(case))
        before = kept.cases[case]
        into = kept.cases.get(act.into) if isinstance(act, Merge) else None
        to = self._decider(act.member) if isinstance(act, HandOver) else None
        compared = kept.compared(act.decision.record) if isinstance(act, Decide) else ""
        around = Circumstances(kept.clock.now(), kept.rules, kept.matters(case), into, to, compared, seen)
        after = apply(before, act, by, around)
        if after.revision == before.revision:
            kept.cases[case] = after
            return after
        detail = self._follow(after, act, by, around)
        kept.note(name_of(act), case, detail, by)
        done = kept.keep(after)
        await kept.signed(act, before, by)
        return done

    async def due(self, *, limit: int) -> tuple[int, ...]:
        now = self._kept.clock.now()
        found = sorted((due, case.id) for case, due in self._decided() if due <= now)
        return tuple(case for _, case in found)[:limit]

    async def next_due(self) -> datetime | None:
        return min((due for _, due in self._decided()), default=None)

    async def answer(
        self, case: int, replies: Mapping[str, Reply], *, revision: int, told: Record | None = None
    ) -> bool:
        kept, now = self._kept, self._kept.clock.now()
        found = kept.cases.get(case)
        is_due = any(one.id == case and due <= now for one, due in self._decided())
        if found is None or found.revision != revision or not is_due:
            return False
        heard: set[tuple[str, Address | None, str]] = set()
        for one in kept.of_case(case):
            reply, whom = (
                replies.get(one.brought.key),
                (one.person, _place(one), claim_of(one.brought.matter)),
            )
            if reply and (whom in heard or self._promise(one, reply)):
                heard.add(whom)
                one.brought = replace(one.brought, is_answered=True)
            if found.decision:
                one.told = with_telling(one.told, Telling(now, found.decision, told))
        kept.keep(closed(found, Circumstances(now)))
        kept.note("answer", case, "", Member())
        return True

    async def wait(self, *, seconds: float, after: int | None = None) -> int:
        return await self._kept.changes.wait(seconds=seconds, after=after)

    async def living(self, *, after: int = 0, limit: int) -> tuple[CaseFile, ...]:
        found = [case for case in self._kept.cases.values() if case.state in UNDECIDED and case.id > after]
        some = sorted(found, key=lambda case: case.id)[:limit]
        similar = self._kept.similar
        return tuple(
            CaseFile(case, self._kept.matters(case.id), similar=similar.get(case.id, ())) for case in some
        )

    async def undecided(self) -> frozenset[int]:
        return frozenset(case.id for case in self._kept.cases.values() if case.state in UNDECIDED)

    async def join(self, case: int, into: int) -> bool:
        kept = self._kept
        one, other = kept.cases.get(case), kept.cases.get(into)
        gone = merged_unasked(one, other, kept.clock.now()) if one and other else None
        if gone is None or other is None:
            return False
        self._take_in(other, gone, Member())
        kept.note("merge", case, str(into), Member())
        kept.keep(gone)
        return True

    async def liken(self, case: int, similar: Sequence[int]) -> None:
        kept = self._kept
        found = kept.cases.get(case)
        if found and found.state in UNDECIDED and kept.similar.get(case, ()) != tuple(similar):
            kept.similar[case] = tuple(similar)
            kept.keep(replace(found, revision=found.revision + 1))

    def _follow(self, case: Case, act: Act, by: Member, around: Circumstances) -> str:
        match act:
            case Merge() if around.into is not None:
                self._take_in(around.into, case, by)
            case Split(keys):
                moved = tuple(one for one in around.matters if one.key in keys)
                new = self._kept.open(split_off(case, moved))
                for one in moved:
                    self._kept.held[one.matter.code].case = new.id
                self._kept.note("split_off", new.id, str(case.id), by)
                self._kept.keep(new)
                return str(new.id)
            case AskBack(key, question):
                asked = next(one for one in self._kept.of_case(case.id) if one.brought.key == key)
                asked.brought = replace(asked.brought, asks=question)
                self._promise(asked, asked_back(question, asked.brought.matter.code))
            case Block(key):
                self._kept.blocked.add(self._person(case.id, key))
            case Unblock(key):
                person = self._person(case.id, key)
                self._kept.blocked.discard(person)
                for number in {one.case for one in self._kept.held.values() if one.person == person}:
                    aside = self._kept.cases[number]
                    if aside.state is CaseState.ASIDE:
                        self._kept.keep(joined(heard_again(aside)))
            case _:
                pass
        return detail_of(act)

    def _person(self, case: int, key: str) -> str:
        return next(one.person for one in self._kept.of_case(case) if one.brought.key == key)

    def _take_in(self, into: Case, merged: Case, by: Member) -> None:
        for one in self._kept.of_case(merged.id):
            one.case = into.id
        self._kept.note("take_in", into.id, str(merged.id), by)
        self._kept.keep(taken_in(into, merged, by))

    def _promise(self, one: Held, reply: Reply) -> bool:
        if one.sender is None or one.expires_at <= self._kept.clock.now():
            return False
        self._kept.promise(one.sender, reply, one.brought.matter.code)
        return True

    def _decided(self) -> list[tuple[Case, datetime]]:
        return [
            (case, case.due_at)
            for case in self._kept.cases.values()
            if case.state is CaseState.DECIDED and case.due_at is not None
        ]

    def _is_wanted(self, wanted: Wanted) -> Callable[[Case], bool]:
        now = self._kept.clock.now()

        def is_wanted(case: Case) -> bool:
            hold = case.holder(now)
            return (
                case.state in wanted.states
                and wanted.kind in {None, case.kind}
                and (not wanted.label or wanted.label in case.labels)
                and (not wanted.held_by or (hold is not None and hold.member == wanted.held_by))
                and not (wanted.only_free and hold is not None)
            )

        return is_wanted

    def _line(self, case: Case) -> Line:
        matters = self._kept.matters(case.id)
        if not matters:
            return Line(case, "")
        matter = matters[-1].matter
        if isinstance(matter, Tip):
            return Line(case, matter.what)
        return Line(case, matter.claim.text, matter.claim.language)

    def _stands(self, one: Held, *, with_claim: bool = False) -> OpenQuestion:
        brought = one.brought
        case = self._kept.cases[one.case]
        return how_it_stands(
            brought.matter,
            case,
            asked_at=brought.asked_at,
            asks=brought.asks,
            additions=brought.replies,
            told=one.told,
            with_claim=with_claim,
        )


def _place(one: Held) -> Address | None:
    return one.sender.address if one.sender else None
