"""When each call of the bot came in."""

from collections.abc import Iterator
from time import monotonic
from typing import TypeVar

Item = TypeVar("Item")


class Stamped(list[Item]):
    """A list that knows when each item was put in. Only `append` may be used."""

    def __init__(self) -> None:
        super().__init__()
        self.moments: list[float] = []

    def append(self, item: Item, /) -> None:
        self.moments.append(monotonic())
        super().append(item)

    def with_moments(self) -> Iterator[tuple[Item, float]]:
        return zip(self, self.moments, strict=True)
