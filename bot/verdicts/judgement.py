"""What people said about a match, without a word of what they wrote: enough to learn from, and to replay a threshold against."""

from dataclasses import dataclass
from enum import StrEnum

from bot.people.audience import Audience


class Judgement(StrEnum):
    RIGHT = "right"  # this is it
    WRONG = "wrong"  # not this
    NONE = "none"  # none of those that were shown


@dataclass(frozen=True, slots=True)
class Judged:
    """One match as it was scored when somebody judged it. `features` are names and values in the order of the reasons; `judged_by` is the audience
    that this somebody belongs to."""

    answer: str
    number: int  # of the claim, from 1
    record: str
    judgement: Judgement
    features: tuple[tuple[str, float], ...]
    score: float
    probability: float
    language: str
    relation: str
    weights_version: str
    library_version: int
    judged_by: Audience = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Vote:
    """What is kept of a `Judged`. `claim` is the same for all matches of one claim in one answer, and leads to neither."""

    claim: str
    record: str
    judgement: Judgement
    features: tuple[tuple[str, float], ...]
    score: float
    probability: float
    language: str
    relation: str
    weights_version: str
