"""The life of the process: where the event loop begins and ends."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

from bot.runtime.log import log_unhandled

Result = TypeVar("Result")
Job = Callable[[], Coroutine[Any, Any, None]]

_YOUNG = 10_000
"""Objects more than have gone before garbage is looked for: a check makes some thousands, of which nearly all go by themselves."""


def run_to_end(main: Coroutine[Any, Any, Result]) -> Result:
    """Run the one coroutine of a process. Ctrl-C cancels it, so that everything open is closed in order.

    Everything in the process runs on this loop, the web server too; what breaks there without anybody waiting is logged by `log_unhandled`.
    """

    async def watched() -> Result:
        asyncio.get_running_loop().set_exception_handler(log_unhandled)
        return await main

    return asyncio.run(watched())


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """What is in memory now is left alone when garbage is looked for, and that is done seldom: a look at a large library, which
    lives as long as the process, takes longer than several checks."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@asynccontextmanager
async def beside(*jobs: Job) -> AsyncIterator[None]:
    """The jobs run while the context lasts and are cancelled at its end. One that breaks ends the context with its fault."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(job()) for job in jobs]
            yield
            for task in tasks:
                task.cancel()
    except BaseExceptionGroup as faults:
        # A task group wraps even a single fault, and then nobody who waits for that kind of error would know it.
        if len(faults.exceptions) == 1:
            raise faults.exceptions[0] from None
        raise


async def wait_until(is_so: Callable[[], bool], *, every: float) -> None:
    """Asks again and again, every so many seconds."""
    while True:
        if is_so():
            return
        await asyncio.sleep(every)


async def wait_for_stop() -> str:
    """Returns the name of the signal that asks the process to end: Ctrl-C, or SIGTERM from whatever supervises it."""
    loop = asyncio.get_running_loop()
    asked: asyncio.Future[str] = loop.create_future()

    def stop(name: str) -> None:
        if not asked.done():
            asked.set_result(name)

    signals = (signal.SIGINT, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, stop, number.name)
    try:
        return await asked
    finally:
        for number in signals:
            loop.remove_signal_handler(number)
