import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds, and those of them in which a processor worked for this process: the same where nobody else needs the machine."""

    waited: float
    worked: float


async def time_each(
    items: Sequence[Item], do: Callable[[Item], Awaitable[object]], tell: Callable[[], None]
) -> list[Timed]:
    """Each, one after the other, after a few that are not counted."""
    for item in items[:5]:
        await do(item)
    taken = []
    for item in items:
        started, worked = time.perf_counter(), time.process_time()
        await do(item)
        waited = (time.perf_counter() - started) * 1000
        taken.append(Timed(waited, (time.process_time() - worked) * 1000))
        tell()
    return taken


def quantile(taken: Sequence[Timed], share: float) -> float:
    return float(np.quantile([each.waited for each in taken], share))


def work(taken: Sequence[Timed]) -> float:
    """The median of what a processor worked."""
    return float(np.median([each.worked for each in taken]))
