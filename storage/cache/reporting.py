from typing import Protocol

from bot.ports import Cache
from storage.cache.counts import Counts


class ReportingCache(Cache, Protocol):
    """A cache that tells the operator how it does."""

    @property
    def counts(self) -> Counts: ...

    @property
    def state(self) -> str:
        """*in process*, or that of the breaker before its server: *closed*, *open*, *half open*."""
        ...
