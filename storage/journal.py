"""What was deleted stands in SQLite's journal until that is emptied, which can only be done at a moment when nobody reads."""

import asyncio
import time
from collections.abc import Callable

from storage.database import Database

SECONDS_BETWEEN = 5.0
"""Between two tries: each costs a walk to the disk, during which nobody can write."""


class Journal:
    """Remembers that something is to be taken out of it, until it is."""

    def __init__(self, database: Database, *, now: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._now = now
        self._is_owed = False
        self._tried_at = -SECONDS_BETWEEN
        self._trying = asyncio.Lock()

    def owe(self) -> None:
        """Something was deleted that must be found nowhere."""
        self._is_owed = True

    async def settle(self) -> bool:
        """Empties it where that is owed and was not tried just now; True where it is owed no longer. To be asked every few seconds.

        Raises `Unavailable`; then it is still owed.
        """
        async with self._trying:
            if self._is_owed and self._now() - self._tried_at >= SECONDS_BETWEEN:
                self._tried_at = self._now()
                self._is_owed = False  # what is deleted meanwhile is owed anew
                is_empty = False
                try:
                    is_empty = await self._database.empty_journal()
                finally:
                    self._is_owed = self._is_owed or not is_empty
            return not self._is_owed
