"""What those who asked were told of their case, one time after the other: the desk may come to something else, and a record may change."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk.correcting import says_otherwise
from bot.desk.decision import Conclusion, Decision
from bot.library.record import Record

MOST_TOLD = 10
"""The newest that are kept: a case that is decided and corrected more often than that says little by it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """From `at` on. `record` is the one that the decision names as it was then, None where it names none or that could not be matched."""

    at: datetime
    decision: Decision
    record: Record | None = None

    def is_same(self, other: "Telling") -> bool:
        """Whether nobody who knows the one has to hear of the other."""
        return self.is_same_outcome(other) and not says_otherwise(self.record, other.record)

    def is_same_outcome(self, other: "Telling") -> bool:
        return self.decision.says_the_same(other.decision)


def with_telling(told: tuple[Telling, ...], telling: Telling) -> tuple[Telling, ...]:
    """Without what the desk noted for itself. Of spam nobody is told, and of the same nobody twice."""
    if telling.decision.conclusion is Conclusion.SPAM or (told and told[-1].is_same(telling)):
        return told
    return (*told, replace(telling, decision=replace(telling.decision, note="")))[-MOST_TOLD:]
