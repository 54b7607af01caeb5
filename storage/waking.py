import asyncio
from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol


class Bell:
    """Wakes whoever waits for work. What rang while nobody waited is heard by the next one to wait, so that nothing is slept through."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    def hush(self) -> None:
        """Called before looking for work: what rings from here on may be about something that the look does not see."""
        self._rung.clear()

    async def wait(self, *, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return
        self._rung.clear()


class Leftover:
    """Tells others of work only where some of it is left after so many seconds: mostly whoever brought it takes it at once, and then a look of
    all others would be in vain. What is held up by work of another process that one finds by itself, which looks whenever it has done something."""

    def __init__(self, tell: Callable[[], None], *, seconds: float) -> None:
        self._tell = tell
        self._seconds = seconds
        self._brought = 0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def brought(self) -> int:
        """How often something was: to be asked before a look."""
        return self._brought

    def bring(self) -> None:
        """Something was written that waits to be worked on."""
        self._brought += 1
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._seconds, self._now)

    def take_all(self, brought: int) -> None:
        """A look that began when so much was brought has left nothing that could be taken."""
        if brought == self._brought and self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _now(self) -> None:
        self._timer = None
        self._tell()


class Changes:
    """Counts what has changed, and wakes all who wait for the next. Whoever says how many they know of misses none."""

    def __init__(self) -> None:
        self._count = 0
        self._next = asyncio.Event()

    @property
    def count(self) -> int:
        return self._count

    def ring(self) -> None:
        self._count += 1
        self._next.set()
        self._next = asyncio.Event()

    async def wait(self, *, seconds: float, after: int | None = None) -> int:
        """How many there were, as soon as that is more than `after`; None for those up to now."""
        if after is None or after >= self._count:
            try:
                async with asyncio.timeout(seconds):
                    await self._next.wait()
            except TimeoutError:
                pass
        return self._count


class Topic(StrEnum):
    """What other processes of the same installation may want to hear of."""

    LIBRARY = "library"  # a publish
    DESK = "desk"  # a case changed
    INBOX = "inbox"  # something was taken in
    OUTBOX = "outbox"  # a reply was promised


class Notices(Protocol):
    """Tells other processes that something changed, and hears it from them. It carries nothing but that: whoever hears looks for themselves.

    A notice may be lost, late or doubled, so whoever listens looks from time to time anyway; what this process tells it does not hear.
    """

    def tell(self, topic: Topic) -> None:
        """Returns at once and never raises. Several of one topic may arrive as one."""
        ...

    def hear(self, topic: Topic, ring: Callable[[], None]) -> None:
        """From now on `ring` is called for every notice of this topic, and where some may have been missed."""
        ...

    async def run(self) -> None:
        """Carries notices for as long as it runs. Ends only by being cancelled."""
        ...


class Alone:
    """There is no other process."""

    def tell(self, topic: Topic) -> None:
        """Nobody to tell."""

    def hear(self, topic: Topic, ring: Callable[[], None]) -> None:
        """Nobody to be heard."""

    async def run(self) -> None:
        await asyncio.Event().wait()


class Ears:
    """Who wants to hear of what: for whatever carries notices."""

    def __init__(self) -> None:
        self._rings: defaultdict[Topic, list[Callable[[], None]]] = defaultdict(list)

    def hear(self, topic: Topic, ring: Callable[[], None]) -> None:
        self._rings[topic].append(ring)

    def ring(self, topic: Topic) -> None:
        for ring in self._rings[topic]:
            ring()

    def ring_all(self) -> None:
        """Some may have been missed."""
        for topic in Topic:
            self.ring(topic)


class Untold:
    """What is still to be told: of each topic once, however often it was said meanwhile."""

    def __init__(self) -> None:
        self._topics: set[Topic] = set()
        self._bell = asyncio.Event()

    def add(self, topic: Topic) -> None:
        self._topics.add(topic)
        self._bell.set()

    async def take(self) -> frozenset[Topic]:
        """All of them, as soon as there is one."""
        await self._bell.wait()
        self._bell.clear()
        taken = frozenset(self._topics)
        self._topics.clear()
        return taken
