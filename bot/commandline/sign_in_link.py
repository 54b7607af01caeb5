"""`secondsource sign-in-link`: lets somebody in who has no chat with the bot."""

from contextlib import AsyncExitStack
from pathlib import Path

from bot.assembly.application import open_kept
from bot.assembly.desk import desk_address
from bot.assembly.web_desk import make_sign_in_link, member_called
from bot.commandline.exits import say
from bot.commandline.setting import load_and_log
from bot.config.settings import Settings
from bot.errors import Misconfigured, Problem
from bot.people.role import Role
from bot.runtime.clock import SystemClock
from bot.runtime.process import run_to_end

ADMIN = "Admin on this machine"
"""How colleagues see somebody who came in by a link that was made here, unless it says otherwise."""


def sign_in_link(role: Role, name: str, config: Path | None) -> str:
    """The link. Raises `Misconfigured` where no desk is served, and `Unavailable`."""
    settings = load_and_log(config).settings
    address = desk_address(settings)
    if not address:
        raise Misconfigured(
            (Problem("web.port", "The desk has no address: switch the page on with a port of its own."),)
        )
    called = name.strip() or ADMIN
    link = run_to_end(_make(settings, role, called, address))
    say(
        f"Signs {called} in to the desk's pages as {role.value}: within {settings.desk.link_minutes} min, once, "
        f"in the browser in which the link is opened and the button pressed, for {settings.desk.session_hours} h."
    )
    return link


async def _make(settings: Settings, role: Role, name: str, address: str) -> str:
    async with AsyncExitStack() as stack:
        storage = await open_kept(stack, settings, clock=SystemClock())
        member = await member_called(storage, name, role)
        return await make_sign_in_link(storage, settings, member, address=address)
