"""Which addresses are gone to: the name of a receiver may come to point inside the network at any time."""

import socket
from collections.abc import Collection

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from bot.claims.public_address import is_public


class PublicResolver(AbstractResolver):
    """The connection goes to the very addresses that were looked at, so that a name cannot point elsewhere in between. `internal` are names that may
    point anywhere."""

    def __init__(self, internal: Collection[str], inner: AbstractResolver | None = None) -> None:
        self._internal = frozenset(name.lower() for name in internal)
        self._inner = inner or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if host.lower() not in self._internal and not all(is_public(one["host"]) for one in found):
            raise OSError(None, "The name leads to an address inside a network")
        return found

    async def close(self) -> None:
        await self._inner.close()
