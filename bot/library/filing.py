from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.claims.claim import Stance
from bot.claims.quantity import Measure
from bot.people.audience import Audience


class Status(StrEnum):
    """Whether the newsroom stands by a record. Only the last three are ever matched, and the last two are shown as such."""

    DRAFT = "draft"
    VERIFIED = "verified"
    CONTESTED = "contested"
    RETRACTED = "retracted"


MATCHED = (Status.VERIFIED, Status.CONTESTED, Status.RETRACTED)


class Provenance(StrEnum):
    """Where a record comes from: reviewed here, imported, or shipped with the program."""

    DESK = "desk"
    DATA_SET = "data_set"
    STARTER = "starter"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One report that a record rests on. `origin` is who it goes back to; reports of one origin count once."""

    publisher: str
    published: date | None = None
    reference: str = ""
    link: str = ""
    origin: str = ""
    stance: Stance = Stance.REPORT


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that belongs to a record. `unit` as in `Quantity.unit`; `who_counts` is a source id or a name, empty if not known."""

    measure: Measure
    unit: str
    best: float
    low: float | None = None
    high: float | None = None
    who_counts: str = ""
    as_of: date | None = None

    @property
    def least(self) -> float:
        """The lowest estimate, the best one where there is no other."""
        return self.best if self.low is None else min(self.low, self.best)

    @property
    def most(self) -> float:
        """The highest estimate, the best one where there is no other."""
        return self.best if self.high is None else max(self.high, self.best)


@dataclass(frozen=True, slots=True)
class Filing:
    """What every record carries besides its content: standing, origin, who may see it, when it was reviewed.

    `publisher`, `published`, `reference` and `link` name the one place where a reader finds the record's ground; `licence` the line
    that its use demands. `is_provisional`: whoever recorded it has not vetted it to the end.
    """

    status: Status = Status.VERIFIED
    provenance: Provenance = Provenance.DESK
    visibility: Audience = Audience.PUBLIC
    language: str = "en"
    publisher: str = ""
    published: date | None = None
    reference: str = ""
    link: str = ""
    licence: str = ""
    reviewed_on: date | None = None
    review_due: date | None = None
    evidence: tuple[Evidence, ...] = ()
    is_provisional: bool = False
