"""Work that is looked for again and again outlasts what is away, whether it looks or waits just then."""

import asyncio

from bot.errors import Unavailable
from bot.runtime.rounds import Edge, in_rounds
from tests.fakes.quick_time import QuickLoop


class Rounds:
    """Ends after three looks."""

    def __init__(self) -> None:
        self.looks = 0
        self.away: list[str] = []
        self.bugs: list[str] = []

    async def look(self) -> float:
        self.looks += 1
        if self.looks == 3:
            raise asyncio.CancelledError
        return 60.0

    async def broken_look(self) -> float:
        await self.look()
        raise Unavailable("database")

    def edge(self) -> Edge:
        return Edge(
            lambda failure: self.away.append(failure.part), lambda bug: self.bugs.append(type(bug).__name__)
        )


async def nothing_to_wait_on(_seconds: float) -> None:
    raise Unavailable("database")


def test_part_that_goes_away_while_it_waits_ends_nothing() -> None:
    rounds = Rounds()

    async def main() -> None:
        await asyncio.gather(
            in_rounds(rounds.look, nothing_to_wait_on, rounds.edge()), return_exceptions=True
        )

    with asyncio.Runner(loop_factory=QuickLoop) as runner:
        runner.run(main())

    assert (rounds.looks, rounds.away, rounds.bugs) == (3, ["database"] * 2, [])


def test_part_that_is_away_when_it_looks_ends_nothing() -> None:
    rounds = Rounds()

    async def main() -> None:
        await asyncio.gather(
            in_rounds(rounds.broken_look, nothing_to_wait_on, rounds.edge()), return_exceptions=True
        )

    with asyncio.Runner(loop_factory=QuickLoop) as runner:
        runner.run(main())

    assert (rounds.looks, rounds.away, rounds.bugs) == (3, ["database"] * 2, [])
