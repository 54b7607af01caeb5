"""Three replicas on PostgreSQL and Valkey, with trouble."""

import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.faults.dispatcher import dispatching
from benchmarks.faults.kept import SharedKept
from benchmarks.faults.mishaps import Mishaps
from benchmarks.faults.replicas import KEYS, set_up
from benchmarks.faults.trouble import Trouble
from benchmarks.rig.platforms import open_platforms
from benchmarks.rig.process import free_port
from benchmarks.rig.said import Texts
from benchmarks.rig.trial import Crowds, Outcome, Trial
from storage.postgres import Server, open_server
from tests.fakes.own_servers import Redis, owned_postgres
from tests.fakes.valkey import running_valkey

REPLICAS: Final = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """`updates` are those of both platforms together, `failing` the share of calls to a platform that fail, `every` the seconds between two troubles."""

    updates: int = 20_000
    per_second: float = 20.0
    chats: int = 80
    every: float = 8.0
    failing: float = 0.03
    seed: int = 20261123
    is_quiet: bool = False

    @property
    def crowds(self) -> Crowds:
        return Crowds(self.updates // 2, self.chats, self.updates / self.per_second)


async def run_together(plan: Plan, folder: Path, unknown: frozenset[str]) -> tuple[Outcome, Counter[str]]:
    """What became of it, and what was done."""
    chance, ports = random.Random(plan.seed), [free_port() for _ in range(REPLICAS + 1)]
    texts = Texts(chance, unknown)
    with owned_postgres() as postgres, running_valkey() as valkey:
        redis, keys_file = Redis(valkey), folder / str(ports[1]) / "var" / KEYS
        addresses = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url}
        async with (
            open_platforms(port=ports[0]) as platforms,
            dispatching(ports[0], to=ports[1:]),
            _kept(postgres.url, keys_file) as kept,
            set_up(folder, platforms, ports[1:], addresses, kept) as replicas,
        ):
            trial = Trial(plan.crowds, platforms, kept, chance=chance, texts=texts, has_outages=True)
            mishaps = Mishaps(platforms, chance, plan.failing)
            trouble = Trouble(trial, replicas, postgres, redis, chance, plan.every, is_quiet=plan.is_quiet)
            mishaps.begin()
            await trial.run(trouble.make())
            mishaps.end()
            await replicas.stop()
            outcome = await trial.judge(mishaps.unheard())
            trouble.done["calls to platforms that failed"] = mishaps.count
            return outcome, trouble.done


@asynccontextmanager
async def _kept(url: str, keys_file: Path) -> AsyncIterator[SharedKept]:
    engine = open_server(Server(url, connections=3))
    try:
        yield SharedKept(engine, keys_file)
    finally:
        await engine.dispose()
