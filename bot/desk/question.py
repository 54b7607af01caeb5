from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.claims.claim import Claim


@dataclass(frozen=True, slots=True)
class Question:
    """A claim that somebody asks the moderators to look at, and agreed to hand over. `code` is the receipt."""

    code: str
    claim: Claim
    answer: str  # the id of the answer that left it open
    number: int  # of the claim in that answer, from 1


class QuestionState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """How a question stands, as whoever asked may see it: not its words, since a phone can be in other hands."""

    code: str
    state: QuestionState
    asked_at: datetime
