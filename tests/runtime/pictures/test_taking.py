from dataclasses import dataclass, field

import pytest

from bot.errors import Refusal, Unavailable
from bot.people.address import Front
from bot.runtime.cleaning import Bounds
from bot.runtime.pictures import PictureTaker
from bot.speech.attached import Attachment
from tests.fakes.clocks import FixedClock
from tests.fakes.memory_pictures import MemoryPictures
from tests.fakes.memory_store import Store
from tests.runtime.pictures import files

PHOTO = Attachment("photo", "AgAC", 1000)


@dataclass
class Fetching:
    """Gives a picture after so many failures."""

    failures: int = 0
    asked: list[tuple[str, int]] = field(default_factory=list)

    async def fetch(self, reference: str, *, most: int) -> bytes:
        self.asked.append((reference, most))
        if len(self.asked) <= self.failures:
            raise Unavailable("telegram", retry_after=60)
        return files.jpeg()


@dataclass
class Taking:
    fetching: Fetching
    room: int = 1_000_000
    waited: list[float] = field(default_factory=list)

    @property
    def taker(self) -> PictureTaker:
        async def wait(seconds: float) -> None:
            self.waited.append(seconds)

        kept = MemoryPictures(Store(FixedClock()))
        return PictureTaker(
            {Front.TELEGRAM: self.fetching}, kept, Bounds(size=50_000), room=self.room, wait=wait
        )


async def test_picture_is_fetched_and_cleaned() -> None:
    fetching = Fetching()

    cleaned = await Taking(fetching).taker.take(PHOTO, Front.TELEGRAM)

    assert files.MARK not in cleaned.content
    assert fetching.asked == [("AgAC", 50_000)]


async def test_platform_that_fails_is_asked_again() -> None:
    taking = Taking(Fetching(failures=2))

    assert (await taking.taker.take(PHOTO, Front.TELEGRAM)).content
    assert taking.waited == [4.0, 4.0]


async def test_platform_that_stays_away_is_told_of() -> None:
    taking = Taking(Fetching(failures=9))

    with pytest.raises(Unavailable):
        await taking.taker.take(PHOTO, Front.TELEGRAM)

    assert len(taking.fetching.asked) == 3


async def test_front_that_fetches_nothing_is_told_of() -> None:
    with pytest.raises(Unavailable):
        await Taking(Fetching()).taker.take(PHOTO, Front.CONSOLE)


async def test_what_is_known_to_be_large_is_not_fetched() -> None:
    taking = Taking(Fetching())

    with pytest.raises(Refusal, match="too_large"):
        await taking.taker.take(Attachment("photo", "AgAC", 50_001), Front.TELEGRAM)

    assert taking.fetching.asked == []


async def test_nothing_is_taken_where_there_is_no_room() -> None:
    with pytest.raises(Refusal, match="no_room"):
        await Taking(Fetching(), room=10).taker.clean(files.png())
