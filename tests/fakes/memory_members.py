"""Who is who and who is signed in, in memory; and an audit log in a list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from bot.desk.audit import FIRST, Entry, Words, first_broken, hash_words, sealed_off
from bot.desk.case import LIVING
from bot.desk.checks import need_right
from bot.errors import Refusal
from bot.people.address import Address, Front
from bot.people.role import Member, Right, Role
from bot.people.signed_in import SIGNED_OUT, SignedIn
from bot.ports import Clock
from bot.speech.heard import From
from bot.speech.shown_case import ShownCard
from tests.fakes.memory_cases import Cases


class MemoryAudit:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.log: list[Entry] = []

    async def entries(self, *, limit: int, before: int | None = None, subject: str = "") -> tuple[Entry, ...]:
        found = [
            entry
            for entry in reversed(self.log)
            if (before is None or entry.number < before) and subject in {"", entry.subject}
        ]
        return tuple(found[:limit])

    async def following(self, number: int, *, limit: int) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.log if entry.number > number)[:limit]

    async def note(self, act: str, subject: str, detail: str, by: Member) -> None:
        words, previous = Words(by.name, detail, "salt"), self.log[-1].hash if self.log else FIRST
        entry = Entry(
            len(self.log) + 1, self._clock.now(), by.id, act, subject, words, hash_words(words), previous
        )
        self.log.append(sealed_off(entry))

    async def has(self, hash_: str) -> bool:
        return any(entry.hash == hash_ for entry in self.log)

    async def verify(self) -> int | None:
        return first_broken(self.log)


@dataclass
class MemoryMembers:
    """`listed` are those of the configuration by front and user, `chats` those of the desk."""

    audit: MemoryAudit
    listed: Mapping[tuple[Front, str], Member] = field(default_factory=dict)
    chats: Mapping[Front, str] = field(default_factory=dict)
    colleague: str = ""
    appointed: dict[str, Member] = field(default_factory=dict)
    seen: dict[str, Member] = field(default_factory=dict)
    on_loss: Callable[[str], None] = lambda _member: None

    async def member(self, sender: From) -> Member:
        known = self._known(sender)
        is_in_chat = self.chats.get(sender.address.front) == sender.address.chat
        if not sender.user or sender.is_outside or not is_in_chat:
            return known
        if known.may(Right.DECIDE):
            return known
        name = known.name or f"{self.colleague} ({_id(sender)[:4]})"
        colleague = Member(known.id or _id(sender), name, Role.MODERATOR)
        self.seen[colleague.id] = colleague
        return colleague

    async def deciders(self) -> tuple[Member, ...]:
        return self.deciders_now()

    def deciders_now(self) -> tuple[Member, ...]:
        able = {one.id: one for one in self._every() if one.may(Right.DECIDE)}
        every = (self.seen | able).values()
        return tuple(sorted(every, key=lambda member: (member.name.casefold(), member.id)))

    def decider_now(self, member: str) -> Member | None:
        return next((one for one in self.deciders_now() if one.id == member), None)

    def _every(self) -> Iterable[Member]:
        return {member.id: member for member in (*self.appointed.values(), *self.listed.values())}.values()

    async def members(self) -> tuple[Member, ...]:
        return tuple(sorted(self._every(), key=lambda member: (member.name.casefold(), member.id)))

    async def find(self, member: str) -> Member | None:
        return self.find_now(member)

    def find_now(self, member: str) -> Member | None:
        every = (*self.listed.values(), *self.appointed.values())
        return next((one for one in every if one.id == member), None)

    async def appoint(self, sender: From, *, name: str, role: Role, by: Member) -> Member:
        if not by.may(Right.APPOINT):
            raise Refusal("desk.no_right")
        if not sender.user:
            raise Refusal("desk.no_such_member", name=name)
        if listed := self.listed.get((sender.address.front, sender.user)):
            raise Refusal("desk.is_configured", name=listed.name)
        member = Member(_id(sender), name, role)
        await self.audit.note("appoint", f"member {member.id}", f"{name}: {role.value}", by)
        if not member.may(Right.DECIDE):
            self.on_loss(member.id)
        if role is Role.TIPSTER:
            self.appointed.pop(member.id, None)
            return Member()
        self.appointed[member.id] = member
        return member

    def _known(self, sender: From) -> Member:
        listed = self.listed.get((sender.address.front, sender.user))
        return listed or self.appointed.get(_id(sender), Member())


def _id(sender: From) -> str:
    return f"{sender.address.front.value} {sender.user}"


class MemorySignIns:
    def __init__(self, members: MemoryMembers, clock: Clock) -> None:
        self._members = members
        self._clock = clock
        self._numbers = count(1)
        self._let_in: dict[str, tuple[Member, bool, datetime]] = {}

    async def make_link(self, member: Member, *, lives: timedelta) -> str:
        if not member.id or member.role is Role.TIPSTER:
            raise Refusal("desk.no_right")
        is_listed = self._members.find_now(member.id) is not None
        return self._secret("link", member, is_listed, lives)

    async def is_open(self, secret: str) -> bool:
        _, _, until = self._let_in.get(secret, (Member(), False, self._clock.now()))
        return secret.startswith("link") and until > self._clock.now()

    async def redeem(self, secret: str, *, lives: timedelta) -> str | None:
        if not secret.startswith("link"):
            return None
        member, is_listed, until = self._let_in.pop(secret, (Member(), False, self._clock.now()))
        return self._secret("browser", member, is_listed, lives) if until > self._clock.now() else None

    async def signed_in(self, session: str) -> Member | None:
        member, is_listed, until = self._let_in.get(session, (Member(), False, self._clock.now()))
        if not session.startswith("browser") or until <= self._clock.now():
            return None
        return self._members.find_now(member.id) if is_listed else member

    async def sign_out(self, session: str) -> None:
        self._let_in.pop(session, None)

    async def list_signed_in(self) -> tuple[SignedIn, ...]:
        found: dict[str, SignedIn] = {}
        for secret, (member, is_listed, until) in self._let_in.items():
            known = await self.signed_in(secret)
            if known is not None:
                before = found.get(member.id)
                browsers, last = (before.browsers + 1, max(before.until, until)) if before else (1, until)
                found[member.id] = SignedIn(known, is_listed, browsers, last)
        return tuple(sorted(found.values(), key=lambda one: (one.member.name.casefold(), one.member.id)))

    async def sign_out_member(self, member: str, *, by: Member) -> None:
        need_right(by, Right.APPOINT)
        theirs = [secret for secret, (one, _, _) in self._let_in.items() if one.id == member]
        gone = [self._let_in.pop(secret) for secret in theirs]
        if gone:
            await self._members.audit.note(SIGNED_OUT, f"member {member}", gone[0][0].name, by)

    def _secret(self, kind: str, member: Member, is_listed: bool, lives: timedelta) -> str:
        secret = f"{kind}-{next(self._numbers):016}"
        self._let_in[secret] = (member, is_listed, self._clock.now() + lives)
        return secret


class MemoryCards:
    def __init__(self, kept: Cases) -> None:
        self._kept = kept
        self._shown: dict[tuple[int, Address], tuple[str, int]] = {}

    async def stale(self, places: Sequence[Address], *, limit: int) -> tuple[ShownCard, ...]:
        found = []
        for case in self._kept.cases.values():
            for place in places:
                handle, revision = self._shown.get((case.id, place), ("", -1))
                if case.revision > revision and (handle or case.state in LIVING):
                    found.append(ShownCard(case.id, case.revision, place, handle))
        return tuple(found[:limit])

    async def shown(self, card: ShownCard, *, handle: str, revision: int) -> None:
        self._shown[card.case, card.place] = (handle, revision)

    def handle(self, case: int, place: Address) -> str:
        """Under which the card stands there."""
        return self._shown[case, place][0]
