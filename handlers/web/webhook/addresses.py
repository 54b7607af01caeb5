"""Which addresses are gone to: the name of a receiver may come to point inside the network at any time."""

import socket
from collections.abc import Collection
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

_EMBEDDING: Final = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16"))
"""IPv6 networks whose addresses lead to an IPv4 address that is written in them."""


def is_public(address: str) -> bool:
    """Not private, local, for many, reserved, or a way around to one that is."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if any(found in network for network in _EMBEDDING):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


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
