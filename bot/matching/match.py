from dataclasses import dataclass
from enum import StrEnum

from bot.claims.note import Note
from bot.library.record import Record


class Slot(StrEnum):
    """Where a claim and a record can disagree. One closed list everywhere."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    AS_OF = "as_of"
    PLACE = "place"
    ACTOR = "actor"
    ROLE = "role"
    NEGATION = "negation"
    WORDING = "wording"


class Weight(StrEnum):
    """How much a difference matters: a conflict forbids a confirmation, a remark does not."""

    CONFLICT = "conflict"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Difference:
    """`theirs` is what the claim says, `ours` what the record says, both ready to be shown."""

    slot: Slot
    theirs: str
    ours: str
    weight: Weight = Weight.CONFLICT


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record was ranked where it was: a feature, its value, what it added to the score, and how to say it."""

    feature: str
    value: float
    contribution: float
    said: Note


@dataclass(frozen=True, slots=True)
class Scores:
    """What the index says of one record.

    BM25 over the stems of what it is called (`words`), of its long text (`body`) and over character 4-grams (`grams`); 0 where that list did
    not have it. `near` is the cosine of claim and record, `near_around` that of the whole message and the record, None where either has no vector.
    """

    words: float = 0.0
    grams: float = 0.0
    body: float = 0.0
    near: float | None = None
    near_around: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that the index offers."""

    record: Record
    scores: Scores


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a claim may be about. `score` is the log-odds as shipped, whatever calibration is in force;
    `probability` is what is stated, from 0 to 1. `also` holds further records of the same thing, which are not shown on their own."""

    record: Record
    score: float
    probability: float
    reasons: tuple[Reason, ...]
    differences: tuple[Difference, ...] = ()
    also: tuple[Record, ...] = ()
