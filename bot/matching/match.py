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
class Candidate:
    """A record that the index offers. Scores are BM25 over word stems and over character 4-grams; 0 where that list did not have it."""

    record: Record
    words: float
    grams: float


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a claim may be about. `score` is the log-odds, `probability` its calibrated value from 0 to 1."""

    record: Record
    score: float
    probability: float
    reasons: tuple[Reason, ...]
    differences: tuple[Difference, ...] = ()
