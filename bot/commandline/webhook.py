from pathlib import Path

import typer

from bot.assembly.webhook import send_test
from bot.commandline.exits import Exit, say
from bot.commandline.setting import load_and_log
from bot.config.settings import Settings
from bot.errors import Misconfigured, Problem, Unavailable
from bot.runtime.clock import SystemClock
from bot.runtime.process import run_to_end


def try_webhook(config: Path | None, only: str) -> Exit:
    settings = load_and_log(config).settings
    names = [name for name in settings.webhook.receivers if only in {"", name}]
    if not names:
        where, wrong = (
            ("receiver", "There is none of this name in the settings.")
            if only
            else ("webhook.receivers", "There is nobody to be told: name an address.")
        )
        raise Misconfigured((Problem(where, wrong),))
    taken = [_takes(settings, name) for name in names]
    return Exit.DONE if all(taken) else Exit.UNAVAILABLE


def _takes(settings: Settings, name: str) -> bool:
    try:
        run_to_end(send_test(settings, name, clock=SystemClock()))
    except Unavailable:
        say(
            f"{name}: it was not taken. The address does not answer with 2xx within 10 seconds, redirects, has no certificate that counts, or leads"
            " inside a network and is not among its internal_hosts."
        )
        return False
    typer.echo(f"{name}: it was taken.")
    return True
