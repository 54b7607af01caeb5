"""What the check asks of the encoder and of an index with vectors."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.claims.guess import Asked, Attributor, Guess
from bot.claims.names import Names
from bot.claims.note import note
from bot.claims.submission import Submission
from bot.errors import Unavailable
from bot.matching.weights import load_weights
from bot.people.audience import Audience
from bot.ports import CandidateIndex
from bot.runtime.checking import DAY, Checker, Limits
from bot.runtime.lacking import Lacking
from bot.runtime.meaning import Vectors
from bot.verdicts.finding import Report
from storage.cache.memory import MemoryCache
from storage.index.encode import Encoding
from storage.index.follow import IndexFollower
from storage.index.open import open_index
from tests.fakes.clocks import FixedClock, Stopwatch
from tests.fakes.encoders import WordEncoder
from tests.fakes.memory_library import MemoryLibrary
from tests.fakes.memory_vectors import MemoryVectors
from tests.records import STRIKE

ONE = "The military bombed a crowd in Pazigyi on 11 April 2023, killing 171 people."
MANY = " ".join(f"{ONE[:-1]} and injuring {number}." for number in range(20, 32))
TWO = f"{ONE} A flood destroyed forty houses in Lampang on 3 May 2024."
CLOCK = FixedClock(date(2026, 11, 22))
KEEPING = note("not_checked.encoding")


@dataclass
class Bench:
    library: MemoryLibrary
    encoder: WordEncoder
    follower: IndexFollower
    index: CandidateIndex
    checker: Checker

    async def check(self, text: str) -> Report:
        self.encoder.asked.clear()
        return await self.checker.check(Submission(text), Audience.PUBLIC)

    def with_parts(self, encoder: WordEncoder, attributor: Attributor) -> Checker:
        return _checker(self.library, self.index, encoder, attributor)


def _checker(
    library: MemoryLibrary, index: CandidateIndex, encoder: WordEncoder, attributor: Attributor | None = None
) -> Checker:
    return Checker(
        library,
        index,
        MemoryCache(limit=1 << 20, now=Stopwatch()),
        CLOCK,
        weights=load_weights(),
        limits=Limits(claims=40, cache_seconds=DAY, profiles=100),
        deciders="1",
        encoder=encoder,
        attributor=attributor,
    )


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    clock, encoder = CLOCK, WordEncoder()
    library = MemoryLibrary(clock)

    async def names() -> Names:
        return (await library.shelf()).names

    async with AsyncExitStack() as stack:
        index = await open_index(stack, None, library="test", names=names, encoder=encoder.id)
        follower = IndexFollower(library, index, Encoding(library, encoder, MemoryVectors(), index.vectors))
        await library.publish([STRIKE])
        await follower.catch_up()
        yield Bench(library, encoder, follower, index, _checker(library, index, encoder))


async def test_claims_are_encoded_in_one_go(bench: Bench) -> None:
    await bench.follower.encode_all()

    report = await bench.check(TWO)

    (asked,) = bench.encoder.asked
    assert asked == (*(finding.claim.text for finding in report.findings), TWO)


async def test_only_claim_is_the_whole_message(bench: Bench) -> None:
    await bench.check(ONE)

    assert bench.encoder.asked == [(ONE,)]


async def test_long_message_has_no_one_meaning(bench: Bench) -> None:
    report = await bench.check(MANY)

    asked = [text for texts in bench.encoder.asked for text in texts]
    assert asked == [finding.claim.text for finding in report.findings]


async def test_long_message_is_encoded_piecemeal(bench: Bench) -> None:
    await bench.check(MANY)

    assert [len(texts) for texts in bench.encoder.asked] == [8, 4]


async def test_long_message_is_encoded_while_it_is_read(bench: Bench) -> None:
    begun = threading.Event()

    class Patient(WordEncoder):
        async def encode(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
            begun.set()
            return await super().encode(texts)

    class Listener:
        """Hears who speaks, once something is encoded."""

        id = "listener"
        heard: list[bool] = []  # noqa: RUF012 - there is one

        def guess(self, _text: str, asked: Sequence[Asked]) -> Sequence[Guess | None]:
            self.heard.append(begun.wait(5))
            return [None] * len(asked)

    await bench.with_parts(Patient(), Listener()).check(
        Submission(f"{MANY} Kyaw Zaw said so."), Audience.PUBLIC
    )

    assert Listener.heard == [True]


async def test_failing_encoder_is_no_answer_to_a_long_message(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
        raise Unavailable("encoder")

    monkeypatch.setattr(bench.encoder, "encode", fail)

    with pytest.raises(Unavailable):
        await bench.check(MANY)


async def test_what_nobody_asks_for_is_given_up() -> None:
    class Endless(WordEncoder):
        async def encode(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
            self.asked.append(tuple(texts))
            begun.set()
            return await asyncio.Future()

    begun = asyncio.Event()
    encoder, before = Endless(), asyncio.all_tasks()
    async with Vectors(encoder) as vectors:
        vectors.cut([str(number) for number in range(20)])
        await begun.wait()
        assert asyncio.all_tasks() > before

    assert asyncio.all_tasks() == before
    assert len(encoder.asked) == 1


async def test_what_was_read_too_late_is_not_encoded() -> None:
    encoder = WordEncoder()
    async with Vectors(encoder) as vectors:
        pass
    vectors.cut([str(number) for number in range(20)])
    await asyncio.sleep(0)

    assert encoder.asked == []


async def test_same_claim_is_encoded_once(bench: Bench) -> None:
    await bench.check(f"{ONE}\n\n{ONE}")

    (asked,) = bench.encoder.asked
    assert len(asked) == len(set(asked))


async def test_answer_before_encoding_is_not_kept(bench: Bench) -> None:
    early = await bench.check(ONE)
    await bench.follower.encode_all()
    late = await bench.check(ONE)

    assert KEEPING in early.not_checked
    assert KEEPING not in late.not_checked
    assert bench.encoder.asked


async def test_answer_after_encoding_is_kept(bench: Bench) -> None:
    await bench.follower.encode_all()
    first = await bench.check(ONE)

    assert await bench.check(ONE) == first
    assert bench.encoder.asked == []


async def test_failing_encoder_is_never_an_answer(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(_texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
        raise Unavailable("encoder")

    monkeypatch.setattr(bench.encoder, "encode", fail)

    with pytest.raises(Unavailable):
        await bench.check(ONE)


async def test_what_is_lacking_is_always_said(bench: Bench) -> None:
    lack = note("not_checked.no_encoder")

    report = await Lacking(bench.checker, lack).check(Submission(ONE), Audience.PUBLIC)

    assert report.not_checked[-1] == lack
