"""A process of the bot, its page of numbers, and how long its processor has worked."""

import asyncio
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import ClientSession

from benchmarks.rig.process import BotProcess

_COUNT: Final = re.compile(r'^secondsource_cache_total\{outcome="(\w+)"\} ([0-9.e+]+)$', re.MULTILINE)


@dataclass
class Watched:
    """`page` is the port of its pages."""

    bot: BotProcess
    page: int

    async def counts(self) -> Counter[str]:
        """What became of the questions to the cache."""
        async with (
            ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.page}/metrics") as response,
        ):
            found = _COUNT.findall(await response.text())
        return Counter({name: round(float(count)) for name, count in found})

    async def until_encoded(self) -> None:
        """Before all records are encoded no answer is final, and none is kept."""
        async with ClientSession() as session:
            while True:
                async with session.get(f"http://127.0.0.1:{self.page}/health") as response:
                    encoder = (await response.json())["encoder"]
                if not encoder["waiting"] and (encoder["records"] or encoder["id"] == "none"):
                    return
                await asyncio.sleep(0.5)

    def worked(self) -> float:
        """Seconds, as Linux tells them."""
        told = Path(f"/proc/{self.bot.number}/stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


async def counts_of(every: Sequence[Watched]) -> Counter[str]:
    return sum([await one.counts() for one in every], Counter[str]())


def worked(every: Sequence[Watched]) -> float:
    return sum(one.worked() for one in every)
