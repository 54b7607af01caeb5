"""From what somebody sent along to a picture that may be kept."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.errors import Refusal, Unavailable
from bot.moderation import Fetcher, Pictures
from bot.people.address import Front
from bot.runtime.cleaning import Bounds, clean, hush, too_large
from bot.runtime.threads import Threads
from bot.speech.attached import Attachment, Cleaned

_TRIES: Final = 3
_LONGEST_PAUSE: Final = 4.0

Wait = Callable[[float], Awaitable[None]]


class PictureTaker:
    """Fetches through the `fetchers` of the fronts, and makes one picture after the other harmless, in a thread of its own: decoded they are large.

    `room`: how many bytes of pictures may be kept altogether.
    """

    def __init__(
        self,
        fetchers: Mapping[Front, Fetcher],
        kept: Pictures,
        bounds: Bounds,
        *,
        room: int,
        wait: Wait = asyncio.sleep,
    ) -> None:
        self._fetchers = fetchers
        self._kept = kept
        self._bounds = bounds
        self._room = room
        self._wait = wait
        hush()
        self._threads = Threads("pictures", most=1)

    async def take(self, attachment: Attachment, front: Front) -> Cleaned:
        if attachment.size > self._bounds.size:
            raise too_large(self._bounds.size)
        return await self.clean(await self._fetched(attachment.reference, front))

    async def clean(self, content: bytes) -> Cleaned:
        cleaned = await self._threads.do(clean, content, self._bounds)
        if await self._kept.size() + len(cleaned.content) > self._room:
            raise Refusal("refused.picture.no_room")
        return cleaned

    async def _fetched(self, reference: str, front: Front) -> bytes:
        """A platform that does not answer is asked again; not for long, since somebody waits."""
        fetcher = self._fetchers.get(front)
        if fetcher is None:
            raise Unavailable(front.value)
        for _ in range(_TRIES - 1):
            try:
                return await fetcher.fetch(reference, most=self._bounds.size)
            except Unavailable as failure:
                await self._wait(min(failure.retry_after, _LONGEST_PAUSE))
        return await fetcher.fetch(reference, most=self._bounds.size)
