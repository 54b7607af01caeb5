"""Inbox, outbox and what hangs together with them, in memory: the plainest reading of the ports."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.comparing import compared_with
from bot.desk.tip import Addition
from bot.people.address import Address
from bot.people.person import Holdings, Person
from bot.people.pseudonym import Pseudonym
from bot.ports import Clock
from bot.speech.given import Given
from bot.speech.heard import From, Pressed, handle_of
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
from bot.speech.replies import Answered, Reply, Shown, Superseded
from bot.speech.session import Session
from bot.speech.traffic import Outgoing, Turn
from storage.lifetimes import Lifetimes
from tests.fakes.memory_api_keys import MemoryApiKeys
from tests.fakes.memory_articles import MemoryArticles
from tests.fakes.memory_cases import Cases
from tests.fakes.memory_desk import MemoryDesk
from tests.fakes.memory_inbox import MemoryInbox
from tests.fakes.memory_library import MemoryLibrary, MemoryRecords
from tests.fakes.memory_members import MemoryAudit, MemoryCards, MemoryMembers, MemorySignIns
from tests.fakes.memory_pictures import MemoryPictures, attach, hand_in_pictures
from tests.fakes.memory_store import (
    FAILED,
    FINISHED,
    PARKED,
    WAITING,
    EventRow,
    ReplyRow,
    Store,
    lane_of,
    leads_to,
    names_of,
)
from tests.fakes.memory_votes import MemoryFeedback, judge

LIFETIMES = Lifetimes()


class MemoryTurns:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def finish(self, turn: Turn) -> None:
        self._store.fail("finish")
        rows = self._waiting(turn)
        if rows is None:
            return
        for deed in turn.outcome.deeds:
            self._do(deed, turn)
        self._remember(turn)
        self._store.keep_named_pictures()
        if turn.outcome.again_in is None:
            for row in rows:
                row.state = FINISHED
            self._promise(turn)
            return
        now = self._store.clock.now()
        was_told = any(row.event.is_told for row in rows)
        tells = bool(turn.outcome.replies) and not was_told
        for row in rows:
            row.put_off(now, seconds=turn.outcome.again_in)
            row.event = replace(
                row.event,
                tries=max(0, row.event.tries - (not turn.is_own_fault)),
                is_told=was_told or tells,
                progress="" if tells else row.event.progress,
            )
        if tells:
            self._promise(turn)

    async def park(self, turn: Turn, *, fault: str) -> None:
        self._store.fail("park")
        rows = self._waiting(turn)
        if rows is None:
            return
        for row in rows:
            row.state, row.fault = PARKED, fault
        self._remember(turn)
        self._promise(turn)

    def _waiting(self, turn: Turn) -> list[EventRow] | None:
        rows = [row for row in self._store.events if row.event.id in turn.events and row.state == WAITING]
        return rows if len(rows) == len(turn.events) else None

    def _remember(self, turn: Turn) -> None:
        if not any(isinstance(deed, Forget | Withdraw) for deed in turn.outcome.deeds):
            self._store.sessions[turn.heard.sender.address] = turn.outcome.session

    def _promise(self, turn: Turn) -> None:
        if turn.is_live:
            return
        session, sender, now = turn.outcome.session, turn.heard.sender, self._store.clock.now()
        for number, reply in enumerate(turn.outcome.replies):
            outgoing = Outgoing(
                len(self._store.replies) + 1,
                lane_of(sender.address),
                sender,
                reply,
                handle=handle_of(turn.heard),
                progress="" if number else turn.progress,
                query=turn.heard.query if isinstance(turn.heard, Pressed) else "",
                is_quiet=session.is_quiet,
                language=session.language,
                written_at=now,
            )
            self._store.replies.append(ReplyRow(outgoing))
        self._store.written.ring()

    def _do(self, deed: Deed, turn: Turn) -> None:
        store = self._store
        match deed:
            case Keep(given):
                same = (given.sender.address, given.handle)
                for known in [*store.answers.values()]:
                    if given.handle and (known.sender.address, known.handle) == same:
                        store.answers[known.id] = replace(known, is_superseded=True)
                store.answers[given.id] = given
            case Judge(judged):
                judge(store.judged, judged)
                store.voted.ring()
            case Attach() | Ask() | HandIn() | AddTo() | TakeBack():
                self._bring(deed)
            case Prefer(name, person):
                store.people[name] = person
            case Forget(sender):
                self._forget(sender, turn)
            case Withdraw(sender):
                self._withdraw(sender.address, turn)

    def _bring(self, deed: Attach | Ask | HandIn | AddTo | TakeBack) -> None:
        if isinstance(deed, Attach):
            attach(deed, self._store)
            return
        bring(deed, self._store.desk)
        if isinstance(deed, HandIn):
            hand_in_pictures(deed.tip.code, deed.tip.pictures, deed.sender, self._store)
        if isinstance(deed, AddTo) and deed.code in self._store.desk.held:
            hand_in_pictures(deed.code, deed.pictures, deed.sender, self._store)

    def _forget(self, sender: From, turn: Turn) -> None:
        store, names = self._store, set(names_of(sender))
        store.answers = {id_: one for id_, one in store.answers.items() if one.sender.person not in names}
        store.desk.take_out(lambda _code, one: one.person in names)
        store.sessions.pop(sender.address, None)
        for name in names:
            store.people.pop(name, None)
        store.sessions.pop(sender.address, None)
        self._drop(lambda sender: sender.person in names, turn)

    def _withdraw(self, address: Address, turn: Turn) -> None:
        store = self._store
        store.answers = {
            id_: one for id_, one in store.answers.items() if not leads_to(one.sender.address, address)
        }
        store.sessions = {
            place: session for place, session in store.sessions.items() if not leads_to(place, address)
        }
        self._drop(lambda sender: leads_to(sender.address, address), turn)
        store.desk.withdraw(lambda one: one.sender is not None and leads_to(one.sender.address, address))

    def _drop(self, is_meant: Callable[[From], bool], turn: Turn) -> None:
        said_in = max(turn.events, default=len(self._store.events) + 1)  # what came later is still answered
        for row in self._store.events:
            earlier = row.event.id < said_in and row.event.id not in turn.events
            if row.state != FINISHED and earlier and is_meant(row.event.heard.sender):
                row.state = FINISHED
        self._store.replies = [
            row
            for row in self._store.replies
            if not is_meant(row.outgoing.to) and self._has_its_answer(row.outgoing.reply)
        ]

    def _has_its_answer(self, reply: Reply) -> bool:
        """What is shown of a kept answer goes with it, whoever it was to be shown to."""
        if not isinstance(reply, Answered | Shown):
            return True
        return not reply.answer or reply.answer in self._store.answers


class MemoryOutbox:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def take(self, *, limit: int) -> tuple[Outgoing, ...]:
        self._store.fail("take_replies")
        now, held = self._store.clock.now(), self._store.outbox_held
        due = [row for row in self._store.first_replies() if row.is_due(now)]
        taken = [row.outgoing for row in due if row.outgoing.lane not in held][:limit]
        held.update(one.lane for one in taken)
        return tuple(replace(one, earlier=self._earlier(one.reply)) for one in taken)

    async def sent(self, outgoing: int, handle: str, *, is_last: bool) -> None:
        self._store.fail("sent")
        for row in self._let_go(outgoing):
            row.outgoing = replace(row.outgoing, sent=(*row.outgoing.sent, handle))
            row.state = FINISHED if is_last else WAITING

    async def later(self, outgoing: int, *, seconds: float, is_try: bool = True) -> None:
        self._store.fail("later")
        for row in self._let_go(outgoing):
            row.outgoing = replace(row.outgoing, tries=row.outgoing.tries + is_try)
            row.put_off(self._store.clock.now(), seconds=seconds)

    async def failed(self, outgoing: int, *, why: str) -> None:
        self._store.fail("failed")
        for row in self._let_go(outgoing):
            row.state, row.why = FAILED, why

    def holds(self, lane: str) -> bool:
        return lane in self._store.outbox_held

    async def owes(self, lane: str) -> bool:
        self._store.fail("owes")
        return any(row.outgoing.lane == lane for row in self._store.first_replies())

    async def wait(self, *, seconds: float) -> None:
        await self._store.written.wait(seconds)

    async def next_due(self) -> datetime | None:
        firsts = [
            row for row in self._store.first_replies() if row.outgoing.lane not in self._store.outbox_held
        ]
        return min((row.due_at for row in firsts if row.due_at is not None), default=None)

    async def backlog(self) -> int:
        return sum(row.state == WAITING for row in self._store.replies)

    async def failures(self) -> Mapping[str, int]:
        return Counter(row.why for row in self._store.replies if row.state == FAILED)

    def _let_go(self, outgoing: int) -> list[ReplyRow]:
        rows = [row for row in self._store.replies if row.outgoing.id == outgoing]
        self._store.outbox_held -= {row.outgoing.lane for row in rows}
        self._store.written.ring()
        return rows

    def _earlier(self, reply: Reply) -> tuple[str, ...]:
        if not isinstance(reply, Superseded):
            return ()
        return tuple(
            handle
            for row in self._store.replies
            if isinstance(row.outgoing.reply, Answered) and row.outgoing.reply.answer == reply.answer
            for handle in row.outgoing.sent
        )


class MemorySessions:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def session(self, address: Address) -> Session | None:
        self._store.fail("session")
        return self._store.sessions.get(address)


class MemoryAnswers:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def given(self, answer: str) -> Given | None:
        return self._store.answers.get(answer)

    async def given_to(self, address: Address, handle: str) -> Given | None:
        same = [
            one
            for one in self._store.answers.values()
            if handle and one.sender.address == address and one.handle == handle
        ]
        return same[-1] if same else None


class MemoryPeople:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def person(self, names: Sequence[Pseudonym]) -> Person:
        known = next((name for name in names if name in self._store.people), None)
        if known is None:
            return Person()
        self._store.people[names[0]] = self._store.people.pop(known)
        return self._store.people[names[0]]

    async def holdings(self, sender: From) -> Holdings:
        names = set(names_of(sender))
        return Holdings(
            sum(one.sender.person in names for one in self._store.answers.values()),
            sum(one.person in names for one in self._store.desk.held.values()),
            sum(row.event.heard.sender.person in names and _waits(row, sender) for row in self._store.events),
            any(_has_chosen(self._store.people.get(name, Person())) for name in names),
        )


class MemoryPost:
    """All of them on one store."""

    def __init__(self, clock: Clock) -> None:
        self.store = Store(clock)
        self.inbox = MemoryInbox(self.store)
        self.outbox = MemoryOutbox(self.store)
        self.turns = MemoryTurns(self.store)
        self.sessions = MemorySessions(self.store)
        self.answers = MemoryAnswers(self.store)
        self.people = MemoryPeople(self.store)
        self.pictures = MemoryPictures(self.store)
        self.library = MemoryLibrary(clock)
        self.store.desk.compared = self._compared
        self.audit = MemoryAudit(clock)
        self.articles = MemoryArticles(self.store, self.audit)
        self.members = MemoryMembers(self.audit, on_loss=self.store.desk.free)
        self.sign_ins = MemorySignIns(self.members, clock)
        self.api_keys = MemoryApiKeys(self.members, clock)
        self.cards = MemoryCards(self.store.desk)
        self.desk = MemoryDesk(self.store.desk, self.members.decider_now)
        self.records = MemoryRecords(self.library, self.audit, self.desk)
        self.store.desk.signed = self.records.signed
        self.feedback = MemoryFeedback(self.store)

    def _compared(self, named: str) -> str | None:
        found = (one for one in self.library.all_records().values() if one.id == named)
        return next(map(compared_with, found), None)

    def bring(self, deed: Ask | HandIn | AddTo | TakeBack) -> None:
        """Does it without a turn around it."""
        bring(deed, self.store.desk)


def bring(deed: Ask | HandIn | AddTo | TakeBack, desk: Cases) -> None:
    match deed:
        case Ask(question, sender):
            desk.ask(question, sender, lasts=LIFETIMES.of(sender))
        case HandIn(tip, sender, hours, labels):
            lasts = LIFETIMES.of(sender) if hours is None else timedelta(hours=hours)
            desk.hand_in(tip, sender, lasts=lasts, labels=labels)
        case AddTo(code, text, _, pictures):
            desk.add(code, Addition(text, pictures))
        case TakeBack(code):
            desk.take_out(lambda held, _one: held == code)


def _waits(row: EventRow, sender: From) -> bool:
    """What is being answered just now, such as the question itself, does not wait."""
    is_begun = row.event.tries > 0 and row.lane == lane_of(sender.address)
    return row.state == PARKED or (row.state == WAITING and not is_begun)


def _has_chosen(person: Person) -> bool:
    return bool(person.language or person.is_quiet or person.is_greeted)
