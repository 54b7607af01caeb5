"""`secondsource chat`: the conversation in this terminal."""

import sys
from functools import partial
from pathlib import Path

from bot.assembly.application import open_application
from bot.assembly.drafts import clear_drafts
from bot.assembly.fronts import talk
from bot.commandline.encoding import encoding_bar
from bot.commandline.setting import load_and_log, log_bug
from bot.people.audience import Audience
from bot.runtime.clock import SystemClock
from bot.runtime.process import beside, run_to_end


def chat(config: Path | None, *, audience: Audience, visit: str = "") -> int:
    """Talks until the input ends; returns the exit code. Raises `Misconfigured` and `Unavailable`."""
    settings = load_and_log(config).settings

    async def main() -> int:
        async with (
            open_application(settings, clock=SystemClock(), on_bug=log_bug, bar=encoding_bar) as application,
            beside(
                application.storage.follower.run,
                application.watch.run,
                application.calibrator.run,
                partial(clear_drafts, application),
            ),
        ):
            return await talk(application, sys.stdin, sys.stdout, audience=audience, visit=visit)

    return run_to_end(main())
