from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Refusal, Unreadable
from bot.people.address import Front
from bot.people.role import Member, Right, Role
from bot.ports import Clock, Keys
from bot.speech.heard import From
from storage.audit import write_entry
from storage.colleagues import colleagues_in, note_colleague
from storage.database import Database
from storage.sealed import Seal
from storage.tables import CASES, MEMBERS, SIGN_INS
from storage.upsert import put

_IN_CHAT = Role.MODERATOR
"""What somebody is in the chat of the desk, whatever they are elsewhere."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody of the configuration, with their ids on the platforms."""

    name: str
    role: Role
    ids: Mapping[Front, str]


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who is who by the configuration. `chats` are those of the desk, by their front; `colleague` is what somebody is called of whom nothing
    is known but that they are in one."""

    listed: Sequence[Listed] = ()
    chats: Mapping[Front, str] | None = None
    colleague: str = ""


class SqlMembers:
    """Who is what: found by digests of their ids on the platforms, so that nothing in the database tells who they are."""

    def __init__(self, database: Database, keys: Keys, clock: Clock, staffing: Staffing) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._chats = staffing.chats or {}
        self._colleague = staffing.colleague
        self._listed = dict(self._digests(staffing.listed))

    async def member(self, sender: From) -> Member:
        if not sender.user:
            return Member()
        trace = self._trace(sender.address.front, sender.user)
        known = self._listed.get(trace) or await self._appointed(trace)
        if sender.is_outside or self._chats.get(sender.address.front) != sender.address.chat:
            return known or Member()
        if known is not None and known.may(Right.DECIDE):
            return known
        colleague = self._in_chat(known.id if known else trace, known)
        place = self._place(sender.address.front)
        await note_colleague(self._database, colleague.id, place, today=self._clock.today())
        return colleague

    async def deciders(self) -> tuple[Member, ...]:
        known = {member.id: member for member in await self.members()}
        places = [self._place(front) for front in self._chats]
        async with self._database.reading() as connection:
            seen = await colleagues_in(connection, places, today=self._clock.today())
        able = {one.id: one for one in known.values() if one.may(Right.DECIDE)}
        every = {one: self._in_chat(one, known.get(one)) for one in seen} | able
        return tuple(sorted(every.values(), key=lambda member: (member.name.casefold(), member.id)))

    def _in_chat(self, member: str, known: Member | None) -> Member:
        """Whose name nobody has told is told from others by some signs of their id."""
        return Member(member, known.name if known else f"{self._colleague} ({member[:4]})", _IN_CHAT)

    def _place(self, front: Front) -> str:
        return self._keys.digest("desk chat", front.value, self._chats[front])

    async def members(self) -> tuple[Member, ...]:
        listed = {member.id: member for member in self._listed.values()}
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(MEMBERS))).all()
        appointed = (self._read(row.id, row.role, row.name) for row in rows)
        every = {member.id: member for member in appointed if member is not None} | listed
        return tuple(sorted(every.values(), key=lambda member: (member.name.casefold(), member.id)))

    async def find(self, member: str) -> Member | None:
        listed = next((one for one in self._listed.values() if one.id == member), None)
        return listed or await self._appointed(member)

    async def appoint(self, sender: From, *, name: str, role: Role, by: Member) -> Member:
        if not by.may(Right.APPOINT):
            raise Refusal("desk.no_right")
        if not sender.user:
            raise Refusal("desk.no_such_member", name=name)
        trace = self._trace(sender.address.front, sender.user)
        if trace in self._listed:
            raise Refusal("desk.is_configured", name=self._listed[trace].name)
        member = Member(trace, name, role)
        async with self._database.writing() as connection:
            await self._write(connection, member)
            told = f"{name}: {role.value}"
            await write_entry(
                connection, "appoint", f"member {trace}", told, by, keys=self._keys, now=self._clock.now()
            )
        return member if role is not Role.TIPSTER else Member()

    async def _write(self, connection: AsyncConnection, member: Member) -> None:
        """Of whoever may not decide any more nothing is held, and whoever has no role any more is signed out."""
        if member.role is Role.TIPSTER:
            await connection.execute(delete(MEMBERS).where(MEMBERS.c.id == member.id))
            await connection.execute(delete(SIGN_INS).where(SIGN_INS.c.member == member.id))
        else:
            name = Seal(self._keys, "members.name").close(member.name.encode(), of=member.id)
            row = {"id": member.id, "role": member.role.value, "name": name}
            await connection.execute(put(MEMBERS, self._database.dialect), row)
        if not member.may(Right.DECIDE):
            held = update(CASES).where(CASES.c.holder == member.id)
            free = {"holder": "", "hold_until": None, "revision": CASES.c.revision + 1}
            await connection.execute(held.values(**free, changed_at=self._clock.now()))

    async def _appointed(self, trace: str) -> Member | None:
        async with self._database.reading() as connection:
            found = await connection.execute(select(MEMBERS).where(MEMBERS.c.id == trace))
            row = found.one_or_none()
        return None if row is None else self._read(row.id, row.role, row.name)

    def _read(self, trace: str, role: str, sealed: bytes) -> Member | None:
        """None where the name cannot be read: these are not the keys by which they were appointed."""
        try:
            name = Seal(self._keys, "members.name").open(sealed, of=trace).decode()
        except Unreadable:
            return None
        return Member(trace, name, Role(role))

    def _digests(self, listed: Sequence[Listed]) -> Mapping[str, Member]:
        """The same member by each of their ids; what they are called does not count, so that they stay the same under a new name."""
        found: dict[str, Member] = {}
        for one in listed:
            traces = [self._trace(front, user) for front, user in sorted(one.ids.items()) if user]
            found |= {trace: Member(traces[0], one.name, one.role) for trace in traces}
        return found

    def _trace(self, front: Front, user: str) -> str:
        return self._keys.digest("member", front.value, user)
