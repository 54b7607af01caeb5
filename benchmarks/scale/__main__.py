"""How fast a check is with 100,000 records, beside what somebody would use instead on the same records in the same run.

Nothing is cached between checks, every message is a new one. Exit status 0 only if the floors hold.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.quality.bar import Bar
from benchmarks.quality.opening import Model, open_library
from benchmarks.scale.figure import Figure
from benchmarks.scale.found import find_retold
from benchmarks.scale.made import make_articles, make_events, make_messages, make_retold
from benchmarks.scale.ours import time_ours
from benchmarks.scale.theirs import time_theirs
from bot.assembly.application import read_starter
from bot.library.names import Place
from bot.runtime.process import rarely_collecting

TODAY = date(2025, 6, 1)
"""After the last day of what is made."""

_ARTICLES = 12
_RETOLD = 250
_QUIET = 0.8
_SENTENCES = 30


@dataclass(frozen=True, slots=True)
class Plan:
    records: int
    messages: int
    model: Model


async def measure(plan: Plan, folder: Path, bar: Bar) -> list[Figure]:
    """Ours are printed before the others begin, which may take minutes."""
    starter = read_starter().entries
    places = [each for each in starter if isinstance(each, Place)]
    events = tuple(make_events(places, plan.records))
    messages = make_messages(places, plan.messages)
    articles = make_articles(places, _ARTICLES, sentences=_SENTENCES)
    retold = make_retold(places, plan.records, _RETOLD)
    async with open_library(folder, (*starter, *events), plan.model, today=TODAY, bar=bar) as opened:
        with rarely_collecting():  # as the process that serves does
            taken = [
                *await time_ours(opened, messages, articles, bar),
                *await find_retold(opened, retold, bar),
            ]
        ours = [Figure("index, made", opened.index_s, "s"), *taken]
        _tell(ours)
        theirs = await time_theirs(opened, events, messages, folder, plan.model, bar)
        _tell(theirs)
    return [*ours, *theirs]


def _tell(figures: Sequence[Figure]) -> None:
    for figure in figures:
        print(figure.line, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument(
        "--cache", type=Path, help="folder that keeps the vectors of records for the next run"
    )
    parser.add_argument("--encoder", type=Path, help="folder of another sentence encoder")
    parser.add_argument("--without-encoder", action="store_true", help="find by words alone")
    given = parser.parse_args(arguments)
    crowd = os.getloadavg()[0]
    model = Model(not given.without_encoder, given.encoder, given.cache)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scale-")))
        bar = stack.enter_context(ExitStack())
        plan = Plan(given.records, given.messages, model)
        figures = asyncio.run(measure(plan, folder, Bar(bar)))
    print(f"{plan.records:,} records, {plan.messages} messages")
    if crowd > _QUIET:
        print(
            f"Others needed this machine when it began (load {crowd:.1f}): only the work of the processor tells something."
        )
    return int(not all(figure.holds for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
