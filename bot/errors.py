"""Every error that is raised on purpose.

A `Refusal` tells the person what to do, an `Unavailable` says that the thing could not be done now, a `Misconfigured` names the
setting. Anything else that escapes is a bug and is left alone. Sentences for people come from the phrase files, so errors carry a
key and values, never a sentence of their own.
"""

from dataclasses import dataclass
from enum import StrEnum


class SecondSourceError(Exception):
    """Root of everything this program raises on purpose."""


class Refusal(SecondSourceError):
    """What the person sent cannot be used; the phrase `key` says what to do instead."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Cause(StrEnum):
    """Why a part does not answer, as far as somebody has to do something else about it."""

    UNKNOWN = ""
    LOCKED = "locked"  # another process is writing: waiting helps
    LIMITED = "limited"  # a platform takes no more for now, and says how long: waiting helps
    DAMAGED = "damaged"
    RIGHTS = "rights"
    ROOM = "room"
    GONE = "gone"  # there was one, and it is not there or holds nothing
    AWAY = "away"  # a server that does not answer: waiting may help
    CROWDED = "crowded"  # a server that takes no more connections: waiting helps

    @property
    def passes(self) -> bool:
        """Whether trying again may help without anybody doing anything."""
        return self in {Cause.UNKNOWN, Cause.LOCKED, Cause.LIMITED, Cause.AWAY, Cause.CROWDED}


class Unavailable(SecondSourceError):
    """A part that is needed does not answer. Never to be shown as "no match".

    `part` is one of *database*, *index*, *encoder*, *cache*, *disk*, *telegram*, *slack*, *late* for a check that took too long, or *busy* where more
    waits than can be taken in; `retry_after` is in seconds. `file` is the path of what is meant, empty where it is not known.
    """

    def __init__(
        self, part: str, *, retry_after: float = 30.0, cause: Cause = Cause.UNKNOWN, file: str = ""
    ) -> None:
        super().__init__(part)
        self.part = part
        self.retry_after = retry_after
        self.cause = cause
        self.file = file


class Lost(StrEnum):
    """Why something will never be delivered."""

    BLOCKED = "blocked"  # the person or the workspace took the bot away
    GONE = "gone"  # there is no such conversation any more
    REFUSED = "refused"  # the platform does not take it


class Undeliverable(SecondSourceError):
    """A reply that its platform will not take, now or later."""

    def __init__(self, why: Lost) -> None:
        super().__init__(why.value)
        self.why = why


class ReceiptTaken(SecondSourceError):
    """The receipt that was drawn is somebody else's already. Nothing was written: the turn is made again, with another one."""


class Unreadable(SecondSourceError):
    """Something that was sealed with a key that is no longer there, or was changed since."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in something a person wrote: where it stands, what is wrong, what to write instead."""

    path: str
    message: str


class Misconfigured(SecondSourceError):
    """The settings cannot be used; carries every mistake, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.path}: {problem.message}" for problem in problems))
        self.problems = problems
