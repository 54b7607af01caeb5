"""The commands about what is kept: how long, in how many copies, and how all of it is destroyed."""

from typing import Annotated

import typer

from bot.commandline.exits import saying_errors
from bot.commandline.options import ConfigOption, DebugOption


def panic(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Make everything that people sent unreadable, for ever and in every backup. Needs no network. A program that runs ends within seconds.

    Exit code 0 when all was done; 65 when the keys are destroyed and something else is left to do; 69 when they could not be destroyed.
    """
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.panic import panic as panic_command

        raise typer.Exit(panic_command(config, is_sure=yes))


COMMANDS = (panic,)
