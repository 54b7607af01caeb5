import asyncio
from dataclasses import dataclass, field

import pytest

from bot.errors import Lost, Unavailable, Undeliverable
from bot.runtime.supervise import keep_running
from tests.fakes.bugs import SeenBugs
from tests.runtime.conversations.talking import now


@dataclass
class Front:
    """Ends with `fault` whenever it is run."""

    fault: Exception | None
    begun: list[float] = field(default_factory=list)

    async def run(self) -> None:
        self.begun.append(now())
        if self.fault is not None:
            raise self.fault


async def watch(front: Front, bugs: SeenBugs) -> None:
    try:
        async with asyncio.timeout(600):
            await keep_running(front.run, name="telegram", on_bug=bugs)
    except TimeoutError:
        return


@pytest.mark.parametrize("fault", [None, Unavailable("telegram"), Undeliverable(Lost.GONE), LookupError()])
async def test_front_that_ends_is_begun_again(fault: Exception | None) -> None:
    front, bugs = Front(fault), SeenBugs()
    await watch(front, bugs)

    pauses = [after - before for before, after in zip(front.begun, front.begun[1:], strict=False)]
    assert pauses[0] < 2
    assert 60 <= pauses[-1] <= 75
    assert len(bugs.bugs) == (len(front.begun) if isinstance(fault, LookupError) else 0)
