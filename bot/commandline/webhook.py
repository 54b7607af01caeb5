from pathlib import Path

import typer

from bot.assembly.webhook import send_test
from bot.commandline.exits import Exit, say
from bot.commandline.setting import load_and_log
from bot.errors import Misconfigured, Problem, Unavailable
from bot.runtime.clock import SystemClock
from bot.runtime.process import run_to_end


def try_webhook(config: Path | None) -> Exit:
    settings = load_and_log(config).settings
    if not settings.webhook.url:
        raise Misconfigured((Problem("webhook.url", "There is nobody to be told: name an address."),))
    try:
        run_to_end(send_test(settings, clock=SystemClock()))
    except Unavailable:
        say(
            "It was not taken: the address does not answer with 2xx within 10 seconds, redirects, has no certificate that counts, or leads inside"
            " a network and is not among webhook.internal_hosts."
        )
        return Exit.UNAVAILABLE
    typer.echo("It was taken.")
    return Exit.DONE
