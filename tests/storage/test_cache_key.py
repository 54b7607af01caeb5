from dataclasses import dataclass, replace
from datetime import date

import pytest

from bot.people.audience import Audience
from bot.verdicts.cache_key import finding_key
from storage.cache.memory import MemoryCache
from tests.fakes.clocks import Stopwatch


@dataclass(frozen=True, slots=True)
class Question:
    fingerprint: str = "f00"
    library_version: int = 7
    audience: Audience = Audience.PUBLIC
    day: date = date(2026, 3, 1)
    published: date | None = None
    models: str = "rank 1"

    def key(self) -> str:
        return finding_key(
            self.fingerprint,
            library_version=self.library_version,
            audience=self.audience,
            day=self.day,
            published=self.published,
            models=self.models,
        )


ASKED = Question()
OTHERS = {
    "other text": replace(ASKED, fingerprint="f01"),
    "after a publish": replace(ASKED, library_version=8),
    "by the newsroom": replace(ASKED, audience=Audience.NEWSROOM),
    "by few": replace(ASKED, audience=Audience.RESTRICTED),
    "on another day": replace(ASKED, day=date(2026, 3, 2)),
    "with a date": replace(ASKED, published=date(2026, 3, 1)),
    "with another date": replace(ASKED, published=date(2025, 3, 1)),
    "by other weights": replace(ASKED, models="rank 2"),
    "with a digit that moved over": replace(ASKED, fingerprint="f0", library_version=107),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=list(OTHERS))
def test_other_question_has_another_key(other: Question) -> None:
    assert other.key() != ASKED.key()


def test_dated_text_is_asked_anew_every_day() -> None:
    dated = replace(ASKED, published=date(2025, 1, 1))

    assert replace(dated, day=date(2026, 3, 2)).key() != dated.key()


def test_same_question_has_the_same_short_key() -> None:
    assert Question().key() == ASKED.key()
    assert len(ASKED.key()) == 32


async def test_staff_answer_never_reaches_a_tipster() -> None:
    cache = MemoryCache(limit=10_000, now=Stopwatch())
    await cache.put(replace(ASKED, audience=Audience.NEWSROOM).key(), b"for staff", seconds=60)

    assert await cache.get(ASKED.key()) is None


async def test_publish_outdates_every_answer() -> None:
    cache = MemoryCache(limit=10_000, now=Stopwatch())
    await cache.put(ASKED.key(), b"nothing in our library", seconds=60)

    assert await cache.get(replace(ASKED, library_version=8).key()) is None
