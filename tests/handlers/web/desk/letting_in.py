from dataclasses import dataclass, field
from datetime import timedelta

from bot.people.role import Member, Role
from bot.speech.heard import From


@dataclass
class ListedMembers:
    listed: tuple[Member, ...] = ()

    async def member(self, sender: From) -> Member:
        return Member()

    async def members(self) -> tuple[Member, ...]:
        return self.listed

    async def find(self, member: str) -> Member | None:
        return next((one for one in self.listed if one.id == member), None)

    async def appoint(self, sender: From, *, name: str, role: Role, by: Member) -> Member:
        return Member()


@dataclass
class MemorySignIns:
    links: dict[str, Member] = field(default_factory=dict)
    sessions: dict[str, Member] = field(default_factory=dict)
    _made: int = 0

    async def make_link(self, member: Member, *, lives: timedelta) -> str:
        self._made += 1
        link = f"a-secret-for-one-sign-in-{self._made}"
        self.links[link] = member
        return link

    async def redeem(self, secret: str, *, lives: timedelta) -> str | None:
        member = self.links.pop(secret, None)
        if member is None:
            return None
        self._made += 1
        session = f"the-secret-of-a-session-{self._made}"
        self.sessions[session] = member
        return session

    async def signed_in(self, session: str) -> Member | None:
        return self.sessions.get(session)

    async def sign_out(self, session: str) -> None:
        self.sessions.pop(session, None)
