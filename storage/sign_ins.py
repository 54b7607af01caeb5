import secrets
from datetime import timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.desk.checks import need_right
from bot.errors import Refusal, Unreadable
from bot.moderation import Members
from bot.people.role import Member, Right, Role
from bot.people.signed_in import SIGNED_OUT, SignedIn
from bot.ports import Clock, Keys
from storage.audit import write_entry
from storage.cases import CaseRow
from storage.database import Database
from storage.sealed import Seal
from storage.tables import SIGN_INS

_LINK, _BROWSER = "link", "browser"
_BYTES = 32


class SqlSignIns:
    """Secrets are found by their digests: what lies in the database lets nobody in."""

    def __init__(self, database: Database, keys: Keys, clock: Clock, *, members: Members) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._members = members

    async def make_link(self, member: Member, *, lives: timedelta) -> str:
        if not member.id or member.role is Role.TIPSTER:
            raise Refusal("desk.no_right")
        is_listed = await self._members.find(member.id) is not None
        async with self._database.writing() as connection:
            return await self._let_in(connection, _LINK, member, is_listed=is_listed, lives=lives)

    async def is_open(self, secret: str) -> bool:
        trace, now = self._trace(_LINK, secret), self._clock.now()
        is_this = (SIGN_INS.c.secret == trace, SIGN_INS.c.kind == _LINK, SIGN_INS.c.expires_at > now)
        async with self._database.reading() as connection:
            return (await connection.execute(select(SIGN_INS.c.secret).where(*is_this))).first() is not None

    async def redeem(self, secret: str, *, lives: timedelta) -> str | None:
        now, trace = self._clock.now(), self._trace(_LINK, secret)
        async with self._database.writing() as connection:
            used = delete(SIGN_INS).where(SIGN_INS.c.secret == trace, SIGN_INS.c.kind == _LINK)
            row = (await connection.execute(used.returning(*SIGN_INS.c))).one_or_none()
            member = self._read(row) if row is not None and row.expires_at > now else None
            if row is None or member is None:
                return None
            return await self._let_in(connection, _BROWSER, member, is_listed=row.is_listed, lives=lives)

    async def signed_in(self, session: str) -> Member | None:
        trace = self._trace(_BROWSER, session)
        there = select(SIGN_INS).where(SIGN_INS.c.secret == trace, SIGN_INS.c.expires_at > self._clock.now())
        async with self._database.reading() as connection:
            row = (await connection.execute(there)).one_or_none()
        if row is None:
            return None
        return await self._members.find(row.member) if row.is_listed else self._read(row)

    async def sign_out(self, session: str) -> None:
        trace = self._trace(_BROWSER, session)
        async with self._database.writing() as connection:
            await connection.execute(delete(SIGN_INS).where(SIGN_INS.c.secret == trace))

    async def list_signed_in(self) -> tuple[SignedIn, ...]:
        there = select(SIGN_INS).where(SIGN_INS.c.kind == _BROWSER, SIGN_INS.c.expires_at > self._clock.now())
        async with self._database.reading() as connection:
            rows = (await connection.execute(there.order_by(SIGN_INS.c.expires_at))).all()
        listed = {one.id: one for one in await self._members.members()}
        found: dict[str, SignedIn] = {}
        for row in rows:
            member = listed.get(row.member) if row.is_listed else self._read(row)
            if member is not None:
                browsers = found[member.id].browsers + 1 if member.id in found else 1
                found[member.id] = SignedIn(member, row.is_listed, browsers, row.expires_at)
        return tuple(sorted(found.values(), key=lambda one: (one.member.name.casefold(), one.member.id)))

    async def sign_out_member(self, member: str, *, by: Member) -> None:
        need_right(by, Right.APPOINT)
        theirs = delete(SIGN_INS).where(SIGN_INS.c.member == member).returning(*SIGN_INS.c)
        async with self._database.writing() as connection:
            rows = (await connection.execute(theirs)).all()
            named = [known for row in rows if (known := self._read(row)) is not None]
            if rows:
                detail = named[0].name if named else ""
                await write_entry(
                    connection,
                    SIGNED_OUT,
                    f"member {member}",
                    detail,
                    by,
                    keys=self._keys,
                    now=self._clock.now(),
                )

    async def _let_in(
        self, connection: AsyncConnection, kind: str, member: Member, *, is_listed: bool, lives: timedelta
    ) -> str:
        secret = secrets.token_urlsafe(_BYTES)
        trace = self._trace(kind, secret)
        row = {
            "secret": trace,
            "kind": kind,
            "member": member.id,
            "role": member.role.value,
            "is_listed": is_listed,
            "expires_at": self._clock.now() + lives,
            "name": Seal(self._keys, "sign_ins.name").close(member.name.encode(), of=trace),
        }
        await connection.execute(insert(SIGN_INS).values(row))
        return secret

    def _read(self, row: CaseRow) -> Member | None:
        try:
            name = Seal(self._keys, "sign_ins.name").open(row.name, of=row.secret).decode()
        except Unreadable:
            return None
        return Member(row.member, name, Role(row.role))

    def _trace(self, kind: str, secret: str) -> str:
        return self._keys.digest("sign-in", kind, secret)
