"""What somebody may send, counted in this process or on a server."""

import hashlib
from collections.abc import Callable

from bot.runtime.allowance import Limits, OwnAllowances
from storage.cache.allowances import RedisAllowances
from storage.cache.counting import Counting
from storage.cache.server import Server


def counting_own(now: Callable[[], float], *, per_minute: int, per_day: int) -> OwnAllowances:
    return OwnAllowances(Limits(per_minute=per_minute, per_day=per_day), now=now)


def counting_on(
    server: Server, now: Callable[[], float], *, per_minute: int, per_day: int, name: str = "messages"
) -> RedisAllowances:
    own = counting_own(now, per_minute=per_minute, per_day=per_day)
    return RedisAllowances(server, own, Counting(name, per_minute, per_day, digest, now))


def digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
