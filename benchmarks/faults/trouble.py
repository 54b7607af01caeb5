"""What is done to the replicas and to their servers, one thing after the other, at random."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.faults.replicas import Replica, Replicas
from benchmarks.rig.shown import Content
from benchmarks.rig.trial import Trial
from tests.fakes.own_servers import End, Postgres, Redis

_JUMPS = (0.0, 0.0, 2.0, -2.0, 90.0, -90.0, 3600.0, -3600.0, 7200.0)
"""Seconds by which a clock is wrong from then on."""

_LONGEST_OUTAGE = 8.0
_LONGEST_STILL = 4.0


@dataclass
class Trouble:
    """`every` is the mean of the seconds between two things. `done` counts what was done."""

    trial: Trial
    replicas: Replicas
    postgres: Postgres
    redis: Redis
    chance: random.Random
    every: float
    is_quiet: bool = False
    done: Counter[str] = field(default_factory=Counter)
    _before: Counter[Content] = field(default_factory=Counter)

    async def make(self) -> None:
        """For as long as people talk. In the end all servers run, all clocks are right and all replicas serve."""
        doings = (
            self._kill,
            self._kill,
            self._kill,
            self._restart,
            self._stand_still,
            self._empty,
            self._jump,
        )
        while self.trial.is_talking:
            await asyncio.sleep(self.chance.uniform(0.2, 1.8) * self.every)
            doing = self.chance.choice(doings)
            await doing()
            if not self.is_quiet:
                print(f"{self.trial.said:6} updates said; {dict(self.done)}", flush=True)
        for one in self.replicas.every:
            one.set_clock(0.0)
        await self.replicas.until_served()

    async def _kill(self) -> None:
        """Mostly just when a platform has taken one more message."""
        replica = self.chance.choice(self.replicas.every)
        if self.chance.random() < 0.7:
            await self._until_one_more()
        await self._kill_one(replica)

    async def _kill_one(self, replica: Replica) -> None:
        others = self.replicas.others(replica)
        await replica.process.kill()
        self.done["kills"] += 1
        self.trial.note_standing()
        promised = await self.replicas.kept.promised(but=others)
        self.trial.note_in_flight(promised, before=self._before)

    async def _restart(self) -> None:
        """Now and then a replica is killed while the server is away."""
        how = self.chance.choice(tuple(End))
        await self.postgres.stop(how)
        self.done[f"PostgreSQL stopped, {how.value}"] += 1
        killed = self.chance.choice(self.replicas.every) if self.chance.random() < 0.25 else None
        await asyncio.sleep(self.chance.uniform(0.0, _LONGEST_OUTAGE))
        starting = asyncio.create_task(self.postgres.start())
        if killed is not None:
            await self._kill_one(killed)
        await starting

    async def _stand_still(self) -> None:
        self.redis.stand_still()
        self.done["Redis stopped"] += 1
        await asyncio.sleep(self.chance.uniform(0.1, _LONGEST_STILL))
        self.redis.go_on()

    async def _empty(self) -> None:
        await self.redis.empty()
        self.done["Redis emptied"] += 1

    async def _jump(self) -> None:
        self.chance.choice(self.replicas.every).set_clock(self.chance.choice(_JUMPS))
        self.done["clocks set"] += 1

    async def _until_one_more(self) -> None:
        goal = self.trial.platforms.sends() + self.chance.randint(1, 20)
        end = asyncio.get_running_loop().time() + 3.0
        # What is waited for lies on the other side of a socket, and the moment after it is the one to hit.
        while self.trial.platforms.sends() < goal and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
