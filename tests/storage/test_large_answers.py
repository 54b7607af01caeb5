"""Answers to long texts are read and written beside the loop that serves everybody else."""

import random
from pathlib import Path
from threading import Thread, current_thread, main_thread

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.ports import Keys
from bot.speech.given import Given
from bot.speech.replies import Answered
from storage.database import Database
from storage.keys.open import FileKeys
from storage.keys.ring import make_ring
from tests.contract.kept import Kept, a_given, a_message, kept_answer
from tests.fakes.clocks import FixedClock
from tests.fakes.reports import report, same_event
from tests.storage.keeping import on_database


class Watched(FileKeys):
    """Notes in which threads answers were sealed and opened."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, make_ring(FixedClock().today()), FixedClock(), names_days=30)
        self.threads = list[Thread]()

    def _see_the_file(self) -> None:
        """There is none."""

    def seal(self, plain: bytes, *, place: str) -> bytes:
        self._note(place)
        return super().seal(plain, place=place)

    def unseal(self, sealed: bytes, *, place: str) -> bytes:
        self._note(place)
        return super().unseal(sealed, place=place)

    def _note(self, place: str) -> None:
        if place.startswith("answers.body"):
            self.threads.append(current_thread())


@pytest.fixture
def keys(tmp_path: Path) -> Watched:
    return Watched(tmp_path / "keys.json")


@pytest.fixture
def kept(engine: AsyncEngine, keys: Keys) -> Kept:
    return on_database(Database(engine), keys, FixedClock())


def an_answer(claims: int) -> Given:
    words = random.Random(4)
    texts = (f"{words.randbytes(60).hex()} was hit" for _ in range(claims))
    given = a_given()
    return Given(given.id, given.sender, given.submission, report(*(same_event(text) for text in texts)))


@pytest.mark.parametrize(("claims", "is_beside"), [(40, True), (1, False)])
async def test_large_answers_hold_up_nobody(kept: Kept, keys: Watched, claims: int, is_beside: bool) -> None:
    given = an_answer(claims)
    keep, _ = kept_answer(given)
    await kept.finish(a_message(), Answered(given.report, given.id), deeds=[keep])
    (outgoing,) = await kept.outbox.take(limit=1)

    assert await kept.answers.given(given.id) == given
    assert outgoing.reply == Answered(given.report, given.id)
    assert [thread is not main_thread() for thread in keys.threads] == [is_beside] * 3
