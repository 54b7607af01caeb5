"""Which addresses are anybody's to reach. Everything that this program opens because somebody named it goes through here.

What is not public is what a machine reaches that others do not: its own services, those beside it, and the one by which a cloud hands out
its keys.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

_OF_CLOUDS: Final = frozenset({IPv4Address("168.63.129.16")})
"""Public by its number, and on every machine of one cloud the door to its keeper:
https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16"""

_PROTOCOLS: Final = IPv4Network("192.0.0.0/24")
"""Not all releases of Python that we run on count it as private."""

_GIVEN_OUT: Final = IPv6Network("2000::/3")
"""All that there is of the internet in version 6: https://www.iana.org/assignments/ipv6-unicast-address-assignments"""

_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""The last 32 bits are an address of version 4 (RFC 6052)."""


def is_public(address: str) -> bool:
    """Whether this number, as it is written, is of the public internet. False for what is no number."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return _is_public(found)


def _is_public(found: IPv4Address | IPv6Address) -> bool:
    if isinstance(found, IPv6Address):
        inner = _inner(found)
        if inner is not None:
            return _is_public(inner)
        return found.is_global and found in _GIVEN_OUT and not found.scope_id
    is_kept_back = found.is_multicast or found.is_reserved or found in _PROTOCOLS or found in _OF_CLOUDS
    return found.is_global and not is_kept_back


def _inner(found: IPv6Address) -> IPv4Address | None:
    """The address of version 4 that a packet for this one ends up at."""
    if found.ipv4_mapped is not None:
        return found.ipv4_mapped
    if found.sixtofour is not None:
        return found.sixtofour
    if found.teredo is not None:
        return found.teredo[1]
    if found in _TRANSLATED:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return None
