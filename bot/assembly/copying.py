"""Moving a library with all that people sent to another database."""

import os
from pathlib import Path

from bot.config.settings import usable_server
from bot.errors import Misconfigured, Problem
from storage.copying import Copied, Told, copy_everything
from storage.database_place import DatabasePlace
from storage.postgres import Server

_SQLITE = "sqlite:"
_VARIABLE = "env:"


async def copy_between(origin: str, target: str, *, tell: Told) -> Copied:
    """Each is `sqlite:PATH`, a `postgresql://…` address, or `env:NAME` for an address that stands in the environment, where no other user of
    the machine sees it. Raises `Misconfigured` and `Unavailable`."""
    places = place_called(origin, "FROM"), place_called(target, "TO")
    if str(places[0]) == str(places[1]):
        raise Misconfigured((Problem("TO", "This is the same database."),))
    return await copy_everything(*places, tell=tell)


def place_called(name: str, argument: str) -> DatabasePlace:
    """Raises `Misconfigured`."""
    if name.startswith(_SQLITE) and len(name) > len(_SQLITE):
        return Path(name.removeprefix(_SQLITE)).expanduser().absolute()
    address = os.environ.get(name.removeprefix(_VARIABLE), "") if name.startswith(_VARIABLE) else name
    if not usable_server(address):
        message = "Write sqlite:PATH, postgresql://user:password@host/database, or env:NAME for an address in the environment."
        raise Misconfigured((Problem(argument, message),))
    return Server(address)
