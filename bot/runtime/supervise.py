import asyncio
import logging
from contextlib import suppress

from bot.errors import Unavailable, Undeliverable
from bot.runtime.edge import OnBug, attempt
from bot.runtime.process import Job
from bot.runtime.waiting import seconds_until_retry

_LONGEST_PAUSE = 60.0
_LOG = logging.getLogger("secondsource")


async def keep_running(job: Job, *, name: str, on_bug: OnBug) -> None:
    """Runs a job that should never end, again whenever it does: one front that breaks must not take the others along, nor stay silent.

    The pauses grow with every end, up to a minute. Cancelling ends it.
    """
    ends = 0
    while True:
        with suppress(Unavailable, Undeliverable):  # a front that lets them through has ended like any other
            await attempt(job(), on_bug=on_bug)
        ends += 1
        pause = seconds_until_retry(ends, first=1.0, most=_LONGEST_PAUSE)
        _LOG.warning("front ended and is begun again", extra={"front": name, "seconds": round(pause)})
        await asyncio.sleep(pause)
