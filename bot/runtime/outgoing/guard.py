"""Connections that lead to public addresses alone.

A name is resolved once for a connection, all that it resolves to is looked at, and the connection is made to one of these: a name that means something
else a moment later (DNS rebinding) changes nothing. The socket is looked at again when it is made, which also holds for numbers that stand in a
URL and never come to the resolver.
"""

import socket
from collections.abc import Callable

from aiohttp import TCPConnector, ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import AddrInfoType

from bot.claims.public_address import is_public

Allows = Callable[[str], bool]


class NotPublic(OSError):
    """The address leads somewhere that is nobody's business. It carries no address: nobody is told what there is."""


class GuardedResolver(AbstractResolver):
    """Resolves as `names` does, and refuses a name of which any address is not allowed."""

    def __init__(self, names: AbstractResolver, allows: Allows = is_public) -> None:
        self._names = names
        self._allows = allows

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._names.resolve(host, port, family)
        if not all(self._allows(one["host"]) for one in found):
            raise NotPublic
        return found

    async def close(self) -> None:
        await self._names.close()


def guarded_connector(names: AbstractResolver | None = None, *, allows: Allows = is_public) -> TCPConnector:
    """For one request or several of one kind; whoever asks for it closes it. Made on a running loop."""

    def make_socket(found: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = found
        if not allows(str(address[0])):
            raise NotPublic
        return socket.socket(family, kind, protocol)

    return TCPConnector(
        resolver=GuardedResolver(names or ThreadedResolver(), allows),
        socket_factory=make_socket,
        use_dns_cache=False,
        force_close=True,
    )
