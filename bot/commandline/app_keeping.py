"""The commands about what is kept: how long, in how many copies, and how all of it is destroyed."""

from pathlib import Path
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


def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Where to. It must not be there.", show_default=False)
    ],
    with_keys: Annotated[
        Path | None,
        typer.Option(
            "--with-keys",
            metavar="FILE",
            help="Copy the keys too, to this file. With it the backup can be read by whoever has both: keep them apart.",
        ),
    ] = None,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Copy the database as it stands at this moment to a file, also while it is served. What people sent stays sealed in it."""
    with saying_errors(debug=debug, doing="backup"):
        from bot.commandline.backup import backup as backup_command

        raise typer.Exit(backup_command(config, to=file, with_keys=with_keys))


def restore(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="What `backup` made.", show_default=False, exists=True, dir_okay=False
        ),
    ],
    keys: Annotated[
        Path | None,
        typer.Option(
            "--keys", metavar="FILE", help="Put this copy of the keys in their place, where none are."
        ),
    ] = None,
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Put a backup in the place of a library that is gone. It refuses where one is."""
    with saying_errors(debug=debug, doing="restore"):
        from bot.commandline.backup import restore as restore_command

        raise typer.Exit(restore_command(config, backup=file, keys=keys))


COMMANDS = (panic, retention, backup, restore)
