"""The same messages through what somebody would use instead, on one core."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.quality.bar import Bar
from benchmarks.quality.opening import Model, Opened, pin_to_cores
from benchmarks.rig.kept_vectors import keep_vectors
from benchmarks.rig.timing import quantile, time_each
from benchmarks.scale.figure import Figure
from benchmarks.scale.postgres import postgres
from benchmarks.scale.rivals import Search, brute_force, sqlite_fts
from bot.library.event import Event
from bot.ports import Encoder

if TYPE_CHECKING:
    from bot.matching.query import Vector

_BATCH = 256
_MESSAGES = 30
"""Messages are enough for a median, and some of these take seconds for each."""


async def time_theirs(
    opened: Opened, events: Sequence[Event], messages: Sequence[str], folder: Path, model: Model, bar: Bar
) -> list[Figure]:
    texts = [f"{event.title}. {event.summary}" for event in events]
    asked = messages[:_MESSAGES]
    pin_to_cores(1)  # the server is started below and stays on it
    try:
        with sqlite_fts(folder / "fts.db", texts) as search:
            figures = await _time("SQLite FTS5", asked, _awaited(search), bar)
        async with postgres(folder / "postgres", texts) as ask:
            figures += await _time("PostgreSQL full text", asked, ask, bar)
        if opened.encoder is not None:
            figures += await _time_cosine(opened.encoder, texts, asked, model, bar)
    finally:
        pin_to_cores(2)
    return figures


async def _time_cosine(
    encoder: Encoder, texts: Sequence[str], asked: Sequence[str], model: Model, bar: Bar
) -> list[Figure]:
    with ExitStack() as stack:
        kept = stack.enter_context(keep_vectors(encoder, model.cache)) if model.cache else encoder
        told = bar.count("encoding for cosine", len(texts))
        rows: list[Vector] = []
        for first in range(0, len(texts), _BATCH):
            rows.extend(await kept.encode(texts[first : first + _BATCH]))
            told(first + _BATCH)
        search = brute_force(np.stack(rows).astype(np.float32))
        del rows

    async def ask(message: str) -> object:
        return search((await encoder.encode([message]))[0])

    return await _time("encoder and brute-force cosine", asked, ask, bar)


async def _time(
    name: str, asked: Sequence[str], ask: Callable[[str], Awaitable[object]], bar: Bar
) -> list[Figure]:
    taken = await time_each(asked, ask, bar.step(name, len(asked)))
    return [
        Figure(f"{name}, median", quantile(taken, 0.5), "ms"),
        Figure(f"{name}, 99 %", quantile(taken, 0.99), "ms"),
    ]


def _awaited(search: Search) -> Callable[[str], Awaitable[object]]:
    async def ask(message: str) -> object:
        return search(message)

    return ask
