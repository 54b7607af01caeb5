from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.desk.acts import Act
from bot.desk.case import Case, CaseFile
from bot.desk.queue import Numbers, Queue, Wanted
from bot.desk.statistics import Statistics
from bot.errors import Refusal
from bot.library.record import Record
from bot.people.role import Member
from bot.speech.replies import Reply
from storage.waking import Changes


@dataclass
class ListedDesk:
    """A desk that shows what it was given and keeps what was wanted of it and done; every act is refused where there is a `refusal`."""

    listed: Queue = field(default_factory=lambda: Queue(()))
    counted: Numbers = field(default_factory=Numbers)
    wanted: list[tuple[Wanted, str]] = field(default_factory=list)
    courses: Statistics = field(default_factory=Statistics)
    files: dict[int, CaseFile] = field(default_factory=dict)
    done: list[tuple[int, Act, Member, int | None]] = field(default_factory=list)
    refusal: Refusal | None = None
    changed: Changes = field(default_factory=Changes)

    async def queue(self, wanted: Wanted, *, limit: int, after: str = "") -> Queue:
        self.wanted.append((wanted, after))
        return self.listed

    async def numbers(self) -> Numbers:
        return self.counted

    async def statistics(self, *, since: datetime, asked_since: datetime) -> Statistics:
        return self.courses

    async def wait(self, *, seconds: float, after: int | None = None) -> int:
        return await self.changed.wait(seconds=seconds, after=after)

    async def case(self, case: int) -> CaseFile | None:
        return self.files.get(case)

    async def act(self, case: int, act: Act, by: Member, *, seen: int | None = None) -> Case:
        if self.refusal is not None:
            raise self.refusal
        self.done.append((case, act, by, seen))
        return self.files[case].case

    async def due(self, *, limit: int) -> tuple[int, ...]:
        return ()

    async def next_due(self) -> datetime | None:
        return None

    async def answer(
        self, case: int, replies: Mapping[str, Reply], *, revision: int, told: Record | None = None
    ) -> bool:
        return False
