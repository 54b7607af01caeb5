"""The commands for keys of programs. As in `app.py`, what a command needs is loaded when it runs."""

from typing import Annotated, Literal

import typer

from bot.commandline.exits import saying_errors
from bot.commandline.options import ConfigOption, DebugOption

api_keys = typer.Typer(
    help="Keys for programs that ask over HTTP (docs/api.md).", no_args_is_help=True, rich_markup_mode=None
)


@api_keys.command("create")
def create_key(
    name: Annotated[str, typer.Option(help="What the key is for, as colleagues see it.")],
    scope: Annotated[
        list[str],
        typer.Option(
            help="What it is good for: check, library:read, tips:write, cases:read or cases:write. Can be given again."
        ),
    ],
    expires: Annotated[str, typer.Option(help="How long it is good, such as 90d or 12h.")] = "90d",
    audience: Annotated[
        Literal["public", "newsroom", "restricted"],
        typer.Option(help="Which records it is matched with and shown."),
    ] = "public",
    role: Annotated[
        Literal["", "staff", "moderator", "editor"],
        typer.Option(help="The role of a key that works at the desk under its own name."),
    ] = "",
    acts_as: Annotated[
        str,
        typer.Option("--as", help="The member of the desk in whose name it works, with their role of then."),
    ] = "",
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Make a key and print it, this once."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.api_key import KeyOrder
        from bot.commandline.api_key import create_key as create_command

        create_command(KeyOrder(name, scope, expires, audience, role, acts_as), config)


@api_keys.command("list")
def list_keys(config: ConfigOption = None, debug: DebugOption = False) -> None:
    """Print all keys, the newest first, without what opens anything."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.api_key import list_keys as list_command

        list_command(config)


@api_keys.command("revoke")
def revoke_key(
    key: Annotated[str, typer.Argument(help="Its id, as the list shows it.", show_default=False)],
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """End a key at once."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.api_key import revoke_key as revoke_command

        raise typer.Exit(revoke_command(key, config))


webhook = typer.Typer(
    help="What other systems are told (docs/webhooks.md).", no_args_is_help=True, rich_markup_mode=None
)


@webhook.command("test")
def try_webhook(
    receiver: Annotated[str, typer.Option(help="Only this one of webhook.receivers.")] = "",
    config: ConfigOption = None,
    debug: DebugOption = False,
) -> None:
    """Send every receiver an event that means nothing, signed as all are, and say whether it was taken."""
    with saying_errors(debug=debug, doing="run"):
        from bot.commandline.webhook import try_webhook as try_command

        raise typer.Exit(try_command(config, receiver))
