"""An index that is behind is waited for, a moment and once."""

from dataclasses import dataclass
from typing import cast

from bot.ports import CandidateIndex
from bot.runtime.following import Following


@dataclass
class Behind:
    """An index that follows when it was looked at so often. `looked` counts that."""

    follows_after: int
    looked: int = 0

    @property
    def version(self) -> int:
        self.looked += 1
        return 7 if self.looked > self.follows_after else 6


def following(index: Behind, *, seconds: float) -> Following:
    return Following(cast("CandidateIndex", index), seconds=seconds)


async def test_index_that_follows_in_time_is_waited_for() -> None:
    index = Behind(follows_after=2)

    await following(index, seconds=60).until(7)

    assert index.version == 7


async def test_index_that_has_followed_is_not_waited_for() -> None:
    index = Behind(follows_after=0)

    await following(index, seconds=60).until(7)

    assert index.looked <= 2


async def test_index_that_does_not_come_is_waited_for_once() -> None:
    index = Behind(follows_after=10**9)
    waiting = following(index, seconds=0.05)
    await waiting.until(7)
    first, index.looked = index.looked, 0

    await waiting.until(7)

    assert (first > 2, index.looked) == (True, 2)
