from dataclasses import dataclass

from bot.desk.webhook import Reached


@dataclass
class MemoryFollowed:
    at: Reached | None = None

    async def reached(self) -> Reached | None:
        return self.at

    async def move(self, reached: Reached) -> None:
        self.at = reached
