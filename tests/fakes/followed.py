from dataclasses import dataclass, field

from bot.desk.webhook import Reached


@dataclass
class MemoryFollowed:
    at: dict[str, Reached] = field(default_factory=dict)

    async def reached(self, receiver: str) -> Reached | None:
        return self.at.get(receiver)

    async def move(self, receiver: str, reached: Reached) -> None:
        self.at[receiver] = reached
