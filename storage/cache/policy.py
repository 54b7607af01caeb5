"""How a server for the cache is set up."""

from dataclasses import dataclass

from redis.exceptions import RedisError

from storage.cache.place import Place
from storage.cache.server import connect

_PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class Policy:
    """What it does when it is full: `name` is Redis' own word. `room` in bytes, 0 for no limit."""

    name: str
    room: int


async def look_at_policy(place: Place) -> Policy | None:
    """None where it does not answer, or not with these rights."""
    client = connect(place, patience=_PATIENCE)
    try:
        found = await client.info("memory")
    except (RedisError, OSError):
        return None
    finally:
        await client.aclose()
    return Policy(str(found.get("maxmemory_policy", "")), int(found.get("maxmemory", 0)))
