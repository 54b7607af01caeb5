from dataclasses import replace
from datetime import timedelta

from bot.desk.checks import need_right
from bot.people.api_key import KEY_MADE, KEY_REVOKED, ApiKey, WantedKey
from bot.people.role import Member, Right, Role
from bot.ports import Clock
from tests.fakes.memory_members import MemoryMembers


class MemoryApiKeys:
    def __init__(self, members: MemoryMembers, clock: Clock) -> None:
        self._members = members
        self._clock = clock
        self._keys: dict[str, tuple[str, ApiKey]] = {}

    async def make(self, wanted: WantedKey, *, lives: timedelta, by: Member) -> tuple[ApiKey, str]:
        need_right(by, Right.APPOINT)
        id_, now, member = f"{len(self._keys) + 1:016x}", self._clock.now(), wanted.acts_as
        if not member.id and member.role is not Role.TIPSTER:
            member = Member(f"key {id_}", wanted.name, member.role)
        key = ApiKey(id_, wanted.name, wanted.scopes, wanted.audience, member, now, now + lives)
        shown = f"ss_{id_}_{'s' * 43}"
        self._keys[id_] = (shown, key)
        told = f"{wanted.name}: {' '.join(sorted(wanted.scopes))}"
        await self._members.audit.note(KEY_MADE, f"key {id_}", told, by)
        return key, shown

    async def opened(self, shown: str) -> ApiKey | None:
        found = next((key for secret, key in self._keys.values() if secret == shown), None)
        if found is None or not found.is_good(self._clock.now()):
            return None
        if not found.member.id or found.member.id.startswith("key "):
            return found
        member = self._members.find_now(found.member.id)
        return None if member is None else replace(found, member=member)

    async def listed(self) -> tuple[ApiKey, ...]:
        keys = (
            replace(key, member=self._members.find_now(key.member.id) or key.member)
            for _, key in self._keys.values()
        )
        return tuple(sorted(sorted(keys, key=lambda one: one.id), key=lambda one: one.made_at, reverse=True))

    async def revoke(self, key: str, *, by: Member) -> bool:
        need_right(by, Right.APPOINT)
        shown, found = self._keys.get(key, ("", None))
        if found is None or found.revoked_at is not None:
            return False
        self._keys[key] = (shown, replace(found, revoked_at=self._clock.now()))
        await self._members.audit.note(KEY_REVOKED, f"key {key}", "", by)
        return True
