"""Whatever goes wrong in whatever order: everything is answered once, in the order in which it came, and delivered in that order."""

import asyncio
from dataclasses import dataclass, field
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.errors import Unavailable
from bot.speech.heard import Heard
from bot.speech.turns import Tell
from tests.fakes.quick_time import QuickLoop
from tests.runtime.conversations.talking import Echo, House, command, message, now, words

CHATS = ("one", "two")


@dataclass(frozen=True)
class Step:
    """Something that happens. `value` is a chat or a number of seconds."""

    kind: str
    chat: str = "one"
    seconds: float = 0.0


steps = some.lists(
    some.builds(
        Step,
        some.sampled_from(
            [
                "say",
                "say",
                "say",
                "say again",
                "command",
                "pass",
                "pass",
                "kill",
                "stop",
                "outage",
                "refuse",
                "break",
            ]
        ),
        some.sampled_from(CHATS),
        some.sampled_from([0.01, 0.3, 0.5, 1.0, 3.0, 40.0]),
    ),
    max_size=40,
)


async def takes_a_moment(heard: Heard, tell: Tell) -> None:
    await asyncio.sleep(0.7)


@dataclass
class Disorder:
    """A house to which the steps happen. `said` is what was accepted of each chat, in order; `kills` how often the process was killed."""

    house: House = field(default_factory=lambda: House(Echo(takes_a_moment)))
    said: dict[str, list[str]] = field(default_factory=lambda: {chat: [] for chat in CHATS})
    kills: int = 0
    outage_until: float = 0.0
    number: int = 0

    async def run(self, script: list[Step]) -> None:
        self.house.kept.store.fail = self.fail
        self.house.tries = 1000  # what is given up is told instead of the answer, which is another story
        await self.begin()
        for step in script:
            await self.happen(step)
        self.outage_until = 0.0
        self.house.courier.faults.clear()
        await asyncio.sleep(4000)
        await self.kill()

    async def begin(self) -> None:
        self.house.open()
        self.jobs = [
            asyncio.create_task(self.house.lanes.run()),
            asyncio.create_task(self.house.post.run()),
        ]

    async def kill(self) -> None:
        """Cancelled at once, as a killed process writes nothing more."""
        fail, self.house.kept.store.fail = self.house.kept.store.fail, _dead
        for job in self.jobs:
            job.cancel()
        await asyncio.gather(*self.jobs, return_exceptions=True)
        self.house.kept.store.fail = fail

    def fail(self, method: str) -> None:
        if now() < self.outage_until:
            raise Unavailable("database")

    async def happen(self, step: Step) -> None:
        match step.kind:
            case "say" | "say again" | "command":
                await self.say(step)
            case "pass":
                await asyncio.sleep(step.seconds)
            case "kill":
                self.kills += 1
                await self.kill()
                await self.begin()
            case "stop":
                await self.house.lanes.stop(seconds=step.seconds)
                await self.house.post.stop(seconds=step.seconds)
                self.kills += 1
                await self.kill()
                await self.begin()
            case "outage":
                self.outage_until = now() + step.seconds
            case "refuse":
                self.house.courier.faults.append(Unavailable("telegram", retry_after=step.seconds))
            case "break":
                self.house.courier.faults.append(LookupError())

    async def say(self, step: Step) -> None:
        self.number += step.kind != "say again"
        heard: Heard = message(f"{self.number}.", step.chat)
        if step.kind == "command":
            heard = command(step.chat)
        before = len(self.house.kept.store.events)
        try:
            await self.house.hear(heard)
        except Unavailable:
            return  # the platform keeps it: it is not ours yet
        if len(self.house.kept.store.events) > before:
            self.said[step.chat].append(words(heard))


def _dead(method: str) -> None:
    raise asyncio.CancelledError


def parts(answers: list[str]) -> list[str]:
    return [part for answer in answers for part in answer.split("\n\n")]


@settings(max_examples=150)
@given(steps)
def test_everything_is_answered_once_and_in_order(script: list[Step]) -> None:
    with asyncio.Runner(loop_factory=QuickLoop) as runner:
        disorder = Disorder()
        runner.run(disorder.run(script))
    house = disorder.house

    for chat in CHATS:
        assert parts(house.answers(chat)) == disorder.said[chat]
        delivered = house.delivered(chat)
        assert [answer for answer, _ in groupby(delivered)] == [
            answer for answer, _ in groupby(house.answers(chat))
        ]
        assert len(delivered) - len(house.answers(chat)) <= disorder.kills
    assert all(isinstance(bug, LookupError) for bug in house.bugs.bugs)
