"""Many people forward the same few texts, most of them the first few; or everybody writes something new."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Final

from benchmarks.latency import Speakers
from benchmarks.rig.platforms import Platforms
from benchmarks.rig.said import Texts
from benchmarks.rig.watches import Watches

CHATS: Final = 400
TEXTS: Final = 100
EXPONENT: Final = 1.1


@dataclass
class ViralTexts(Texts):
    """As many sentences as `TEXTS`, the first of them far more often than the last (Zipf)."""

    _some: list[tuple[str, str]] = field(default_factory=list)
    _weights: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._some = [super(ViralTexts, self).next() for _ in range(TEXTS)]
        self._weights = list(accumulate(1 / rank**EXPONENT for rank in range(1, TEXTS + 1)))

    def next(self) -> tuple[str, str]:
        return self.chance.choices(self._some, cum_weights=self._weights)[0]


@dataclass(frozen=True, slots=True)
class Load:
    """`texts` are those that people say, in the order in which they say them."""

    forwards: int
    per_second: float
    seed: int
    texts: Callable[[Random], Texts] = ViralTexts

    @property
    def is_viral(self) -> bool:
        return self.texts is ViralTexts

    def speakers(self, platforms: Platforms) -> Speakers:
        return Speakers(platforms, Watches(platforms), Random(self.seed), self.texts)


async def forward(speakers: Speakers, load: Load) -> None:
    begun = time.monotonic()
    for at in range(load.forwards):
        await asyncio.sleep(max(0.0, begun + at / load.per_second - time.monotonic()))
        speak = speakers.on_telegram if at % 2 else speakers.on_slack
        speak(at // 2 % CHATS)
