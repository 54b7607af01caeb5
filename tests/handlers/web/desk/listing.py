import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.desk.acts import Act
from bot.desk.case import Case, CaseFile
from bot.desk.queue import Numbers, Queue, Wanted
from bot.people.role import Member
from bot.speech.replies import Reply


@dataclass
class ListedDesk:
    """A desk that lists what it was given and keeps what was wanted of it; nothing can be done to its cases."""

    listed: Queue = field(default_factory=lambda: Queue(()))
    counted: Numbers = field(default_factory=Numbers)
    wanted: list[tuple[Wanted, str]] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def queue(self, wanted: Wanted, *, limit: int, after: str = "") -> Queue:
        self.wanted.append((wanted, after))
        return self.listed

    async def numbers(self) -> Numbers:
        return self.counted

    async def wait(self, *, seconds: float) -> None:
        await self.changed.wait()
        self.changed.clear()

    async def case(self, case: int) -> CaseFile | None:
        return None

    async def act(self, case: int, act: Act, by: Member, *, seen: int | None = None) -> Case:
        raise NotImplementedError

    async def due(self, *, limit: int) -> tuple[int, ...]:
        return ()

    async def next_due(self) -> datetime | None:
        return None

    async def answer(self, case: int, replies: Mapping[str, Reply], *, revision: int) -> bool:
        return False
