"""Whatever several members do in whatever order: no case is lost, nobody is answered twice for one decision, no case is held by nobody able to
act, and the desk in memory and the one in a database come to the same."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copyfile
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.desk.acts import (
    Act,
    AskBack,
    Block,
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
    Unblock,
    Undo,
)
from bot.desk.case import UNDECIDED, Brought, Case, CaseFile, CaseState, Entry
from bot.desk.decision import Accord, Conclusion, Decision
from bot.desk.queue import Wanted
from bot.errors import Refusal
from bot.people.role import Member, Right, Role
from bot.speech.heard import From
from bot.speech.outcome import AddTo, Ask, Deed, Forget, HandIn, TakeBack
from bot.speech.replies import Told
from storage.database import Database
from storage.keys.open import open_keys
from storage.migrate import migrate
from storage.sqlite import open_engine
from tests.contract.desk import ANA, BEN, EVE, RULES, a_colleague, a_tip
from tests.contract.kept import Kept, a_message, a_question, a_sender, told
from tests.contract.kept_in_memory import kept_in_memory
from tests.fakes.clocks import FixedClock
from tests.fakes.entries import an_event
from tests.storage.keeping import on_database

Answer = TypeVar("Answer")
SAM = Member("sam", "Sam", Role.STAFF)
MEMBERS = (ANA, BEN, EVE, SAM)
ADMIN = Member("ada", "Ada", Role.ADMIN)
EVERY = Wanted(frozenset(CaseState))

PLAIN: list[Act] = [Take(), Release(), Label("violence"), Label("names a person")]
ON_DECIDED: list[Act] = [
    Sign(),
    Sign(),
    SendBack("no"),
    Undo(),
    Reopen("new"),
    Label("names a person", is_set=False),
]

cases = st.integers(0, 5)
people = st.integers(0, 3)
deciders = st.sampled_from([ANA, BEN, EVE, EVE, SAM, None])  # None: the one who is appointed and dismissed
stale = st.sampled_from([None, 0, 0, 2])  # how many revisions ago they looked
conclusions = st.sampled_from(
    [Conclusion.UNVERIFIED, Conclusion.REJECTED, Conclusion.SPAM, Conclusion.LINKED]
)


PICKED = ("ask back", "split", "split", "block", "unblock")


def pick(key: str, how: str) -> Act:
    match how:
        case "ask back":
            return AskBack(key, "where?")
        case "block":
            return Block(key)
        case "unblock":
            return Unblock(key)
        case _:
            return Split((key,))


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
        assert self._run(self._both[1].audit.verify()) is None
        self._run(self._engine.dispose())
        self._runner.close()
        self._folder.cleanup()

    @initialize()
    def begin(self) -> None:
        for kept in self._both:
            self._run(kept.library.publish([an_event("strike")]))
        for person, text in ((0, 0), (1, 0), (2, 1), (3, 1), (0, 2)):
            self._ask(person, text)
        self._hand_in(1, may_ask_back=True)
        self._opened = 4
        self._act(0, Label("names a person"), ANA, None)

    @rule(what=st.sampled_from(["ask", "ask", "tip", "add", "add", "take back", "forget"]), number=people)
    def bring(self, what: str, number: int) -> None:
        match what:
            case "ask":
                self._ask(number, number % 3)
            case "tip":
                self._hand_in(number, may_ask_back=number > 1)
            case "forget":
                self._deed(Forget(a_person(number)))
            case _:
                code = self._codes[-1 - number]
                self._deed(TakeBack(code) if what == "take back" else AddTo(code, "more", a_sender()))

    @rule(case=cases, by=deciders, conclusion=conclusions, stale=stale)
    def decide(self, case: int, by: Member | None, conclusion: Conclusion, stale: int | None) -> None:
        self._act(
            case, Decide(Decision(conclusion, "a reason", "strike", accord=Accord.AS_RECORDED)), by, stale
        )

    @rule(case=cases, by=deciders, act=st.sampled_from(PLAIN), stale=stale)
    def act(self, case: int, by: Member | None, act: Act, stale: int | None) -> None:
        self._act(case, act, by, stale)

    @rule(case=cases, by=deciders, act=st.sampled_from(ON_DECIDED), stale=stale)
    def act_on_decided(self, case: int, by: Member | None, act: Act, stale: int | None) -> None:
        """On one that is, where there is any."""
        decided = [one.case.id for one in self._files(self._both[0]) if one.case.state not in UNDECIDED]
        self._act(decided[case % len(decided)] - 1 if decided else case, act, by, stale)

    @rule(case=cases, by=deciders)
    def hand_over(self, case: int, by: Member | None) -> None:
        to = [self._run(kept.members.members())[-1] for kept in self._both]
        self._act_each(case, [HandOver(one.id, one.name) for one in to], by, None)

    @rule(case=cases, into=cases, by=deciders, is_by_itself=st.booleans())
    def merge(self, case: int, into: int, by: Member | None, is_by_itself: bool) -> None:
        if not is_by_itself:
            self._act(case, Merge(self._number(into)), by, None)
            return
        one, other = (
            self._run(kept.desk.join(self._number(case), self._number(into))) for kept in self._both
        )
        assert one == other

    @rule(case=cases, by=deciders, place=st.integers(0, 2), how=st.sampled_from(PICKED))
    def pick_one(self, case: int, by: Member | None, place: int, how: str) -> None:
        acts: list[Act] = []
        code = self._code_in(case, place)
        for kept in self._both:
            found = self._run(kept.desk.case(self._number(case)))
            keys = [one.key for one in found.matters if one.matter.code == code] if found else []
            key = keys[0] if keys else "none"
            acts.append(pick(key, how))
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
        self.pass_by(60)
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
                if kept is self._both[1]:
                    self._decisions.update(each.matter.code for each in found.matters)
        self._count_answers()

    def _count_answers(self) -> None:
        for kept in self._both:
            while taken := self._run(kept.outbox.take(limit=20)):
                for outgoing in taken:
                    if kept is self._both[1] and isinstance(outgoing.reply, Told):
                        self._answers[outgoing.reply.notes[0].key] += 1
                    self._run(kept.outbox.sent(outgoing.id, "handle", is_last=True))

    @invariant()
    def promises_are_kept(self) -> None:
        model, ours = (self._files(kept) for kept in self._both)
        assert self._told(self._both[0], model) == self._told(self._both[1], ours)
        self._no_case_is_lost(ours)
        self._whoever_holds_a_case_may_decide_it(ours)
        assert all(count <= self._decisions[code] for code, count in self._answers.items())
        for file in ours:
            if file.case.state is CaseState.DECIDED and file.case.labels & RULES.sensitive:
                assert file.case.signed_by[0] not in {"", file.case.decided_by[0]}

    def _no_case_is_lost(self, files: list[CaseFile]) -> None:
        assert [file.case.id for file in files] == list(range(1, len(files) + 1))
        assert len(files) >= self._opened
        self._opened = len(files)

    def _whoever_holds_a_case_may_decide_it(self, files: list[CaseFile]) -> None:
        kept = self._both[1]
        listed = {member.id: member for member in (*MEMBERS, *self._run(kept.members.members()))}
        for file in files:
            hold = file.case.holder(kept.clock.now())
            assert hold is None or file.case.state in UNDECIDED
            assert hold is None or listed[hold.member].may(Right.DECIDE)

    def _act(self, case: int, act: Act, by: Member | None, stale: int | None) -> None:
        self._act_each(case, [act, act], by, stale)

    def _act_each(self, case: int, acts: list[Act], by: Member | None, stale: int | None) -> None:
        number, results = self._number(case), []
        for which, (kept, act) in enumerate(zip(self._both, acts, strict=True)):
            who = by or (self._zaw[which] if self._zaw else SAM)
            found = self._run(kept.desk.case(number))
            assert found is not None
            seen = None if stale is None else found.case.revision - stale
            result = self._run(attempt(kept, number, act, who, seen))
            results.append(result if isinstance(result, str) else without_ids(result))
        assert results[0] == results[1]

    def _number(self, case: int) -> int:
        return case % max(self._opened, 1) + 1

    def _code_in(self, case: int, place: int) -> str:
        """One of what was brought to that case, the same in both."""
        found = self._run(self._both[0].desk.case(self._number(case)))
        codes = sorted(one.matter.code for one in found.matters) if found else []
        return codes[place % len(codes)] if codes else ""

    def _ask(self, person: int, text: int) -> None:
        self._deed(Ask(a_question(self._new_code(), f"Bridge {text} was hit"), a_person(person)))

    def _hand_in(self, person: int, *, may_ask_back: bool) -> None:
        self._deed(HandIn(a_tip(self._new_code(), may_ask_back=may_ask_back), a_person(person)))

    def _deed(self, deed: Deed) -> None:
        for kept in self._both:
            self._run(kept.finish(a_message(), deeds=[deed]))

    def _told(self, kept: Kept, files: list[CaseFile]) -> object:
        """All that can be seen of a desk but for what is made of keys."""
        queue = self._run(kept.desk.queue(EVERY, limit=50))
        seen = [
            (without_ids(file.case), unsigned(file.history), without_keys(file.matters)) for file in files
        ]
        standing = [self._run(kept.desk.standing(code)) for code in self._codes[-4:]]
        return [line.case.id for line in queue.lines], seen, standing, self._run(kept.desk.numbers())

    def _files(self, kept: Kept) -> list[CaseFile]:
        found = list[CaseFile]()
        while file := self._run(kept.desk.case(len(found) + 1)):
            found.append(file)
        return found

    def _new_code(self) -> str:
        self._brought += 1
        self._codes.append(f"code {self._brought}")
        return self._codes[-1]

    def _run(self, work: Coroutine[object, object, Answer]) -> Answer:
        return self._runner.run(work)


def a_person(number: int) -> From:
    return a_sender(f"chat {number}", person=f"p{number}")


async def attempt(kept: Kept, case: int, act: Act, by: Member, seen: int | None) -> Case | str:
    """The case after it, or why it was refused."""
    try:
        return await kept.desk.act(case, act, by, seen=seen)
    except Refusal as refused:
        return refused.key


def without_keys(matters: Sequence[Brought]) -> list[Brought]:
    return sorted((replace(one, key="") for one in matters), key=lambda one: one.matter.code)


def unsigned(history: Sequence[Entry]) -> list[Entry]:
    return [replace(line, by="") for line in history]


def without_ids(case: Case) -> object:
    """A case by what people are told of it: ids of members differ with the keys."""
    hold = (case.hold.name, case.hold.until) if case.hold else None
    turned = (case.turned.revision, case.turned.name, case.turned.what) if case.turned else None
    moments = case.opened_at, case.last_asked_at, case.due_at, case.decided_at, case.closed_at
    names = case.decided_by[1], case.signed_by[1]
    how = case.id, case.kind, case.state, case.revision, case.askers, case.labels, case.merged_into
    return how, hold, turned, moments, names, case.decision, case.answered


TestDesks = Desks.TestCase
TestDesks.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
