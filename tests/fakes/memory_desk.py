"""The desk in memory, made of the same rules: the plainest reading of its ports."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.claims.normalise import normalise
from bot.desk.acts import Act, AskBack, Decide, HandOver, Merge, Split
from bot.desk.case import LIVING, UNDECIDED, Brought, Case, CaseFile, CaseKind, CaseState, Entry, Matter
from bot.desk.circumstances import Circumstances, Rules
from bot.desk.deciding import closed
from bot.desk.priority import SPREADING, rank
from bot.desk.question import OpenQuestion, Question
from bot.desk.queue import Line, Numbers, Queue, Wanted
from bot.desk.regrouping import added, counted, joined, merged_unasked, split_off, taken_in, withdrawn
from bot.desk.rules import apply, detail_of, name_of
from bot.desk.standing import how_it_stands
from bot.desk.statistics import Course, Statistics
from bot.desk.telling import Telling, with_telling
from bot.desk.tip import Tip
from bot.errors import ReceiptTaken, Refusal
from bot.library.record import Record
from bot.people.address import LIVE, Address
from bot.people.audience import Audience
from bot.people.pseudonym import Pseudonym
from bot.people.role import Member
from bot.ports import Clock
from bot.speech.asking_back import asked_back
from bot.speech.heard import From
from bot.speech.replies import Reply
from storage.waking import Changes

Promise = Callable[[From, Reply, str], None]


async def _no_record(_act: Act, _before: Case, _by: Member) -> None:
    """Without a library nothing is published."""


@dataclass
class Held:
    """A matter, with who brought it; without a way back after that was taken away."""

    brought: Brought
    case: int
    person: str
    sender: From | None
    expires_at: datetime
    told: tuple[Telling, ...] = ()


@dataclass
class Cases:
    """What is kept of the desk."""

    clock: Clock
    rules: Rules = field(default_factory=Rules)
    cases: dict[int, Case] = field(default_factory=dict)
    held: dict[str, Held] = field(default_factory=dict)
    history: list[tuple[int, Entry]] = field(default_factory=list)
    similar: dict[int, tuple[int, ...]] = field(default_factory=dict)
    promise: Promise = lambda _to, _reply, _matter: None
    unsay: Callable[[str], None] = lambda _matter: None
    signed: Callable[[Act, Case, Member], Awaitable[None]] = _no_record
    has_record: Callable[[str], bool] = lambda _record: True
    changes: Changes = field(default_factory=Changes)

    def ask(self, question: Question, sender: From, *, lasts: timedelta) -> None:
        if self._is_there(question, sender):
            return
        same = [
            one.case
            for one in self.held.values()
            if _claim(one.brought.matter) == _claim(question) and self.cases[one.case].state in LIVING
        ]
        self._put(question, sender, min(same) if same else self._open(CaseKind.CLAIM), lasts)

    def hand_in(self, tip: Tip, sender: From, *, lasts: timedelta) -> None:
        if not self._is_there(tip, sender):
            self._put(tip, sender, self._open(CaseKind.TIP), lasts)

    def add(self, code: str, text: str) -> None:
        if one := self.held.get(code):
            one.brought = replace(one.brought, replies=(*one.brought.replies, text), asks="")
            self.keep(added(self.cases[one.case]))

    def take_out(self, is_meant: Callable[[str, Held], bool]) -> None:
        gone = {code: one for code, one in self.held.items() if is_meant(code, one)}
        self.held = {code: one for code, one in self.held.items() if code not in gone}
        for code in gone:
            self.unsay(code)
        for number in {one.case for one in gone.values()}:
            case = self.cases[number]
            if self.of_case(number):
                self.keep(joined(case))
            else:
                self.keep(withdrawn(case, self.clock.now()))
                self._empty(number)

    def withdraw(self, is_meant: Callable[[Held], bool]) -> None:
        """Questions go; of a tip only the way back does."""
        self.take_out(lambda _code, one: is_meant(one) and isinstance(one.brought.matter, Question))
        for one in filter(is_meant, self.held.values()):
            one.sender, one.person = None, ""

    def free(self, member: str) -> None:
        """Nothing is held by this one any more."""
        for case in self.cases.values():
            if case.hold is not None and case.hold.member == member:
                self.cases[case.id] = replace(case, hold=None, revision=case.revision + 1)

    def of_case(self, case: int) -> list[Held]:
        """Oldest first."""
        found = [one for one in self.held.values() if one.case == case]
        return sorted(found, key=lambda one: one.brought.asked_at)

    def matters(self, case: int) -> tuple[Brought, ...]:
        now = self.clock.now()
        return tuple(
            replace(
                one.brought,
                is_reachable=one.sender is not None and one.expires_at > now,
                audience=one.sender.audience if one.sender else Audience.PUBLIC,
            )
            for one in self.of_case(case)
        )

    def keep(self, case: Case) -> Case:
        held = self.of_case(case.id)
        last = max((one.brought.asked_at for one in held), default=None)
        kept = counted(case, askers=len({one.person for one in held}), last_asked_at=last)
        self.cases[case.id] = kept
        self.changes.ring()
        return kept

    def open(self, case: Case) -> Case:
        new = replace(case, id=max(self.cases, default=0) + 1)
        self.cases[new.id] = new
        return new

    def rank(self, case: Case) -> tuple[datetime, int]:
        held = self.of_case(case.id)
        since = max((one.brought.asked_at for one in held), default=case.opened_at) - SPREADING
        lately = len({one.person for one in held if one.brought.asked_at > since})
        return rank(case, lately=lately), case.id

    def note(self, act: str, case: int, detail: str, by: Member) -> None:
        self.history.append((case, Entry(self.clock.now(), by.name, act, detail, by.id)))

    def _is_there(self, matter: Matter, sender: From) -> bool:
        known = self.held.get(matter.code)
        if known is not None and (known.person, known.brought.matter) != (sender.person, matter):
            raise ReceiptTaken
        return known is not None

    def _open(self, kind: CaseKind) -> int:
        return self.open(Case(0, kind, CaseState.OPEN, self.clock.now())).id

    def _put(self, matter: Matter, sender: From, case: int, lasts: timedelta) -> None:
        now, way_back = self.clock.now(), None if sender.address.front in LIVE else sender
        brought = Brought(matter.code, matter, now, way_back is not None)
        self.held[matter.code] = Held(brought, case, sender.person, way_back, now + lasts)
        self.keep(joined(self.cases[case]))

    def _empty(self, number: int) -> None:
        case = self.cases[number]
        self.cases[number] = replace(
            case,
            decision=None,
            decided_by=(case.decided_by[0], ""),
            signed_by=(case.signed_by[0], ""),
            answered=None,
            turned=None,
            revision=case.revision + 1,
        )
        self.history = [
            (of, replace(line, who="", detail="") if of == number else line) for of, line in self.history
        ]


class MemoryDesk:
    def __init__(self, kept: Cases, find: Callable[[str], Member | None]) -> None:
        self._kept = kept
        self._find = find

    async def questions(self, names: Sequence[Pseudonym]) -> tuple[OpenQuestion, ...]:
        theirs = reversed([one for one in self._kept.held.values() if one.person in names])
        newest_first = sorted([*theirs], key=lambda one: one.brought.asked_at, reverse=True)
        return tuple(self._stands(one) for one in newest_first)

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
            if case.state is not CaseState.WITHDRAWN
            and max(case.opened_at, case.closed_at or case.opened_at) >= since
        )
        asked = (one.brought.asked_at for one in self._kept.held.values())
        return Statistics(courses, tuple(sorted(moment for moment in asked if moment >= asked_since)))

    async def act(self, case: int, act: Act, by: Member, *, seen: int | None = None) -> Case:
        kept = self._kept
        if case not in kept.cases:
            raise Refusal("desk.no_such_case", case=str(case))
        before = kept.cases[case]
        into = kept.cases.get(act.into) if isinstance(act, Merge) else None
        to = self._find(act.member) if isinstance(act, HandOver) else None
        is_known = not isinstance(act, Decide) or kept.has_record(act.decision.record)
        around = Circumstances(kept.clock.now(), kept.rules, kept.matters(case), into, to, is_known, seen)
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
            reply, whom = replies.get(one.brought.key), (one.person, _place(one), _claim(one.brought.matter))
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
            case _:
                pass
        return detail_of(act)

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

    def _stands(self, one: Held) -> OpenQuestion:
        brought = one.brought
        case = self._kept.cases[one.case]
        return how_it_stands(
            brought.matter,
            case,
            asked_at=brought.asked_at,
            asks=brought.asks,
            additions=len(brought.replies),
            told=one.told,
        )


def _place(one: Held) -> Address | None:
    return one.sender.address if one.sender else None


def _claim(matter: Matter) -> str:
    """What makes two of them one claim; a tip is like no other."""
    if isinstance(matter, Tip):
        return matter.code
    return f"{matter.claim.language} {normalise(matter.claim.text).casefold()}"
