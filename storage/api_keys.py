import hmac
import re
import secrets
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import insert, select, update

from bot.desk.checks import need_right
from bot.errors import Unreadable
from bot.moderation import Members
from bot.people.api_key import KEY_MADE, KEY_REVOKED, ApiKey, Scope, WantedKey
from bot.people.audience import Audience
from bot.people.role import Member, Right, Role, program_id
from bot.ports import Clock, Keys
from storage.api_tables import API_KEYS
from storage.audit import write_entry
from storage.cases import CaseRow
from storage.database import Database
from storage.sealed import Seal

_KEY = re.compile(r"ss_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")
_ID_BYTES, _SECRET_BYTES = 8, 32


class SqlApiKeys:
    """A key is found by its id and known by the hash of its secret."""

    def __init__(self, database: Database, keys: Keys, clock: Clock, *, members: Members) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._members = members

    async def make(self, wanted: WantedKey, *, lives: timedelta, by: Member) -> tuple[ApiKey, str]:
        need_right(by, Right.APPOINT)
        id_, secret = secrets.token_hex(_ID_BYTES), secrets.token_urlsafe(_SECRET_BYTES)
        now = self._clock.now()
        scopes = " ".join(sorted(wanted.scopes))
        row = {
            "id": id_,
            "hash": _hash(secret),
            "scopes": scopes,
            "audience": wanted.audience.value,
            "member": wanted.acts_as.id,
            "role": wanted.acts_as.role.value,
            "made_at": now,
            "expires_at": now + lives,
            "name": Seal(self._keys, "api_keys.name").close(wanted.name.encode(), of=id_),
        }
        member = wanted.acts_as if wanted.acts_as.id else self._itself(id_, wanted.name, wanted.acts_as.role)
        async with self._database.writing() as connection:
            await connection.execute(insert(API_KEYS).values(row))
            told = f"{wanted.name}: {scopes}"
            await write_entry(connection, KEY_MADE, f"key {id_}", told, by, keys=self._keys, now=now)
        key = ApiKey(id_, wanted.name, wanted.scopes, wanted.audience, member, now, now + lives)
        return key, f"ss_{id_}_{secret}"

    async def opened(self, shown: str) -> ApiKey | None:
        parts = _KEY.fullmatch(shown)
        if parts is None:
            return None
        async with self._database.reading() as connection:
            found = await connection.execute(select(API_KEYS).where(API_KEYS.c.id == parts[1]))
            row = found.one_or_none()
        if row is None or not hmac.compare_digest(row.hash, _hash(parts[2])):
            return None
        key = self._read(row)
        if key is None or not key.is_good(self._clock.now()):
            return None
        if not row.member:
            return key
        member = await self._members.find(row.member)
        return None if member is None else replace(key, member=member)

    async def listed(self) -> tuple[ApiKey, ...]:
        newest_first = select(API_KEYS).order_by(API_KEYS.c.made_at.desc(), API_KEYS.c.id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(newest_first)).all()
        known = {member.id: member for member in await self._members.members()}
        keys = (self._read(row) for row in rows)
        return tuple(
            replace(key, member=known.get(key.member.id, key.member)) for key in keys if key is not None
        )

    async def revoke(self, key: str, *, by: Member) -> bool:
        need_right(by, Right.APPOINT)
        now = self._clock.now()
        ended = update(API_KEYS).where(API_KEYS.c.id == key, API_KEYS.c.revoked_at.is_(None))
        async with self._database.writing() as connection:
            is_ended = (await connection.execute(ended.values(revoked_at=now))).rowcount > 0
            if is_ended:
                await write_entry(connection, KEY_REVOKED, f"key {key}", "", by, keys=self._keys, now=now)
        return is_ended

    def _read(self, row: CaseRow) -> ApiKey | None:
        """None where it was made with keys that are lost."""
        try:
            name = Seal(self._keys, "api_keys.name").open(row.name, of=row.id).decode()
        except Unreadable:
            return None
        role, scopes = Role(row.role), frozenset(map(Scope, row.scopes.split()))
        member = Member(row.member, name, role) if row.member else self._itself(row.id, name, role)
        audience = Audience(row.audience)
        return ApiKey(row.id, name, scopes, audience, member, row.made_at, row.expires_at, row.revoked_at)

    def _itself(self, key: str, name: str, role: Role) -> Member:
        if role is Role.TIPSTER:
            return Member()
        return Member(program_id(self._keys.digest("member", "api", key)), name, role)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
