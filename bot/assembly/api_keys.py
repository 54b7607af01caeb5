"""Keys for programs, as they are made and ended on this machine."""

from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

from bot.assembly.application import open_kept
from bot.assembly.web_desk import member_called
from bot.config.settings import Settings
from bot.errors import Misconfigured, Problem
from bot.people.api_key import ApiKey, WantedKey
from bot.people.role import Member, Role
from bot.ports import Clock
from storage.open import Storage


async def make_api_key(
    settings: Settings, wanted: WantedKey, *, lives: timedelta, by: str, acts_as: str, clock: Clock
) -> tuple[ApiKey, str]:
    """The key and what is shown once. `by` is the admin on this machine; `acts_as` names a member whom the desk knows, empty for nobody.

    Raises `Misconfigured` for a name that the desk does not know, and `Unavailable`.
    """
    async with AsyncExitStack() as stack:
        storage = await open_kept(stack, settings, clock=clock)
        if acts_as:
            wanted = replace(wanted, acts_as=await _known(storage, acts_as))
        admin = await member_called(storage, by, Role.ADMIN)
        return await storage.api_keys.make(wanted, lives=lives, by=admin)


async def list_api_keys(settings: Settings, *, clock: Clock) -> tuple[ApiKey, ...]:
    """Raises `Unavailable`."""
    async with AsyncExitStack() as stack:
        return await (await open_kept(stack, settings, clock=clock)).api_keys.listed()


async def revoke_api_key(settings: Settings, key: str, *, by: str, clock: Clock) -> bool:
    """Raises `Unavailable`."""
    async with AsyncExitStack() as stack:
        storage = await open_kept(stack, settings, clock=clock)
        return await storage.api_keys.revoke(key, by=await member_called(storage, by, Role.ADMIN))


async def _known(storage: Storage, name: str) -> Member:
    for member in await storage.members.members():
        if member.name.casefold() == name.casefold():
            return member
    problem = Problem(
        "--as", "Nobody of that name is known to the desk: name one of desk.members, or give --role."
    )
    raise Misconfigured((problem,))
