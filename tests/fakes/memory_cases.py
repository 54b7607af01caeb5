"""What a desk in memory keeps: cases, what was brought to them, and what was done."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.claims.normalise import normalise
from bot.desk.acts import Act
from bot.desk.case import LIVING, Brought, Case, CaseKind, CaseState, Entry, Matter
from bot.desk.circumstances import Rules
from bot.desk.priority import SPREADING, rank
from bot.desk.question import Question
from bot.desk.regrouping import added, counted, joined, withdrawn
from bot.desk.telling import Telling
from bot.desk.tip import Addition, Tip
from bot.errors import ReceiptTaken
from bot.people.address import LIVE
from bot.people.role import Member
from bot.ports import Clock
from bot.speech.heard import From
from bot.speech.replies import Reply
from storage.traces import names_of
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
    blocked: set[str] = field(default_factory=set)
    promise: Promise = lambda _to, _reply, _matter: None
    unsay: Callable[[str], None] = lambda _matter: None
    signed: Callable[[Act, Case, Member], Awaitable[None]] = _no_record
    compared: Callable[[str], str | None] = lambda _record: ""
    """What is kept of a record, None where there is none."""
    changes: Changes = field(default_factory=Changes)

    def ask(self, question: Question, sender: From, *, lasts: timedelta) -> None:
        if self._is_there(question, sender):
            return
        same = [
            one.case
            for one in self.held.values()
            if claim_of(one.brought.matter) == claim_of(question) and self.cases[one.case].state in LIVING
        ]
        if self.is_blocked(sender):
            self._put(question, sender, self._open(CaseKind.CLAIM, CaseState.ASIDE), lasts)
        else:
            self._put(question, sender, min(same) if same else self._open(CaseKind.CLAIM), lasts)

    def hand_in(
        self, tip: Tip, sender: From, *, lasts: timedelta, labels: frozenset[str] = frozenset()
    ) -> None:
        if not self._is_there(tip, sender):
            state = CaseState.ASIDE if self.is_blocked(sender) else CaseState.OPEN
            self._put(tip, sender, self._open(CaseKind.TIP, state, labels), lasts)

    def is_blocked(self, sender: From) -> bool:
        return not self.blocked.isdisjoint(names_of(sender))

    def add(self, code: str, addition: Addition) -> None:
        if one := self.held.get(code):
            one.brought = replace(one.brought, replies=(*one.brought.replies, addition), asks="")
            if one.person not in self.blocked:
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
                is_blocked=one.person in self.blocked,
                may_be_blocked=bool(one.person),
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

    def _open(
        self, kind: CaseKind, state: CaseState = CaseState.OPEN, labels: frozenset[str] = frozenset()
    ) -> int:
        return self.open(Case(0, kind, state, self.clock.now(), labels=labels)).id

    def _put(self, matter: Matter, sender: From, case: int, lasts: timedelta) -> None:
        now, way_back = self.clock.now(), None if sender.address.front in LIVE else sender
        brought = Brought(matter.code, matter, now, way_back is not None, audience=sender.audience)
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


def claim_of(matter: Matter) -> str:
    """What makes two of them one claim; a tip is like no other."""
    if isinstance(matter, Tip):
        return matter.code
    return f"{matter.claim.language} {normalise(matter.claim.text).casefold()}"
