"""What can go wrong between the bot and Telegram, on order."""

from collections import defaultdict, deque
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Refuse:
    """An answer with this status instead of the effect; with `as_page` it is a page of some server in between."""

    code: int
    description: str = "Internal Server Error"
    retry_after: int = 0
    as_page: bool = False


@dataclass(frozen=True)
class LoseReply:
    """The effect happens, and the connection breaks before the answer."""


@dataclass(frozen=True)
class Disconnect:
    """The connection breaks before anything happens."""


@dataclass(frozen=True)
class Hang:
    """Nothing happens and nothing is answered, until the server is closed or the client gives up."""


@dataclass(frozen=True)
class Babble:
    """An answer that is not what was asked for."""

    body: bytes = b"<html>"
    status: int = 200


Failure = Refuse | LoseReply | Disconnect | Hang | Babble


@dataclass
class Failures:
    """What fails next, method by method; "*" stands for any."""

    _planned: dict[str, deque[Failure]] = field(default_factory=lambda: defaultdict(deque))

    def plan(self, method: str, failure: Failure, times: int = 1) -> None:
        self._planned[method.lower()].extend([failure] * times)

    def next(self, method: str) -> Failure | None:
        for name in (method.lower(), "*"):
            if self._planned[name]:
                return self._planned[name].popleft()
        return None

    @property
    def is_done(self) -> bool:
        return not any(self._planned.values())
