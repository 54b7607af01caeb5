"""Whatever several members do in whatever order: no case is lost, nobody is answered twice for one decision, no case is held by nobody able to
act, and the desk in memory and the one in a database come to the same."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Coroutine
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.desk.acts import (
    Act,
    AskBack,
    Decide,
    HandOver,
    Label,
    Merge,
    Release,
    Reopen,
    SendBack,
    Sign,
    Split,
    Take,
    Undo,
)
from bot.desk.case import UNDECIDED, Case, CaseState
from bot.desk.decision import Conclusion, Decision
from bot.desk.queue import Wanted
from bot.errors import Refusal
from bot.people.role import Member, Right, Role
from bot.speech.outcome import AddTo, Ask, Deed, Forget, HandIn, TakeBack
from bot.speech.replies import Told
from storage.database import Database, open_engine
from storage.keys.open import open_keys
from storage.migrate import migrate
from tests.contract.desk import ANA, BEN, EVE, RULES, a_colleague, a_tip
from tests.contract.kept import Kept, a_message, a_question, a_sender, told
from tests.contract.kept_in_memory import kept_in_memory
from tests.fakes.clocks import FixedClock
from tests.storage.keeping import on_database

Answer = TypeVar("Answer")
SAM = Member("sam", "Sam", Role.STAFF)
MEMBERS = (ANA, BEN, EVE, SAM)
ADMIN = Member("ada", "Ada", Role.ADMIN)
EVERY = Wanted(frozenset(CaseState))

cases = st.integers(1, 6)
people = st.integers(0, 3)
members = st.sampled_from([*MEMBERS, None])  # None: the one who is appointed and dismissed
conclusions = st.sampled_from(
    [Conclusion.UNVERIFIED, Conclusion.REJECTED, Conclusion.SPAM, Conclusion.LINKED]
)


@cache
def empty_database() -> Path:
    path = Path(tempfile.mkdtemp()) / "empty.db"
    migrate(path)
    return path


class Desks(RuleBasedStateMachine):
    """The same is done to both. What is asked is one of three texts, under a code that tells the person and a number."""

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = tempfile.TemporaryDirectory()
        path = Path(copyfile(empty_database(), Path(self._folder.name) / "library.db"))
        self._engine = open_engine(path)
        clocks = FixedClock(), FixedClock()
        keys = open_keys(path.with_name("keys.json"), clocks[1], is_needed=False)
        self._both = kept_in_memory(clocks[0]), on_database(Database(self._engine), keys, clocks[1])
        self._codes: list[str] = []
        self._brought = 0
        self._opened = 0
        self._decisions = Counter[str]()
        self._answers = Counter[str]()
        self._zaw: tuple[Member, ...] = ()

    def teardown(self) -> None:
        self._run(self._engine.dispose())
        self._runner.close()
        self._folder.cleanup()

    @rule(person=people, text=st.integers(0, 2))
    def ask(self, person: int, text: int) -> None:
        code, sender = self._new_code(), a_sender(f"chat {person}", person=f"p{person}")
        self._deed(Ask(a_question(code, f"Bridge {text} was hit"), sender))

    @rule(person=people, may_ask_back=st.booleans())
    def hand_in(self, person: int, may_ask_back: bool) -> None:
        code, sender = self._new_code(), a_sender(f"chat {person}", person=f"p{person}")
        self._deed(HandIn(a_tip(code, may_ask_back=may_ask_back), sender))

    @precondition(lambda self: self._codes)
    @rule(choice=st.integers(0, 20), is_taken_back=st.sampled_from([False, False, True]))
    def come_back(self, choice: int, is_taken_back: bool) -> None:
        code = self._codes[choice % len(self._codes)]
        self._deed(TakeBack(code) if is_taken_back else AddTo(code, "more", a_sender()))

    @rule(person=people)
    def forget(self, person: int) -> None:
        self._deed(Forget(a_sender(f"chat {person}", person=f"p{person}")))

    @rule(case=cases, by=members, seen=st.integers(0, 8) | st.none())
    def take(self, case: int, by: Member | None, seen: int | None) -> None:
        self._act(case, Take(), by, seen)

    @rule(case=cases, by=members, conclusion=conclusions, seen=st.integers(0, 8) | st.none())
    def decide(self, case: int, by: Member | None, conclusion: Conclusion, seen: int | None) -> None:
        self._act(case, Decide(Decision(conclusion, "a reason", "strike")), by, seen)

    @rule(
        case=cases,
        by=members,
        act=st.sampled_from(
            [
                Release(),
                Sign(),
                SendBack("no"),
                Undo(),
                Reopen("new"),
                Label("violence"),
                Label("names a person"),
            ]
        ),
        seen=st.integers(0, 8) | st.none(),
    )
    def act(self, case: int, by: Member | None, act: Act, seen: int | None) -> None:
        self._act(case, act, by, seen)

    @rule(case=cases, by=members)
    def hand_over(self, case: int, by: Member | None) -> None:
        to = [self._run(kept.members.members())[-1] for kept in self._both]
        self._act_each(case, [HandOver(one.id, one.name) for one in to], by, None)

    @rule(case=cases, into=cases, by=members)
    def merge(self, case: int, into: int, by: Member | None) -> None:
        self._act(case, Merge(into), by, None)

    @rule(case=cases, into=cases)
    def join(self, case: int, into: int) -> None:
        one, other = (self._run(kept.desk.join(case, into)) for kept in self._both)
        assert one == other

    @rule(case=cases, by=members, place=st.integers(0, 3), asks_back=st.booleans())
    def pick_one(self, case: int, by: Member | None, place: int, asks_back: bool) -> None:
        acts: list[Act] = []
        for kept in self._both:
            found = self._run(kept.desk.case(case))
            keys = [one.key for one in found.matters] if found else []
            key = keys[place] if place < len(keys) else "none"
            acts.append(AskBack(key, "where?") if asks_back else Split((key,)))
        self._act_each(case, acts, by, None)

    @rule(role=st.sampled_from([Role.TIPSTER, Role.STAFF, Role.MODERATOR, Role.EDITOR]))
    def appoint(self, role: Role) -> None:
        zaw = a_colleague("815")
        self._zaw = tuple(
            self._run(kept.members.appoint(zaw, name="Zaw", role=role, by=ADMIN)) for kept in self._both
        )

    @rule(seconds=st.sampled_from([1.0, 61.0, 1801.0]))
    def pass_by(self, seconds: float) -> None:
        for kept in self._both:
            kept.clock.pass_by(seconds)

    @rule()
    def answer(self) -> None:
        """As the program does; and again, as if nobody had heard that it was done."""
        one, other = ([*self._run(kept.desk.due(limit=9))] for kept in self._both)
        assert one == other
        for case in one:
            for kept in self._both:
                found = self._run(kept.desk.case(case))
                assert found is not None
                replies = {each.key: told(each.matter.code) for each in found.matters}
                revision = found.case.revision
                assert self._run(kept.desk.answer(case, replies, revision=revision))
                assert not self._run(kept.desk.answer(case, replies, revision=revision))

    @rule()
    def deliver(self) -> None:
        for kept in self._both:
            while taken := self._run(kept.outbox.take(limit=20)):
                for outgoing in taken:
                    if kept is self._both[1] and isinstance(outgoing.reply, Told):
                        self._answers[outgoing.reply.notes[0].key] += 1
                    self._run(kept.outbox.sent(outgoing.id, "handle", is_last=True))

    @invariant()
    def both_come_to_the_same(self) -> None:
        model, ours = (self._told(kept) for kept in self._both)
        assert model == ours

    @invariant()
    def no_case_is_lost(self) -> None:
        found = self._cases(self._both[1])
        assert [case.id for case in found] == list(range(1, len(found) + 1))
        assert len(found) >= self._opened
        self._opened = len(found)
        listed = self._run(self._both[1].desk.queue(EVERY, limit=50))
        assert {line.case.id for line in listed.lines} == {case.id for case in found}

    @invariant()
    def whoever_holds_a_case_may_decide_it(self) -> None:
        kept = self._both[1]
        listed = {member.id: member for member in (*MEMBERS, *self._run(kept.members.members()))}
        for case in self._cases(kept):
            hold = case.holder(kept.clock.now())
            assert hold is None or (case.state in UNDECIDED and listed[hold.member].may(Right.DECIDE))

    @invariant()
    def nobody_is_answered_twice_for_a_decision(self) -> None:
        assert all(count <= self._decisions[code] for code, count in self._answers.items())

    @invariant()
    def sensitive_decisions_are_signed_by_another(self) -> None:
        for case in self._cases(self._both[1]):
            if case.state is CaseState.DECIDED and case.labels & RULES.sensitive:
                assert case.signed_by[0] not in {"", case.decided_by[0]}

    @invariant()
    def log_is_whole(self) -> None:
        assert self._run(self._both[1].audit.verify()) is None

    def _act(self, case: int, act: Act, by: Member | None, seen: int | None) -> None:
        self._act_each(case, [act, act], by, seen)

    def _act_each(self, case: int, acts: list[Act], by: Member | None, seen: int | None) -> None:
        results = []
        for number, (kept, act) in enumerate(zip(self._both, acts, strict=True)):
            who = by or (self._zaw[number] if self._zaw else SAM)
            before = self._run(kept.desk.case(case))
            result = self._run(attempt(kept, case, act, who, seen))
            results.append(result if isinstance(result, str) else without_ids(result))
            if number and isinstance(act, Decide) and isinstance(result, Case) and before:
                self._decisions.update(one.matter.code for one in before.matters)
                if before.case.state not in UNDECIDED:  # was so already
                    self._decisions.subtract(one.matter.code for one in before.matters)
        assert results[0] == results[1]

    def _deed(self, deed: Deed) -> None:
        for kept in self._both:
            self._run(kept.finish(a_message(), deeds=[deed]))

    def _told(self, kept: Kept) -> object:
        """All that can be seen of a desk but for what is made of keys."""
        queue = self._run(kept.desk.queue(Wanted(UNDECIDED), limit=50))
        files = [self._run(kept.desk.case(case.id)) for case in self._cases(kept)]
        seen = [
            (
                without_ids(file.case),
                sorted(
                    (one.matter.code, one.replies, one.asks, one.is_answered, one.is_reachable)
                    for one in file.matters
                ),
                [(line.who, line.what, line.detail) for line in file.history if line.what != "hand_over"],
            )
            for file in files
            if file
        ]
        standing = [self._run(kept.desk.standing(code)) for code in self._codes]
        numbers = self._run(kept.desk.numbers())
        return [line.case.id for line in queue.lines], seen, standing, numbers

    def _cases(self, kept: Kept) -> list[Case]:
        found, number = list[Case](), 1
        while file := self._run(kept.desk.case(number)):
            found.append(file.case)
            number += 1
        return found

    def _new_code(self) -> str:
        self._brought += 1
        self._codes.append(f"code {self._brought}")
        return self._codes[-1]

    def _run(self, work: Coroutine[object, object, Answer]) -> Answer:
        return self._runner.run(work)


async def attempt(kept: Kept, case: int, act: Act, by: Member, seen: int | None) -> Case | str:
    """The case after it, or why it was refused."""
    try:
        return await kept.desk.act(case, act, by, seen=seen)
    except Refusal as refused:
        return refused.key


def without_ids(case: Case) -> object:
    """A case by what people are told of it: ids of members differ with the keys."""
    hold = (case.hold.name, case.hold.until) if case.hold else None
    turned = (case.turned.revision, case.turned.name, case.turned.what) if case.turned else None
    moments = case.opened_at, case.last_asked_at, case.due_at, case.decided_at, case.closed_at
    names = case.decided_by[1], case.signed_by[1]
    how = case.id, case.kind, case.state, case.revision, case.askers, case.labels, case.merged_into
    return how, hold, turned, moments, names, case.decision, case.answered


TestDesks = Desks.TestCase
TestDesks.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
