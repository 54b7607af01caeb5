"""What is asked of the index for the claims of one submission, with their vectors where there is an encoder."""

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from bot.claims.claim import Claim
from bot.claims.readable import is_short
from bot.claims.submission import Reading
from bot.matching.query import Query
from bot.ports import Encoder

if TYPE_CHECKING:
    from bot.matching.query import Vector

_GROUP = 8
"""Sentences that are encoded together ahead. The first ones are needed first, and others who ask wait for no more than a group."""


def is_read_as_one(reading: Reading) -> bool:
    """Whether the whole message takes part in what is found for each of its claims."""
    return len(reading.claims) > 1 and is_short(reading.text)


class Vectors:
    """Those of the texts of one submission. The sentences of a long one are encoded while it is still read, on another processor where there is one.

    To be left by `async with`, which gives up what nobody will ask for.
    """

    def __init__(self, encoder: Encoder | None) -> None:
        self.encoder = encoder
        self._loop = asyncio.get_running_loop()
        self._coming: dict[str, tuple[asyncio.Task[Sequence[Vector]], int]] = {}
        self._groups: list[asyncio.Task[Sequence[Vector]]] = []
        self._is_left = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_left = True
        for group in self._groups:
            group.cancel()
        await asyncio.gather(*self._groups, return_exceptions=True)

    def cut(self, sentences: Sequence[str]) -> None:
        """Begins to encode them, where they are many. Called by the thread that reads."""
        if self.encoder and len(sentences) > _GROUP:
            self._loop.call_soon_threadsafe(self._begin, list(dict.fromkeys(sentences)))

    def _begin(self, sentences: Sequence[str]) -> None:
        if self._is_left:
            return
        for start in range(0, len(sentences), _GROUP):
            texts = sentences[start : start + _GROUP]
            self._groups.append(asyncio.create_task(self._encode(texts, self._groups[-1:])))
            self._coming |= {text: (self._groups[-1], at) for at, text in enumerate(texts)}

    async def _encode(
        self, texts: Sequence[str], before: Sequence[asyncio.Task[Sequence["Vector"]]] = ()
    ) -> Sequence["Vector"]:
        assert self.encoder, "nothing is encoded without one"
        if before:
            await asyncio.wait(before)
        return await self.encoder.encode(texts)

    async def of(self, texts: Sequence[str]) -> dict[str, "Vector"]:
        """Raises `Unavailable`."""
        others = [text for text in dict.fromkeys(texts) if text not in self._coming]
        found = dict(zip(others, await self._encode(others), strict=True)) if others else {}
        for text in texts:
            if text in self._coming:
                group, at = self._coming[text]
                found[text] = (await group)[at]
        return found


class Meaning:
    """The queries for the claims of what was read."""

    def __init__(self, reading: Reading, vectors: Vectors) -> None:
        self.reading = reading
        self.is_one = is_read_as_one(reading)
        self._vectors = vectors

    async def queries(self, claims: Sequence[Claim]) -> list[Query]:
        """One for each claim, in order. Raises `Unavailable`."""
        if self._vectors.encoder is None or not claims:
            return [Query(claim.text, claim.context.text) for claim in claims]
        whole = [self.reading.text] if self.is_one else []
        vectors = await self._vectors.of([*(claim.text for claim in claims), *whole])
        around = vectors[self.reading.text] if self.is_one else None
        return [Query(claim.text, claim.context.text, vectors[claim.text], around) for claim in claims]
