from collections import defaultdict, deque
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Kind(StrEnum):
    CODE = "code"  # a refusal by Slack
    LIMITED = "limited"  # 429 with Retry-After
    BROKEN = "broken"  # 500
    PAGE = "page"  # a proxy's page in place of JSON
    CUT = "cut"  # the connection ends before anything was done
    LOST = "lost"  # it was done, and the connection ends before the reply


@dataclass(frozen=True)
class Failure:
    kind: Kind
    code: str = ""
    retry_after: int = 1
    status: int = 500


def refused(code: str) -> Failure:
    return Failure(Kind.CODE, code)


def limited(seconds: int = 1) -> Failure:
    return Failure(Kind.LIMITED, retry_after=seconds)


BROKEN = Failure(Kind.BROKEN)
PAGE = Failure(Kind.PAGE, status=502)
CUT = Failure(Kind.CUT)
LOST = Failure(Kind.LOST)


@dataclass
class Failures:
    """What goes wrong: `plan` the next calls of a method, in order; `chances` any call, by method and by luck."""

    rng: Random = field(default_factory=lambda: Random(1))
    planned: dict[str, deque[Failure]] = field(default_factory=lambda: defaultdict(deque))
    chances: dict[str, tuple[float, Failure]] = field(default_factory=dict)

    def plan(self, method: str, *failures: Failure) -> None:
        self.planned[method].extend(failures)

    def next(self, method: str) -> Failure | None:
        if self.planned[method]:
            return self.planned[method].popleft()
        chance, failure = self.chances.get(method, (0.0, BROKEN))
        return failure if chance and self.rng.random() < chance else None
