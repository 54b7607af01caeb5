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


def retention(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Count what is due, and delete nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Delete what is due by the settings of [keeping], and show what was deleted when, as counts. A program that runs does it every hour."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.retention import retention as retention_command

        retention_command(config, is_dry=dry_run, as_json=as_json)


COMMANDS = (panic, retention)
