import asyncio

from bot.ports import CandidateIndex

_LOOKS_EVERY = 0.02


class Following:
    """Waits a moment for an index that is behind its library, so that what was published just now is in the very next answer, whichever process
    published it. An index that does not come in time is not waited for again until the next version: a large import takes minutes."""

    def __init__(self, index: CandidateIndex, *, seconds: float) -> None:
        self._index = index
        self._seconds = seconds
        self._in_vain = 0

    async def until(self, version: int) -> None:
        """Returns when it has followed, or not in time. Raises nothing."""
        loop = asyncio.get_running_loop()
        end = loop.time() + self._seconds
        # An index tells nobody that it has followed.
        while self._index.version < version and self._in_vain < version and loop.time() < end:  # noqa: ASYNC110
            await asyncio.sleep(_LOOKS_EVERY)
        if self._index.version < version:
            self._in_vain = max(self._in_vain, version)
