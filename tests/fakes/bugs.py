from dataclasses import dataclass, field
from typing import NoReturn


def no_bugs(bug: Exception) -> NoReturn:
    """For tests in which nothing may break behind the scenes."""
    raise AssertionError("a fault that nobody expected") from bug


@dataclass
class SeenBugs:
    """Keeps every fault that was reported."""

    bugs: list[Exception] = field(default_factory=list)

    def __call__(self, bug: Exception) -> None:
        self.bugs.append(bug)
