"""What processes of one installation share besides what they keep, as far as they can: none of it is needed to answer, and all of it may be lost
at any time. Where the part that carries it is away each process does by itself; nothing here raises `Unavailable`.

As in `bot/ports.py`: each docstring is a contract, every implementation runs the same suite in `tests/contract`.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from bot.people.role import Member
from bot.speech.allowance import Answer


class Allowances(Protocol):
    """How much one person may send."""

    async def ask(self, names: Sequence[str], *, album: str = "", age: float = 0.0) -> Answer:
        """Whether one more of this person may be taken in, which they wrote `age` seconds ago; if so it is counted. `names` are all their
        pseudonyms, the newest first. Parts of one album count as one message."""
        ...

    async def give_back(self, name: str, taken: float) -> None:
        """What was counted as `taken` was not taken in after all."""
        ...

    async def speak_again(self, name: str) -> None:
        """The word that it is too many was not taken in: it has to be said again."""
        ...


class Flights(Protocol):
    """Who makes an answer that several processes are asked for at the same time."""

    async def take_off(self, key: str, *, seconds: float) -> bool:
        """Whether this process is to make it. If so the others know for so long at most, should it never land."""
        ...

    async def land(self, key: str) -> None:
        """It was made, or will not be."""
        ...

    async def wait(self, key: str, *, seconds: float) -> None:
        """Until whoever makes it has landed or was given up, for so long at most."""
        ...


class Presence(Protocol):
    """Who of the desk looks at a case just now, on whatever process."""

    async def look(self, case: int, member: Member) -> tuple[str, ...]:
        """Notes that this member looks, for `LOOKS_SECONDS`; returns how the others are called who do, in order."""
        ...


LOOKS_SECONDS = 25.0
"""A page that is looked at says so more often than this; who closes it is there no longer than that."""


class Duties(Protocol):
    """What exactly one process does at a time: asking a platform for what came in, sweeping, alerts."""

    async def hold(self, duty: str, work: Callable[[], Awaitable[None]]) -> None:
        """Does the work whenever it falls to this process, each time from the beginning, and cancels it where it falls to another one. What it
        raises is raised here. Where it ends by itself it begins again later, unless this is the only process; so it should go on for ever."""
        ...
